# Longer clips: the next scene, and clips that are joined

button-next-scene = ⏭ Next scene
toast-last-frame = Taking the last frame…
toast-busy = Too much at once. Please try again in a minute.
last-frame =
    ⏭ The last frame of #{ $id }. The next clip starts here.
last-frame-none = ⏭ I can’t read this clip. Send me the video itself, up to 20 MB, and try /extend.
last-frame-not-now = ⏭ I can’t get this clip right now. Please try again in a minute.
last-frame-forbidden = ⏭ Photos can’t be sent in this chat, so I can’t start from the last frame here.

command-join = Join clips into one film

button-join-clip = 🎬 #{ $id }
button-join-song = 🎵 #{ $id }
button-join-begin =
    { $count ->
        [one] ▶️ Join { $count } clip · free
       *[other] ▶️ Join { $count } clips · free
    }
button-join-back = ↩️ Remove last
button-join-cancel = Cancel

join-title = 🎞 <b>Join clips into one film</b>
join-made = #{ $id }
join-sent = sent by you
join-clip = { $number }. { $name } · { $seconds } s
join-clip-unmeasured = { $number }. { $name }
join-song = 🎵 { $name }, under the clips
join-together = Together { $seconds } s of { $maximum } s.
join-how = Send clips here, or tap the numbers of yours, in the order you want: up to { $maximum }. A song goes under them.
join-how-group = Reply with /join to a clip or a song, or tap the numbers of yours, in the order you want: up to { $maximum } clips.
join-waiting =
    { $before ->
        [one] 🎞 In line: { $before } film before yours.
       *[other] 🎞 In line: { $before } films before yours.
    }
join-soon = 🎞 Starting…
join-working =
    { $count ->
        [one] 🎞 Putting { $count } clip and the song together…
       *[other] 🎞 Joining { $count } clips…
    }
join-sending = 🎞 Done. Sending the film…
join-cancelled = 🎞 Cancelled. Your clips are where they were.
join-done =
    { $count ->
        [one] 🎞 { $count } clip with a song · { $seconds } s
       *[other] 🎞 { $count } clips · { $seconds } s
    }
join-again = I was interrupted while sending, so it may have come twice.
join-unreadable = 🎞 Clip { $number } can’t be used: it isn’t a video, is broken or gone, or is larger than 20 MB, the most that Telegram lets bots download. Start again without it: /join
join-song-unreadable = 🎞 The song can’t be used: it isn’t a sound file, is broken or gone, or is larger than 20 MB. Start again with another one: /join
join-too-long = 🎞 Together the clips are longer than { $maximum } s. Start again with fewer: /join
join-too-large = 🎞 Together the files are larger than { $maximum } MB. Start again with fewer: /join
join-failed = 🎞 These clips can’t be joined. Try fewer or shorter ones: /join
join-interrupted = 🎞 I was stopped several times while making this film, so I gave up. Please start again: /join

refusal-joins-off = Joining clips is switched off here.
refusal-join-over = This list is closed. Start another one: /join
refusal-join-piece-unfit = Only clips and songs can be joined, and only while Telegram has a copy.
refusal-join-full = A film can have up to { $maximum } clips.
refusal-join-too-long = Together that would be { $seconds } s. A film can be up to { $maximum } s long.
refusal-join-unfinished = Your last film is still being made. You can start the next one when it’s done.
refusal-too-many-joins =
    { $maximum ->
        [one] You can make { $maximum } film a day. Please try again tomorrow.
       *[other] You can make { $maximum } films a day. Please try again tomorrow.
    }
refusal-joins-busy = Too many films are in line. Please try again in a few minutes.
