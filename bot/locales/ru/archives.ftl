# Архивы: результаты в файлах ZIP

archive-words = zip зип архив
archive-of-batch = /each · { $count }
archive-progress = 📦 <b>{ $title }</b>: упаковано результатов: { $done } из { $total }
archive-parts-sent =
    { $count ->
        [one] Отправлена { $count } часть
        [few] Отправлено { $count } части
        [many] Отправлено { $count } частей
       *[other] Отправлено { $count } части
    }
archive-some = Результаты { $first }–{ $last } из { $total }.
archive-next = Следующие: <code>/history zip { $month } { $page }</code>
archive-whole =
    { $count ->
        [one] 📦 <b>{ $title }</b> · { $count } файл
        [few] 📦 <b>{ $title }</b> · { $count } файла
        [many] 📦 <b>{ $title }</b> · { $count } файлов
       *[other] 📦 <b>{ $title }</b> · { $count } файла
    }
archive-part =
    { $count ->
        [one] 📦 <b>{ $title }</b> · часть { $number } · { $count } файл
        [few] 📦 <b>{ $title }</b> · часть { $number } · { $count } файла
        [many] 📦 <b>{ $title }</b> · часть { $number } · { $count } файлов
       *[other] 📦 <b>{ $title }</b> · часть { $number } · { $count } файла
    }
archive-last-part =
    { $count ->
        [one] 📦 <b>{ $title }</b> · часть { $number }, последняя · всего { $count } файл
        [few] 📦 <b>{ $title }</b> · часть { $number }, последняя · всего { $count } файла
        [many] 📦 <b>{ $title }</b> · часть { $number }, последняя · всего { $count } файлов
       *[other] 📦 <b>{ $title }</b> · часть { $number }, последняя · всего { $count } файла
    }
archive-left-out =
    { $count ->
        [one] ⚠️ Не вошёл { $count } файл. Почему: { $name } в архиве.
        [few] ⚠️ Не вошло { $count } файла. Почему: { $name } в архиве.
        [many] ⚠️ Не вошло { $count } файлов. Почему: { $name } в архиве.
       *[other] ⚠️ Не вошло { $count } файла. Почему: { $name } в архиве.
    }
archive-again = Отправка прерывалась, поэтому эта часть могла прийти дважды.
archive-cancelled = 📦 Отменено.
archive-parts-stay =
    { $count ->
        [one] Часть, которая пришла, цела и открывается.
        [few] Части, которые пришли ({ $count }), целы и открываются.
        [many] Части, которые пришли ({ $count }), целы и открываются.
       *[other] Части, которые пришли ({ $count }), целы и открываются.
    }
archive-nothing-left =
    { $count ->
        [one] 📦 Архива нет: файл уже не хранится или слишком велик для ботов.
        [few] 📦 Архива нет: все { $count } файла уже не хранятся или слишком велики для ботов.
        [many] 📦 Архива нет: все { $count } файлов уже не хранятся или слишком велики для ботов.
       *[other] 📦 Архива нет: все { $count } файла уже не хранятся или слишком велики для ботов.
    }
archive-unreachable = 📦 Я долго пробовал, но остальные файлы сейчас недоступны. Попробуйте позже.
archive-interrupted = 📦 Работа несколько раз прерывалась, и архив не готов. Начните заново.
archive-failed = 📦 У меня что-то сломалось, продолжения не будет. Начните заново позже.
archive-list-name = не-вошло.txt
archive-list-title = Этих файлов в архиве нет. Номер — это номер результата, как в /history.
archive-list-line =
    { $why ->
        [too-large] #{ $id }, файл { $place }: слишком велик для ботов Telegram
        [unreachable] #{ $id }, файл { $place }: сервер не отвечает, попробуйте позже
       *[gone] #{ $id }, файл { $place }: больше не хранится
    }
button-archive-cancel = Отмена
button-zip-parts = 📦 ZIP с оригиналами

refusal-archives-off = Архивы ZIP здесь выключены.
refusal-archive-empty = Упаковывать нечего. Другой месяц: /history zip 2026-11
refusal-archive-over = Этот архив уже готов или отменён.
refusal-archive-unclear = Напишите месяц так: /history zip 2026-11
refusal-archive-unfinished = Ваш прошлый архив ещё собирается. Следующий можно начать после него.
refusal-too-many-archives =
    { $maximum ->
        [one] В день можно собрать { $maximum } архив. Попробуйте завтра.
        [few] В день можно собрать { $maximum } архива. Попробуйте завтра.
        [many] В день можно собрать { $maximum } архивов. Попробуйте завтра.
       *[other] В день можно собрать { $maximum } архива. Попробуйте завтра.
    }
refusal-archives-busy = В очереди слишком много архивов. Попробуйте через несколько минут.
