# Buttons

button-video = 🎬 Video
button-image = 🖼 Picture
button-first-picture = ✨ Try a picture · { $model } · { $price }
button-audio = 🎙 Voice and sound
button-music = 🎵 Music
button-unset = Clear
button-broadcast =
    { $count ->
        [one] Send to { $count } person
       *[other] Send to { $count } people
    }
button-back = ‹ Back
button-menu = ‹ Menu
button-card = ‹ Back to model
button-model-generation = { $model } · { $price }
button-model-thousand_characters = { $model } · { $price } / 1000 chars
button-model-minute = { $model } · { $price } / min
button-model-reference_second = { $model } · { $price } / s
button-model-off = { $model } · not available
button-shelf-best = Best
button-shelf-cheap = Cheap
button-shelf-fast = Fast
button-shelf-photo = 📷 Photo
button-make-with = Make it with { $model }
button-instead = Use { $model } instead
button-troubled = ⚠️ { $model }
button-make = Create something
button-option = { $option }: { $value }
button-price = See the price
button-write-prompt = ✍️ Write the prompt
button-drop = Remove files
button-generate = ✨ Generate
button-generate-for = ✨ Generate · { $price }
button-generate-several = ✨ Generate ×{ $parts } · { $price }
button-value-price = { $value } · { $price }
button-edit-prompt = New prompt
button-options = Options
button-cancel = Cancel
button-stop = Cancel
button-stop-one = Cancel #{ $id }
button-again = Again
button-other-model = Other model
button-original = Get original file
button-open-link = Open
button-fresh-link = New link
button-language-auto = Same as Telegram

toast-started = Started
toast-already-started = Already started
toast-sending = Sending…
toast-saved = Saved
toast-slow-down = Too many at once. Wait a few seconds and try again.
