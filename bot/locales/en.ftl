# English. The fallback: every key is here.
# Messages are Telegram HTML. Keys that begin with button-, toast-, command-, option-, value-, unit- or refusal- hold no tags.

language-name = English

## Start, menu, shelves

start-welcome = Hi { $name }! I make videos, pictures, voices and songs from your words.
menu-title = <b>What would you like to make?</b>
menu-choose = Pick a shelf, choose a model, write what you want. You see the price before anything starts.
credits-have =
    { $count ->
        [one] You have <b>{ $count }</b> credit.
       *[other] You have <b>{ $count }</b> credits.
    }
credits-unlimited = Your credits are <b>unlimited</b>.
shelf-video = <b>Video</b> · prices in credits
shelf-image = <b>Pictures</b> · prices in credits
shelf-audio = <b>Voice and sound</b> · prices in credits
shelf-music = <b>Music</b> · prices in credits
shelf-model-generation = <b>{ $model }</b> · from { $price }
shelf-model-thousand_characters = <b>{ $model }</b> · { $price } per 1000 characters
shelf-model-minute = <b>{ $model }</b> · from { $price } per minute
shelf-model-off = <b>{ $model }</b> · not available now
models-all =
    { $count ->
        [one] There is { $count } model. Open a shelf, or search: <code>/models veo</code>
       *[other] There are { $count } models. Open a shelf, or search: <code>/models veo</code>
    }
models-found =
    { $count ->
        [one] { $count } model fits “{ $wanted }”:
       *[other] { $count } models fit “{ $wanted }”:
    }
models-none = No model fits “{ $wanted }”. Have a look at the shelves:
offer-prompt =
    Shall I make something of this?
    <blockquote>{ $prompt }</blockquote>
offer-media = Nice! What shall I make of it?

## Help

help =
    <b>How it works</b>
    1. /menu – pick a model and set its options.
    2. Send what you want to see or hear. Some models also take a photo, a video or a sound.
    3. Check the price and tap <b>Generate</b>. If it fails, your credits come back.

    <b>In one line:</b> <code>/gen { $slug } 9:16 a cat surfing at sunset</code>
    Also as a reply to a picture.

    /balance – your credits · /quota – the rules
    /status – what is being made · /cancel – stop
    /history – what you have made
    /language · /settings

gen-usage =
    Write it like this:
    <code>/gen { $slug } a cat surfing at sunset</code>
    With options: <code>/gen { $slug } aspect_ratio=9:16 a cat surfing</code>
    All models: /models

## Models: what a card says

card-title = <b>{ $model }</b>
card-price =
    { $price ->
        [one] <b>{ $price }</b> credit · { $time }
       *[other] <b>{ $price }</b> credits · { $time }
    }
card-price-thousand_characters =
    { $price ->
        [one] <b>{ $price }</b> credit per 1000 characters · { $time }
       *[other] <b>{ $price }</b> credits per 1000 characters · { $time }
    }
card-price-minute =
    { $price ->
        [one] <b>{ $price }</b> credit per minute · { $time }
       *[other] <b>{ $price }</b> credits per minute · { $time }
    }
card-needs =
    { $media ->
        [video]
            { $count ->
                [one] Needs a video.
               *[other] Needs a video (takes up to { $count }).
            }
        [audio]
            { $count ->
                [one] Needs a sound.
               *[other] Needs a sound (takes up to { $count }).
            }
       *[photo]
            { $count ->
                [one] Needs a photo.
               *[other] Needs a photo (takes up to { $count }).
            }
    }
card-takes =
    { $media ->
        [video]
            { $count ->
                [one] You can add a video.
               *[other] You can add up to { $count } videos.
            }
        [audio]
            { $count ->
                [one] You can add a sound.
               *[other] You can add up to { $count } sounds.
            }
       *[photo]
            { $count ->
                [one] You can add a photo.
               *[other] You can add up to { $count } photos.
            }
    }
card-reference =
    { $media ->
        [video]
            { $count ->
                [one] 📎 { $count } video
               *[other] 📎 { $count } videos
            }
        [audio]
            { $count ->
                [one] 📎 { $count } sound
               *[other] 📎 { $count } sounds
            }
       *[photo]
            { $count ->
                [one] 📎 { $count } photo
               *[other] 📎 { $count } photos
            }
    }
card-prompt = <blockquote>{ $prompt }</blockquote>
card-send-prompt = ✍️ Now send me what you want.
card-send-prompt-group = ✍️ Reply to this message with what you want.
card-ready = Ready. Tap <b>See the price</b>, or send other words.
card-troubled = ⚠️ It has been failing at the supplier lately.
send-reference =
    { $media ->
        [video]
            { $count ->
                [one] 🎬 Send me a video to work with.
               *[other] 🎬 Send me { $count } videos to work with.
            }
        [audio]
            { $count ->
                [one] 🎧 Send me a sound to work with.
               *[other] 🎧 Send me { $count } sounds to work with.
            }
       *[photo]
            { $count ->
                [one] 📷 Send me a photo to work with.
               *[other] 📷 Send me { $count } photos to work with.
            }
    }
option-choose = <b>{ $option }</b>
option-typed-number =
    <b>{ $option }</b>
    Send me a number: { $allowed }
option-typed-text =
    { $maximum ->
        [one] <b>{ $option }</b> – send it to me: up to { $maximum } character.
       *[other] <b>{ $option }</b> – send it to me: up to { $maximum } characters.
    }
ask-prompt =
    { $maximum ->
        [one] ✍️ Send me your words: what shall I make? Up to { $maximum } character.
       *[other] ✍️ Send me your words: what shall I make? Up to { $maximum } characters.
    }
ask-prompt-old =
    Tap to copy what you had:
    <code>{ $prompt }</code>
ask-prompt-group =
    <a href="tg://user?id={ $id }">{ $name }</a>, reply to this message.
    { $asking }
time-seconds =
    { $count ->
        [one] about { $count } second
       *[other] about { $count } seconds
    }
time-minutes =
    { $count ->
        [one] about { $count } minute
       *[other] about { $count } minutes
    }
model-note-equivalent = It runs on its maker’s nearest current version.
model-note-discontinued = An older version: its maker may switch it off.
model-note-preset = Its style is added to your words by itself.
model-unavailable-undocumented = the supplier does not offer it at the moment
model-unavailable-removed = the supplier has taken it out of service
model-unavailable-failing = it has been failing at the supplier
model-unavailable-switched-off = the operator has switched it off for now
model-unavailable-not-here = it is not sold here
model-unavailable-other = the supplier does not serve it now

## The quote

quote-prompt = <blockquote>{ $prompt }</blockquote>
quote-option = { $option }: { $value }
quote-price =
    { $price ->
        [one] Price: <b>{ $price } credit</b> · { $time }
       *[other] Price: <b>{ $price } credits</b> · { $time }
    }
quote-left = You have { $available }; { $left } will be left.
quote-too-dear =
    { $price ->
        [one] <b>Not enough credits:</b> this needs { $price } credit, you have { $available }. Missing: { $missing }.
       *[other] <b>Not enough credits:</b> this needs { $price } credits, you have { $available }. Missing: { $missing }.
    }
quote-cheaper = Your credits reach for these:
quote-renewed = That price was from another day. Here is today’s:
quote-dismissed = Put away. Nothing was charged. /menu

## A generation on its way

life-title = <b>{ $model }</b> · #{ $id }
state-held =
    { $place ->
        [1] ⏳ Next in line.
       *[other] ⏳ In line: number { $place }.
    }
state-submitting = 🚀 Started.
state-in_doubt = ⏳ Waiting for the supplier’s answer. If none comes, your credits return by themselves.
state-running = 🎨 In the making.
state-running-progress = 🎨 { $bar } { $percent } %
state-ready = 📦 Done, on its way to you.
state-delivered = ✅ Delivered.
state-stored = ✅ Done, kept in /history.
state-failed = ❌ It did not work; the credits are back.
state-cancelled = Cancelled.
status-title = <b>Now in the making</b>
status-line =
    <b>{ $model }</b> · #{ $id }
    <i>{ $prompt }</i>
    { $where }
status-none = Nothing is being made right now. /menu
cancel-dialogue = Put away. Nothing was charged. /menu
cancelled =
    { $returned ->
        [one] Cancelled #{ $id }. Returned: { $returned } credit. { $money }
       *[other] Cancelled #{ $id }. Returned: { $returned } credits. { $money }
    }
result-price =
    { $price ->
        [one] { $price } credit
       *[other] { $price } credits
    }
result-free = It took too long, so this one is on the house.
failure-title = <b>{ $model }</b> · #{ $id } did not work out
failure-content = The supplier’s rules did not let this prompt or picture through. Other words may help.
failure-request = The supplier did not accept one of the options or the media. Have another look at the card.
failure-provider = This model is out of order right now. Another one can do it.
failure-slow = It takes far too long. I keep watching: should it still come, it is free.
failure-internal = Something broke on our side. If it happens again, tell the operator this number: #{ $id }.
failure-returned =
    { $returned ->
        [one] Returned: { $returned } credit.
       *[other] Returned: { $returned } credits.
    }
link-ready =
    <b>{ $model }</b> · #{ $id }
    This file is too large for Telegram. The link works for 20 minutes; for 14 days you can get a fresh one.
link-gone = The supplier does not keep this file any more. It stays with your other results for at most 14 days.
original-gone = The original file cannot be fetched any more.

## Credits

balance-held =
    { $count ->
        [one] { $count } credit is set aside for what is being made.
       *[other] { $count } credits are set aside for what is being made.
    }
balance-rule = You pay only for what arrives: if it fails, the credits come back. /quota
quota-purse = You pay from your own credits, in groups too. Free credits go first, bought and given ones after; those never expire.
quota-unlimited = Your credits are <b>unlimited</b>.
quota-none = There are no free credits here.
quota-day =
    { $count ->
        [one] Everybody gets { $count } free credit a day; what is left of it expires with the day.
       *[other] Everybody gets { $count } free credits a day; what is left of them expires with the day.
    }
quota-week =
    { $count ->
        [one] Everybody gets { $count } free credit a week; what is left of it expires with the week.
       *[other] Everybody gets { $count } free credits a week; what is left of them expires with the week.
    }
quota-month =
    { $count ->
        [one] Everybody gets { $count } free credit a month; what is left of it expires with the month.
       *[other] Everybody gets { $count } free credits a month; what is left of them expires with the month.
    }
quota-once =
    { $count ->
        [one] Everybody gets { $count } free credit, once.
       *[other] Everybody gets { $count } free credits, once.
    }
quota-parts =
    Left now: <b>{ $available }</b>
    free: { $allowance } · bought or given: { $bought }
quota-refill = Next free credits: { DATETIME($date, dateStyle: "medium") } (UTC).

## History and settings

history-none = Nothing yet. Your results will be kept here.
history-title =
    { $count ->
        [one] <b>Your history</b>: { $count } result
       *[other] <b>Your history</b>: { $count } results
    }
history-line =
    <b>#{ $id }</b> · { DATETIME($date, dateStyle: "medium") } · { $model }
    <i>{ $prompt }</i>
history-hint = Tap a number to get it again, free of charge.
language-choose = <b>Language</b>
settings-title = <b>Settings</b>

## Buttons

button-video = 🎬 Video
button-image = 🖼 Picture
button-audio = 🎙 Voice and sound
button-music = 🎵 Music
button-unset = Leave it out
button-broadcast =
    { $count ->
        [one] Send to { $count } person
       *[other] Send to { $count } people
    }
button-back = ‹ Back
button-menu = ‹ Menu
button-card = ‹ To the card
button-model-generation = { $model } · from { $price }
button-model-thousand_characters = { $model } · { $price } per 1000 characters
button-model-minute = { $model } · from { $price } per minute
button-model-off = { $model } · not available
button-shelf-off = { $model } 🚫
button-make-with = Make it with { $model }
button-instead = Rather { $model }
button-troubled = ⚠️ { $model }
button-make = Make something
button-option = { $option }: { $value }
button-price = See the price
button-write-prompt = ✍️ Write the prompt
button-drop = Remove the media
button-generate = Generate ✨
button-edit-prompt = Edit prompt
button-options = Options
button-cancel = Cancel
button-stop = Cancel
button-stop-one = Cancel #{ $id }
button-again = Again
button-other-model = Other model
button-original = Original as file
button-resend = #{ $id }
button-open-link = Open
button-fresh-link = Fresh link
button-language = 🌐 Language
button-language-auto = As in Telegram
button-originals-on = Results also as files: yes
button-originals-off = Results also as files: no

toast-started = Started
toast-already-started = Already started
toast-sending = Sending…
toast-saved = Saved
toast-slow-down = That was a lot at once. Please wait some seconds and try again.

## Options

option-duration = Length
option-aspect_ratio = Format
option-resolution = Resolution
option-quality = Quality
option-audio = Sound
option-voice = Voice
option-speed = Speed
option-stability = Stability
option-style = Style
option-title = Title
option-mode = Your text is
option-instrumental = Without singing
option-vocals = Singer
option-negative_prompt = Leave out
option-seed = Seed
option-size = Size
option-format = File type
option-prompt_upsampling = Enrich the prompt
option-loop = Loop
option-tempo = Tempo
option-seconds = Length
value-unset = not set
value-on = yes
value-off = no
value-standard = standard
value-pro = pro
value-high = high
value-fast = fast
value-relaxed = relaxed
value-turbo = turbo
value-any = any
value-female = woman
value-male = man
value-auto = automatic
value-mode-description = a description
value-mode-lyrics = the lyrics
value-square_hd = square, large
value-square = square
value-portrait_4_3 = tall 3:4
value-portrait_3_2 = tall 2:3
value-portrait_16_9 = tall 9:16
value-landscape_4_3 = wide 4:3
value-landscape_3_2 = wide 3:2
value-landscape_16_9 = wide 16:9
value-landscape_21_9 = wide 21:9
unit-seconds = { $value } s

## Refusals: a rule said no; nothing was charged

refusal-unknown-model =
    { $nearest ->
        [none] I know no model called “{ $slug }”. All of them: /models
       *[other] I know no model called “{ $slug }”. Did you mean { $nearest }?
    }
refusal-model-unavailable =
    { $nearest ->
        [none] { $model } cannot be made now: { $why }.
       *[other] { $model } cannot be made now: { $why }. The nearest that works:
    }
refusal-unknown-option = { $model } has no option “{ $option }”. It has: { $known }
refusal-bad-option = { $option_name } cannot be “{ $value }”. It takes: { $allowed }
refusal-option-conflict = These do not go together: { $first } and { $second }. Please change one of them.
refusal-prompt-missing = { $model } needs a few words of yours. Send me what you want.
refusal-prompt-too-short =
    { $minimum ->
        [one] Those words are too few: this model needs at least { $minimum } character.
       *[other] Those words are too few: this model needs at least { $minimum } characters.
    }
refusal-prompt-too-long =
    { $length ->
        [one] That is too long: { $length } character, and this model takes { $maximum }. Please send a shorter text.
       *[other] That is too long: { $length } characters, and this model takes { $maximum }. Please send a shorter text.
    }
refusal-reference-missing =
    { $media ->
        [video]
            { $minimum ->
                [one] { $model } needs { $minimum } video. Send it to me.
               *[other] { $model } needs { $minimum } videos. Send them to me.
            }
        [audio]
            { $minimum ->
                [one] { $model } needs { $minimum } sound. Send it to me.
               *[other] { $model } needs { $minimum } sounds. Send them to me.
            }
       *[photo]
            { $minimum ->
                [one] { $model } needs { $minimum } photo. Send it to me.
               *[other] { $model } needs { $minimum } photos. Send them to me.
            }
    }
refusal-reference-not-taken =
    { $media ->
        [video] { $model } does not work from videos. Send words, or pick another model.
        [audio] { $model } does not work from sounds. Send words, or pick another model.
       *[photo] { $model } does not work from photos. Send words, or pick another model.
    }
refusal-too-many-references =
    { $media ->
        [video]
            { $maximum ->
                [one] { $model } takes { $maximum } video.
               *[other] { $model } takes { $maximum } videos.
            }
        [audio]
            { $maximum ->
                [one] { $model } takes { $maximum } sound.
               *[other] { $model } takes { $maximum } sounds.
            }
       *[photo]
            { $maximum ->
                [one] { $model } takes { $maximum } photo.
               *[other] { $model } takes { $maximum } photos.
            }
    }
refusal-reference-too-large = That file has { $size } MB; this model takes at most { $maximum } MB. Please send a smaller one.
refusal-reference-wrong-type = This model cannot read { $type }. It takes: { $allowed }
refusal-reference-wrong-size =
    { $maximum ->
        [0] That picture has { $width }×{ $height } pixels; each side must have at least { $minimum }.
       *[other] That picture has { $width }×{ $height } pixels; each side must have between { $minimum } and { $maximum }.
    }
refusal-not-enough-credits =
    { $price ->
        [one] Not enough credits: this needs { $price } credit, you have { $available }. Missing: { $missing }.
       *[other] Not enough credits: this needs { $price } credits, you have { $available }. Missing: { $missing }.
    }
refusal-too-many-open =
    { $maximum ->
        [one] Only { $maximum } can be in the making at once. Wait for it, or look at /status.
       *[other] Only { $maximum } can be in the making at once. Wait for one of them, or look at /status.
    }
refusal-too-many-open-here =
    { $maximum ->
        [one] Only { $maximum } can be in the making at once in this group. Please wait for it, or ask in private.
       *[other] Only { $maximum } can be in the making at once in this group. Please wait for one of them, or ask in private.
    }
refusal-account-blocked = The operator has closed new requests for you.
refusal-supply-paused = The supplier does not take work at the moment. The operator knows; please try again later. Nothing was charged.
refusal-model-troubled =
    { $nearest ->
        [none] { $model } keeps failing at the supplier and rests for a few minutes. Nothing was charged; please try again later.
       *[other] { $model } keeps failing at the supplier and rests for a few minutes. Nothing was charged. The nearest that works:
    }
refusal-quote-unknown = This offer is from long ago. Please start a new one.
refusal-quote-not-yours = This offer is somebody else’s. Make your own with /menu
refusal-not-cancellable = It is already in the making and cannot be stopped any more.
refusal-nothing-to-take-back =
    { $available ->
        [one] This person has only { $available } credit. Nothing was taken.
       *[other] This person has only { $available } credits. Nothing was taken.
    }
refusal-generation-unknown = There is no such request.
refusal-card-gone = This button is from long ago. Please start again from the menu.
refusal-card-not-yours = This card is somebody else’s. Make your own with /menu
refusal-file-too-large = That file has { $size } MB. Telegram lets me read at most { $maximum } MB. Please send a smaller one.
error-internal = Sorry, something broke on our side. Nothing was charged for it. If it happens again, tell the operator this number: <code>{ $id }</code>

## What else people send

anonymous-hint = You write in the name of a chat, so I cannot see whose credits these are. Please switch to your own name and try again.
fallback-command = I do not know this command. /help
fallback-lost = I make videos, pictures, voices and songs. Send me a few words or a photo, or open the /menu
fallback-not-usable = I cannot use that here.
fallback-awaits-prompt = Please send me words: what do you want to see or hear?

## Commands

command-menu = What would you like to make?
command-gen = In one line: model and words
command-video = Make a video
command-image = Make a picture
command-audio = Make a voice or a sound
command-music = Make music
command-models = All models, or search
command-balance = Your credits
command-quota = The rules of credits
command-history = What you have made
command-status = What is being made
command-cancel = Stop
command-settings = Settings
command-language = Language
command-help = How it works
command-grant = Give or take credits
command-block = Bar a person
command-unblock = Let a person in again
command-stats = How the bot is doing
command-model = Switch a model off or on
command-broadcast = Write to everybody
command-job = One request in full

## For operators

grant-usage =
    <code>/grant USER_ID CREDITS</code>
    For example <code>/grant 123456789 100</code>. A negative number takes back.
grant-done =
    { $amount ->
        [one] Given: { $amount } credit to <code>{ $person }</code>. Now they have { $available }.
       *[other] Given: { $amount } credits to <code>{ $person }</code>. Now they have { $available }.
    }
grant-taken =
    { $amount ->
        [one] Taken back: { $amount } credit from <code>{ $person }</code>. Now they have { $available }.
       *[other] Taken back: { $amount } credits from <code>{ $person }</code>. Now they have { $available }.
    }
grant-received =
    { $amount ->
        [one] 🎁 You were given { $amount } credit. { $money }
       *[other] 🎁 You were given { $amount } credits. { $money }
    }
block-usage = <code>/{ $command } USER_ID</code>
block-done = Person <code>{ $person }</code> is blocked.
unblock-done = Person <code>{ $person }</code> may use the bot again.
stats-title = <b>Statistics</b>
stats-people = People: { $count }
stats-credits = Credits: { $captured } spent · { $held } held · { $available } available
stats-states = <b>Generations by state</b>
stats-models = <b>Delivered, by model</b>
stats-line = { $name }: { $count }
switch-usage =
    <code>/model SLUG off</code> or <code>/model SLUG on</code>
    Off now: { $off }
switch-off = <code>{ $slug }</code> is off: nobody can start it, what waits in line for it is returned, what is being made goes on.
switch-on = <code>{ $slug }</code> is on again.
broadcast-usage =
    <code>/broadcast your words</code>, or <code>/broadcast</code> as a reply to any message: everybody who ever wrote to me gets it.
broadcast-question =
    { $count ->
        [one] The message above goes to { $count } person. Send it?
       *[other] The message above goes to { $count } people. Send it?
    }
broadcast-begun = It is on its way. I tell you when everybody has it; <code>/broadcast</code> shows how far it is.
broadcast-dropped = Put away. Nobody got it.
broadcast-running = Under way: { $reached } reached, { $missed } not reachable.
broadcast-ended = 📣 Broadcast finished: { $reached } reached, { $missed } not reachable (they blocked me or never wrote in private).
job-usage = <code>/job NUMBER</code>
job-facts =
    <b>#{ $id }</b> · <b>{ $now }</b>
    <code>{ $model }</code> · { $dialect } · route { $route }
    Person: <code>{ $person }</code>
    Price: { $price } · captured: { $captured }
    Task: <code>{ $task }</code>
    Attempts: { $attempts } · deliveries: { $deliveries }
    Deadline: { $deadline } UTC
    References: { $references } · options: { $options }
job-state = { $state }
job-state-stage = { $state } ({ $stage })
job-step = { $time } · { $state } { $detail }
job-failure = Failure: { $kind } – { $detail }
job-asset = Asset { $id } · { $sent } · { $url }
alert-out-of-credits = ⚠️ <b>KIE’s purse is empty.</b> New paid work waits, holds are kept. { $detail }
alert-credits-back = ✅ KIE takes work again.
alert-credits-low = ⚠️ <b>KIE’s purse runs low.</b> Credits left there: { $detail }. Top it up before paid work has to wait.
alert-credits-fine = ✅ KIE’s purse is filled again. Credits left there: { $detail }.
alert-access-refused = ⚠️ <b>KIE refuses our key.</b> No credits move until it is mended. { $detail }
alert-access-back = ✅ KIE accepts our key again.
alert-in-doubt = ⚠️ #{ $id } is in doubt: KIE may have it. It is never sent twice; it is released at its deadline. /job { $id } { $detail }
alert-doubt-rescued = ✅ #{ $id } is no longer in doubt: KIE called back, it goes on.
alert-doubt-released = ✅ #{ $id } is no longer in doubt: nobody called until its deadline, the credits went back.
alert-held-back = 🔕 More alerts of this kind are held back for half an hour: { $detail }. The log has all of them.
alert-model-troubled = ⚠️ #{ $id }: <b>a model keeps failing at KIE.</b> It is marked in the menu and tried again every few minutes. { $detail }
alert-model-back = ✅ It works again: { $detail } (#{ $id }).
alert-internal = ⚠️ #{ $id } failed by our own fault. /job { $id } { $detail }

## Models: their short character (optional; `model-<slug>` with dots as underscores)

model-veo-3_1 = Google’s finest: cinema with sound.
model-veo-3_1-fast = Google’s quick one, with sound.
model-veo-3_1-lite = The cheapest way to Veo.
model-sora-2 = OpenAI’s storyteller: real motion and sound.
model-kling-2_1-pro = Brings a photo to life, precise and smooth.
model-kling-2_1-master = The senior of its generation: complex motion.
model-kling-2_5-turbo = Strong motion at a fair price.
model-kling-2_6 = Motion with sound of its own.
model-kling-3_0 = The newest Kling: long takes, sound.
model-runway-gen-3 = Stylish short clips.
model-runway-aleph = Changes your own video by words.
model-minimax = Lively scenes, faithful to your words.
model-hailuo-02 = Great physics: water, cloth, jumps.
model-hailuo-2_3 = Lively people and faces.
model-wan-2_5 = Video with sound, voices included.
model-wan-2_6 = Several shots in one clip, with sound.
model-seedance = Dance, sport, action: steady motion.
model-seedance-2 = Steady motion with sound.
model-seedance-2-fast = Seedance 2, quicker and cheaper.
model-seedance-2-mini = The smallest Seedance, for drafts.
model-luma-modify = Gives your video another look.
model-gpt-4o-image = Complex wishes, text in pictures.
model-gpt-image-2 = The newest of OpenAI: fine detail.
model-flux-pro = Photorealistic and sharp.
model-flux-2-flex = Fine control, crisp lettering.
model-flux-kontext = Edits your photo and keeps the rest.
model-midjourney = The artist among the models.
model-seedream-v4 = Large and crisp; takes many photos.
model-seedream-4_5 = Larger and cleaner; takes many photos.
model-seedream-5-lite = The new generation, quick and cheap.
model-seedream-5-pro = The new generation, finest detail.
model-qwen-image = Quick and good with lettering.
model-nano-banana = Edits photos in seconds.
model-nano-banana-2 = Edits photos in fine detail.
model-nano-banana-pro = Fine detail, lettering, many photos.
model-ideogram-v3 = A master of lettering and posters.
model-imagen-4 = Google’s pictures: natural light.
model-z-image = Very quick and very cheap.
model-ghibli = A hand-drawn fairy tale of anything.
model-recraft-remove-bg = Cuts out the background of a photo.
model-elevenlabs-tts = Reads your text in a natural voice.
model-elevenlabs-turbo = Reads your text quickly.
model-elevenlabs-sfx = Sounds and noises from a description.
model-suno-sounds = Sounds and loops from a description.
model-suno-v4 = Songs with singing, the classic.
model-suno-v4_5 = Richer songs, up to eight minutes.
model-suno-v5 = Studio sound, natural voices.
model-suno-v6 = The newest Suno: the best voices.
