# Тихие часы

quiet-title =
    <b>Тихие часы</b>
    Всё приходит без звука. Новости оператора придут после них.
quiet-from = <b>Тихие часы</b> — с какого времени?
quiet-until = <b>Тихие часы</b> с { $time } — до скольких?
clock-title =
    <b>Который у вас час?</b>
    Telegram мне этого не говорит.
button-quiet-own = Другие часы
button-quiet-none = Без тихих часов
button-clock = 🕰 У меня { $time }
button-clock-other = У меня между этими
button-clock-full = ‹ Целые часы
value-quiet-none = нет
