# Одно и то же с каждым из нескольких файлов

command-each = То же с каждым из многих файлов
each-title = 🗂 <b>То же с каждым</b>
each-model = 🧩 { $model }
each-how = Пришлите от 2 до { $maximum } файлов, можно альбомами, и нажмите <b>Готово</b>. Ваши слова относятся к каждому.
each-how-group = Ответьте на это сообщение файлами, от 2 до { $maximum }, можно альбомами, и нажмите <b>Готово</b>.
each-full =
    { $maximum ->
        [one] ⚠️ За один раз — не больше { $maximum }: остался первый.
        [few] ⚠️ За один раз — не больше { $maximum }: остались первые { $maximum }.
        [many] ⚠️ За один раз — не больше { $maximum }: остались первые { $maximum }.
       *[other] ⚠️ За один раз — не больше { $maximum }: остались первые { $maximum }.
    }
each-large =
    { $count ->
        [one] ⚠️ { $count } файл больше 20 МБ и не войдёт.
        [few] ⚠️ { $count } файла больше 20 МБ и не войдут.
        [many] ⚠️ { $count } файлов больше 20 МБ и не войдут.
       *[other] ⚠️ { $count } файла больше 20 МБ и не войдут.
    }
each-unfit =
    { $count ->
        [one] ⚠️ { $count } файл не подходит и не войдёт.
        [few] ⚠️ { $count } файла не подходят и не войдут.
        [many] ⚠️ { $count } файлов не подходят и не войдут.
       *[other] ⚠️ { $count } файла не подходят и не войдут.
    }
each-price = { $parts } × { $price } = { $total }
batch-failed-numbers =
    { $count ->
        [one] Нет файла { $numbers }, остальные по порядку.
        [few] Нет файлов { $numbers }, остальные по порядку.
        [many] Нет файлов { $numbers }, остальные по порядку.
       *[other] Нет файлов { $numbers }, остальные по порядку.
    }
button-each =
    { $count ->
        [0] 🗂 Каждое отдельно
       *[other] 🗂 То же с каждым · { $count }
    }
button-each-price = 🗂 То же с каждым · { $count } × { $price }
button-each-ready = ▶️ Готово · { $count }
button-each-stop = Отмена
