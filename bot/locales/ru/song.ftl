# Песня по частям

song-lyrics =
    🎤 <b>Слова песни</b> · шаг 1 из 3
    Пришлите слова. Пометки: [Verse] — куплет, [Chorus] — припев.
song-style =
    🎚 <b>Стиль</b> · шаг 2 из 3
    Выберите или пришлите свой: жанр, настроение, инструменты.
song-title =
    🏷 <b>Название</b> · шаг 3 из 3
    Пришлите название.
song-reply = Ответьте на это сообщение.
button-song-lyrics = 🎤 Со своими словами
button-song-simple = 💬 Просто описать песню
button-song-instrumental = 🎹 Без пения
button-song-keep = ➡️ Спеть эти слова
button-song-skip = Пропустить · { $value }
button-song-title = 🏷 { $title }
button-singer =
    { $singer ->
        [female] 👩 Женщина
        [male] 👨 Мужчина
       *[any] Любой
    }
value-title-Untitled = без названия
