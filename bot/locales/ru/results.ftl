# Карточка результата

ai-label = ✨ Создано ИИ
button-more = Ещё…
button-share = Поделиться
button-copy-command = 📋 Копировать /gen
button-delete = 🗑 Удалить
button-delete-sure = 🗑 Да, удалить
button-keep = Не удалять
toast-delete = Удалится из этого чата и из вашей истории навсегда. Потраченные кредиты не вернутся.
toast-deleted = Удалено
toast-deleted-in-part = Удалено из истории. Сообщения старше 48 часов Telegram ботам удалять не даёт: удалите его сами.
result-command =
    Нажмите, чтобы скопировать, и измените, что нужно:
    <code>{ $command }</code>
result-command-too-long = Не помещается в одно сообщение. Кнопка «Повторить» создаст то же самое.

# Версии

result-version = v{ $version } · из #{ $parent }
button-parent = ↩ v{ $version }
button-versions = Версии · { $count }
version-copy-lost = Копии этой версии в Telegram больше нет.
version-not-now = Telegram сейчас её не принимает. Попробуйте через минуту.
button-not-favourite = 🤍
button-favourite = ❤️
button-favourite-of-many = ❤️ { $count }
toast-favourite = ❤️ Добавлено в любимые: они в /history
toast-favourite-removed = Убрано из любимых
