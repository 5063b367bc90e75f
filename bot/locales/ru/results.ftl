# Карточка результата

button-more = Ещё…
button-share = ↗️ Поделиться
button-copy-command = 📋 Скопировать /gen
button-delete = 🗑 Удалить
button-delete-sure = 🗑 Да, удалить
button-keep = Оставить
toast-delete = Результат исчезнет из этого чата и из вашей истории навсегда. Потраченные кредиты не вернутся.
toast-deleted = Удалено
toast-deleted-in-part = В истории этого больше нет. Сообщения старше 48 часов Telegram удалять не даёт: удалите его, пожалуйста, сами.
result-command =
    Нажмите, чтобы скопировать, и поменяйте что хочется:
    <code>{ $command }</code>
result-command-too-long = В одно сообщение это не поместится. Кнопка «Повторить» сделает то же самое.
