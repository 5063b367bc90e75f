# Переписка с поддержкой. $person — имя, @имя и номер человека; $by — кто помогает.

support-letter = ✉️ <b>{ $person } пишет в поддержку.</b> Чтобы ответить, ответьте на это сообщение:
support-payment = 🧾 <b>Чек № { $number }</b>: { $credits ->
        [one] { $credits } кредит
        [few] { $credits } кредита
        [many] { $credits } кредитов
       *[other] { $credits } кредита
    }
support-answer = 💬 <b>Поддержка</b> · чтобы написать ещё, ответьте на это сообщение:
support-note = ✅ <b>{ $by } отвечает человеку { $person }:</b>
support-closed-person =
    ✅ <b>Поддержка закрыла этот разговор.</b>
    Если что-то ещё не так, ответьте на любое его сообщение или напишите снова: /paysupport
support-closed-note = ☑️ { $by } закрывает разговор с человеком { $person }. Новое сообщение откроет его снова.
support-not-copied = Здесь это показать нельзя.
support-gone = ⚠️ <b>Не доставлено.</b> { $person }: бот заблокирован или аккаунт удалён.
support-refused = ⚠️ <b>Не доставлено.</b> { $person }: Telegram не даёт скопировать это сообщение. Отправьте слова текстом.
support-key = 🔑 Это похоже на ключ KIE, поэтому никуда не отправлено. Напишите без него: поддержке ключ не нужен.
support-no-role = Людям здесь отвечают владельцы и помощники с ролью. Роль даёт владелец: /staff.
support-name-hidden = Не доставлено: отвечает человек. Выключите «Анонимность» в правах администратора и ответьте ещё раз.
support-closed = ☑️ Закрыто. Человек это прочитает; новое сообщение откроет разговор снова.
support-closed-toast = Закрыто
support-closed-already = Уже закрыто.
close-usage = Ответьте на сообщение разговора командой /close или отправьте /close в его теме.

support-card-failures = <b>Последние сбои:</b>
support-card-failure = № { $id } · { $model } · { $failure } · { $at }
support-card-payments = <b>Последние платежи:</b>
support-card-how = Чтобы ответить, ответьте на это сообщение или на сообщение человека. Остальное остаётся между вами. /close закрывает разговор.
button-support-person = 👤 Человек
button-support-close = ☑️ Закрыть

alert-support-chat = ⚠️ <b>Поддержка не может работать в своей группе.</b> Новые сообщения приходят в ваши личные чаты. Telegram отвечает: { $detail }
alert-support-topic-stays = 🗑 <b>Тему удалённого человека удалить нельзя.</b> Удалите её сами: группа и тема { $detail }

command-close = Закрыть разговор с поддержкой
log-act-support = Разговор с поддержкой
log-value-closed = закрыт

console-support = Поддержка
console-support-title = Поддержка: { $id }
console-support-table = Открытые разговоры. Отвечают людям в Telegram
console-support-none = Открытых разговоров нет.
console-support-open = открыт
console-support-closed = закрыт
console-support-opened = Открыт
console-support-written = Последнее сообщение
console-support-receipt = Чек
console-support-messages = Сообщения
console-support-messages-table = Кто и когда писал; слова есть только в Telegram
console-support-kind = Что
console-support-kind-text = текст
console-support-kind-media = медиа
console-support-kind-other = другое
console-support-kind-closed = разговор закрыт
console-support-side-person = человек
console-support-side-staff = поддержка
console-support-arrived = Доставлено
console-support-waiting = В пути
