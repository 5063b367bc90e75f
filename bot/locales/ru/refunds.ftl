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
refund-balance = Теперь у вас { $balance }.
refund-refused =
    Telegram сейчас не возвращает { $stars ->
        [one] { $stars } звезду
        [few] { $stars } звезды
        [many] { $stars } звёзд
       *[other] { $stars } звезды
    } по чеку № { $number }. Кредиты снова на балансе, оператор уже знает.
refusal-refund-too-old = Этот платёж слишком старый для возврата: кто его сделал, больше не хранится.
refusal-refund-not-covered = По этому платежу что-то уже потрачено: можно списать из кредитов { $left } из { $credits }.
refusal-self-refund-off = Оператор этого бота делает возвраты вручную.
refusal-self-refund-late = Этому платежу больше { $days ->
        [one] { $days } дня
        [few] { $days } дней
        [many] { $days } дней
       *[other] { $days } дней
    }, поэтому на него должен посмотреть оператор.
refusal-self-refund-free-spent = Этот платёж открыл вам бесплатные кредиты, и часть из них уже потрачена, поэтому на него должен посмотреть оператор.
refusal-self-refund-spent = Уже { $spent ->
        [one] потрачен { $spent } кредит
        [few] потрачено { $spent } кредита
        [many] потрачено { $spent } кредитов
       *[other] потрачено { $spent } кредита
    } этого платежа, поэтому на него должен посмотреть оператор.
refusal-self-refund-reward-spent = Друг, который вас пригласил, уже потратил награду за этот платёж, поэтому на него должен посмотреть оператор.
refusal-payment-claimed = По чеку № { $number } уже принято решение.

alert-refund-refused = ⚠️ <b>Telegram отказал в возврате.</b> Кредиты снова на счёте. Чек и причина: № { $detail }
alert-refund-overdue = ⏳ <b>Возврат идёт уже сутки.</b> Telegram его не подтвердил. Запрос повторяется; посмотрите чек № { $detail }
alert-refunded-elsewhere = ↩️ Платёж вернули не через этого бота: чек № { $detail }. Остаток его кредитов списан.
alert-star-line-open = ⚠️ <b>Строка из списка операций Telegram со звёздами не учтена:</b> номер { $detail }. Остальные учтены. Попытки повторяются каждые несколько минут, причина — в логе.
alert-stars-differ = ⚠️ <b>Баланс звёзд и список операций Telegram расходятся:</b> { $detail } звёзд. Скорее всего, плательщик вернул деньги через магазин приложений. Подробнее: /stars

stars-title = ⭐ <b>Звёзды этого бота</b>
stars-balance = Баланс: <b>{ $balance }</b>
stars-withdrawable = Можно вывести примерно { $amount } (то, что пришло больше 21 дня назад)
stars-listed = ⚠️ По списку операций Telegram было бы { $listed }. Если разница держится несколько минут, это возврат через магазин приложений.
stars-no-balance = Telegram сейчас не сообщает баланс.
stars-not-current = Список операций Telegram сейчас читается не до конца.
stars-moves = <b>Последние операции</b>
stars-move-of = { $move }, чек № { $number }
stars-move = <code>{ $amount }</code> { $partner }, { $at }
stars-unclaimed = 💫 <b>Нераспознанные платежи: { $count }.</b> Они не относятся ни к одному заказу бота: зачислите их или верните.
stars-refunding = ⏳ Возвраты без ответа Telegram: { $count }. Они повторяются сами.
stars-usage =
    <code>/stars</code> показывает звёзды бота и то, что ждёт вашего решения.
    <code>/stars credit 12 @name 150</code> зачисляет нераспознанный платёж № 12 человеку по @имени или id.
stars-no-person = Не знаю { $name }: сначала этот человек должен написать боту.
button-stars-again = 🔄 Сверить с Telegram
button-payment = № { $number } · { $stars } ⭐

refund-usage =
    <code>/refund ЧЕК</code>
    Номер чека или id платежа в Telegram. Сначала вы увидите платёж.
refund-unknown = Такого платежа нет. Что ждёт вашего решения: /stars
payment-card-title = 🧾 <b>Чек № { $number }</b>: { $stars } ⭐, { $at }
payment-card-state = Состояние: { $state }
payment-state-credited = зачислен
payment-state-unclaimed = не распознан, не относится ни к одному заказу бота
payment-state-refunding = идёт возврат
payment-state-refunded = возвращён
payment-card-found = Найден в списке операций Telegram
payment-card-monthly = По подписке: возврат прекращает продления
payment-card-payload = В счёте указано: <code>{ $payload }</code>
payment-card-credits = Кредиты: { $credits }{ $bonus ->
        [0] { "" }
       *[other] {" "}+ { $bonus } в подарок
    }
payment-card-unspent = Не потрачено: <b>{ $left } из { $credits }</b>{ $bonus ->
        [0] { "" }
       *[other] , из подаренных <b>{ $bonus_left } из { $bonus }</b>
    }
payment-card-reward = ⚠️ Из награды пригласившего за этот платёж уже { $credits ->
        [one] потрачен { $credits } кредит
        [few] потрачено { $credits } кредита
        [many] потрачено { $credits } кредитов
       *[other] потрачено { $credits } кредита
    }
payment-card-cost = Потраченное стоило у KIE примерно ${ $usd }
payment-card-whole = Telegram возвращает всю сумму.
payment-card-taken = Списано: { $taken }, уже потрачено: { $uncollected }
payment-card-id = id в Telegram: <code>{ $id }</code>
payer = Плательщик: { $person }
button-payment-copy = 📋 Скопировать id
button-payment-look = 🧾 Открыть чек
button-refund = ↩️ Вернуть
button-refund-again = 🔄 Повторить сейчас
button-refund-sure = ↩️ Всё равно вернуть
button-refund-back = Не возвращать
button-unclaimed-credit = ✅ Зачислить { $credits }
button-unclaimed-other = 👤 Другому
button-unclaimed-look = ✅ Зачислить
refund-not-covered =
    ⚠️ <b>Чек № { $number }: { $gone ->
        [all] все его кредиты потрачены
        [reward] награда пригласившего за него потрачена
       *[part] часть его кредитов потрачена
    }.</b>
    Возврат спишет из кредитов { $left } из { $credits }, а Telegram вернёт все { $stars } ⭐.
refund-operator-done = ↩️ <b>Возвращено: чек № { $number }, { $stars } ⭐.</b> Списано кредитов: { $taken }, уже потрачено: { $uncollected }.
refund-operator-waits = ⏳ <b>Чек № { $number }:</b> кредиты списаны, но Telegram сейчас не отвечает. Возврат повторяется, пока не ответит.
refund-operator-refused = ⚠️ <b>Чек № { $number }: Telegram отказал в возврате.</b> Кредиты снова на счёте; причина — в отдельном сообщении.
unclaimed-credited = ✅ <b>Чек № { $number }: зачислено кредитов: { $credits }.</b>
unclaimed-other =
    Отправьте это с @именем или id человека и тем числом кредитов, которое сочтёте верным:
    <code>/stars credit { $number } @name { $credits }</code>

own-payment = 🧾 <b>Чек № { $number }</b>: { $stars } ⭐, { $credits ->
        [0] без кредитов
        [one] { $credits } кредит
        [few] { $credits } кредита
        [many] { $credits } кредитов
       *[other] { $credits } кредита
    }
own-payment-unspent = Из него ничего не потрачено: звёзды можно вернуть прямо сейчас. Кредиты спишутся.
own-payment-unclaimed = Мы не знаем, за что он. Решит оператор.
own-payment-refunding = Звёзды возвращаются. Telegram этого ещё не подтвердил.
own-payment-refunded = Звёзды возвращены.
self-refund-waits = ⏳ <b>Чек № { $number }:</b> звёзды возвращаются. Telegram сейчас не отвечает; запрос повторяется, пока не ответит.
support-found = ✅ <b>Нашли.</b> Этот платёж до нас не дошёл:
support-nothing-missing = В списке платежей Telegram нет ваших платежей, которых не хватает здесь. Если вы только что заплатили, попробуйте через минуту.
support-not-now = Telegram сейчас не показывает список платежей. Он сверяется каждые десять минут: то, за что вы заплатили, придёт само.
support-no-payment = Такого вашего платежа здесь нет. Если вы только что заплатили, поищем его:
support-ask = ✉️ Напишите одним сообщением, что случилось; можно и прислать фото, видео, голосовое или файл. Оно уйдёт оператору вместе с платежом.
support-sent = ✅ <b>Сообщение у оператора.</b> Ответит человек, в этом чате, поэтому придётся немного подождать. Чтобы добавить что-то, ответьте на своё сообщение.
refusal-support-asked = У оператора уже есть несколько ваших сообщений. Пожалуйста, дождитесь ответа.
button-support-missing = 🔎 Нет кредитов
button-support-mistake = ↩️ По ошибке
button-support-write = ✉️ Написать оператору
button-self-refund = ↩️ Вернуть { $stars } ⭐ сейчас
