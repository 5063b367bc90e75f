# Глаголы: что можно сделать с медиа или со словами

command-animate = Оживить фото
command-edit = Изменить фото по описанию
command-restyle = Сменить стиль
command-removebg = Убрать фон
command-upscale = Увеличить и улучшить фото или видео
command-voice = Прочитать текст вслух
command-song = Создать песню по тексту
command-lipsync = Заставить лицо говорить
command-extend = Продолжить видео
command-cover = Сделать кавер на песню

button-verb-animate = 🎬 Оживить
button-verb-edit = ✏️ Изменить
button-verb-restyle = 🎨 Сменить стиль
button-verb-removebg = ✂️ Убрать фон
button-verb-upscale = 🔍 Улучшить
button-verb-voice = 🎙 Прочитать вслух
button-verb-song = 🎵 Создать песню
button-verb-lipsync = 🗣 Липсинк
button-verb-extend = ⏩ Продолжить
button-verb-cover = 🎸 Кавер

verb-ask-animate = 🎬 Как оно должно двигаться? Например: <code>камера медленно приближается, листья качает ветер</code>
verb-ask-edit = ✏️ Что изменить? Например: <code>сделай ночь</code>
verb-ask-restyle = 🎨 Какой стиль? Например: <code>картина маслом</code>
verb-ask-removebg = ✂️ Напишите в двух словах, что оставить.
verb-ask-upscale = 🔍 Напишите в двух словах, что здесь изображено.
verb-ask-voice = 🎙 Пришлите текст, который прочитать вслух.
verb-ask-lipsync = 🗣 Как это сказать? Например: <code>спокойно, глядя в камеру</code>
verb-ask-extend = ⏩ Что будет дальше? Например: <code>занавес открывается, и падает свет</code>
verb-ask-cover = 🎸 Как это должно звучать? Например: <code>акустика, медленно, одна гитара</code>
verb-ask-song = 🎵 О чём будет песня?

verb-doers-animate = 🎬 Какая модель оживит?
verb-doers-edit = ✏️ Какая модель изменит?
verb-doers-restyle = 🎨 Какая модель сменит стиль?
verb-doers-removebg = ✂️ Какая модель уберёт фон?
verb-doers-upscale = 🔍 Какая модель улучшит?
verb-doers-voice = 🎙 Какая модель прочитает?
verb-doers-song = 🎵 Какая модель создаст песню?
verb-doers-lipsync = 🗣 Какая модель заставит говорить?
verb-doers-extend = ⏩ Какая модель продолжит?
verb-doers-cover = 🎸 Какая модель сделает кавер?

verb-unavailable-animate =
    { $media ->
        [photo] 🎬 Сейчас нет модели, которая оживляет фото.
        [audio] 🎬 Клип можно сделать только для песни, созданной здесь.
       *[other] 🎬 Оживить можно только фото.
    }
verb-unavailable-edit =
    { $media ->
        [audio] ✏️ Аудио здесь изменить нельзя.
       *[other] ✏️ Сейчас нет модели, которая может это изменить.
    }
verb-unavailable-restyle =
    { $media ->
        [audio] 🎨 Сменить стиль аудио здесь нельзя.
       *[other] 🎨 Сейчас нет модели, которая меняет стиль.
    }
verb-unavailable-removebg =
    { $media ->
        [photo] ✂️ Сейчас нет модели, которая убирает фон.
       *[other] ✂️ Фон можно убрать только с фото.
    }
verb-unavailable-upscale =
    { $media ->
        [photo] 🔍 Сейчас нет модели, которая улучшает фото.
        [video] 🔍 Сейчас нет модели, которая улучшает видео.
       *[other] 🔍 Улучшить можно только фото и видео.
    }
verb-unavailable-lipsync = 🗣 Сейчас нет модели, которая заставит это говорить.
verb-unavailable-extend =
    { $media ->
        [video] ⏩ Сейчас нет модели, которая продолжит это видео.
        [audio] ⏩ Продолжить можно только песню, созданную здесь.
       *[other] ⏩ Продолжить можно только видео.
    }
verb-unavailable-cover =
    { $media ->
        [audio] 🎸 Сейчас нет модели, которая делает каверы.
       *[other] 🎸 Кавер можно сделать только из аудио.
    }
verb-unavailable-voice = 🎙 Сейчас нет модели, которая читает вслух.
verb-unavailable-song = 🎵 Сейчас нет модели, которая создаёт песни.
verb-instead = Что с этим можно сделать:
verb-which = Какое из них?
verb-no-copy = В Telegram этого файла нет. Откройте ссылку и пришлите его мне.
verb-send-media =
    { $media ->
        [video] 🎬 Пришлите видео. Или ответьте { $command } на любое видео в чате.
        [audio] 🎵 Пришлите запись. Или ответьте { $command } на любую запись в чате.
        [face] 🗣 Пришлите фото лица или видео, а потом аудио с речью. Или ответьте { $command } на что-то из этого.
       *[photo] 📷 Пришлите фото. Или ответьте { $command } на любое фото в чате.
    }

option-enlarge = Увеличить
unit-times = ×{ $value }
verb-takers =
    { $media ->
        [video] { $model } не принимает видео. Принимают:
        [audio] { $model } не принимает аудио. Принимают:
       *[photo] { $model } не принимает фото. Принимают:
    }
