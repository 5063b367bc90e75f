# A song from its parts

song-lyrics =
    🎤 <b>Lyrics</b> · step 1 of 3
    Send the lyrics. Tags like [Verse] and [Chorus] help.
song-style =
    🎚 <b>Style</b> · step 2 of 3
    Tap one or send your own: genre, mood, instruments.
song-title =
    🏷 <b>Title</b> · step 3 of 3
    Send a title.
song-reply = Reply to this message.
button-song-lyrics = 🎤 Use my lyrics
button-song-simple = 💬 Describe the song
button-song-instrumental = 🎹 Instrumental
button-song-keep = ➡️ Use these lyrics
button-song-skip = Skip · { $value }
button-song-title = 🏷 { $title }
button-singer =
    { $singer ->
        [female] 👩 Female
        [male] 👨 Male
       *[any] Any
    }
value-title-Untitled = untitled
