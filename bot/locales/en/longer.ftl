# Longer clips: the next scene, and clips that are joined

button-next-scene = ⏭ Next scene
toast-last-frame = Taking the last frame…
toast-busy = Too much at once. Please try again in a minute.
last-frame =
    ⏭ The last frame of #{ $id }. The next clip starts here.
last-frame-none = ⏭ I can’t read this clip. Send me the video itself, up to 20 MB, and try /extend.
last-frame-not-now = ⏭ I can’t get this clip right now. Please try again in a minute.
last-frame-forbidden = ⏭ Photos can’t be sent in this chat, so I can’t start from the last frame here.
