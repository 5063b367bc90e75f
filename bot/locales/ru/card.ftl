# Карточка модели

card-title = <b>{ $model }</b>
card-price =
    { $price ->
        [one] <b>{ $price }</b> кредит · { $time }
        [few] <b>{ $price }</b> кредита · { $time }
        [many] <b>{ $price }</b> кредитов · { $time }
       *[other] <b>{ $price }</b> кредита · { $time }
    }
card-price-reference_second =
    { $price ->
        [one] <b>{ $price }</b> кредит за секунду вашего файла · { $time }
        [few] <b>{ $price }</b> кредита за секунду вашего файла · { $time }
        [many] <b>{ $price }</b> кредитов за секунду вашего файла · { $time }
       *[other] <b>{ $price }</b> кредита за секунду вашего файла · { $time }
    }
card-price-thousand_characters =
    { $price ->
        [one] <b>{ $price }</b> кредит за 1000 знаков · { $time }
        [few] <b>{ $price }</b> кредита за 1000 знаков · { $time }
        [many] <b>{ $price }</b> кредитов за 1000 знаков · { $time }
       *[other] <b>{ $price }</b> кредита за 1000 знаков · { $time }
    }
card-price-minute =
    { $price ->
        [one] <b>{ $price }</b> кредит за минуту · { $time }
        [few] <b>{ $price }</b> кредита за минуту · { $time }
        [many] <b>{ $price }</b> кредитов за минуту · { $time }
       *[other] <b>{ $price }</b> кредита за минуту · { $time }
    }
card-needs =
    { $media ->
        [video]
            { $count ->
                [one] Нужно видео.
                [few] Нужно видео (до { $count }).
                [many] Нужно видео (до { $count }).
               *[other] Нужно видео (до { $count }).
            }
        [audio]
            { $count ->
                [one] Нужно аудио.
                [few] Нужно аудио (до { $count }).
                [many] Нужно аудио (до { $count }).
               *[other] Нужно аудио (до { $count }).
            }
       *[photo]
            { $count ->
                [one] Нужно фото.
                [few] Нужно фото (до { $count }).
                [many] Нужно фото (до { $count }).
               *[other] Нужно фото (до { $count }).
            }
    }
card-needs-made-here =
    { $media ->
        [video] Нужно видео, созданное здесь.
        [audio] Нужна песня, созданная здесь.
       *[photo] Нужна картинка, созданная здесь.
    }
card-takes =
    { $media ->
        [video]
            { $count ->
                [one] Можно добавить видео.
                [few] Можно добавить до { $count } видео.
                [many] Можно добавить до { $count } видео.
               *[other] Можно добавить до { $count } видео.
            }
        [audio]
            { $count ->
                [one] Можно добавить аудио.
                [few] Можно добавить до { $count } аудио.
                [many] Можно добавить до { $count } аудио.
               *[other] Можно добавить до { $count } аудио.
            }
       *[photo]
            { $count ->
                [one] Можно добавить фото.
                [few] Можно добавить до { $count } фото.
                [many] Можно добавить до { $count } фото.
               *[other] Можно добавить до { $count } фото.
            }
    }
card-reference =
    { $media ->
        [video] 📎 видео: { $count }
        [audio] 📎 аудио: { $count }
       *[photo] 📎 фото: { $count }
    }
card-prompt = <blockquote>{ $prompt }</blockquote>
card-send-prompt = ✍️ Теперь пришлите текст: что создать?
card-send-prompt-group = ✍️ Ответьте на это сообщение текстом: что создать?
card-ready = Всё готово. Нажмите <b>Узнать цену</b> или пришлите другой текст.
card-troubled = ⚠️ В последнее время часто даёт сбои.
send-reference =
    { $media ->
        [video]
            { $count ->
                [one] 🎬 Пришлите видео.
                [few] 🎬 Пришлите { $count } видео.
                [many] 🎬 Пришлите { $count } видео.
               *[other] 🎬 Пришлите { $count } видео.
            }
        [audio]
            { $count ->
                [one] 🎧 Пришлите аудио.
                [few] 🎧 Пришлите { $count } аудио.
                [many] 🎧 Пришлите { $count } аудио.
               *[other] 🎧 Пришлите { $count } аудио.
            }
       *[photo]
            { $count ->
                [one] 📷 Пришлите фото.
                [few] 📷 Пришлите { $count } фото.
                [many] 📷 Пришлите { $count } фото.
               *[other] 📷 Пришлите { $count } фото.
            }
    }
send-made-here =
    { $media ->
        [video] 🎬 Ответьте на видео, которое я создал здесь за последние 14 дней, или нажмите кнопку под ним.
        [audio] 🎧 Ответьте на песню, которую я создал здесь за последние 14 дней, или нажмите кнопку под ней.
       *[photo] 📷 Ответьте на картинку, которую я создал здесь за последние 14 дней, или нажмите кнопку под ней.
    }
option-choose = <b>{ $option }</b>
model-note-equivalent = Работает на ближайшей актуальной версии этой модели.
model-note-discontinued = Разработчик больше её не поддерживает: может не сработать или исчезнуть в любой день.
model-note-unreliable = С лета часто даёт сбои. Вы платите только за результат.
model-note-only-720p = Работает только с роликами 720p.
model-note-preset = Стиль добавится к вашему тексту сам.
model-unavailable-undocumented = сейчас её не предлагают
model-unavailable-removed = её отключили
model-unavailable-failing = даёт сбои
model-unavailable-not-allowed = у ключа KIE нет к ней доступа
model-unavailable-switched-off = оператор её выключил
model-unavailable-hidden = сейчас её не предлагают
model-unavailable-not-here = здесь её нет
model-unavailable-other = она сейчас не работает
