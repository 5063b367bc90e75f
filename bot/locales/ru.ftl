# Русский. Те же ключи, что в en.ftl; числа согласуются: one, few, many, other.

language-name = Русский

## Начало, меню, полки

start-welcome = Привет, { $name }! Я делаю видео, картинки, голоса и песни по вашим словам.
menu-title = <b>Что создадим?</b>
menu-choose = Выберите полку, потом модель и напишите, чего хочется. Цена видна до начала.
credits-have =
    { $count ->
        [one] У вас <b>{ $count }</b> кредит.
        [few] У вас <b>{ $count }</b> кредита.
        [many] У вас <b>{ $count }</b> кредитов.
       *[other] У вас <b>{ $count }</b> кредита.
    }
credits-unlimited = Кредиты у вас <b>без ограничений</b>.
shelf-video = <b>Видео</b> · цены в кредитах
shelf-image = <b>Картинки</b> · цены в кредитах
shelf-audio = <b>Голос и звук</b> · цены в кредитах
shelf-music = <b>Музыка</b> · цены в кредитах
shelf-model-generation = <b>{ $model }</b> · от { $price }
shelf-model-thousand_characters = <b>{ $model }</b> · { $price } за 1000 знаков
shelf-model-minute = <b>{ $model }</b> · от { $price } за минуту
shelf-model-off = <b>{ $model }</b> · сейчас недоступна
models-all =
    { $count ->
        [one] Есть { $count } модель. Откройте полку или поищите: <code>/models veo</code>
        [few] Есть { $count } модели. Откройте полку или поищите: <code>/models veo</code>
        [many] Есть { $count } моделей. Откройте полку или поищите: <code>/models veo</code>
       *[other] Есть { $count } модели. Откройте полку или поищите: <code>/models veo</code>
    }
models-found =
    { $count ->
        [one] По запросу «{ $wanted }» нашлась { $count } модель:
        [few] По запросу «{ $wanted }» нашлись { $count } модели:
        [many] По запросу «{ $wanted }» нашлось { $count } моделей:
       *[other] По запросу «{ $wanted }» нашлось { $count } модели:
    }
models-none = По запросу «{ $wanted }» ничего нет. Загляните на полки:
offer-prompt =
    Сделать что-нибудь из этого?
    <blockquote>{ $prompt }</blockquote>
offer-media = Отлично! Что из этого сделать?

## Справка

help =
    <b>Как это работает</b>
    1. /menu – выберите модель и настройте её.
    2. Напишите, что хотите увидеть или услышать. Некоторым моделям можно дать фото, видео или звук.
    3. Посмотрите цену и нажмите <b>Создать</b>. Если не выйдет, кредиты вернутся.

    <b>Одной строкой:</b> <code>/gen { $slug } 9:16 кот на сёрфе на закате</code>
    Можно и ответом на картинку.

    /balance – ваши кредиты · /quota – правила
    /status – что создаётся · /cancel – остановить
    /history – что уже сделано
    /language · /settings

gen-usage =
    Напишите так:
    <code>/gen { $slug } кот на сёрфе на закате</code>
    С параметрами: <code>/gen { $slug } aspect_ratio=9:16 кот на сёрфе</code>
    Все модели: /models

## Карточка модели

card-title = <b>{ $model }</b>
card-price =
    { $price ->
        [one] <b>{ $price }</b> кредит · { $time }
        [few] <b>{ $price }</b> кредита · { $time }
        [many] <b>{ $price }</b> кредитов · { $time }
       *[other] <b>{ $price }</b> кредита · { $time }
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
card-troubled = ⚠️ В последнее время у поставщика она не справляется.
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
option-typed-number =
    <b>{ $option }</b>
    Пришлите число: { $allowed }
option-typed-text =
    { $maximum ->
        [one] <b>{ $option }</b> – пришлите текст: не больше { $maximum } знака.
        [few] <b>{ $option }</b> – пришлите текст: не больше { $maximum } знаков.
        [many] <b>{ $option }</b> – пришлите текст: не больше { $maximum } знаков.
       *[other] <b>{ $option }</b> – пришлите текст: не больше { $maximum } знака.
    }
ask-prompt =
    { $maximum ->
        [one] ✍️ Напишите, что создать: не больше { $maximum } знака.
        [few] ✍️ Напишите, что создать: не больше { $maximum } знаков.
        [many] ✍️ Напишите, что создать: не больше { $maximum } знаков.
       *[other] ✍️ Напишите, что создать: не больше { $maximum } знака.
    }
ask-prompt-old =
    Нажмите, чтобы скопировать прежний текст:
    <code>{ $prompt }</code>
ask-prompt-group =
    <a href="tg://user?id={ $id }">{ $name }</a>, ответьте на это сообщение.
    { $asking }
time-seconds =
    { $count ->
        [one] около { $count } секунды
        [few] около { $count } секунд
        [many] около { $count } секунд
       *[other] около { $count } секунды
    }
time-minutes =
    { $count ->
        [one] около { $count } минуты
        [few] около { $count } минут
        [many] около { $count } минут
       *[other] около { $count } минуты
    }
model-note-equivalent = Работает на ближайшей нынешней версии того же разработчика.
model-note-discontinued = Старая версия: разработчик может её отключить.
model-note-preset = Стиль добавляется к вашим словам сам.
model-unavailable-undocumented = поставщик сейчас её не предлагает
model-unavailable-removed = поставщик её отключил
model-unavailable-failing = у поставщика она даёт сбои
model-unavailable-switched-off = оператор её пока выключил
model-unavailable-not-here = здесь она не продаётся
model-unavailable-other = у поставщика она сейчас не работает

## Цена

quote-prompt = <blockquote>{ $prompt }</blockquote>
quote-option = { $option }: { $value }
quote-price =
    { $price ->
        [one] Цена: <b>{ $price } кредит</b> · { $time }
        [few] Цена: <b>{ $price } кредита</b> · { $time }
        [many] Цена: <b>{ $price } кредитов</b> · { $time }
       *[other] Цена: <b>{ $price } кредита</b> · { $time }
    }
quote-left = У вас { $available }, останется { $left }.
quote-too-dear =
    { $price ->
        [one] <b>Не хватает кредитов:</b> нужен { $price } кредит, у вас { $available }. Недостаёт: { $missing }.
        [few] <b>Не хватает кредитов:</b> нужно { $price } кредита, у вас { $available }. Недостаёт: { $missing }.
        [many] <b>Не хватает кредитов:</b> нужно { $price } кредитов, у вас { $available }. Недостаёт: { $missing }.
       *[other] <b>Не хватает кредитов:</b> нужно { $price } кредита, у вас { $available }. Недостаёт: { $missing }.
    }
quote-cheaper = На эти кредитов хватит:
quote-renewed = Прежняя цена устарела. Вот сегодняшняя:
quote-dismissed = Отложено. Ничего не списано. /menu

## В работе

life-title = <b>{ $model }</b> · #{ $id }
state-held =
    { $place ->
        [1] ⏳ Вы следующие в очереди.
       *[other] ⏳ В очереди: место { $place }.
    }
state-submitting = 🚀 Запущено.
state-in_doubt = ⏳ Жду ответа поставщика. Если его не будет, кредиты вернутся сами.
state-running = 🎨 Создаётся.
state-running-progress = 🎨 { $bar } { $percent } %
state-ready = 📦 Готово, отправляю вам.
state-delivered = ✅ Доставлено.
state-stored = ✅ Готово, хранится в /history.
state-failed = ❌ Не получилось; кредиты вернулись.
state-cancelled = Отменено.
status-title = <b>Сейчас создаётся</b>
status-line =
    <b>{ $model }</b> · #{ $id }
    <i>{ $prompt }</i>
    { $where }
status-none = Сейчас ничего не создаётся. /menu
cancel-dialogue = Отложено. Ничего не списано. /menu
cancelled =
    { $returned ->
        [one] #{ $id } отменено. Возвращён { $returned } кредит. { $money }
        [few] #{ $id } отменено. Возвращено: { $returned } кредита. { $money }
        [many] #{ $id } отменено. Возвращено: { $returned } кредитов. { $money }
       *[other] #{ $id } отменено. Возвращено: { $returned } кредита. { $money }
    }
result-price =
    { $price ->
        [one] { $price } кредит
        [few] { $price } кредита
        [many] { $price } кредитов
       *[other] { $price } кредита
    }
result-free = Это заняло слишком много времени, так что результат – подарок.
failure-title = <b>{ $model }</b> · #{ $id } не получилось
failure-content = Правила поставщика не пропустили текст или картинку. Могут помочь другие слова.
failure-request = Поставщик не принял один из параметров или файл. Посмотрите карточку ещё раз.
failure-provider = Эта модель сейчас не работает. Справится другая.
failure-slow = Это слишком долго. Я продолжаю следить: если результат всё же придёт, он бесплатный.
failure-internal = У нас что-то сломалось. Если повторится, назовите оператору номер: #{ $id }.
failure-returned =
    { $returned ->
        [one] Возвращён { $returned } кредит.
        [few] Возвращено: { $returned } кредита.
        [many] Возвращено: { $returned } кредитов.
       *[other] Возвращено: { $returned } кредита.
    }
link-ready =
    <b>{ $model }</b> · #{ $id }
    Файл слишком велик для Telegram. Ссылка действует 20 минут; новую можно получить в течение 14 дней.
link-gone = Поставщик больше не хранит этот файл: он держит результаты не дольше 14 дней.
original-gone = Исходный файл больше не получить.

## Кредиты

balance-held =
    { $count ->
        [one] { $count } кредит отложен на то, что создаётся.
        [few] { $count } кредита отложены на то, что создаётся.
        [many] { $count } кредитов отложены на то, что создаётся.
       *[other] { $count } кредита отложены на то, что создаётся.
    }
balance-rule = Вы платите только за доставленное: если не выйдет, кредиты вернутся. /quota
quota-purse = Вы платите своими кредитами, и в группах тоже. Сначала тратятся бесплатные, потом купленные и подаренные; эти не сгорают.
quota-unlimited = Кредиты у вас <b>без ограничений</b>.
quota-none = Бесплатных кредитов здесь нет.
quota-day =
    { $count ->
        [one] Каждый получает { $count } бесплатный кредит в день; остаток сгорает с концом дня.
        [few] Каждый получает { $count } бесплатных кредита в день; остаток сгорает с концом дня.
        [many] Каждый получает { $count } бесплатных кредитов в день; остаток сгорает с концом дня.
       *[other] Каждый получает { $count } бесплатного кредита в день; остаток сгорает с концом дня.
    }
quota-week =
    { $count ->
        [one] Каждый получает { $count } бесплатный кредит в неделю; остаток сгорает с концом недели.
        [few] Каждый получает { $count } бесплатных кредита в неделю; остаток сгорает с концом недели.
        [many] Каждый получает { $count } бесплатных кредитов в неделю; остаток сгорает с концом недели.
       *[other] Каждый получает { $count } бесплатного кредита в неделю; остаток сгорает с концом недели.
    }
quota-month =
    { $count ->
        [one] Каждый получает { $count } бесплатный кредит в месяц; остаток сгорает с концом месяца.
        [few] Каждый получает { $count } бесплатных кредита в месяц; остаток сгорает с концом месяца.
        [many] Каждый получает { $count } бесплатных кредитов в месяц; остаток сгорает с концом месяца.
       *[other] Каждый получает { $count } бесплатного кредита в месяц; остаток сгорает с концом месяца.
    }
quota-once =
    { $count ->
        [one] Каждый один раз получает { $count } бесплатный кредит.
        [few] Каждый один раз получает { $count } бесплатных кредита.
        [many] Каждый один раз получает { $count } бесплатных кредитов.
       *[other] Каждый один раз получает { $count } бесплатного кредита.
    }
quota-parts =
    Осталось: <b>{ $available }</b>
    бесплатных: { $allowance } · купленных и подаренных: { $bought }
quota-refill = Следующие бесплатные кредиты: { DATETIME($date, dateStyle: "medium") } (UTC).

## История и настройки

history-none = Пока пусто. Здесь будут ваши работы.
history-title =
    { $count ->
        [one] <b>Ваша история</b>: { $count } работа
        [few] <b>Ваша история</b>: { $count } работы
        [many] <b>Ваша история</b>: { $count } работ
       *[other] <b>Ваша история</b>: { $count } работы
    }
history-line =
    <b>#{ $id }</b> · { DATETIME($date, dateStyle: "medium") } · { $model }
    <i>{ $prompt }</i>
history-hint = Нажмите номер, и я пришлю работу снова, бесплатно.
language-choose = <b>Язык</b>
settings-title = <b>Настройки</b>

## Кнопки

button-video = 🎬 Видео
button-image = 🖼 Картинка
button-audio = 🎙 Голос и звук
button-music = 🎵 Музыка
button-unset = Не задавать
button-broadcast =
    { $count ->
        [one] Отправить { $count } человеку
        [few] Отправить { $count } людям
        [many] Отправить { $count } людям
       *[other] Отправить { $count } людям
    }
button-back = ‹ Назад
button-menu = ‹ Меню
button-card = ‹ К карточке
button-model-generation = { $model } · от { $price }
button-model-thousand_characters = { $model } · { $price } за 1000 знаков
button-model-minute = { $model } · от { $price } за минуту
button-model-off = { $model } · недоступна
button-shelf-off = { $model } 🚫
button-make-with = Создать с { $model }
button-instead = Лучше { $model }
button-troubled = ⚠️ { $model }
button-make = Создать что-нибудь
button-option = { $option }: { $value }
button-price = Узнать цену
button-write-prompt = ✍️ Написать запрос
button-drop = Убрать файлы
button-generate = Создать ✨
button-edit-prompt = Изменить текст
button-options = Параметры
button-cancel = Отмена
button-stop = Отменить
button-stop-one = Отменить #{ $id }
button-again = Ещё раз
button-other-model = Другая модель
button-original = Оригинал файлом
button-resend = #{ $id }
button-open-link = Открыть
button-fresh-link = Новая ссылка
button-language = 🌐 Язык
button-language-auto = Как в Telegram
button-originals-on = Присылать и файлом: да
button-originals-off = Присылать и файлом: нет

toast-started = Запущено
toast-already-started = Уже запущено
toast-sending = Отправляю…
toast-saved = Сохранено
toast-slow-down = Слишком много сразу. Подождите несколько секунд и попробуйте снова.

## Параметры

option-duration = Длина
option-aspect_ratio = Формат
option-resolution = Разрешение
option-quality = Качество
option-audio = Звук
option-voice = Голос
option-speed = Скорость
option-stability = Стабильность
option-style = Стиль
option-title = Название
option-mode = Ваш текст
option-instrumental = Без пения
option-vocals = Поёт
option-negative_prompt = Чего не надо
option-seed = Зерно
option-size = Размер
option-format = Тип файла
option-prompt_upsampling = Дополнить запрос
option-loop = Зациклить
option-tempo = Темп
option-seconds = Длина
value-unset = не задано
value-on = да
value-off = нет
value-standard = обычное
value-pro = профи
value-high = высокое
value-fast = быстро
value-relaxed = не спеша
value-turbo = турбо
value-any = любой голос
value-female = женщина
value-male = мужчина
value-auto = авто
value-mode-description = описание
value-mode-lyrics = слова песни
value-square_hd = квадрат, крупный
value-square = квадрат
value-portrait_4_3 = высокий 3:4
value-portrait_3_2 = высокий 2:3
value-portrait_16_9 = высокий 9:16
value-landscape_4_3 = широкий 4:3
value-landscape_3_2 = широкий 3:2
value-landscape_16_9 = широкий 16:9
value-landscape_21_9 = широкий 21:9
unit-seconds = { $value } с

## Отказы: правило сказало «нет», ничего не списано

refusal-unknown-model =
    { $nearest ->
        [none] Не знаю модели «{ $slug }». Все модели: /models
       *[other] Не знаю модели «{ $slug }». Может быть, { $nearest }?
    }
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
        [one] Слишком коротко: этой модели нужен хотя бы { $minimum } знак.
        [few] Слишком коротко: этой модели нужно хотя бы { $minimum } знака.
        [many] Слишком коротко: этой модели нужно хотя бы { $minimum } знаков.
       *[other] Слишком коротко: этой модели нужно хотя бы { $minimum } знака.
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
refusal-not-enough-credits =
    { $price ->
        [one] Не хватает кредитов: нужен { $price } кредит, у вас { $available }. Недостаёт: { $missing }.
        [few] Не хватает кредитов: нужно { $price } кредита, у вас { $available }. Недостаёт: { $missing }.
        [many] Не хватает кредитов: нужно { $price } кредитов, у вас { $available }. Недостаёт: { $missing }.
       *[other] Не хватает кредитов: нужно { $price } кредита, у вас { $available }. Недостаёт: { $missing }.
    }
refusal-too-many-open = Одновременно может создаваться не больше { $maximum }. Дождитесь или загляните в /status.
refusal-too-many-open-here = В этой группе одновременно может создаваться не больше { $maximum }. Дождитесь или попросите в личном чате.
refusal-account-blocked = Оператор закрыл вам новые запросы.
refusal-supply-paused = Поставщик сейчас не принимает заказы. Оператор уже знает, попробуйте позже. Ничего не списано.
refusal-model-troubled =
    { $nearest ->
        [none] { $model } сейчас не справляется у поставщика и несколько минут отдыхает. Ничего не списано; попробуйте позже.
       *[other] { $model } сейчас не справляется у поставщика и несколько минут отдыхает. Ничего не списано. Ближайшая рабочая:
    }
refusal-quote-unknown = Это предложение слишком старое. Начните новое.
refusal-quote-not-yours = Это чужое предложение. Своё – через /menu
refusal-not-cancellable = Это уже в работе, остановить не получится.
refusal-nothing-to-take-back =
    { $available ->
        [one] У этого человека только { $available } кредит. Ничего не снято.
        [few] У этого человека только { $available } кредита. Ничего не снято.
        [many] У этого человека только { $available } кредитов. Ничего не снято.
       *[other] У этого человека только { $available } кредита. Ничего не снято.
    }
refusal-generation-unknown = Такого запроса нет.
refusal-card-gone = Эта кнопка устарела. Начните заново из меню.
refusal-card-not-yours = Это чужая карточка. Своя – через /menu
refusal-file-too-large = В файле { $size } МБ, а Telegram даёт мне прочесть не больше { $maximum } МБ. Пришлите поменьше.
error-internal = Простите, у нас что-то сломалось. За это ничего не списано. Если повторится, назовите оператору номер: <code>{ $id }</code>

## Что ещё присылают

anonymous-hint = Вы пишете от имени чата, и я не вижу, чьи это кредиты. Переключитесь на своё имя и попробуйте снова.
fallback-command = Такой команды я не знаю. /help
fallback-lost = Я делаю видео, картинки, голоса и песни. Пришлите пару слов или фото либо откройте /menu
fallback-not-usable = Это мне здесь не пригодится.
fallback-awaits-prompt = Напишите словами, что хотите увидеть или услышать.

## Команды

command-menu = Что создадим?
command-gen = Одной строкой: модель и слова
command-video = Создать видео
command-image = Создать картинку
command-audio = Создать голос или звук
command-music = Создать музыку
command-models = Все модели и поиск
command-balance = Ваши кредиты
command-quota = Правила кредитов
command-history = Что уже сделано
command-status = Что создаётся
command-cancel = Остановить
command-settings = Настройки
command-language = Язык
command-help = Как это работает
command-grant = Дать или снять кредиты
command-block = Закрыть доступ человеку
command-unblock = Снова открыть доступ
command-stats = Как дела у бота
command-model = Выключить или включить модель
command-broadcast = Написать всем
command-job = Один запрос целиком

## Операторам

grant-usage =
    <code>/grant USER_ID КРЕДИТЫ</code>
    Например, <code>/grant 123456789 100</code>. Отрицательное число снимает.
grant-done =
    { $amount ->
        [one] Начислен { $amount } кредит человеку <code>{ $person }</code>. Теперь на счету { $available }.
        [few] Начислено { $amount } кредита человеку <code>{ $person }</code>. Теперь на счету { $available }.
        [many] Начислено { $amount } кредитов человеку <code>{ $person }</code>. Теперь на счету { $available }.
       *[other] Начислено { $amount } кредита человеку <code>{ $person }</code>. Теперь на счету { $available }.
    }
grant-taken =
    { $amount ->
        [one] Снят { $amount } кредит у человека <code>{ $person }</code>. Теперь на счету { $available }.
        [few] Снято { $amount } кредита у человека <code>{ $person }</code>. Теперь на счету { $available }.
        [many] Снято { $amount } кредитов у человека <code>{ $person }</code>. Теперь на счету { $available }.
       *[other] Снято { $amount } кредита у человека <code>{ $person }</code>. Теперь на счету { $available }.
    }
grant-received =
    { $amount ->
        [one] 🎁 Вам подарен { $amount } кредит. { $money }
        [few] 🎁 Вам подарено { $amount } кредита. { $money }
        [many] 🎁 Вам подарено { $amount } кредитов. { $money }
       *[other] 🎁 Вам подарено { $amount } кредита. { $money }
    }
block-usage = <code>/{ $command } USER_ID</code>
block-done = Человеку <code>{ $person }</code> доступ закрыт.
unblock-done = Человеку <code>{ $person }</code> доступ снова открыт.
stats-title = <b>Статистика</b>
stats-people = Людей: { $count }
stats-credits = Кредиты: потрачено { $captured } · отложено { $held } · доступно { $available }
stats-states = <b>Запросы по состояниям</b>
stats-models = <b>Доставлено по моделям</b>
stats-line = { $name }: { $count }
switch-usage =
    <code>/model SLUG off</code> или <code>/model SLUG on</code>
    Сейчас выключены: { $off }
switch-off = <code>{ $slug }</code> выключена: новых запросов не будет, за ожидающие в очереди кредиты вернутся, начатое доделается.
switch-on = <code>{ $slug }</code> снова включена.
broadcast-usage =
    <code>/broadcast ваши слова</code> или <code>/broadcast</code> ответом на любое сообщение: его получат все, кто когда-либо мне писал.
broadcast-question =
    { $count ->
        [one] Сообщение выше получит { $count } человек. Отправить?
        [few] Сообщение выше получат { $count } человека. Отправить?
        [many] Сообщение выше получат { $count } человек. Отправить?
       *[other] Сообщение выше получат { $count } человека. Отправить?
    }
broadcast-begun = Рассылка началась. Я напишу, когда закончу; <code>/broadcast</code> покажет, сколько сделано.
broadcast-dropped = Отложено. Никто ничего не получил.
broadcast-running = Идёт рассылка: получили { $reached }, недоступны { $missed }.
broadcast-ended = 📣 Рассылка закончена: получили { $reached }, недоступны { $missed } (заблокировали меня или не писали в личном чате).
job-usage = <code>/job НОМЕР</code>
job-facts =
    <b>#{ $id }</b> · <b>{ $now }</b>
    <code>{ $model }</code> · { $dialect } · путь { $route }
    Человек: <code>{ $person }</code>
    Цена: { $price } · списано: { $captured }
    Задача: <code>{ $task }</code>
    Попыток: { $attempts } · отправок: { $deliveries }
    Крайний срок: { $deadline } UTC
    Файлов: { $references } · параметры: { $options }
job-state = { $state }
job-state-stage = { $state } ({ $stage })
job-step = { $time } · { $state } { $detail }
job-failure = Отказ: { $kind } – { $detail }
job-asset = Результат { $id } · { $sent } · { $url }
alert-out-of-credits = ⚠️ <b>Кошелёк у KIE пуст.</b> Новая платная работа ждёт, отложенное цело. { $detail }
alert-credits-back = ✅ KIE снова берёт работу.
alert-credits-low = ⚠️ <b>Кошелёк у KIE скоро опустеет.</b> Кредитов осталось: { $detail }. Пополните его, пока платной работе не пришлось ждать.
alert-credits-fine = ✅ Кошелёк у KIE снова полон. Кредитов там: { $detail }.
alert-access-refused = ⚠️ <b>KIE не принимает наш ключ.</b> Кредиты не движутся, пока это не исправят. { $detail }
alert-access-back = ✅ KIE снова принимает наш ключ.
alert-in-doubt = ⚠️ #{ $id } под вопросом: возможно, KIE уже работает. Второй раз не отправим; к крайнему сроку кредиты вернутся. /job { $id } { $detail }
alert-doubt-rescued = ✅ #{ $id } больше не под вопросом: KIE отозвался, работа продолжается.
alert-doubt-released = ✅ #{ $id } больше не под вопросом: до крайнего срока никто не отозвался, кредиты вернулись.
alert-held-back = 🔕 Полчаса не сообщаем о таком же: { $detail }. В журнале есть всё.
alert-model-troubled = ⚠️ #{ $id }: <b>модель у KIE всё время подводит.</b> В меню она помечена, каждые несколько минут пробуем снова. { $detail }
alert-model-back = ✅ Снова работает: { $detail } (#{ $id }).
alert-internal = ⚠️ #{ $id } не удалось по нашей вине. /job { $id } { $detail }

## Модели: краткий характер (необязательные; `model-<slug>`, точки – подчёркивания)

model-veo-3_1 = Лучшее у Google: кино со звуком.
model-veo-3_1-fast = Быстрая модель Google, со звуком.
model-veo-3_1-lite = Veo по самой низкой цене.
model-sora-2 = Рассказчик от OpenAI, со звуком.
model-kling-2_1-pro = Оживляет фото, точно и плавно.
model-kling-2_1-master = Старшая в поколении: сложные сцены.
model-kling-2_5-turbo = Сильное движение за разумную цену.
model-kling-2_6 = Движение с собственным звуком.
model-kling-3_0 = Новейший Kling: длинные планы, звук.
model-runway-gen-3 = Стильные короткие ролики.
model-runway-aleph = Меняет ваше видео по словам.
model-minimax = Живые сцены, верные вашим словам.
model-hailuo-02 = Отличная физика: вода, ткань.
model-hailuo-2_3 = Живые люди и лица.
model-wan-2_5 = Видео со звуком и голосами.
model-wan-2_6 = Несколько планов в ролике, со звуком.
model-seedance = Танец, спорт, движение без рывков.
model-seedance-2 = Ровное движение и звук.
model-seedance-2-fast = Seedance 2, быстрее и дешевле.
model-seedance-2-mini = Младшая Seedance, для быстрых проб.
model-luma-modify = Придаёт вашему видео другой облик.
model-gpt-4o-image = Сложные просьбы, текст на картинке.
model-gpt-image-2 = Новейшая у OpenAI: тонкие детали.
model-flux-pro = Резкая, как фотография.
model-flux-2-flex = Тонкая настройка, чёткие надписи.
model-flux-kontext = Правит фото, остальное не трогает.
model-midjourney = Художник среди моделей.
model-seedream-v4 = Крупные и чёткие; берёт много фото.
model-seedream-4_5 = Крупнее и чище, берёт много фото.
model-seedream-5-lite = Новое поколение, быстро и недорого.
model-seedream-5-pro = Новое поколение, тончайшие детали.
model-qwen-image = Быстрая, хорошо пишет надписи.
model-nano-banana = Правит фото за секунды.
model-nano-banana-2 = Правит фото в тонких деталях.
model-nano-banana-pro = Тонкие детали, надписи, много фото.
model-ideogram-v3 = Мастер надписей и плакатов.
model-imagen-4 = Картинки Google: естественный свет.
model-z-image = Очень быстро и очень недорого.
model-ghibli = Рисованная сказка из чего угодно.
model-recraft-remove-bg = Вырезает фон. Просто пришлите фото.
model-elevenlabs-tts = Читает ваш текст живым голосом.
model-elevenlabs-turbo = Читает ваш текст быстро.
model-elevenlabs-sfx = Звуки и шумы по описанию.
model-suno-sounds = Звуки и лупы по описанию.
model-suno-v4 = Песни с пением, классика.
model-suno-v4_5 = Песни богаче, до восьми минут.
model-suno-v5 = Студийный звук, естественные голоса.
model-suno-v6 = Новейшая Suno: лучшие голоса.
