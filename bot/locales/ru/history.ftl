# История

history-none = Пока пусто. Здесь будут ваши работы.
history-title =
    { $count ->
        [one] <b>Ваша история</b> · { $count } работа
        [few] <b>Ваша история</b> · { $count } работы
        [many] <b>Ваша история</b> · { $count } работ
       *[other] <b>Ваша история</b> · { $count } работы
    }
history-page = · стр. { $page } из { $pages }
history-query = · «{ $words }»
history-nothing-found = Ничего не нашлось. Попробуйте другие слова или меньше слов.
history-line = <b>{ $number }</b> { $kind } <b>{ $model }</b> · { DATETIME($date, dateStyle: "medium") }
history-prompt = <i>{ $prompt }</i>
history-link = 🔗 Только по ссылке, до { DATETIME($date, dateStyle: "medium") }
history-gone = 🚫 Файла больше нет: ссылки живут 14 дней
history-thumbnail = { $number } · { $model }
history-ask = Что найти? Напишите одно-два слова из запроса или название модели.

sign-video = 🎬
sign-image = 🖼
sign-audio = 🎙
sign-music = 🎵
button-every-kind = Все
button-chosen = ✓ { $label }
button-choice = { $label }
button-history-search = 🔍 Поиск
button-history-everything = ✕ «{ $words }»
