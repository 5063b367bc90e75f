# Рецепты и цепочки

command-recipes = Несколько шагов одной кнопкой
button-recipes = 🍳 Рецепты
recipes-title =
    <b>Рецепты</b>
    Несколько шагов, одна цена, одно нажатие.
recipes-line =
    <b>{ $title }</b> · от { $price }
    { $about }
recipe-which = Какой рецепт?
recipe-did-you-mean = Рецепта «{ $name }» нет. Выберите:
recipes-none = Сейчас нет доступных рецептов. /menu

recipe-idea-to-video = Идея → картинка → видео
recipe-idea-to-video-about = Одна фраза становится картинкой, а картинка оживает.
recipe-words-to-film = Слова → выбор → фильм
recipe-words-to-film-about = Три картинки по одной фразе; та, что вы выберете, станет фильмом.
recipe-photo-to-film = Фото → выбор → фильм
recipe-photo-to-film-about = Три кинокадра по вашему фото; тот, что вы выберете, оживёт.
recipe-photo-to-ghibli = Фото → Ghibli → видео
recipe-photo-to-ghibli-about = Ваше фото станет кадром рисованного фильма и оживёт.
recipe-product-clip = Фото товара → реклама
recipe-product-clip-about = Фон исчезнет, и товар повернётся в студии.
recipe-photo-alive = Старое фото оживает
recipe-photo-alive-about = Отреставрирую, раскрашу и мягко оживлю.
recipe-lyrics-to-song = Стихи → песня → обложка
recipe-lyrics-to-song-about = Ваши слова станут песней с обложкой.
recipe-text-to-speech = Текст → голос
recipe-text-to-speech-about = Ваш текст, прочитанный вслух.

step-picture = Картинка
step-still = Кинокадр
step-video = Видео
step-style = Стиль
step-cutout = Фон
step-clip = Ролик
step-restore = Реставрация
step-song = Песня
step-cover = Обложка
step-voice = Голос

recipe-card =
    <b>{ $title }</b>
    { $about }
recipe-step = { $number }. { $step }: { $model }
recipe-step-several = { $number }. { $step } ×{ $times }: { $model }
recipe-from =
    { $price ->
        [one] От <b>{ $price } кредита</b>, { $time }.
        [few] От <b>{ $price } кредитов</b>, { $time }.
        [many] От <b>{ $price } кредитов</b>, { $time }.
       *[other] От <b>{ $price } кредита</b>, { $time }.
    }
recipe-format = Формат: { $format }
recipe-choose-model = Какая модель делает шаг «{ $step }»?
button-recipe-model = { $step }: { $model } · { $price }
button-step-model = { $title } · { $price }
recipe-send-photo = Пришлите фото.
recipe-send-photo-words = Пришлите фото. В подписи можно написать пожелания.
recipe-send-words =
    { $maximum ->
        [one] Пришлите текст одним сообщением, до { $maximum } знака.
        [few] Пришлите текст одним сообщением, до { $maximum } знаков.
        [many] Пришлите текст одним сообщением, до { $maximum } знаков.
       *[other] Пришлите текст одним сообщением, до { $maximum } знака.
    }
recipe-send-words-between =
    { $maximum ->
        [one] Пришлите текст одним сообщением: от { $minimum } до { $maximum } знака.
        [few] Пришлите текст одним сообщением: от { $minimum } до { $maximum } знаков.
        [many] Пришлите текст одним сообщением: от { $minimum } до { $maximum } знаков.
       *[other] Пришлите текст одним сообщением: от { $minimum } до { $maximum } знака.
    }
recipe-got-photo =
    { $maximum ->
        [one] Фото получено. Теперь пришлите текст, до { $maximum } знака.
        [few] Фото получено. Теперь пришлите текст, до { $maximum } знаков.
        [many] Фото получено. Теперь пришлите текст, до { $maximum } знаков.
       *[other] Фото получено. Теперь пришлите текст, до { $maximum } знака.
    }
recipe-other-words =
    { $maximum ->
        [one] Пришлите новый текст, до { $maximum } знака.
        [few] Пришлите новый текст, до { $maximum } знаков.
        [many] Пришлите новый текст, до { $maximum } знаков.
       *[other] Пришлите новый текст, до { $maximum } знака.
    }
recipe-usage = Одной строкой: <code>/recipe { $slug } кот на доске для сёрфинга</code>

chain-part =
    { $price ->
        [one] { $number }. { $step }: { $model } · { $price } кредит, { $time }
        [few] { $number }. { $step }: { $model } · { $price } кредита, { $time }
        [many] { $number }. { $step }: { $model } · { $price } кредитов, { $time }
       *[other] { $number }. { $step }: { $model } · { $price } кредита, { $time }
    }
chain-part-several =
    { $price ->
        [one] { $number }. { $step } ×{ $times }: { $model } · { $price } кредит, { $time }
        [few] { $number }. { $step } ×{ $times }: { $model } · { $price } кредита, { $time }
        [many] { $number }. { $step } ×{ $times }: { $model } · { $price } кредитов, { $time }
       *[other] { $number }. { $step } ×{ $times }: { $model } · { $price } кредита, { $time }
    }
chain-later = { $number }. { $step }: только если вы выберете картинку
chain-made = { $number }. { $step }: ✅
chain-price =
    { $price ->
        [one] Всего: <b>{ $price } кредит</b>, { $time }.
        [few] Всего: <b>{ $price } кредита</b>, { $time }.
        [many] Всего: <b>{ $price } кредитов</b>, { $time }.
       *[other] Всего: <b>{ $price } кредита</b>, { $time }.
    }
chain-promise = Если шаг не удастся, готовое останется у вас, а остальные кредиты вернутся.
chain-renewed = Цена изменилась. Вот новая:
button-chain-words = Новый текст
button-chain-add-words = Добавить текст
button-chain-continue = Продолжить отсюда
button-chain-stop = Остановить после шага
button-chain-stop-one = Остановить #{ $id }
button-recipe-price = { $title } · от { $price }

chain-where = Шаг { $number } из { $length } · { $step }
chain-kept = Готовые шаги остаются у вас.
chain-stopped =
    { $returned ->
        [0] Остановлено. За оставшиеся шаги ничего не списано.
        [one] Остановлено. Возвращён { $returned } кредит. { $money }
        [few] Остановлено. Возвращено: { $returned } кредита. { $money }
        [many] Остановлено. Возвращено: { $returned } кредитов. { $money }
       *[other] Остановлено. Возвращено: { $returned } кредита. { $money }
    }
chain-stopped-after =
    { $returned ->
        [0] Остановлю после шага «{ $step }».
        [one] Остановлю после шага «{ $step }». Возвращён { $returned } кредит. { $money }
        [few] Остановлю после шага «{ $step }». Возвращено: { $returned } кредита. { $money }
        [many] Остановлю после шага «{ $step }». Возвращено: { $returned } кредитов. { $money }
       *[other] Остановлю после шага «{ $step }». Возвращено: { $returned } кредита. { $money }
    }

state-waiting = ⏳ Ждёт предыдущего шага.
refusal-unknown-recipe =
    { $nearest ->
        [none] Рецепта «{ $slug }» нет. Все рецепты: /recipes
       *[other] Рецепта «{ $slug }» нет. Может быть, «{ $nearest }»? Все рецепты: /recipes
    }
refusal-chain-goes-on = Ещё создаётся: /status
refusal-chain-complete = Все шаги готовы. Результаты в /history.
job-chain = Цепочка { $chain }, шаг { $step }
