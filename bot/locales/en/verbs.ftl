# Verbs: what can be done with media or words

command-animate = Animate a photo
command-edit = Edit a photo by a prompt
command-restyle = Change the style
command-removebg = Remove the background
command-upscale = Upscale a photo or video
command-voice = Read a text aloud
command-song = Create a song from text
command-lipsync = Make a face speak
command-extend = Extend a video
command-cover = Make a cover of a song

button-verb-animate = 🎬 Animate
button-verb-edit = ✏️ Edit
button-verb-restyle = 🎨 Restyle
button-verb-removebg = ✂️ Cut out
button-verb-upscale = 🔍 Upscale
button-verb-voice = 🎙 Read aloud
button-verb-song = 🎵 Create a song
button-verb-lipsync = 🗣 Lip sync
button-verb-extend = ⏩ Extend
button-verb-cover = 🎸 Cover

verb-ask-animate = 🎬 How should it move? For example: <code>slow zoom in, leaves move in the wind</code>
verb-ask-edit = ✏️ What should I change? For example: <code>make it night</code>
verb-ask-restyle = 🎨 What style? For example: <code>oil painting</code>
verb-ask-removebg = ✂️ Describe in a few words what to keep.
verb-ask-upscale = 🔍 Describe in a few words what it shows.
verb-ask-voice = 🎙 Send the text to read aloud.
verb-ask-lipsync = 🗣 How should it be said? For example: <code>calm, looking into the camera</code>
verb-ask-extend = ⏩ What happens next? For example: <code>the curtain opens and light falls in</code>
verb-ask-cover = 🎸 How should it sound? For example: <code>acoustic, slow, one guitar</code>
verb-ask-song = 🎵 What should the song be about?

verb-doers-animate = 🎬 Choose a model to animate it:
verb-doers-edit = ✏️ Choose a model to edit it:
verb-doers-restyle = 🎨 Choose a model to restyle it:
verb-doers-removebg = ✂️ Choose a model to remove the background:
verb-doers-upscale = 🔍 Choose a model to upscale it:
verb-doers-voice = 🎙 Choose a model to read it aloud:
verb-doers-song = 🎵 Choose a model for the song:
verb-doers-lipsync = 🗣 Choose a model to make it speak:
verb-doers-extend = ⏩ Choose a model to extend it:
verb-doers-cover = 🎸 Choose a model for the cover:

verb-unavailable-animate =
    { $media ->
        [photo] 🎬 No model can animate photos right now.
        [audio] 🎬 Only songs created here can get a video.
       *[other] 🎬 Only photos can be animated.
    }
verb-unavailable-edit =
    { $media ->
        [audio] ✏️ Audio can’t be edited here.
       *[other] ✏️ No model can edit this right now.
    }
verb-unavailable-restyle =
    { $media ->
        [audio] 🎨 Audio can’t be restyled here.
       *[other] 🎨 No model can restyle this right now.
    }
verb-unavailable-removebg =
    { $media ->
        [photo] ✂️ No model can remove backgrounds right now.
       *[other] ✂️ Backgrounds can only be removed from photos.
    }
verb-unavailable-upscale =
    { $media ->
        [photo] 🔍 No model can upscale photos right now.
        [video] 🔍 No model can upscale videos right now.
       *[other] 🔍 Only photos and videos can be upscaled.
    }
verb-unavailable-lipsync = 🗣 No model can make this speak right now.
verb-unavailable-extend =
    { $media ->
        [video] ⏩ No model can extend this video right now.
        [audio] ⏩ Only songs created here can be extended.
       *[other] ⏩ Only videos can be extended.
    }
verb-unavailable-cover =
    { $media ->
        [audio] 🎸 No model can make a cover right now.
       *[other] 🎸 Covers can only be made from audio.
    }
verb-unavailable-voice = 🎙 No model can read text aloud right now.
verb-unavailable-song = 🎵 No model can create songs right now.
verb-instead = What I can do with it:
verb-which = Which one?
verb-no-copy = Telegram has no copy of it. Open the link and send me the file.
verb-send-media =
    { $media ->
        [video] 🎬 Send a video. Or reply with { $command } to any video in the chat.
        [audio] 🎵 Send a recording. Or reply with { $command } to any recording in the chat.
        [face] 🗣 Send a photo of a face or a video, then the audio it should say. Or reply with { $command } to one of them.
       *[photo] 📷 Send a photo. Or reply with { $command } to any photo in the chat.
    }

option-enlarge = Upscale
unit-times = ×{ $value }
verb-takers =
    { $media ->
        [video] { $model } doesn’t take videos. These do:
        [audio] { $model } doesn’t take audio. These do:
       *[photo] { $model } doesn’t take photos. These do:
    }
