# Recipes and chains

command-recipes = Several steps, one tap
button-recipes = 🍳 Recipes
recipes-title =
    <b>Recipes</b>
    Several steps, one price, one tap.
recipes-line =
    <b>{ $title }</b> · from { $price }
    { $about }
recipes-none = No recipe can be made right now. /menu

recipe-idea-to-video = Idea → picture → video
recipe-idea-to-video-about = One sentence becomes a picture, and the picture moves.
recipe-photo-to-ghibli = Photo → Ghibli → video
recipe-photo-to-ghibli-about = Your photo as a painted film still that comes to life.
recipe-product-clip = Product photo → advert
recipe-product-clip-about = The background goes, and your product turns in a studio.
recipe-photo-alive = Old photo → alive
recipe-photo-alive-about = Restored, coloured, and gently moving.
recipe-lyrics-to-song = Lyrics → song → cover
recipe-lyrics-to-song-about = Your words are sung, and the song gets its cover.
recipe-text-to-speech = Text → voice
recipe-text-to-speech-about = Your text, read aloud.

step-picture = Picture
step-video = Video
step-style = Style
step-cutout = Cut-out
step-clip = Clip
step-restore = Restoration
step-song = Song
step-cover = Cover
step-voice = Voice

recipe-card =
    <b>{ $title }</b>
    { $about }
recipe-step = { $number }. { $step }: { $model }
recipe-from =
    { $price ->
        [one] From <b>{ $price } credit</b>, { $time }.
       *[other] From <b>{ $price } credits</b>, { $time }.
    }
recipe-send-photo = Send me a photo.
recipe-send-photo-words = Send me a photo. You may write below it what you want.
recipe-send-words = Write it in one message, up to { $maximum } characters.
recipe-got-photo = The photo is here. Now the words, up to { $maximum } characters.
recipe-other-words = New words, up to { $maximum } characters.
recipe-usage = In one line: <code>/recipe { $slug } a cat surfing at sunset</code>

chain-part =
    { $price ->
        [one] { $number }. { $step }: { $model } · { $price } credit, { $time }
       *[other] { $number }. { $step }: { $model } · { $price } credits, { $time }
    }
chain-made = { $number }. { $step }: ✅
chain-price =
    { $price ->
        [one] Together <b>{ $price } credit</b>, { $time }.
       *[other] Together <b>{ $price } credits</b>, { $time }.
    }
chain-promise = If a step fails, you keep what is made and get back the rest.
chain-renewed = Something changed meanwhile. Here is today’s price:
button-chain-words = Other words
button-chain-add-words = Add words
button-chain-continue = Continue from here
button-chain-stop = Stop after this
button-chain-stop-one = Stop #{ $id }
button-recipe-price = { $title } · from { $price }

chain-where = Step { $number } of { $length } · { $step }
chain-kept = What was made before stays yours.
chain-stopped =
    { $returned ->
        [0] Stopped. Nothing was charged for what was to follow.
        [one] Stopped. Returned: { $returned } credit. { $money }
       *[other] Stopped. Returned: { $returned } credits. { $money }
    }
chain-stopped-after =
    { $returned ->
        [0] “{ $step }” is still finished, nothing follows.
        [one] “{ $step }” is still finished, nothing follows. Returned: { $returned } credit. { $money }
       *[other] “{ $step }” is still finished, nothing follows. Returned: { $returned } credits. { $money }
    }

state-waiting = ⏳ Waits for the step before.
refusal-unknown-recipe =
    { $nearest ->
        [none] There is no recipe “{ $slug }”. All of them: /recipes
       *[other] There is no recipe “{ $slug }”. Did you mean “{ $nearest }”? All of them: /recipes
    }
refusal-chain-goes-on = This is still being made. Look here: /status
refusal-chain-complete = Everything of this is made already. It is in /history.
job-chain = Chain { $chain }, step { $step }
