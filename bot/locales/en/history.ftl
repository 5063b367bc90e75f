# History

history-none = Nothing yet. Your results will appear here.
history-title =
    { $count ->
        [one] <b>Your history</b> · { $count } result
       *[other] <b>Your history</b> · { $count } results
    }
history-page = · page { $page } of { $pages }
history-query = · “{ $words }”
history-nothing-found = Nothing found. Try different words.
history-line = <b>{ $number }</b> { $kind } <b>{ $model }</b> · { DATETIME($date, dateStyle: "medium") }
history-prompt = <i>{ $prompt }</i>
history-link = 🔗 By link only, until { DATETIME($date, dateStyle: "medium") }
history-gone = 🚫 File expired: files are kept for 14 days
history-thumbnail = { $number } · { $model }
history-ask = What are you looking for? Send a word or two from the prompt, or a model’s name.
best-title = <b>Best of { $month }</b>
best-line = <b>{ $number }</b> { $kind } ❤️ { $hearts } · <b>{ $model }</b>
best-by = { $name }
best-none = No ❤️ in { $month } yet. Tap 🤍 below a result to give one.
best-to-come = That month is still to come.
best-usage = Which month? Like this: <code>/best { $month }</code>. Without a month: this one.
best-only-in-groups = /best shows what a group likes most: send it in that group. Your own favourites: <code>/history ❤️</code>

sign-video = 🎬
sign-image = 🖼
sign-audio = 🎙
sign-music = 🎵
button-every-kind = All
button-chosen = ✓ { $label }
button-choice = { $label }
button-history-search = 🔍 Search
button-history-everything = ✕ “{ $words }”
button-history-favourites = ❤️ only
button-history-month = 📅 Month
button-history-model = 🤖 Model
button-history-look = 🎨 Look
button-history-character = 🎭 Character
button-history-no-filter = All
history-month =
    { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $year }
