# Отказы: правило сказало «нет», ничего не списано

refusal-unknown-model =
    { $nearest ->
        [none] Не знаю модели «{ $slug }». Все модели: /models
       *[other] Не знаю модели «{ $slug }». Может быть, { $nearest }?
    }
refusal-ambiguous-model = Под название «{ $slug }» подходит несколько моделей. Какая?
refusal-model-unavailable =
    { $nearest ->
        [none] { $model } сейчас недоступна: { $why }.
       *[other] { $model } сейчас недоступна: { $why }. Ближайшая из работающих:
    }
refusal-unknown-option = У модели { $model } нет параметра «{ $option }». Есть: { $known }
refusal-bad-option = { $option_name }: значение «{ $value }» не подходит. Допустимо: { $allowed }
refusal-option-conflict = Вместе не получится: { $first } и { $second }. Поменяйте одно из двух.
refusal-prompt-missing = Для модели { $model } нужны ваши слова. Напишите, чего хочется.
refusal-prompt-too-short =
    { $minimum ->
        [one] Слишком коротко ({ $length }): этой модели нужен хотя бы { $minimum } знак.
        [few] Слишком коротко ({ $length }): этой модели нужно хотя бы { $minimum } знака.
        [many] Слишком коротко ({ $length }): этой модели нужно хотя бы { $minimum } знаков.
       *[other] Слишком коротко ({ $length }): этой модели нужно хотя бы { $minimum } знака.
    }
refusal-prompt-too-long =
    { $length ->
        [one] Слишком длинно: { $length } знак, а модель берёт не больше { $maximum }. Пришлите текст покороче.
        [few] Слишком длинно: { $length } знака, а модель берёт не больше { $maximum }. Пришлите текст покороче.
        [many] Слишком длинно: { $length } знаков, а модель берёт не больше { $maximum }. Пришлите текст покороче.
       *[other] Слишком длинно: { $length } знака, а модель берёт не больше { $maximum }. Пришлите текст покороче.
    }
refusal-reference-missing =
    { $media ->
        [video] Модели { $model } нужно видео ({ $minimum }). Пришлите его мне.
        [audio] Модели { $model } нужен звук ({ $minimum }). Пришлите его мне.
       *[photo] Модели { $model } нужно фото ({ $minimum }). Пришлите его мне.
    }
refusal-reference-not-taken =
    { $media ->
        [video] { $model } не работает с видео. Напишите словами или выберите другую модель.
        [audio] { $model } не работает со звуком. Напишите словами или выберите другую модель.
       *[photo] { $model } не работает с фото. Напишите словами или выберите другую модель.
    }
refusal-too-many-references =
    { $media ->
        [video] { $model } берёт не больше { $maximum } видео.
        [audio] { $model } берёт звуков не больше { $maximum }.
       *[photo] { $model } берёт не больше { $maximum } фото.
    }
refusal-reference-too-large = В файле { $size } МБ, а модель берёт не больше { $maximum } МБ. Пришлите поменьше.
refusal-reference-wrong-type = Модель не читает { $type }. Допустимо: { $allowed }
refusal-reference-wrong-size =
    { $maximum ->
        [0] В картинке { $width }×{ $height } точек; каждая сторона должна быть не меньше { $minimum }.
       *[other] В картинке { $width }×{ $height } точек; каждая сторона должна быть от { $minimum } до { $maximum }.
    }
refusal-reference-too-long =
    { $media ->
        [audio]
            { $maximum ->
                [one] Этот звук длится { $seconds } с, а модель берёт не больше { $maximum } секунды. Пришлите покороче.
                [few] Этот звук длится { $seconds } с, а модель берёт не больше { $maximum } секунд. Пришлите покороче.
                [many] Этот звук длится { $seconds } с, а модель берёт не больше { $maximum } секунд. Пришлите покороче.
               *[other] Этот звук длится { $seconds } с, а модель берёт не больше { $maximum } секунды. Пришлите покороче.
            }
       *[video]
            { $maximum ->
                [one] Это видео длится { $seconds } с, а модель берёт не больше { $maximum } секунды. Пришлите покороче.
                [few] Это видео длится { $seconds } с, а модель берёт не больше { $maximum } секунд. Пришлите покороче.
                [many] Это видео длится { $seconds } с, а модель берёт не больше { $maximum } секунд. Пришлите покороче.
               *[other] Это видео длится { $seconds } с, а модель берёт не больше { $maximum } секунды. Пришлите покороче.
            }
    }
refusal-reference-too-short =
    { $media ->
        [audio]
            { $minimum ->
                [one] Этот звук длится { $seconds } с, а модели нужна хотя бы { $minimum } секунда. Пришлите подлиннее.
                [few] Этот звук длится { $seconds } с, а модели нужно хотя бы { $minimum } секунды. Пришлите подлиннее.
                [many] Этот звук длится { $seconds } с, а модели нужно хотя бы { $minimum } секунд. Пришлите подлиннее.
               *[other] Этот звук длится { $seconds } с, а модели нужно хотя бы { $minimum } секунды. Пришлите подлиннее.
            }
       *[video]
            { $minimum ->
                [one] Это видео длится { $seconds } с, а модели нужна хотя бы { $minimum } секунда. Пришлите подлиннее.
                [few] Это видео длится { $seconds } с, а модели нужно хотя бы { $minimum } секунды. Пришлите подлиннее.
                [many] Это видео длится { $seconds } с, а модели нужно хотя бы { $minimum } секунд. Пришлите подлиннее.
               *[other] Это видео длится { $seconds } с, а модели нужно хотя бы { $minimum } секунды. Пришлите подлиннее.
            }
    }
refusal-length-unknown =
    { $media ->
        [audio] Цена зависит от длины звука, а измерить её не удалось. Пришлите его ещё раз звуковым файлом не больше 20 МБ.
       *[video] Цена зависит от длины видео, а измерить её не удалось. Пришлите его ещё раз файлом не больше 20 МБ.
    }
refusal-reference-not-made-here = { $model } продолжает только то, что сделано здесь за последние 14 дней моделью из списка: { $makers }. Ответьте на такой результат или нажмите кнопку под ним.
refusal-reference-of-another-key = Это сделано с другим ключом KIE, а { $model } продолжает только то, что сделано с её ключом.
refusal-not-enough-credits =
    { $missing ->
        [one] Не хватает { $missing } кредита: нужно { $price }, у вас { $available }.
        [few] Не хватает { $missing } кредитов: нужно { $price }, у вас { $available }.
        [many] Не хватает { $missing } кредитов: нужно { $price }, у вас { $available }.
       *[other] Не хватает { $missing } кредита: нужно { $price }, у вас { $available }.
    }
refusal-too-many-open = Одновременно может создаваться не больше { $maximum }. Дождитесь результата или загляните в /status.
refusal-too-many-open-here = В этой группе одновременно может создаваться не больше { $maximum }. Дождитесь результата или попросите в личном чате.
refusal-account-blocked = Оператор закрыл вам новые запросы.
refusal-service-paused = Сейчас перегрузка. Ничего не списано, попробуйте через пару минут.
refusal-model-troubled =
    { $nearest ->
        [none] { $model } сейчас даёт сбои и несколько минут отдохнёт. Ничего не списано; попробуйте чуть позже.
       *[other] { $model } сейчас даёт сбои и несколько минут отдохнёт. Ничего не списано. Ближайшая из работающих:
    }
refusal-quote-unknown = Это предложение слишком старое. Начните новое.
refusal-quote-not-yours = Это чужое предложение. Своё — через /menu
refusal-person-unknown = Человек с id { $person } мне не писал.
refusal-quote-over = Это предложение уже закрыто: его отменили, заменили новым или использовали. Больше ничего не списано.
refusal-not-cancellable = Уже создаётся, отменить нельзя.
refusal-nothing-to-take-back =
    { $available ->
        [one] У этого человека только { $available } кредит. Ничего не снято.
        [few] У этого человека только { $available } кредита. Ничего не снято.
        [many] У этого человека только { $available } кредитов. Ничего не снято.
       *[other] У этого человека только { $available } кредита. Ничего не снято.
    }
refusal-generation-unknown = Такого запроса нет.
refusal-card-gone = Эта кнопка устарела или не отсюда. Начните заново из меню.
refusal-card-not-yours = Это чужая карточка. Своя — через /menu
refusal-file-unreadable = Не могу прочитать этот файл. Пришлите фото, видео или звук.
refusal-file-too-large = В файле { $size } МБ, а Telegram даёт мне прочесть не больше { $maximum } МБ. Пришлите поменьше.
refusal-not-usable = Это мне не пригодится. Я работаю с фото, видео, звуком и словами.
refusal-formatting-unreadable = Не могу прочитать это оформление. Пришлите, пожалуйста, обычным текстом.
