# Рецепты и цепочки

recipe-idea-to-video = Идея → картинка → видео
recipe-idea-to-video-about = Одна фраза становится картинкой, а картинка оживает.
recipe-photo-to-ghibli = Фото → Ghibli → видео
recipe-photo-to-ghibli-about = Ваше фото как кадр рисованного фильма, который оживает.
recipe-product-clip = Фото товара → реклама
recipe-product-clip-about = Фон исчезает, и товар вращается в студии.
recipe-photo-alive = Старое фото оживает
recipe-photo-alive-about = Отреставрировано, раскрашено и тихо движется.
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
state-waiting = ⏳ Ждёт предыдущего шага.
refusal-unknown-recipe =
    { $nearest ->
        [none] Рецепта «{ $slug }» нет. Все рецепты: /recipes
       *[other] Рецепта «{ $slug }» нет. Может быть, «{ $nearest }»? Все рецепты: /recipes
    }
refusal-chain-goes-on = Это ещё создаётся. Загляните сюда: /status
refusal-chain-complete = Здесь уже всё готово. Результаты в /history.
