# Песня по частям

song-lyrics =
    🎤 <b>Слова песни</b> · шаг 1 из 3
    Пришлите слова. Помогают пометки: [Verse] — куплет, [Chorus] — припев.
song-style =
    🎚 <b>Стиль</b> · шаг 2 из 3
    Выберите или пришлите свой: жанр, настроение, инструменты.
song-title =
    🏷 <b>Название</b> · шаг 3 из 3
    Пришлите название.
song-reply = Ответьте на это сообщение.
button-song-lyrics = 🎤 Со своими словами
button-song-simple = 💬 Описать песню
button-song-instrumental = 🎹 Без вокала
button-song-keep = ➡️ Оставить эти слова
button-song-skip = Пропустить · { $value }
button-song-title = 🏷 { $title }
button-singer =
    { $singer ->
        [female] 👩 Женский
        [male] 👨 Мужской
       *[any] Любой
    }
value-title-Untitled = без названия
