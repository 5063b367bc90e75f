# Что нравится: с возвращением, избранное, модели по умолчанию, на что хватает кредитов

start-examples = <i>В ролике — нарисованные примеры того, что можно создать.</i>
start-back = С возвращением, { $name }!
menu-last = В прошлый раз: { $model } — { $prompt }
menu-last-wordless = В прошлый раз: { $model }
button-same-again = 🔁 То же самое · { $model }

button-make-for = Создать в { $model } · { $price }

mark-last = 🕘 в прошлый раз
mark-starred = ⭐ избранное
mark-mine = 📌 по умолчанию
button-star = ☆ В избранное
button-starred = ⭐ В избранном
button-make-mine = По умолчанию
button-mine = ✓ По умолчанию
button-favourites = ⭐ Избранное
toast-starred = Теперь она первая в своём разделе
toast-unstarred = Убрана из избранного
favourites-title = <b>Ваше избранное</b>
favourites-none = Избранного пока нет. Откройте модель и нажмите <b>☆ В избранное</b>.

button-defaults = ✨ Модели по умолчанию
defaults-title =
    <b>Модели по умолчанию</b>
    Их беру, если вы прислали только текст.
defaults-choose = <b>{ $kind }</b> · какую модель брать по умолчанию?
button-default = { $kind }: { $model }
button-default-last = Последняя использованная
value-default-last = последняя

models-nearest = По запросу «{ $wanted }» ничего нет. Похожее:

card-short =
    { $missing ->
        [one] ⚠️ У вас { $available }: не хватает { $missing } кредита.
        [few] ⚠️ У вас { $available }: не хватает { $missing } кредитов.
        [many] ⚠️ У вас { $available }: не хватает { $missing } кредитов.
       *[other] ⚠️ У вас { $available }: не хватает { $missing } кредита.
    }
button-saving =
    { $price ->
        [one] { $option }: { $value } · { $price } кредит
        [few] { $option }: { $value } · { $price } кредита
        [many] { $option }: { $value } · { $price } кредитов
       *[other] { $option }: { $value } · { $price } кредита
    }
button-affordable =
    { $price ->
        [one] { $model } · { $price } кредит
        [few] { $model } · { $price } кредита
        [many] { $model } · { $price } кредитов
       *[other] { $model } · { $price } кредита
    }
