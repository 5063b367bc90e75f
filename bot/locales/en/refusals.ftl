# Refusals: a rule said no; nothing was charged

refusal-unknown-model =
    { $nearest ->
        [none] There’s no model called “{ $slug }”. All models: /models
       *[other] There’s no model called “{ $slug }”. Did you mean { $nearest }?
    }
refusal-ambiguous-model = Several models are called “{ $slug }”. Which one?
refusal-model-unavailable =
    { $nearest ->
        [none] { $model } is unavailable: { $why }.
       *[other] { $model } is unavailable: { $why }. Closest available:
    }
refusal-unknown-option = { $model }: there’s no option “{ $option_name }”. Available: { $known }
refusal-bad-option = { $option_name }: “{ $value }” doesn’t fit. Allowed: { $allowed }
refusal-option-conflict = { $first } and { $second } don’t work together. Change one of them.
refusal-prompt-missing = { $model } needs a prompt. Send it.
refusal-prompt-too-short =
    { $minimum ->
        [one] Too short ({ $length }): at least { $minimum } character.
       *[other] Too short ({ $length }): at least { $minimum } characters.
    }
refusal-prompt-too-long =
    { $length ->
        [one] Too long: { $length } character, the limit is { $maximum }. Send a shorter text.
       *[other] Too long: { $length } characters, the limit is { $maximum }. Send a shorter text.
    }
refusal-reference-missing =
    { $media ->
        [video]
            { $minimum ->
                [one] { $model } needs { $minimum } video. Send it.
               *[other] { $model } needs { $minimum } videos. Send them.
            }
        [audio]
            { $minimum ->
                [one] { $model } needs { $minimum } audio file. Send it.
               *[other] { $model } needs { $minimum } audio files. Send them.
            }
       *[photo]
            { $minimum ->
                [one] { $model } needs { $minimum } photo. Send it.
               *[other] { $model } needs { $minimum } photos. Send them.
            }
    }
refusal-reference-not-taken =
    { $media ->
        [video] { $model } doesn’t take videos. Send text, or choose another model.
        [audio] { $model } doesn’t take audio. Send text, or choose another model.
       *[photo] { $model } doesn’t take photos. Send text, or choose another model.
    }
refusal-too-many-references =
    { $media ->
        [video]
            { $maximum ->
                [one] { $model } takes up to { $maximum } video.
               *[other] { $model } takes up to { $maximum } videos.
            }
        [audio]
            { $maximum ->
                [one] { $model } takes up to { $maximum } audio file.
               *[other] { $model } takes up to { $maximum } audio files.
            }
       *[photo]
            { $maximum ->
                [one] { $model } takes up to { $maximum } photo.
               *[other] { $model } takes up to { $maximum } photos.
            }
    }
refusal-reference-too-large = The file is { $size } MB; the limit for this model is { $maximum } MB. Send a smaller one.
refusal-reference-wrong-type = This model can’t read { $type }. Allowed: { $allowed }
refusal-reference-wrong-size =
    { $maximum ->
        [0] The picture is { $width }×{ $height } pixels; each side must be at least { $minimum }.
       *[other] The picture is { $width }×{ $height } pixels; each side must be { $minimum } to { $maximum }.
    }
refusal-reference-too-long =
    { $media ->
        [audio]
            { $maximum ->
                [one] The audio is { $seconds } s long; the limit for this model is { $maximum } second. Send a shorter one.
               *[other] The audio is { $seconds } s long; the limit for this model is { $maximum } seconds. Send a shorter one.
            }
       *[video]
            { $maximum ->
                [one] The video is { $seconds } s long; the limit for this model is { $maximum } second. Send a shorter one.
               *[other] The video is { $seconds } s long; the limit for this model is { $maximum } seconds. Send a shorter one.
            }
    }
refusal-reference-too-short =
    { $media ->
        [audio]
            { $minimum ->
                [one] The audio is { $seconds } s long; this model needs at least { $minimum } second. Send a longer one.
               *[other] The audio is { $seconds } s long; this model needs at least { $minimum } seconds. Send a longer one.
            }
       *[video]
            { $minimum ->
                [one] The video is { $seconds } s long; this model needs at least { $minimum } second. Send a longer one.
               *[other] The video is { $seconds } s long; this model needs at least { $minimum } seconds. Send a longer one.
            }
    }
refusal-length-unknown =
    { $media ->
        [audio] The price depends on the length, and I couldn’t measure this audio. Send it again as a file of up to 20 MB.
       *[video] The price depends on the length, and I couldn’t measure this video. Send it again as a file of up to 20 MB.
    }
refusal-reference-not-made-here = { $model } only continues results created here in the last 14 days with { $makers }. Reply to one, or use the button under it.
refusal-reference-of-another-key = That was created with another KIE key, and { $model } can only continue results of its own key.
refusal-not-enough-credits =
    { $price ->
        [one] Not enough credits: this costs { $price } credit, you have { $available }. Missing: { $missing }.
       *[other] Not enough credits: this costs { $price } credits, you have { $available }. Missing: { $missing }.
    }
refusal-free-credits-used-up = Free credits are used up for today. They’ll be back at 00:00 UTC. Credits you buy work right away: /buy
refusal-free-for-members = Free credits are for members of our channel. Join it, then tap “I’ve joined”.
refusal-free-gate-unchecked = We can’t check your membership in the channel right now. Try again in a minute.
refusal-free-for-buyers = Free credits are for people who’ve bought credits at least once: /buy
button-join-channel = 📢 Join the channel
button-joined = I’ve joined
toast-free-open = Done: your free credits work now. Start your request again.
refusal-too-many-open =
    { $maximum ->
        [one] You can have { $maximum } request in progress. Wait for it or see /status.
       *[other] You can have { $maximum } requests in progress. Wait for one of them or see /status.
    }
refusal-too-many-open-here =
    { $maximum ->
        [one] This group can have { $maximum } request in progress. Wait for it, or ask in private.
       *[other] This group can have { $maximum } requests in progress. Wait for one of them, or ask in private.
    }
refusal-age-not-stated = Are you { $age } or older? Only then can anything be created here. You’re asked once, and nothing was charged.
button-age-yes = ✅ I’m { $age } or older
button-age-no = No
age-declined = Then nothing is created here. Nothing was charged, and your request is kept for a day: ‹ Back asks you again.
age-stated = ✅ Thank you. Now press again what you wanted.
refusal-account-blocked = The operator has blocked new requests from you.
refusal-service-paused = We are at capacity. Nothing was charged, try in a few minutes.
refusal-model-troubled =
    { $nearest ->
        [none] { $model } keeps failing and is paused for a few minutes. Nothing was charged; try again later.
       *[other] { $model } keeps failing and is paused for a few minutes. Nothing was charged. Closest available:
    }
refusal-quote-unknown = This price has expired. Start again: /menu
refusal-quote-not-yours = This is someone else’s request. Create your own: /menu
refusal-person-unknown = No user with id { $person } has written to me.
refusal-quote-over = This request is closed: it was cancelled, replaced or already used. Nothing more was charged.
refusal-not-cancellable = Already rendering, can’t be cancelled.
refusal-nothing-to-take-back =
    { $available ->
        [one] This user has only { $available } credit. Nothing was taken back.
       *[other] This user has only { $available } credits. Nothing was taken back.
    }
refusal-generation-unknown = There’s no such request.
refusal-version-gone = This version was deleted.
refusal-version-elsewhere = This version was made in another chat.
refusal-card-gone = This button has expired. Start again: /menu
refusal-card-not-yours = This is someone else’s request. Create your own: /menu
refusal-file-unreadable = I can’t read this file. Send a photo, video or audio.
refusal-file-too-large = The file is { $size } MB; Telegram lets bots read up to { $maximum } MB. Send a smaller one.
refusal-not-usable = I can’t use that. Send text, a photo, a video or audio.
refusal-formatting-unreadable = I can’t read this formatting. Send it as plain text.
