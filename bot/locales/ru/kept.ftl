# Что уже сказано и прислано, и что из этого модель не использует

kept-words =
    ✍️ Ваши слова:
    <blockquote>{ $prompt }</blockquote>
kept-options = ⚙️ { $options }
unused-surplus =
    { $count ->
        [one] ⚠️ Ещё { $count } файл не войдёт в один запрос { $model } и сохранён.
        [few] ⚠️ Ещё { $count } файла не войдут в один запрос { $model } и сохранены.
        [many] ⚠️ Ещё { $count } файлов не войдут в один запрос { $model } и сохранены.
       *[other] ⚠️ Ещё { $count } файла не войдут в один запрос { $model } и сохранены.
    }
unused-media =
    { $media ->
        [video]
            { $count ->
                [one] ⚠️ { $model } не использует видео. Оно сохранено для другой модели.
                [few] ⚠️ { $model } не использует { $count } видео. Они сохранены для другой модели.
                [many] ⚠️ { $model } не использует { $count } видео. Они сохранены для другой модели.
               *[other] ⚠️ { $model } не использует { $count } видео. Они сохранены для другой модели.
            }
        [audio]
            { $count ->
                [one] ⚠️ { $model } не использует звук. Он сохранён для другой модели.
                [few] ⚠️ { $model } не использует { $count } записи. Они сохранены для другой модели.
                [many] ⚠️ { $model } не использует { $count } записей. Они сохранены для другой модели.
               *[other] ⚠️ { $model } не использует { $count } записи. Они сохранены для другой модели.
            }
       *[photo]
            { $count ->
                [one] ⚠️ { $model } не использует фото. Оно сохранено для другой модели.
                [few] ⚠️ { $model } не использует { $count } фото. Они сохранены для другой модели.
                [many] ⚠️ { $model } не использует { $count } фото. Они сохранены для другой модели.
               *[other] ⚠️ { $model } не использует { $count } фото. Они сохранены для другой модели.
            }
    }
unused-words =
    ⚠️ { $model } работает без слов. Эти слова не используются:
    <blockquote>{ $prompt }</blockquote>
unused-value = ⚠️ { $model } делает { $values }, а не { $value }.
unused-option = ⚠️ У { $model } нет настройки «{ $option }»: { $value } не используется.
values-or = { $first } или { $last }
values-and-others = { $first }, { $last } и другие
find-use-words = Вот что может использовать ваши слова:
find-use-options = Эти модели умеют { $options }:
find-use-options-none = Модели этого вида не умеют { $options }.
did-you-mean = Модели «{ $slug }» нет. Может быть, одна из этих?
button-find-use =
    { $what ->
        [photo] 🔎 Где пригодится фото
        [video] 🔎 Где пригодится видео
        [audio] 🔎 Где пригодится звук
        [words] 🔎 Где пригодятся слова
       *[options] 🔎 Модели, которые умеют
    }
button-edit-with-words = ✏️ Изменить по этим словам
button-edit-this = ✏️ Изменить это · { $price }
button-new-instead =
    { $media ->
        [video] Лучше новое видео
       *[photo] Лучше новая картинка
    }
button-as-words = «{ $words }» — часть текста
button-without = Продолжить без этого
