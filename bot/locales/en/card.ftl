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
               *[other] Needs a video (up to { $count }).
            }
        [audio]
            { $count ->
                [one] Needs an audio file.
               *[other] Needs an audio file (up to { $count }).
            }
       *[photo]
            { $count ->
                [one] Needs a photo.
               *[other] Needs a photo (up to { $count }).
            }
    }
card-needs-made-here =
    { $media ->
        [video] Needs a video that was made here.
        [audio] Needs a song that was made here.
       *[photo] Needs a picture that was made here.
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
                [one] You can add an audio file.
               *[other] You can add up to { $count } audio files.
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
                [one] 📎 { $count } audio file
               *[other] 📎 { $count } audio files
            }
       *[photo]
            { $count ->
                [one] 📎 { $count } photo
               *[other] 📎 { $count } photos
            }
    }
card-prompt = <blockquote>{ $prompt }</blockquote>
card-send-prompt = ✍️ Now send your prompt.
card-send-prompt-group = ✍️ Reply to this message with your prompt.
card-ready = Ready. Tap <b>See the price</b>, or send another prompt.
card-troubled = ⚠️ It has been failing often lately.
send-reference =
    { $media ->
        [video]
            { $count ->
                [one] 🎬 Send a video to work with.
               *[other] 🎬 Send { $count } videos to work with.
            }
        [audio]
            { $count ->
                [one] 🎧 Send an audio file to work with.
               *[other] 🎧 Send { $count } audio files to work with.
            }
       *[photo]
            { $count ->
                [one] 📷 Send a photo to work with.
               *[other] 📷 Send { $count } photos to work with.
            }
    }
send-made-here =
    { $media ->
        [video] 🎬 Reply to a video that I made here in the last 14 days, or press the button below it.
        [audio] 🎧 Reply to a song that I made here in the last 14 days, or press the button below it.
       *[photo] 📷 Reply to a picture that I made here in the last 14 days, or press the button below it.
    }
option-choose = <b>{ $option }</b>
model-note-equivalent = Runs on the closest current version of this model.
model-note-discontinued = Discontinued by its developer: it may fail or disappear any day.
model-note-unreliable = Fails often since summer. You pay only for results.
model-note-only-720p = Works with 720p clips only.
model-note-preset = The style is added to your prompt automatically.
model-unavailable-undocumented = it is not offered right now
model-unavailable-removed = it was shut down
model-unavailable-failing = it keeps failing
model-unavailable-not-allowed = the KIE key in use has no access to it
model-unavailable-switched-off = the operator has switched it off
model-unavailable-hidden = it is not offered right now
model-unavailable-not-here = it is not available here
model-unavailable-other = it is not working right now
