# Refusals: a rule said no; nothing was charged

refusal-unknown-model =
    { $nearest ->
        [none] I know no model called “{ $slug }”. All of them: /models
       *[other] I know no model called “{ $slug }”. Did you mean { $nearest }?
    }
refusal-ambiguous-model = Several models are called “{ $slug }”. Which one?
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
        [one] That is too short: { $length }, and this model needs at least { $minimum } character. Send a little more.
       *[other] That is too short: { $length }, and this model needs at least { $minimum } characters. Send a little more.
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
refusal-reference-too-long =
    { $media ->
        [audio]
            { $maximum ->
                [one] That sound is { $seconds } s long; this model takes at most { $maximum } second. Please send a shorter one.
               *[other] That sound is { $seconds } s long; this model takes at most { $maximum } seconds. Please send a shorter one.
            }
       *[video]
            { $maximum ->
                [one] That video is { $seconds } s long; this model takes at most { $maximum } second. Please send a shorter one.
               *[other] That video is { $seconds } s long; this model takes at most { $maximum } seconds. Please send a shorter one.
            }
    }
refusal-reference-too-short =
    { $media ->
        [audio]
            { $minimum ->
                [one] That sound is { $seconds } s long; this model needs at least { $minimum } second. Please send a longer one.
               *[other] That sound is { $seconds } s long; this model needs at least { $minimum } seconds. Please send a longer one.
            }
       *[video]
            { $minimum ->
                [one] That video is { $seconds } s long; this model needs at least { $minimum } second. Please send a longer one.
               *[other] That video is { $seconds } s long; this model needs at least { $minimum } seconds. Please send a longer one.
            }
    }
refusal-length-unknown =
    { $media ->
        [audio] The price depends on the length of the sound, and I could not measure it. Please send it again, as a sound file of at most 20 MB.
       *[video] The price depends on the length of the video, and I could not measure it. Please send it again, as a file of at most 20 MB.
    }
refusal-reference-not-made-here = { $model } goes on only with what was made here in the last 14 days with: { $makers }. Reply to such a result, or use the button below it.
refusal-reference-of-another-key = That was made with another KIE key, and { $model } can go on only with what its own key has made.
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
refusal-service-paused = We are at capacity. Nothing was charged, try in a few minutes.
refusal-model-troubled =
    { $nearest ->
        [none] { $model } keeps failing at the supplier and rests for a few minutes. Nothing was charged; please try again later.
       *[other] { $model } keeps failing at the supplier and rests for a few minutes. Nothing was charged. The nearest that works:
    }
refusal-quote-unknown = This offer is from long ago. Please start a new one.
refusal-quote-not-yours = This offer is somebody else’s. Make your own with /menu
refusal-person-unknown = No one with the id { $person } has written to me.
refusal-quote-over = This offer is over: it was cancelled, replaced by a newer one, or used already. Nothing more was charged.
refusal-not-cancellable = Already rendering, can’t be cancelled.
refusal-nothing-to-take-back =
    { $available ->
        [one] This person has only { $available } credit. Nothing was taken.
       *[other] This person has only { $available } credits. Nothing was taken.
    }
refusal-generation-unknown = There is no such request.
refusal-card-gone = This button is from long ago, or from elsewhere. Please start again from the menu.
refusal-card-not-yours = This card is somebody else’s. Make your own with /menu
refusal-file-unreadable = I cannot read that file. Please send a photo, video or sound.
refusal-file-too-large = That file has { $size } MB. Telegram lets me read at most { $maximum } MB. Please send a smaller one.
refusal-not-usable = I cannot use that. I work from photos, videos, sound and words.
refusal-formatting-unreadable = I cannot read this formatting. Please send it as plain text.
