# Recipes and chains

command-recipes = Several steps in one tap
button-recipes = 🍳 Recipes
recipes-title =
    <b>Recipes</b>
    Several steps, one price, one tap.
recipes-line =
    <b>{ $title }</b> · from { $price }
    { $about }
recipe-which = Which recipe?
recipe-did-you-mean = There’s no recipe called “{ $name }”. Choose one:
recipes-none = No recipes are available right now. /menu

recipe-idea-to-video = Idea → picture → video
recipe-idea-to-video-about = One sentence becomes a picture, and the picture moves.
recipe-words-to-film = Words → your pick → film
recipe-words-to-film-about = Three pictures of one sentence; the one you choose becomes a film.
recipe-photo-to-film = Photo → your pick → film
recipe-photo-to-film-about = Three film stills of your photo; the one you choose comes to life.
recipe-photo-to-ghibli = Photo → Ghibli → video
recipe-photo-to-ghibli-about = Your photo becomes a hand-drawn film still and comes to life.
recipe-product-clip = Product photo → ad
recipe-product-clip-about = The background is removed and the product turns in a studio.
recipe-photo-alive = Old photo → alive
recipe-photo-alive-about = Restored, colourised and gently animated.
recipe-lyrics-to-song = Lyrics → song → cover
recipe-lyrics-to-song-about = Your lyrics become a song with a cover picture.
recipe-text-to-speech = Text → voice
recipe-text-to-speech-about = Your text, read aloud.

step-picture = Picture
step-still = Film still
step-video = Video
step-style = Style
step-cutout = Background
step-clip = Clip
step-restore = Restoration
step-song = Song
step-cover = Cover
step-voice = Voice

recipe-card =
    <b>{ $title }</b>
    { $about }
recipe-step = { $number }. { $step }: { $model }
recipe-step-several = { $number }. { $step } ×{ $times }: { $model }
recipe-from =
    { $price ->
        [one] From <b>{ $price } credit</b>, { $time }.
       *[other] From <b>{ $price } credits</b>, { $time }.
    }
recipe-send-photo = Send a photo.
recipe-send-photo-words = Send a photo. You can add a caption with your wishes.
recipe-send-words = Send your text in one message, up to { $maximum } characters.
recipe-send-words-between = Send your text in one message, { $minimum } to { $maximum } characters.
recipe-got-photo = Got the photo. Now send the text, up to { $maximum } characters.
recipe-other-words = Send a new text, up to { $maximum } characters.
recipe-format = Format: { $format }
recipe-choose-model = Which model makes “{ $step }”?
button-recipe-model = { $step }: { $model } · { $price }
button-step-model = { $title } · { $price }
recipe-usage = In one line: <code>/recipe { $slug } a cat surfing at sunset</code>

chain-part =
    { $price ->
        [one] { $number }. { $step }: { $model } · { $price } credit, { $time }
       *[other] { $number }. { $step }: { $model } · { $price } credits, { $time }
    }
chain-part-several =
    { $price ->
        [one] { $number }. { $step } ×{ $times }: { $model } · { $price } credit, { $time }
       *[other] { $number }. { $step } ×{ $times }: { $model } · { $price } credits, { $time }
    }
chain-later = { $number }. { $step }: only if you choose one
chain-made = { $number }. { $step }: ✅
chain-price =
    { $price ->
        [one] Total: <b>{ $price } credit</b>, { $time }.
       *[other] Total: <b>{ $price } credits</b>, { $time }.
    }
chain-promise = If a step fails, you keep the finished ones and get the rest of the credits back.
chain-renewed = The price has changed. Here is the current one:
button-chain-words = New text
button-chain-add-words = Add text
button-chain-continue = Continue from here
button-chain-stop = Stop after this step
button-chain-stop-one = Stop #{ $id }
button-recipe-price = { $title } · from { $price }

chain-where = Step { $number } of { $length } · { $step }
chain-kept = Finished steps stay yours.
chain-stopped =
    { $returned ->
        [0] Stopped. Nothing was charged for the remaining steps.
        [one] Stopped. Returned: { $returned } credit. { $money }
       *[other] Stopped. Returned: { $returned } credits. { $money }
    }
chain-stopped-after =
    { $returned ->
        [0] It stops after “{ $step }”.
        [one] It stops after “{ $step }”. Returned: { $returned } credit. { $money }
       *[other] It stops after “{ $step }”. Returned: { $returned } credits. { $money }
    }

state-waiting = ⏳ Waiting for the previous step.
refusal-unknown-recipe =
    { $nearest ->
        [none] There is no recipe “{ $slug }”. All of them: /recipes
       *[other] There is no recipe “{ $slug }”. Did you mean “{ $nearest }”? All of them: /recipes
    }
refusal-chain-goes-on = Still in progress: /status
refusal-chain-complete = All steps are finished. See /history.
job-chain = Chain { $chain }, step { $step }
