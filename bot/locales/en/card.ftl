# Models: what a card says

card-title = <b>{ $model }</b>
card-price =
    { $price ->
        [one] <b>{ $price }</b> credit · { $time }
       *[other] <b>{ $price }</b> credits · { $time }
    }
card-price-reference_second =
    { $price ->
        [one] <b>{ $price }</b> credit per second of your file · { $time }
       *[other] <b>{ $price }</b> credits per second of your file · { $time }
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
model-note-equivalent = It runs on its maker’s nearest current version.
model-note-discontinued = Discontinued by its maker: it may fail, or be gone any day.
model-note-unreliable = Since summer its tasks mostly fail at the supplier, and nothing is charged for that.
model-note-only-720p = It goes on with clips of 720p only.
model-note-preset = Its style is added to your words by itself.
model-unavailable-undocumented = the supplier does not offer it at the moment
model-unavailable-removed = the supplier has taken it out of service
model-unavailable-failing = it has been failing at the supplier
model-unavailable-not-allowed = the key that it would go with may not use it
model-unavailable-switched-off = the operator has switched it off for now
model-unavailable-not-here = it is not sold here
model-unavailable-other = the supplier does not serve it now
