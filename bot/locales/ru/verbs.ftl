# Глаголы: что можно сделать с медиа или со словами

command-animate = Оживить фото
command-edit = Изменить фото словами
command-restyle = То же в другом стиле
command-removebg = Убрать фон
command-upscale = Крупнее и чётче
command-voice = Прочитать текст вслух
command-song = Сделать из слов песню

button-verb-animate = 🎬 Оживить
button-verb-edit = ✏️ Изменить
button-verb-restyle = 🎨 Сменить стиль
button-verb-removebg = ✂️ Убрать фон
button-verb-upscale = 🔍 Улучшить
button-verb-voice = 🎙 Прочитать вслух
button-verb-song = 🎵 Сделать песню

verb-ask-animate = 🎬 Что должно происходить? Например: <code>камера медленно приближается, листья качает ветер</code>
verb-ask-edit = ✏️ Что изменить? Например: <code>сделай ночь</code>
verb-ask-restyle = 🎨 Какой стиль? Например: <code>картина маслом</code>
verb-ask-removebg = ✂️ Напишите в двух словах, что оставить.
verb-ask-upscale = 🔍 Напишите в двух словах, что здесь изображено.
verb-ask-voice = 🎙 Пришлите слова, которые прочитать.
verb-ask-song = 🎵 Пришлите слова: о чём будет песня?

verb-doers-animate = 🎬 Кто оживит?
verb-doers-edit = ✏️ Кто изменит?
verb-doers-restyle = 🎨 Кто сменит стиль?
verb-doers-removebg = ✂️ Кто уберёт фон?
verb-doers-upscale = 🔍 Кто улучшит?
verb-doers-voice = 🎙 Кто прочитает?
verb-doers-song = 🎵 Кто сделает песню?

verb-unavailable-animate =
    { $media ->
        [photo] 🎬 Оживить фото сейчас некому.
       *[other] 🎬 Оживить можно только фото.
    }
verb-unavailable-edit =
    { $media ->
        [audio] ✏️ Звук здесь изменить нельзя.
       *[other] ✏️ Изменить это сейчас некому.
    }
verb-unavailable-restyle =
    { $media ->
        [audio] 🎨 Стиль звука здесь сменить нельзя.
       *[other] 🎨 Сменить стиль сейчас некому.
    }
verb-unavailable-removebg =
    { $media ->
        [photo] ✂️ Убрать фон сейчас некому.
       *[other] ✂️ Фон можно убрать только с фото.
    }
verb-unavailable-upscale =
    { $media ->
        [photo] 🔍 Улучшить фото сейчас некому.
        [video] 🔍 Улучшить видео сейчас некому.
       *[other] 🔍 Улучшить можно только фото и видео.
    }
verb-unavailable-voice = 🎙 Прочитать вслух сейчас некому.
verb-unavailable-song = 🎵 Сделать песню сейчас некому.
verb-instead = С этим я умею:
verb-which = Какое из них?
verb-no-copy = Копии в Telegram у меня нет. Откройте ссылку и пришлите мне файл.
verb-send-media = 📷 Пришлите фото. Или ответьте { $command } на любое фото в чате.

option-enlarge = Увеличение
unit-times = ×{ $value }
verb-takers =
    { $media ->
        [video] { $model } не работает с видео. Что можно:
        [audio] { $model } не работает со звуком. Что можно:
       *[photo] { $model } не работает с фото. Что можно:
    }
