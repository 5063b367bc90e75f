# Settings

settings-title =
    <b>Settings</b>
    Tap a line to change it.
settings-private = Your settings are between us: write to me in private, /settings
language-choose = <b>Language</b>
unasked-title =
    <b>Start without asking</b>
    Up to which price shall I start at once, in private? I still ask when something is missing, when your credits are short, and the first time a price depends on the length of your text.
unasked-type = Up to how many credits? Send me a number; 0 means that I always ask.
button-set-language = 🌐 Language: { $value }
button-set-unasked = 💳 Ask before paying: { $value }
button-set-originals = 📁 Results also as files: { $value }
button-set-effects = 🎉 Message effects: { $value }
button-set-quiet = 🌙 Quiet hours: { $value }
button-set-forget = 🗑 Forget me
button-unasked-never = Always ask
button-unasked-own = Another number
value-unasked-never = always
value-unasked-above = above { $count }
life-unasked =
    { $price ->
        [one] { $price } credit · started without asking
       *[other] { $price } credits · started without asking
    }
