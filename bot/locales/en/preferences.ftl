# What a person likes: welcome back, favourites, default models, what the credits can pay

start-examples = <i>The clip shows drawn examples of what you can create.</i>
start-back = Welcome back, { $name }!
menu-last = Last time: { $model } — { $prompt }
menu-last-wordless = Last time: { $model }
button-same-again = 🔁 Same again · { $model }

button-make-for = Make it with { $model } · { $price }

mark-last = 🕘 last used
mark-starred = ⭐ favourite
mark-mine = 📌 your default
button-star = ☆ Favourite
button-starred = ⭐ Favourite
button-make-mine = Make it my default
button-mine = ✓ My default
button-favourites = ⭐ Favourites
toast-starred = Now first in its category
toast-unstarred = Removed from favourites
favourites-title = <b>Your favourites</b>
favourites-none = No favourites yet. Open a model and tap <b>☆ Favourite</b>.

button-defaults = ✨ Default models
defaults-title =
    <b>Default models</b>
    I use these when you send just text.
defaults-choose = <b>{ $kind }</b> · which model should I use by default?
button-default = { $kind }: { $model }
button-default-last = Last used
value-default-last = last used

models-nearest = Nothing found for “{ $wanted }”. Similar:

card-short =
    { $missing ->
        [one] ⚠️ You have { $available }: { $missing } credit short.
       *[other] ⚠️ You have { $available }: { $missing } credits short.
    }
button-saving =
    { $price ->
        [one] { $option }: { $value } · { $price } credit
       *[other] { $option }: { $value } · { $price } credits
    }
button-affordable =
    { $price ->
        [one] { $model } · { $price } credit
       *[other] { $model } · { $price } credits
    }
