# Вопросы о словах

ask-prompt =
    { $genre ->
        [video] ✍️ Опишите видео: кто, где и что происходит.
        [animate] ✍️ Опишите, как должно двигаться фото.
        [rework] ✍️ Опишите, что изменить в видео.
        [image] ✍️ Опишите картинку.
        [edit] ✍️ Опишите, что изменить на фото.
        [speech] ✍️ Пришлите текст, который прочитать вслух.
        [sound] ✍️ Опишите звук.
        [song] ✍️ Опишите песню: о чём, в каком стиле, кто поёт.
        [lyrics] ✍️ Пришлите слова песни.
       *[other] ✍️ Опишите, что создать.
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
        [one] ✍️ Пришлите продолжение: ещё до { $room } знака.
        [few] ✍️ Пришлите продолжение: ещё до { $room } знаков.
        [many] ✍️ Пришлите продолжение: ещё до { $room } знаков.
       *[other] ✍️ Пришлите продолжение: ещё до { $room } знака.
    }
prompt-up-to =
    { $maximum ->
        [one] До { $maximum } знака.
        [few] До { $maximum } знаков.
        [many] До { $maximum } знаков.
       *[other] До { $maximum } знака.
    }
prompt-long = Не помещается в сообщение? Пришлите несколько подряд или файл .txt.
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
        [negative_prompt] 🚫 <b>{ $option }</b>: напишите, чего не должно быть.
        [style] 🎚 <b>{ $option }</b>: выберите или пришлите свой.
        [title] 🏷 <b>{ $option }</b>: пришлите название.
       *[other] <b>{ $option }</b>: пришлите текст.
    }
typed-now = Сейчас: <code>{ $value }</code>
button-example = 💡 { $prompt }
button-surprise = 🎲 Случайная идея
button-surprise-again = 🎲 Другая идея
button-idea = 💡 Идея для меня
button-idea-again = 💡 Ещё идея
idea-thinking = 💡 Придумываю…
idea-ready-made = Новой идеи пока нет, вот готовая.
button-more-text = ➕ Дописать
refusal-option-too-long =
    { $length ->
        [one] { $option_name }: { $length } знак — это слишком много, предел { $maximum }. Пришлите текст короче.
        [few] { $option_name }: { $length } знака — это слишком много, предел { $maximum }. Пришлите текст короче.
        [many] { $option_name }: { $length } знаков — это слишком много, предел { $maximum }. Пришлите текст короче.
       *[other] { $option_name }: { $length } знака — это слишком много, предел { $maximum }. Пришлите текст короче.
    }
refusal-text-file-too-large = Текстовый файл слишком большой: предел { $maximum } КБ. Пришлите файл поменьше.
refusal-text-unreadable = Не могу прочитать этот файл как текст. Пришлите файл .txt или сообщения.
value-style-pop = поп
value-style-rock = рок
value-style-soul = соул
value-style-jazz = джаз
value-style-lo-fi_hip_hop = лоу-фай хип-хоп
value-style-folk = фолк
value-style-electronic = электроника
value-style-orchestral = оркестр
value-style-lullaby = колыбельная
