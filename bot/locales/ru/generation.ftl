# В работе

generation-title = <b>{ $model }</b> · #{ $id }
state-held =
    { $place ->
        [1] ⏳ Ваш запрос следующий
       *[other] ⏳ В очереди: место { $place }
    }
state-submitting = 🚀 Запущено.
state-in_doubt =
    { $price ->
        [0] ⏳ Жду ответа поставщика.
       *[other] ⏳ Жду ответа поставщика. Если его не будет, кредиты вернутся сами.
    }
state-running = 🎨 Создаётся.
state-running-progress = 🎨 { $bar } { $percent } %
state-ready = 📦 Готово, отправляю вам.
state-delivered = ✅ Доставлено.
state-stored = ✅ Готово, хранится в /history.
state-failed = ❌ Не получилось; кредиты вернулись.
state-cancelled = Отменено.
status-title = <b>Сейчас создаётся</b>
status-line =
    <b>{ $model }</b> · #{ $id }
    <i>{ $prompt }</i>
    { $where }
status-none = Сейчас ничего не создаётся. /menu
cancel-conversation = Отменено. Ничего не списано. /menu
cancelled =
    { $returned ->
        [0] #{ $id } отменено. Ничего не списано.
        [one] #{ $id } отменено. Возвращён { $returned } кредит. { $money }
        [few] #{ $id } отменено. Возвращено: { $returned } кредита. { $money }
        [many] #{ $id } отменено. Возвращено: { $returned } кредитов. { $money }
       *[other] #{ $id } отменено. Возвращено: { $returned } кредита. { $money }
    }
result-price =
    { $price ->
        [one] { $price } кредит
        [few] { $price } кредита
        [many] { $price } кредитов
       *[other] { $price } кредита
    }
result-missing =
    { $returned ->
        [0] Доставлено { $arrived } из { $ordered }.
        [one] Доставлено { $arrived } из { $ordered }, { $returned } кредит вернулся.
        [few] Доставлено { $arrived } из { $ordered }, { $returned } кредита вернулись.
        [many] Доставлено { $arrived } из { $ordered }, { $returned } кредитов вернулись.
       *[other] Доставлено { $arrived } из { $ordered }, { $returned } кредита вернулись.
    }
result-remix =
    <b>{ $model }</b> · #{ $id }
    Сделайте свою версию. Цену увидите до запуска, а оригинал останется как есть.
button-missing = Получить недостающее
still-missing =
    { $count ->
        [one] Не хватает { $count } результата: поставщик его не отдаёт. Вы за него не платили.
        [few] Не хватает { $count } результатов: поставщик их не отдаёт. Вы за них не платили.
        [many] Не хватает { $count } результатов: поставщик их не отдаёт. Вы за них не платили.
       *[other] Не хватает { $count } результата: поставщик их не отдаёт. Вы за них не платили.
    }
result-free = Это заняло слишком много времени, так что результат — подарок.
link-ready =
    <b>{ $model }</b> · #{ $id }
    Файл слишком велик для Telegram. Ссылка действует 20 минут, новую можно взять в течение 14 дней.
link-gone = Поставщик больше не хранит этот файл: он держит результаты не дольше 14 дней.
resend-not-now = Telegram сейчас это не принял. Попробуйте ещё раз через несколько минут.
original-gone = Оригинал уже не получить.
