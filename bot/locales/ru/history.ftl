# История

history-none = Пока пусто. Здесь появятся ваши результаты.
history-title =
    { $count ->
        [one] <b>Ваша история</b> · { $count } результат
        [few] <b>Ваша история</b> · { $count } результата
        [many] <b>Ваша история</b> · { $count } результатов
       *[other] <b>Ваша история</b> · { $count } результата
    }
history-page = · стр. { $page } из { $pages }
history-query = · «{ $words }»
history-nothing-found = Ничего не нашлось. Попробуйте другие слова.
history-line = <b>{ $number }</b> { $kind } <b>{ $model }</b> · { DATETIME($date, dateStyle: "medium") }
history-prompt = <i>{ $prompt }</i>
history-link = 🔗 Только по ссылке, до { DATETIME($date, dateStyle: "medium") }
history-gone = 🚫 Файл удалён: файлы хранятся 14 дней
history-thumbnail = { $number } · { $model }
history-ask = Что найти? Пришлите одно-два слова из текста или название модели.
best-title = <b>Лучшее: { $month }</b>
best-line = <b>{ $number }</b> { $kind } ❤️ { $hearts } · <b>{ $model }</b>
best-by = { $name }
best-none = { $month }: пока ни одного ❤️. Чтобы поставить, нажмите 🤍 под результатом.
best-to-come = Этот месяц ещё не наступил.
best-usage = За какой месяц? Например: <code>/best { $month }</code>. Без месяца: за этот.
best-only-in-groups = /best показывает, что больше всего нравится группе: отправьте её там. Ваши любимые: <code>/history ❤️</code>

sign-video = 🎬
sign-image = 🖼
sign-audio = 🎙
sign-music = 🎵
button-every-kind = Все
button-chosen = ✓ { $label }
button-choice = { $label }
button-history-search = 🔍 Поиск
button-history-everything = ✕ «{ $words }»
button-history-favourites = ❤️ Любимые
button-history-month = 📅 Месяц
button-history-model = 🤖 Модель
button-history-look = 🎨 Пресет
button-history-character = 🎭 Персонаж
button-history-no-filter = Все
history-month =
    { $month ->
        [1] янв
        [2] фев
        [3] мар
        [4] апр
        [5] май
        [6] июн
        [7] июл
        [8] авг
        [9] сен
        [10] окт
        [11] ноя
       *[12] дек
    } { $year }
