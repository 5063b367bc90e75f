# Verbs: what can be done with media or words

command-animate = Make a photo move
command-edit = Change a photo with words
command-restyle = The same in another style
command-removebg = Remove the background
command-upscale = Larger and sharper
command-voice = Read a text aloud
command-song = Make a song of words
command-lipsync = Make a face speak
command-extend = Let a video go on
command-cover = Arrange a recording anew

button-verb-animate = 🎬 Animate
button-verb-edit = ✏️ Edit
button-verb-restyle = 🎨 Restyle
button-verb-removebg = ✂️ Cut out
button-verb-upscale = 🔍 Upscale
button-verb-voice = 🎙 Read aloud
button-verb-song = 🎵 Make a song
button-verb-lipsync = 🗣 Lip sync
button-verb-extend = ⏩ Extend
button-verb-cover = 🎸 Cover version

verb-ask-animate = 🎬 What shall happen? For example: <code>slow zoom in, leaves move in the wind</code>
verb-ask-edit = ✏️ What shall I change? For example: <code>make it night</code>
verb-ask-restyle = 🎨 Which style? For example: <code>oil painting</code>
verb-ask-removebg = ✂️ Say in a few words what shall stay.
verb-ask-upscale = 🔍 Say in a few words what it shows.
verb-ask-voice = 🎙 Send me the words to read aloud.
verb-ask-lipsync = 🗣 How shall it be said? For example: <code>calm, looking into the camera</code>
verb-ask-extend = ⏩ What happens next? For example: <code>the curtain opens and light falls in</code>
verb-ask-cover = 🎸 How shall it sound? For example: <code>acoustic, slow, one guitar</code>
verb-ask-song = 🎵 Send me the words: what shall the song be about?

verb-doers-animate = 🎬 Who shall animate it?
verb-doers-edit = ✏️ Who shall edit it?
verb-doers-restyle = 🎨 Who shall restyle it?
verb-doers-removebg = ✂️ Who shall remove the background?
verb-doers-upscale = 🔍 Who shall upscale it?
verb-doers-voice = 🎙 Who shall read it aloud?
verb-doers-song = 🎵 Who shall make the song?
verb-doers-lipsync = 🗣 Who shall make it speak?
verb-doers-extend = ⏩ Who shall extend it?
verb-doers-cover = 🎸 Who shall arrange it?

verb-unavailable-animate =
    { $media ->
        [photo] 🎬 No model can animate photos at the moment.
        [audio] 🎬 Only songs that were made here can get a video.
       *[other] 🎬 Only photos can be animated.
    }
verb-unavailable-edit =
    { $media ->
        [audio] ✏️ Sounds cannot be edited here.
       *[other] ✏️ No model can edit that at the moment.
    }
verb-unavailable-restyle =
    { $media ->
        [audio] 🎨 Sounds cannot be restyled here.
       *[other] 🎨 No model can restyle that at the moment.
    }
verb-unavailable-removebg =
    { $media ->
        [photo] ✂️ No model can remove backgrounds at the moment.
       *[other] ✂️ Only photos can lose their background.
    }
verb-unavailable-upscale =
    { $media ->
        [photo] 🔍 No model can upscale photos at the moment.
        [video] 🔍 No model can upscale videos at the moment.
       *[other] 🔍 Only photos and videos can be upscaled.
    }
verb-unavailable-lipsync = 🗣 No model can make that speak at the moment.
verb-unavailable-extend =
    { $media ->
        [video] ⏩ No model can extend this video at the moment.
        [audio] ⏩ Only songs that were made here can be extended.
       *[other] ⏩ Only videos can be extended.
    }
verb-unavailable-cover =
    { $media ->
        [audio] 🎸 No model can arrange this anew at the moment.
       *[other] 🎸 Only recordings can be arranged anew.
    }
verb-unavailable-voice = 🎙 No model can read aloud at the moment.
verb-unavailable-song = 🎵 No model can make songs at the moment.
verb-instead = With this I can:
verb-which = Which one?
verb-no-copy = I have no copy of it in Telegram. Open its link, and send me the file.
verb-send-media =
    { $media ->
        [video] 🎬 Send me the video. Or reply with { $command } to any video in the chat.
        [audio] 🎵 Send me the recording. Or reply with { $command } to any recording in the chat.
        [face] 🗣 Send me a photo of the face, or a video, and then the sound that it shall say. Or reply with { $command } to one of them.
       *[photo] 📷 Send me the photo. Or reply with { $command } to any photo in the chat.
    }

option-enlarge = Larger
unit-times = ×{ $value }
verb-takers =
    { $media ->
        [video] { $model } does not work from videos. What can:
        [audio] { $model } does not work from sounds. What can:
       *[photo] { $model } does not work from photos. What can:
    }
