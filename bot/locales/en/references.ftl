# Media that a person has sent so far

button-done = ✅ Done
button-take-back = Remove the last one
button-swap-frames = ⇄ Swap frames

references-frames =
    { $count ->
        [1] 🖼 First frame ✓ · last frame: none
       *[2] 🖼 First frame ✓ · last frame ✓
    }
references-resized =
    { $count ->
        [one] 🪄 The picture is too large: I’ll resize it.
       *[other] 🪄 { $count } pictures are too large: I’ll resize them.
    }
references-last-frame = Send the last frame too, or continue without it: send your prompt or tap <b>Done</b>.
references-more =
    { $count ->
        [one] You can add { $count } more. Or continue: send your prompt or tap <b>Done</b>.
       *[other] You can add up to { $count } more. Or continue: send your prompt or tap <b>Done</b>.
    }
file-being-checked = 👀 Checking your file…
