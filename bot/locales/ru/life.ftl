# В работе

life-title = <b>{ $model }</b> · #{ $id }
state-held =
    { $place ->
        [1] ⏳ Ваш запрос следующий
       *[other] ⏳ В очереди: место { $place }
    }
state-submitting = 🚀 Запущено.
state-in_doubt = ⏳ Жду ответа поставщика. Если его не будет, кредиты вернутся сами.
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
cancel-dialogue = Отложено. Ничего не списано. /menu
cancelled =
    { $returned ->
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
result-free = Это заняло слишком много времени, так что результат – подарок.
failure-title = <b>{ $model }</b> · #{ $id } не получилось
failure-content = Правила поставщика не пропустили текст или картинку. Могут помочь другие слова.
failure-request = Поставщик не принял один из параметров или файл. Посмотрите карточку ещё раз.
failure-provider = Эта модель сейчас не работает. Справится другая.
failure-slow = Это слишком долго. Я продолжаю следить: если результат всё же придёт, он бесплатный.
failure-internal = У нас что-то сломалось. Если повторится, назовите оператору номер: #{ $id }.
failure-returned =
    { $returned ->
        [one] Возвращён { $returned } кредит.
        [few] Возвращено: { $returned } кредита.
        [many] Возвращено: { $returned } кредитов.
       *[other] Возвращено: { $returned } кредита.
    }
link-ready =
    <b>{ $model }</b> · #{ $id }
    Файл слишком велик для Telegram. Ссылка действует 20 минут; новую можно получить в течение 14 дней.
link-gone = Поставщик больше не хранит этот файл: он держит результаты не дольше 14 дней.
original-gone = Исходный файл больше не получить.
