# Settings

settings-title =
    <b>Settings</b>
    Tap a line to change it.

    Rules and help: /privacy · /terms · /paysupport
settings-private = Settings are in our private chat: send me /settings there.
language-choose = <b>Language</b>
auto-confirm-title =
    <b>Start without asking</b>
    Requests up to this price start right away in private. I still ask if something is missing, if you’re short of credits, if I use what you sent earlier, and the first time the price depends on the length of your text.
auto-confirm-type = Up to how many credits? Send a number; 0 means always ask.
button-set-language = 🌐 Language: { $value }
button-set-auto-confirm = 💳 Ask before start: { $value }
button-set-fall-back = 🔁 If a model fails: { $value }
button-set-originals = 📁 Send as files too: { $value }
button-set-effects = 🎉 Message effects: { $value }
button-set-hints = 💡 Hints: { $value }
button-set-news = 📣 News: { $value }
button-news-stop = 🔕 No more news
button-news-again = 📣 Send me news again
toast-news-off = You won’t get news any more. To get it again: /settings
toast-news-on = News is on again.
button-set-quiet = 🌙 Quiet hours: { $value }
button-set-forget = 🗑 Delete my data
button-auto-confirm-never = Always ask
button-auto-confirm-own = Another number
value-auto-confirm-never = always
fall-back-title =
    <b>If a model fails</b>
    Your credits come back either way. I can then ask you, or make it right away with the nearest model that costs no more: same length, same format, same files. Once per request, and never after a content filter.
value-fall-back-ask = ask me
value-fall-back-nearest = nearest model
value-auto-confirm-above = above { $count }
generation-auto-confirmed =
    { $price ->
        [one] { $price } credit · started without asking
       *[other] { $price } credits · started without asking
    }
