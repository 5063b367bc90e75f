# Персонажи: люди, товары, места и стили, которые снова появляются на картинках под своим именем

refusal-character-name = Имя — от { $minimum } до { $maximum } букв, без знаков и эмодзи. Например: Анна
refusal-character-name-taken = Персонаж { $name } уже есть. Выберите другое имя.
refusal-cast-full =
    { $maximum ->
        [one] Можно сохранить не больше { $maximum } персонажа. Сначала удалите лишнего: /cast
        [few] Можно сохранить не больше { $maximum } персонажей. Сначала удалите лишнего: /cast
        [many] Можно сохранить не больше { $maximum } персонажей. Сначала удалите лишнего: /cast
       *[other] Можно сохранить не больше { $maximum } персонажа. Сначала удалите лишнего: /cast
    }
refusal-character-without-picture = Персонажу нужно фото. Ответьте на фото (отправленное как фото, а не файлом) командой /cast с именем.
refusal-character-photos-full =
    { $maximum ->
        [one] У персонажа { $name } уже { $maximum } фото. Больше добавить нельзя.
        [few] У персонажа { $name } уже { $maximum } фото. Больше добавить нельзя.
        [many] У персонажа { $name } уже { $maximum } фото. Больше добавить нельзя.
       *[other] У персонажа { $name } уже { $maximum } фото. Больше добавить нельзя.
    }
refusal-character-gone = Этого персонажа удалили. Все персонажи здесь: /cast
refusal-character-not-yours = Изменить персонажа может только тот, кто его добавил, или админ.
refusal-pictures-not-agreed = Сначала подтвердите, что эти фото можно использовать: /cast

command-cast = Персонажи, которые не меняются
button-cast = 🎭 Персонажи
button-keep-character = 🎭 В персонажи
button-cast-agree = Да, мои или мне можно
button-rename = ✏️ Имя
button-add-photo = 📷 Ещё фото
button-character = 🎭 { $name }
button-character-on = ✓ { $name }
button-character-off = 🎭 { $name } ({ $count } фото) ✖
button-cast-model = { $model } · { $price }
character-kind-person = 👤 Человек
character-kind-product = 📦 Товар
character-kind-place = 🏠 Место
character-kind-style = 🎨 Стиль

cast-title = <b>Персонажи</b>
cast-caption = { $name }
cast-line =
    🎭 <b>{ $name }</b> · { $kind ->
        [person] человек
        [product] товар
        [place] место
       *[style] стиль
    } · { $count } фото
cast-empty =
    Персонажи выглядят одинаково на каждой картинке. Ответьте на фото именем:
    <code>/cast Марина</code>
    А потом просто напишите: Марина на пляже.
cast-new = 🎭 <b>{ $name }</b> · { $count } фото
cast-agree = Это ваши фото, или вам можно их использовать?
cast-kind = Что это?
cast-kept = 🎭 <b>{ $name }</b> теперь среди персонажей. Напишите имя или @{ $name } в следующем запросе.
cast-use = Напишите имя или @{ $name } в запросе.
cast-not-kept = Ничего не сохранено.
cast-ask-name = Как назвать? От 2 до 24 букв, например: Анна
cast-ask-photo = Пришлите фото: { $name }.
cast-delete = Удалить персонажа { $name } со всеми фото? Готовые результаты останутся.
cast-pick = Кто будет на картинке?
cast-left-out = В { $model } больше нет места для фото. Не войдут: { $names }
cast-no-pictures = { $model } не принимает фото. Не войдут: { $names }
cast-gone =
    { $count ->
        [one] { $count } персонажа этого запроса больше нет, он не войдёт.
        [few] { $count } персонажей этого запроса больше нет, они не войдут.
        [many] { $count } персонажей этого запроса больше нет, они не войдут.
       *[other] { $count } персонажа этого запроса больше нет, они не войдут.
    }
cast-off = Персонажи в этом боте выключены.
