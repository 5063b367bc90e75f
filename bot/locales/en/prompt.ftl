# Asking for words

ask-prompt =
    { $genre ->
        [video] ✍️ Describe your video: who, where, what happens.
        [animate] ✍️ Say how the photo should move.
        [rework] ✍️ Say what to change in the video.
        [image] ✍️ Describe your picture.
        [edit] ✍️ Say what to change in the photo.
        [speech] ✍️ Send the text to read aloud.
        [sound] ✍️ Describe the sound.
        [song] ✍️ Describe your song: what about, which style, who sings.
        [lyrics] ✍️ Send the lyrics: the words to sing.
       *[other] ✍️ Send me your words: what shall I make?
    }
ask-prompt-old =
    Tap to copy what you had:
    <code>{ $prompt }</code>
ask-prompt-group =
    <a href="tg://user?id={ $id }">{ $name }</a>, reply to this message.
    { $asking }
group-addressed = <a href="tg://user?id={ $id }">{ $name }</a>, for you:
ask-more-text =
    { $room ->
        [one] ✍️ Send what comes next. Room for { $room } more character.
       *[other] ✍️ Send what comes next. Room for { $room } more characters.
    }
prompt-up-to =
    { $maximum ->
        [one] Up to { $maximum } character.
       *[other] Up to { $maximum } characters.
    }
prompt-long = Longer than a message? Send several in a row, or a .txt file.
prompt-counted =
    { $maximum ->
        [one] <i>{ $length } of { $maximum } character</i>
       *[other] <i>{ $length } of { $maximum } characters</i>
    }
option-translation = Translate
card-typed = { $option }: { $value }
option-typed-number =
    <b>{ $option }</b>
    Tap, or send me a number: { $allowed }
ask-option =
    { $name ->
        [negative_prompt] 🚫 <b>{ $option }</b>: send what must not be in it.
        [style] 🎚 <b>{ $option }</b>: tap one, or send your own.
        [title] 🏷 <b>{ $option }</b>: send it to me.
       *[other] <b>{ $option }</b>: send it to me.
    }
typed-now = Now: <code>{ $value }</code>
button-example = 💡 { $prompt }
button-surprise = 🎲 Surprise me
button-surprise-again = 🎲 Another one
button-more-text = ➕ Add to it
refusal-option-too-long =
    { $length ->
        [one] { $option_name }: that is { $length } character, and { $maximum } fit. Please send a shorter text.
       *[other] { $option_name }: that is { $length } characters, and { $maximum } fit. Please send a shorter text.
    }
refusal-text-file-too-large = That text file is too large: I read at most { $maximum } KB. Please send a shorter one.
refusal-text-unreadable = I could not read that file as text. Please send it as a .txt file, or as messages.
value-style-pop = pop
value-style-rock = rock
value-style-soul = soul
value-style-jazz = jazz
value-style-lo-fi_hip_hop = lo-fi hip hop
value-style-folk = folk
value-style-electronic = electronic
value-style-orchestral = orchestral
value-style-lullaby = lullaby
