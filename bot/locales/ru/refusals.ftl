# Отказы: правило сказало «нет», ничего не списано

refusal-unknown-model =
    { $nearest ->
        [none] Модели «{ $slug }» нет. Все модели: /models
       *[other] Модели «{ $slug }» нет. Может быть, { $nearest }?
    }
refusal-ambiguous-model = Под название «{ $slug }» подходит несколько моделей. Какая?
refusal-model-unavailable =
    { $nearest ->
        [none] { $model } недоступна: { $why }.
       *[other] { $model } недоступна: { $why }. Похожая модель:
    }
refusal-unknown-option = { $model }: нет настройки «{ $option_name }». Есть: { $known }
refusal-bad-option = { $option_name }: значение «{ $value }» не подходит. Допустимо: { $allowed }
refusal-option-conflict = { $first } и { $second } вместе не работают. Измените что-то одно.
refusal-prompt-missing = Модели { $model } нужен текст. Пришлите описание.
refusal-prompt-too-short =
    { $minimum ->
        [one] Слишком коротко ({ $length }): нужен хотя бы { $minimum } знак.
        [few] Слишком коротко ({ $length }): нужно хотя бы { $minimum } знака.
        [many] Слишком коротко ({ $length }): нужно хотя бы { $minimum } знаков.
       *[other] Слишком коротко ({ $length }): нужно хотя бы { $minimum } знака.
    }
refusal-prompt-too-long =
    { $length ->
        [one] Слишком длинно: { $length } знак, предел { $maximum }. Пришлите текст короче.
        [few] Слишком длинно: { $length } знака, предел { $maximum }. Пришлите текст короче.
        [many] Слишком длинно: { $length } знаков, предел { $maximum }. Пришлите текст короче.
       *[other] Слишком длинно: { $length } знака, предел { $maximum }. Пришлите текст короче.
    }
refusal-reference-missing =
    { $media ->
        [video] Модели { $model } нужно видео ({ $minimum }). Пришлите его.
        [audio] Модели { $model } нужно аудио ({ $minimum }). Пришлите его.
       *[photo] Модели { $model } нужно фото ({ $minimum }). Пришлите его.
    }
refusal-reference-not-taken =
    { $media ->
        [video] { $model } не принимает видео. Пришлите текст или выберите другую модель.
        [audio] { $model } не принимает аудио. Пришлите текст или выберите другую модель.
       *[photo] { $model } не принимает фото. Пришлите текст или выберите другую модель.
    }
refusal-too-many-references =
    { $media ->
        [video] { $model } принимает не больше { $maximum } видео.
        [audio] { $model } принимает не больше { $maximum } аудио.
       *[photo] { $model } принимает не больше { $maximum } фото.
    }
refusal-reference-too-large = Файл { $size } МБ, а предел этой модели — { $maximum } МБ. Пришлите файл поменьше.
refusal-reference-wrong-type = Модель не читает { $type }. Допустимо: { $allowed }
refusal-reference-wrong-size =
    { $maximum ->
        [0] Картинка { $width }×{ $height } пикселей, а каждая сторона должна быть не меньше { $minimum }.
       *[other] Картинка { $width }×{ $height } пикселей, а каждая сторона должна быть от { $minimum } до { $maximum }.
    }
refusal-reference-too-long =
    { $media ->
        [audio] Аудио длится { $seconds } с, а предел этой модели — { $maximum } с. Пришлите покороче.
       *[video] Видео длится { $seconds } с, а предел этой модели — { $maximum } с. Пришлите покороче.
    }
refusal-reference-too-short =
    { $media ->
        [audio] Аудио длится { $seconds } с, а модели нужно не меньше { $minimum } с. Пришлите подлиннее.
       *[video] Видео длится { $seconds } с, а модели нужно не меньше { $minimum } с. Пришлите подлиннее.
    }
refusal-length-unknown =
    { $media ->
        [audio] Цена зависит от длины, а у этого аудио она не определилась. Пришлите его ещё раз файлом до 20 МБ.
       *[video] Цена зависит от длины, а у этого видео она не определилась. Пришлите его ещё раз файлом до 20 МБ.
    }
refusal-reference-not-made-here = { $model } продолжает только результаты, созданные здесь за последние 14 дней в { $makers }. Ответьте на такой результат или нажмите кнопку под ним.
refusal-reference-of-another-key = Это создано с другим ключом KIE, а { $model } продолжает только результаты своего ключа.
refusal-not-enough-credits =
    { $missing ->
        [one] Не хватает { $missing } кредита: нужно { $price }, у вас { $available }.
        [few] Не хватает { $missing } кредитов: нужно { $price }, у вас { $available }.
        [many] Не хватает { $missing } кредитов: нужно { $price }, у вас { $available }.
       *[other] Не хватает { $missing } кредита: нужно { $price }, у вас { $available }.
    }
refusal-free-credits-used-up = Бесплатные кредиты на сегодня закончились. Новые будут в 00:00 UTC. Купленные кредиты работают сразу: /buy
refusal-free-for-members = Бесплатные кредиты доступны подписчикам нашего канала. Подпишитесь и нажмите «Проверить подписку».
refusal-free-gate-unchecked = Сейчас не получается проверить подписку на канал. Попробуйте через минуту.
refusal-free-for-buyers = Бесплатные кредиты доступны тем, кто хотя бы раз покупал кредиты: /buy
button-join-channel = 📢 Подписаться на канал
button-joined = Проверить подписку
toast-free-open = Готово: бесплатные кредиты теперь доступны. Запустите запрос ещё раз.
refusal-too-many-open =
    { $maximum ->
        [one] Одновременно может создаваться { $maximum } запрос. Дождитесь результата или откройте /status.
        [few] Одновременно могут создаваться { $maximum } запроса. Дождитесь результата или откройте /status.
        [many] Одновременно могут создаваться { $maximum } запросов. Дождитесь результата или откройте /status.
       *[other] Одновременно может создаваться { $maximum } запроса. Дождитесь результата или откройте /status.
    }
refusal-too-many-open-here =
    { $maximum ->
        [one] В этой группе одновременно может создаваться { $maximum } запрос. Дождитесь результата или напишите в личный чат.
        [few] В этой группе одновременно могут создаваться { $maximum } запроса. Дождитесь результата или напишите в личный чат.
        [many] В этой группе одновременно могут создаваться { $maximum } запросов. Дождитесь результата или напишите в личный чат.
       *[other] В этой группе одновременно может создаваться { $maximum } запроса. Дождитесь результата или напишите в личный чат.
    }
refusal-account-blocked = Оператор заблокировал ваши новые запросы.
refusal-service-paused = Сейчас перегрузка. Ничего не списано, попробуйте через пару минут.
refusal-model-troubled =
    { $nearest ->
        [none] { $model } даёт сбои и приостановлена на несколько минут. Ничего не списано, попробуйте позже.
       *[other] { $model } даёт сбои и приостановлена на несколько минут. Ничего не списано. Похожая модель:
    }
refusal-quote-unknown = Цена устарела. Начните заново: /menu
refusal-quote-not-yours = Это чужой запрос. Создайте свой: /menu
refusal-person-unknown = Пользователь с id { $person } мне не писал.
refusal-quote-over = Этот запрос закрыт: его отменили, заменили или уже запустили. Больше ничего не списано.
refusal-not-cancellable = Уже создаётся, отменить нельзя.
refusal-nothing-to-take-back =
    { $available ->
        [one] У этого пользователя только { $available } кредит. Ничего не снято.
        [few] У этого пользователя только { $available } кредита. Ничего не снято.
        [many] У этого пользователя только { $available } кредитов. Ничего не снято.
       *[other] У этого пользователя только { $available } кредита. Ничего не снято.
    }
refusal-generation-unknown = Такого запроса нет.
refusal-version-gone = Эта версия удалена.
refusal-version-elsewhere = Эта версия создана в другом чате.
refusal-card-gone = Эта кнопка устарела. Начните заново: /menu
refusal-card-not-yours = Это чужой запрос. Создайте свой: /menu
refusal-file-unreadable = Не могу прочитать этот файл. Пришлите фото, видео или аудио.
refusal-file-too-large = Файл { $size } МБ, а Telegram разрешает ботам читать до { $maximum } МБ. Пришлите файл поменьше.
refusal-not-usable = Это не подойдёт. Пришлите текст, фото, видео или аудио.
refusal-formatting-unreadable = Не могу прочитать это форматирование. Пришлите обычным текстом.
