# В работе

generation-title = <b>{ $model }</b> · #{ $id }
state-held =
    { $place ->
        [1] ⏳ Следующий в очереди
       *[other] ⏳ В очереди: { $place }
    }
state-submitting = 🚀 Запущено.
state-in_doubt =
    { $price ->
        [0] ⏳ Жду ответа.
       *[other] ⏳ Жду ответа. Если его не будет, кредиты вернутся автоматически.
    }
state-running = 🎨 Создаётся.
state-running-progress = 🎨 { $bar } { $percent } %
state-ready = 📦 Готово, получаю файл.
state-delivered = ✅ Доставлено.
state-stored = ✅ Готово, лежит в /history.
state-failed = ❌ Ошибка; кредиты вернулись.
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
fall-back-making = { $failed }: сбой (вернулось { $returned }). Теперь { $model } · { $price }
fall-back-making-free = { $failed }: сбой. Теперь { $model }.
fall-back-made = { $failed }: сбой (вернулось { $returned }). Сделано на { $model } · { $price }
fall-back-made-free = { $failed }: сбой. Сделано на { $model }.
fall-back-failed = До этого был сбой { $failed } (вернулось { $returned }).
fall-back-failed-free = До этого был сбой { $failed }.
result-missing =
    { $returned ->
        [0] Получено { $arrived } из { $ordered }.
        [one] Получено { $arrived } из { $ordered }, { $returned } кредит вернулся.
        [few] Получено { $arrived } из { $ordered }, { $returned } кредита вернулись.
        [many] Получено { $arrived } из { $ordered }, { $returned } кредитов вернулись.
       *[other] Получено { $arrived } из { $ordered }, { $returned } кредита вернулось.
    }
result-remix =
    <b>{ $model }</b> · #{ $id }
    Сделайте свою версию. Цену увидите до запуска, а оригинал останется как есть.
button-missing = Получить недостающее
still-missing =
    { $count ->
        [one] Не хватает { $count } результата: файл недоступен. Вы за него не платили.
        [few] Не хватает { $count } результатов: файлы недоступны. Вы за них не платили.
        [many] Не хватает { $count } результатов: файлы недоступны. Вы за них не платили.
       *[other] Не хватает { $count } результата: файлы недоступны. Вы за них не платили.
    }
result-free = Пришлось ждать слишком долго, поэтому бесплатно.
link-ready =
    <b>{ $model }</b> · #{ $id }
    Файл слишком большой для Telegram. Ссылка действует 20 минут, новую можно получить в течение 14 дней.
link-gone = Срок хранения истёк: файлы хранятся до 14 дней.
resend-not-now = Telegram сейчас не принимает файл. Попробуйте через несколько минут.
original-gone = Оригинал больше недоступен.
