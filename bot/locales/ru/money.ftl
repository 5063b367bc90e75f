# Деньги оператора

money-title = 💰 <b>Деньги</b>, { $first } — { $last } (UTC)
money-usage = <code>/money</code> — за 30 дней, <code>/money 7d</code> — за неделю, <code>/money yesterday</code> или <code>/money 2026-11-29</code> — за день, <code>/money month</code> — за этот месяц, <code>/money 2026-11</code> — за любой другой.
money-stars =
    { $payments ->
        [one] Пришло: { $stars } ⭐, { $payments } оплата
        [few] Пришло: { $stars } ⭐, { $payments } оплаты
        [many] Пришло: { $stars } ⭐, { $payments } оплат
       *[other] Пришло: { $stars } ⭐, { $payments } оплаты
    }
money-refunds =
    { $refunds ->
        [one] Возвращено: { $stars } ⭐, { $refunds } возврат
        [few] Возвращено: { $stars } ⭐, { $refunds } возврата
        [many] Возвращено: { $stars } ⭐, { $refunds } возвратов
       *[other] Возвращено: { $stars } ⭐, { $refunds } возврата
    }
money-affiliate = Партнёрской программе Telegram: { $stars } ⭐
money-income = Осталось: { $stars } ⭐ ≈ { $usd }
money-credits = Кредитов продано: { $sold }, подарено: { $given }, бесплатных за период: { $free }
money-spent = Кредитов потрачено: { $spent }
money-cost = KIE взял кредитов: { $kie } ≈ { $usd }; { $percent } % по его словам, остальное по прайсу
money-no-cost = KIE ничего не взял.
money-writer = Подсказки взяли кредитов в KIE: { $kie } ({ $answers })
money-margin =
    { $loss ->
        [yes] ⚠️ <b>Итого: ≈ { $usd }</b>
       *[no] <b>Итого: ≈ { $usd }</b>
    }
money-owed = Сейчас у людей кредитов: { $paid } оплаченных, всего { $available }
money-balance = Баланс KIE: { $kie }
money-no-balance = Баланс KIE пока неизвестен.
money-coverage =
    { $low ->
        [yes] ⚠️ Баланс KIE: { $kie }. Его хватает на { $percent } % оплаченных кредитов: пополните.
       *[no] Баланс KIE: { $kie }. Его хватает на { $percent } % оплаченных кредитов.
    }
money-models = <b>По моделям</b>
money-model = { $model }: { $sold } за { $credits } кр., в KIE { $kie }, с ошибкой { $failed }
money-chart = Оставшиеся звёзды и расходы в KIE по дням
money-chart-title = Деньги { $first } — { $last }
money-chart-in = Звёзды, ≈ $
money-chart-out = KIE, ≈ $
button-money-file = 📄 CSV
