# Вопросы о словах

ask-prompt =
    { $genre ->
        [video] ✍️ Опишите видео: кто, где и что происходит.
        [animate] ✍️ Напишите, как оживить фото.
        [rework] ✍️ Напишите, что изменить в видео.
        [image] ✍️ Опишите картинку.
        [edit] ✍️ Напишите, что изменить на фото.
        [speech] ✍️ Пришлите текст, который прочитать вслух.
        [sound] ✍️ Опишите звук.
        [song] ✍️ Опишите песню: о чём она, какой стиль, кто поёт.
        [lyrics] ✍️ Пришлите слова песни.
       *[other] ✍️ Напишите, что создать.
    }
ask-prompt-old =
    Нажмите, чтобы скопировать прежний текст:
    <code>{ $prompt }</code>
ask-prompt-group =
    <a href="tg://user?id={ $id }">{ $name }</a>, ответьте на это сообщение.
    { $asking }
group-addressed = <a href="tg://user?id={ $id }">{ $name }</a>, вам:
ask-more-text =
    { $room ->
        [one] ✍️ Пришлите продолжение. Поместится ещё { $room } знак.
        [few] ✍️ Пришлите продолжение. Поместится ещё { $room } знака.
        [many] ✍️ Пришлите продолжение. Поместится ещё { $room } знаков.
       *[other] ✍️ Пришлите продолжение. Поместится ещё { $room } знака.
    }
prompt-up-to =
    { $maximum ->
        [one] Не больше { $maximum } знака.
        [few] Не больше { $maximum } знаков.
        [many] Не больше { $maximum } знаков.
       *[other] Не больше { $maximum } знака.
    }
prompt-long = Длиннее сообщения? Пришлите несколько подряд или файл .txt.
prompt-counted =
    { $maximum ->
        [one] <i>{ $length } из { $maximum } знака</i>
        [few] <i>{ $length } из { $maximum } знаков</i>
        [many] <i>{ $length } из { $maximum } знаков</i>
       *[other] <i>{ $length } из { $maximum } знака</i>
    }
option-translation = Переводить
card-typed = { $option }: { $value }
option-typed-number =
    <b>{ $option }</b>
    Нажмите или пришлите число: { $allowed }
ask-option =
    { $name ->
        [negative_prompt] 🚫 <b>{ $option }</b>: пришлите, чего быть не должно.
        [style] 🎚 <b>{ $option }</b>: выберите или пришлите свой.
        [title] 🏷 <b>{ $option }</b>: пришлите его.
       *[other] <b>{ $option }</b>: пришлите текст.
    }
typed-now = Сейчас: <code>{ $value }</code>
button-example = 💡 { $prompt }
button-surprise = 🎲 Удиви меня
button-surprise-again = 🎲 Другую идею
button-more-text = ➕ Дописать
refusal-option-too-long =
    { $length ->
        [one] { $option_name }: получился { $length } знак, а помещается { $maximum }. Пришлите текст короче.
        [few] { $option_name }: получилось { $length } знака, а помещается { $maximum }. Пришлите текст короче.
        [many] { $option_name }: получилось { $length } знаков, а помещается { $maximum }. Пришлите текст короче.
       *[other] { $option_name }: получилось { $length } знака, а помещается { $maximum }. Пришлите текст короче.
    }
refusal-text-file-too-large = Файл слишком велик: я читаю не больше { $maximum } КБ. Пришлите файл поменьше.
refusal-text-unreadable = Не получилось прочитать этот файл как текст. Пришлите его в формате .txt или сообщениями.
value-style-pop = поп
value-style-rock = рок
value-style-soul = соул
value-style-jazz = джаз
value-style-lo-fi_hip_hop = лоу-фай хип-хоп
value-style-folk = фолк
value-style-electronic = электроника
value-style-orchestral = оркестр
value-style-lullaby = колыбельная
