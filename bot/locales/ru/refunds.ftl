# Возвраты и платежи, найденные в списке Telegram

payment-found = 🔎 <b>Мы нашли ваш платёж,</b> который до нас не дошёл.
refund-done =
    ↩️ <b>Возвращено: { $stars ->
        [one] { $stars } звезда
        [few] { $stars } звезды
        [many] { $stars } звёзд
       *[other] { $stars } звезды
    }.</b> { $credits ->
        [0] Кредиты не списаны.
        [one] Списан { $credits } кредит.
        [few] Списано { $credits } кредита.
        [many] Списано { $credits } кредитов.
       *[other] Списано { $credits } кредита.
    } Чек № { $number }
refund-refused =
    Telegram сейчас не возвращает { $stars ->
        [one] { $stars } звезду
        [few] { $stars } звезды
        [many] { $stars } звёзд
       *[other] { $stars } звезды
    } по чеку № { $number }. Кредиты снова на балансе, оператор уже знает.
refusal-refund-too-old = Этот платёж слишком старый для возврата: кто его сделал, больше не хранится.
refusal-refund-not-covered = Часть кредитов этого платежа потрачена: можно списать только { $left } из { $credits }.
refusal-self-refund-off = Оператор этого бота делает возвраты вручную.
refusal-self-refund-late = Этому платежу больше { $days ->
        [one] { $days } дня
        [few] { $days } дней
        [many] { $days } дней
       *[other] { $days } дней
    }, поэтому на него должен посмотреть оператор.
refusal-self-refund-spent = Уже { $spent ->
        [one] потрачен { $spent } кредит
        [few] потрачено { $spent } кредита
        [many] потрачено { $spent } кредитов
       *[other] потрачено { $spent } кредита
    } этого платежа, поэтому на него должен посмотреть оператор.
refusal-payment-claimed = По чеку № { $number } уже принято решение.

alert-refund-refused = ⚠️ <b>Telegram отказал в возврате.</b> Кредиты снова на счёте. Чек и причина: № { $detail }
alert-refunded-elsewhere = ↩️ Платёж вернули не через этого бота: чек № { $detail }. Остаток его кредитов списан.
alert-stars-differ = ⚠️ <b>Баланс звёзд и список операций Telegram расходятся:</b> { $detail } звёзд. Скорее всего, плательщик вернул деньги через магазин приложений. Подробнее: /stars
