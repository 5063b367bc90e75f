# Оплата звёздами Telegram

checkout-later = Сейчас мы не можем принять оплату. Деньги не списаны. Попробуйте через минуту.
payment-later = ⏳ Платёж получен, но зачислить его прямо сейчас не получается. Он появится на балансе через несколько минут, делать ничего не нужно.
alert-payment-not-written = ⚠️ <b>Платёж не записан.</b> Каждые несколько минут он ищется в списке операций Telegram. Номер платежа в Telegram: <code>{ $detail }</code>
refusal-pack-gone = Этот пакет больше не продаётся. Что есть сейчас: /buy
refusal-payment-unknown = Такого платежа нет. Ваши платежи: /receipts
refusal-payment-not-yours = Этот платёж сделал другой человек.
refusal-payments-paused = Покупки временно приостановлены. Ничего не списано. Попробуйте позже.
alert-payment-other-currency = ⚠️ <b>Пришёл платёж в { $detail }, а не в звёздах.</b> Бот продаёт только за звёзды, значит, его токеном пользуется другая программа. Здесь ничего не зачислено.
alert-payment-unclaimed = 💫 Пришли звёзды, которые не относятся ни к одному заказу бота: чек № { $detail }. Решить: /stars
refusal-invoice-over = Это предложение закончилось. Деньги не списаны. Что есть сейчас: /buy
refusal-invoice-not-yours = Этот счёт выставлен другому человеку. Деньги не списаны. Ваши пакеты: /buy
payment-added =
    { $credits ->
        [one] ✅ <b>Зачислен { $credits } кредит.</b>
        [few] ✅ <b>Зачислено { $credits } кредита.</b>
        [many] ✅ <b>Зачислено { $credits } кредитов.</b>
       *[other] ✅ <b>Зачислено { $credits } кредита.</b>
    }
payment-credited = { payment-added } Теперь у вас { $balance }.
payment-credited-before = { payment-added } Было { $had }, стало { $balance }.
payment-receipt = Чек № { $number }
payment-credited-group =
    { $credits ->
        [one] ⭐ <b>{ $name }</b> добавляет { $credits } кредит. На балансе группы { $balance }.
        [few] ⭐ <b>{ $name }</b> добавляет { $credits } кредита. На балансе группы { $balance }.
        [many] ⭐ <b>{ $name }</b> добавляет { $credits } кредитов. На балансе группы { $balance }.
       *[other] ⭐ <b>{ $name }</b> добавляет { $credits } кредита. На балансе группы { $balance }.
    }
payment-credited-group-own =
    { $credits ->
        [one] ✅ <b>{ $credits } кредит на баланс группы.</b> Там теперь { $balance }.
        [few] ✅ <b>{ $credits } кредита на баланс группы.</b> Там теперь { $balance }.
        [many] ✅ <b>{ $credits } кредитов на баланс группы.</b> Там теперь { $balance }.
       *[other] ✅ <b>{ $credits } кредита на баланс группы.</b> Там теперь { $balance }.
    }
payment-group-pays = Всё, что создают в группе, оплачивается с этого баланса. Админы могут это изменить: /group
button-payment-create = ✨ Что создать
button-payment-receipt = 🧾 Чек
payment-unclaimed =
    💫 Мы получили { $stars ->
        [one] { $stars } звезду
        [few] { $stars } звезды
       [many] { $stars } звёзд
       *[other] { $stars } звезды
    }, но не знаем, за что. Это посмотрит человек. Ничего не пропало. Чек № { $number }
