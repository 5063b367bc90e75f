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
        [video] Нужно видео (до { $count }).
        [audio] Нужен звук (до { $count }).
       *[photo] Нужно фото (до { $count }).
    }
card-takes =
    { $media ->
        [video] Можно добавить видео (до { $count }).
        [audio] Можно добавить звук (до { $count }).
       *[photo] Можно добавить фото (до { $count }).
    }
card-reference =
    { $media ->
        [video] 📎 видео: { $count }
        [audio] 📎 звук: { $count }
       *[photo] 📎 фото: { $count }
    }
card-prompt = <blockquote>{ $prompt }</blockquote>
card-send-prompt = ✍️ Теперь напишите, чего хочется.
card-send-prompt-group = ✍️ Напишите, чего хочется, ответом на это сообщение.
card-ready = Готово. Нажмите <b>Узнать цену</b> или пришлите другие слова.
card-troubled = ⚠️ В последнее время она часто даёт сбои.
send-reference =
    { $media ->
        [video]
            { $count ->
                [one] 🎬 Пришлите видео, с которым мне работать.
                [few] 🎬 Пришлите { $count } видео, с которыми работать.
                [many] 🎬 Пришлите { $count } видео, с которыми работать.
               *[other] 🎬 Пришлите { $count } видео, с которыми работать.
            }
        [audio]
            { $count ->
                [one] 🎧 Пришлите звук, с которым мне работать.
                [few] 🎧 Пришлите { $count } звука, с которыми работать.
                [many] 🎧 Пришлите { $count } звуков, с которыми работать.
               *[other] 🎧 Пришлите { $count } звука, с которыми работать.
            }
       *[photo]
            { $count ->
                [one] 📷 Пришлите фото, с которым мне работать.
                [few] 📷 Пришлите { $count } фото, с которыми работать.
                [many] 📷 Пришлите { $count } фото, с которыми работать.
               *[other] 📷 Пришлите { $count } фото, с которыми работать.
            }
    }
option-choose = <b>{ $option }</b>
model-note-equivalent = Работает на ближайшей нынешней версии того же разработчика.
model-note-discontinued = Разработчик больше не поддерживает эту версию: может не сработать или исчезнуть в любой день.
model-note-unreliable = С лета у поставщика чаще всего не срабатывает; за это ничего не списывается.
model-note-only-720p = Продолжает только клипы в 720p.
model-note-preset = Стиль добавится к вашим словам сам.
model-unavailable-undocumented = поставщик сейчас её не предлагает
model-unavailable-removed = поставщик её отключил
model-unavailable-failing = у поставщика она даёт сбои
model-unavailable-not-allowed = ключу, с которым она работает, её не разрешили
model-unavailable-switched-off = оператор её пока выключил
model-unavailable-not-here = здесь она не продаётся
model-unavailable-other = у поставщика она сейчас не работает
