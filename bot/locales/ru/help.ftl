# Справка

help =
    <b>Как это работает</b>
    1. Напишите, что хотите увидеть или услышать, или выберите модель в /menu. Можно прислать и фото, видео или звук.
    2. Посмотрите цену и нажмите <b>Создать</b>. Если запрос не удастся, кредиты вернутся.
    3. Идите дальше: ответьте на результат командой.

    <b>Ответом на…</b>
    фото: /animate · /edit · /restyle · /upscale · /removebg · /lipsync
    видео: /extend · /join
    сразу на много файлов: /each
    с несколькими моделями: /compare
    песню: /cover
    текст: /voice · /song

    <b>Одной строкой:</b> <code>/gen { $slug } 9:16 кот на сёрфе на закате</code>

    /menu · /image · /video · /audio · /music — что создать
    /recipes — несколько шагов одной кнопкой
    /examples — что делают модели
    /models · /favourites — все модели и избранные
    /look · /looks — ваши пресеты
    /cast — ваши персонажи
    /describe — описания по картинке
    /history — что уже сделано
    /status · /cancel — что создаётся
    /balance · /buy · /receipts · /quota · /gift · /redeem — кредиты
    /subscription — ваша подписка
    /invite — пригласить друзей
    /settings · /language — настройки
    /key — свой ключ KIE
    /report — пожаловаться на результат
    /mydata · /forget — получить или удалить свои данные
    /privacy · /terms · /paysupport — правила и помощь

gen-usage =
    Напишите так:
    <code>/gen { $slug } кот на сёрфе на закате</code>
    С параметрами: <code>/gen { $slug } aspect_ratio=9:16 кот на сёрфе</code>
    Все модели: /models
