# A song from its parts

song-lyrics =
    🎤 <b>Lyrics</b> · step 1 of 3
    Send the words to sing. Marks like [Verse] and [Chorus] help.
song-style =
    🎚 <b>Style</b> · step 2 of 3
    Tap one, or send your own: genre, mood, instruments.
song-title =
    🏷 <b>Title</b> · step 3 of 3
    Send a title.
song-reply = Answer by replying to this message.
button-song-lyrics = 🎤 With my own lyrics
button-song-simple = 💬 Just describe the song
button-song-instrumental = 🎹 Without singing
button-song-keep = ➡️ Sing these words
button-song-skip = Skip · { $value }
button-song-title = 🏷 { $title }
button-singer =
    { $singer ->
        [female] 👩 Woman
        [male] 👨 Man
       *[any] Any
    }
value-title-Untitled = untitled
