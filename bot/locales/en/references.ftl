# Media that a person has sent so far

button-done = ✅ Done
button-take-back = Remove the last
button-swap-frames = ⇄ Swap the frames

references-frames =
    { $count ->
        [1] 🖼 First frame ✓ · last frame –
       *[2] 🖼 First frame ✓ · last frame ✓
    }
references-resized =
    { $count ->
        [one] 🪄 I will make it smaller so that it fits.
       *[other] 🪄 I will make { $count } of them smaller so that they fit.
    }
references-last-frame = Send me the last frame too, or go on without: write what shall happen, or tap <b>Done</b>.
references-more =
    { $count ->
        [one] { $count } more fits. Send it, or go on: write what you want, or tap <b>Done</b>.
       *[other] Up to { $count } more fit. Send them, or go on: write what you want, or tap <b>Done</b>.
    }
file-being-checked = 👀 Looking at your file…
