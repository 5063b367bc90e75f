# Ежедневный отчёт для операторов

daily-title = 📊 <b>{ $day }</b> (UTC)
daily-nothing-made = Ничего не создано.
daily-made = Создано: { $made }, с ошибкой: { $failed }. Успешно: { $percent } %
daily-models = Чаще всего: { $models }
daily-people = Новых людей: { $new }, активных: { $active }
daily-lasts =
    { $days ->
        [0] ⚠️ Если так пойдёт и дальше, баланса KIE не хватит и на день.
        [one] Если так пойдёт и дальше, баланса KIE хватит примерно на { $days } день.
        [few] Если так пойдёт и дальше, баланса KIE хватит примерно на { $days } дня.
        [many] Если так пойдёт и дальше, баланса KIE хватит примерно на { $days } дней.
       *[other] Если так пойдёт и дальше, баланса KIE хватит примерно на { $days } дня.
    }
daily-attention = 🖐 <b>Нужны вы</b>
daily-no-attention = ✅ Ничего не требует внимания.
daily-more = … и ещё { $count }
daily-comes = Отчёт приходит в { $hour }:00 по часам из ваших /settings (без них по UTC).
daily-off = Сам отчёт сейчас не приходит.
daily-hour = Изменить час: /config REPORT_HOUR
button-daily-stop = 🔕 Не присылать каждый день
button-daily-again = 🔔 Присылать каждый день
toast-daily-off = Сам отчёт больше не придёт. Прочитать его или вернуть: /daily
toast-daily-on = Отчёт снова приходит каждый день.
daily-chart-title = { $first } — { $last }
daily-chart-stars = Оставшиеся звёзды
daily-chart-made = Создано
daily-chart-failed = С ошибкой
daily-chart-success = Успешно, %
attention-paused = ⏸ Бот на паузе: /resume
attention-alert-credits-low = Баланс KIE заканчивается
attention-alert-out-of-credits = На балансе KIE нет кредитов: ничего не создаётся
attention-alert-access-refused = KIE не принимает ваш ключ: ничего не создаётся
attention-alert-updates-conflict = Обновления этого бота забирает другой процесс
attention-alert-updates-silent = Telegram не присылает обновления
attention-unclaimed =
    { $count ->
        [one] { $count } оплата без заказа: /stars
        [few] { $count } оплаты без заказа: /stars
        [many] { $count } оплат без заказа: /stars
       *[other] { $count } оплаты без заказа: /stars
    }
attention-refunding =
    { $count ->
        [one] { $count } возврат ждёт ответа Telegram: /stars
        [few] { $count } возврата ждут ответа Telegram: /stars
        [many] { $count } возвратов ждут ответа Telegram: /stars
       *[other] { $count } возврата ждут ответа Telegram: /stars
    }
attention-support =
    { $count ->
        [one] { $count } открытое обращение в поддержку
        [few] { $count } открытых обращения в поддержку
        [many] { $count } открытых обращений в поддержку
       *[other] { $count } открытого обращения в поддержку
    }
attention-reports =
    { $count ->
        [one] { $count } результат с жалобами: /reports
        [few] { $count } результата с жалобами: /reports
        [many] { $count } результатов с жалобами: /reports
       *[other] { $count } результата с жалобами: /reports
    }
attention-models =
    { $count ->
        [one] Модель не справляется: { $detail }
        [few] Не справляются { $count } модели: { $detail }
        [many] Не справляются { $count } моделей: { $detail }
       *[other] Не справляются { $count } модели: { $detail }
    }
attention-packs =
    { $count ->
        [one] { $count } пакет продаётся в убыток: /packs
        [few] { $count } пакета продаются в убыток: /packs
        [many] { $count } пакетов продаются в убыток: /packs
       *[other] { $count } пакета продаются в убыток: /packs
    }
attention-examples =
    { $count ->
        [one] { $count } результат предложен как пример
        [few] { $count } результата предложены как примеры
        [many] { $count } результатов предложено как примеры
       *[other] { $count } результата предложены как примеры
    }
