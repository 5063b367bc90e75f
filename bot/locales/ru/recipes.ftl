# Рецепты и цепочки

command-recipes = Несколько шагов одной кнопкой
button-recipes = 🍳 Рецепты
recipes-title =
    <b>Рецепты</b>
    Несколько шагов, одна цена, одно нажатие.
recipes-line =
    <b>{ $title }</b> · от { $price }
    { $about }
recipes-none = Сейчас ни один рецепт не приготовить. /menu

recipe-idea-to-video = Идея → картинка → видео
recipe-idea-to-video-about = Одна фраза становится картинкой, а картинка оживает.
recipe-photo-to-ghibli = Фото → Ghibli → видео
recipe-photo-to-ghibli-about = Ваше фото как кадр рисованного фильма, который оживает.
recipe-product-clip = Фото товара → реклама
recipe-product-clip-about = Фон исчезает, и товар вращается в студии.
recipe-photo-alive = Старое фото оживает
recipe-photo-alive-about = Отреставрирую, раскрашу и мягко оживлю.
recipe-lyrics-to-song = Стихи → песня → обложка
recipe-lyrics-to-song-about = Ваши слова споют, а песня получит обложку.
recipe-text-to-speech = Текст → голос
recipe-text-to-speech-about = Ваш текст, прочитанный вслух.

step-picture = Картинка
step-video = Видео
step-style = Стиль
step-cutout = Без фона
step-clip = Ролик
step-restore = Реставрация
step-song = Песня
step-cover = Обложка
step-voice = Голос

recipe-card =
    <b>{ $title }</b>
    { $about }
recipe-step = { $number }. { $step }: { $model }
recipe-from =
    { $price ->
        [one] От <b>{ $price } кредита</b>, { $time }.
        [few] От <b>{ $price } кредитов</b>, { $time }.
        [many] От <b>{ $price } кредитов</b>, { $time }.
       *[other] От <b>{ $price } кредита</b>, { $time }.
    }
recipe-send-photo = Пришлите фото.
recipe-send-photo-words = Пришлите фото. Под ним можно написать пожелание.
recipe-send-words = Напишите одним сообщением, не длиннее { $maximum } знаков.
recipe-got-photo = Фото есть. Теперь слова, не длиннее { $maximum } знаков.
recipe-other-words = Новые слова, не длиннее { $maximum } знаков.
recipe-usage = Одной строкой: <code>/recipe { $slug } кот на доске для сёрфинга</code>

chain-part =
    { $price ->
        [one] { $number }. { $step }: { $model } · { $price } кредит, { $time }
        [few] { $number }. { $step }: { $model } · { $price } кредита, { $time }
        [many] { $number }. { $step }: { $model } · { $price } кредитов, { $time }
       *[other] { $number }. { $step }: { $model } · { $price } кредита, { $time }
    }
chain-made = { $number }. { $step }: ✅
chain-price =
    { $price ->
        [one] Вместе <b>{ $price } кредит</b>, { $time }.
        [few] Вместе <b>{ $price } кредита</b>, { $time }.
        [many] Вместе <b>{ $price } кредитов</b>, { $time }.
       *[other] Вместе <b>{ $price } кредита</b>, { $time }.
    }
chain-promise = Если шаг не получится, готовое останется у вас, а остальные кредиты вернутся.
chain-renewed = Кое-что изменилось. Вот сегодняшняя цена:
button-chain-words = Другие слова
button-chain-add-words = Добавить слова
button-chain-continue = Продолжить отсюда
button-chain-stop = Остановить после этого
button-chain-stop-one = Остановить #{ $id }
button-recipe-price = { $title } · от { $price }

chain-where = Шаг { $number } из { $length } · { $step }
chain-kept = Всё, что уже готово, остаётся у вас.
chain-stopped =
    { $returned ->
        [0] Остановлено. За то, что было впереди, ничего не списано.
        [one] Остановлено. Возвращён { $returned } кредит. { $money }
        [few] Остановлено. Возвращено: { $returned } кредита. { $money }
        [many] Остановлено. Возвращено: { $returned } кредитов. { $money }
       *[other] Остановлено. Возвращено: { $returned } кредита. { $money }
    }
chain-stopped-after =
    { $returned ->
        [0] «{ $step }» ещё доделаю, дальше ничего не будет.
        [one] «{ $step }» ещё доделаю, дальше ничего не будет. Возвращён { $returned } кредит. { $money }
        [few] «{ $step }» ещё доделаю, дальше ничего не будет. Возвращено: { $returned } кредита. { $money }
        [many] «{ $step }» ещё доделаю, дальше ничего не будет. Возвращено: { $returned } кредитов. { $money }
       *[other] «{ $step }» ещё доделаю, дальше ничего не будет. Возвращено: { $returned } кредита. { $money }
    }

state-waiting = ⏳ Ждёт предыдущего шага.
refusal-unknown-recipe =
    { $nearest ->
        [none] Рецепта «{ $slug }» нет. Все рецепты: /recipes
       *[other] Рецепта «{ $slug }» нет. Может быть, «{ $nearest }»? Все рецепты: /recipes
    }
refusal-chain-goes-on = Это ещё создаётся. Загляните сюда: /status
refusal-chain-complete = Здесь уже всё готово. Результаты в /history.
job-chain = Цепочка { $chain }, шаг { $step }
