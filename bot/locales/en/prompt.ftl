# Asking for words

ask-prompt =
    { $genre ->
        [video] ✍️ Describe your video: who, where, what happens.
        [animate] ✍️ Describe how the photo should move.
        [rework] ✍️ Describe what to change in the video.
        [image] ✍️ Describe your picture.
        [edit] ✍️ Describe what to change in the photo.
        [speech] ✍️ Send the text to read aloud.
        [sound] ✍️ Describe the sound.
        [song] ✍️ Describe your song: topic, style, vocals.
        [lyrics] ✍️ Send the lyrics.
       *[other] ✍️ Describe what to create.
    }
ask-prompt-old =
    Tap to copy the current prompt:
    <code>{ $prompt }</code>
ask-prompt-group =
    <a href="tg://user?id={ $id }">{ $name }</a>, reply to this message.
    { $asking }
group-addressed = <a href="tg://user?id={ $id }">{ $name }</a>, for you:
ask-more-text =
    { $room ->
        [one] ✍️ Send the next part: up to { $room } more character.
       *[other] ✍️ Send the next part: up to { $room } more characters.
    }
prompt-up-to =
    { $maximum ->
        [one] Up to { $maximum } character.
       *[other] Up to { $maximum } characters.
    }
prompt-long = Longer than one message? Send several in a row, or a .txt file.
prompt-counted =
    { $maximum ->
        [one] <i>{ $length } of { $maximum } character</i>
       *[other] <i>{ $length } of { $maximum } characters</i>
    }
option-translation = Translate
card-typed = { $option }: { $value }
option-typed-number =
    <b>{ $option }</b>
    Tap or send a number: { $allowed }
ask-option =
    { $name ->
        [negative_prompt] 🚫 <b>{ $option }</b>: send what should not appear.
        [style] 🎚 <b>{ $option }</b>: tap one or send your own.
        [title] 🏷 <b>{ $option }</b>: send it.
       *[other] <b>{ $option }</b>: send it.
    }
typed-now = Now: <code>{ $value }</code>
button-example = 💡 { $prompt }
button-surprise = 🎲 Surprise me
button-surprise-again = 🎲 Another idea
button-idea = 💡 Idea for me
button-idea-again = 💡 Another idea
idea-thinking = 💡 Thinking of something…
idea-ready-made = No new idea came, so here is a ready-made one.
button-more-text = ➕ Add text
refusal-option-too-long =
    { $length ->
        [one] { $option_name }: { $length } character is too long, the limit is { $maximum }. Send a shorter text.
       *[other] { $option_name }: { $length } characters is too long, the limit is { $maximum }. Send a shorter text.
    }
refusal-text-file-too-large = The text file is too large: the limit is { $maximum } KB. Send a shorter one.
refusal-text-unreadable = I can’t read this file as text. Send it as a .txt file or in messages.
value-style-pop = pop
value-style-rock = rock
value-style-soul = soul
value-style-jazz = jazz
value-style-lo-fi_hip_hop = lo-fi hip hop
value-style-folk = folk
value-style-electronic = electronic
value-style-orchestral = orchestral
value-style-lullaby = lullaby
