# Settings

settings-title =
    <b>Settings</b>
    Tap a line to change it.
settings-private = Your settings are between us: write to me in private, /settings
language-choose = <b>Language</b>
auto-confirm-title =
    <b>Start without asking</b>
    Up to which price shall I start at once, in private? I still ask when something is missing, when your credits are short, and the first time a price depends on the length of your text.
auto-confirm-type = Up to how many credits? Send me a number; 0 means that I always ask.
button-set-language = 🌐 Language: { $value }
button-set-auto-confirm = 💳 Ask before paying: { $value }
button-set-originals = 📁 Send as files too: { $value }
button-set-effects = 🎉 Message effects: { $value }
button-set-quiet = 🌙 Quiet hours: { $value }
button-set-forget = 🗑 Delete my data
button-auto-confirm-never = Always ask
button-auto-confirm-own = Another number
value-auto-confirm-never = always
value-auto-confirm-above = above { $count }
generation-auto-confirmed =
    { $price ->
        [one] { $price } credit · started without asking
       *[other] { $price } credits · started without asking
    }
