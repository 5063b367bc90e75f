# Глаголы: что можно сделать с медиа или со словами

command-animate = Оживить фото
command-edit = Изменить фото словами
command-restyle = То же в другом стиле
command-removebg = Убрать фон
command-upscale = Крупнее и чётче
command-voice = Прочитать текст вслух
command-song = Сделать из слов песню
command-lipsync = Заставить лицо говорить
command-extend = Продолжить видео
command-cover = Сделать кавер записи

button-verb-animate = 🎬 Оживить
button-verb-edit = ✏️ Изменить
button-verb-restyle = 🎨 Сменить стиль
button-verb-removebg = ✂️ Убрать фон
button-verb-upscale = 🔍 Улучшить
button-verb-voice = 🎙 Прочитать вслух
button-verb-song = 🎵 Сделать песню
button-verb-lipsync = 🗣 Озвучить лицо
button-verb-extend = ⏩ Продолжить
button-verb-cover = 🎸 Кавер

verb-ask-animate = 🎬 Что должно происходить? Например: <code>камера медленно приближается, листья качает ветер</code>
verb-ask-edit = ✏️ Что изменить? Например: <code>сделай ночь</code>
verb-ask-restyle = 🎨 Какой стиль? Например: <code>картина маслом</code>
verb-ask-removebg = ✂️ Напишите в двух словах, что оставить.
verb-ask-upscale = 🔍 Напишите в двух словах, что здесь изображено.
verb-ask-voice = 🎙 Пришлите слова, которые прочитать.
verb-ask-lipsync = 🗣 Как это сказать? Например: <code>спокойно, глядя в камеру</code>
verb-ask-extend = ⏩ Что будет дальше? Например: <code>занавес открывается, и падает свет</code>
verb-ask-cover = 🎸 Как это должно звучать? Например: <code>акустика, медленно, одна гитара</code>
verb-ask-song = 🎵 Пришлите слова: о чём будет песня?

verb-doers-animate = 🎬 Кто оживит?
verb-doers-edit = ✏️ Кто изменит?
verb-doers-restyle = 🎨 Кто сменит стиль?
verb-doers-removebg = ✂️ Кто уберёт фон?
verb-doers-upscale = 🔍 Кто улучшит?
verb-doers-voice = 🎙 Кто прочитает?
verb-doers-song = 🎵 Кто сделает песню?
verb-doers-lipsync = 🗣 Кто заставит говорить?
verb-doers-extend = ⏩ Кто продолжит?
verb-doers-cover = 🎸 Кто сделает кавер?

verb-unavailable-animate =
    { $media ->
        [photo] 🎬 Оживить фото сейчас некому.
        [audio] 🎬 Видео можно сделать только для песни, которая сделана здесь.
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
verb-unavailable-lipsync = 🗣 Заставить это говорить сейчас некому.
verb-unavailable-extend =
    { $media ->
        [video] ⏩ Продолжить это видео сейчас некому.
        [audio] ⏩ Продолжить можно только песню, которая сделана здесь.
       *[other] ⏩ Продолжить можно только видео.
    }
verb-unavailable-cover =
    { $media ->
        [audio] 🎸 Сделать кавер сейчас некому.
       *[other] 🎸 Кавер можно сделать только из записи.
    }
verb-unavailable-voice = 🎙 Прочитать вслух сейчас некому.
verb-unavailable-song = 🎵 Сделать песню сейчас некому.
verb-instead = С этим я умею:
verb-which = Какое из них?
verb-no-copy = Копии в Telegram у меня нет. Откройте ссылку и пришлите мне файл.
verb-send-media =
    { $media ->
        [video] 🎬 Пришлите видео. Или ответьте { $command } на любое видео в чате.
        [audio] 🎵 Пришлите запись. Или ответьте { $command } на любую запись в чате.
        [face] 🗣 Пришлите фото лица или видео, а потом звук, который нужно сказать. Или ответьте { $command } на что-то из этого.
       *[photo] 📷 Пришлите фото. Или ответьте { $command } на любое фото в чате.
    }

option-enlarge = Увеличение
unit-times = ×{ $value }
verb-takers =
    { $media ->
        [video] { $model } не работает с видео. Что можно:
        [audio] { $model } не работает со звуком. Что можно:
       *[photo] { $model } не работает с фото. Что можно:
    }
