# Чеки

button-receipts = 🧾 Мои платежи
receipts-none = Платежей пока нет. /buy
receipts-title = 🧾 <b>Ваши платежи</b>
receipts-line = № { $number } · { DATETIME($date, dateStyle: "medium") } · { $stars } ⭐ → { $credits }{ $state }
receipts-elsewhere = 🧾 Ваши платежи видны в личном чате со мной.
button-receipt = № { $number }
button-receipts-older = Раньше ›
button-receipts-newest = ‹ Новые
receipt-title = 🧾 <b>Чек № { $number }</b>
receipt-date = { DATETIME($date, dateStyle: "medium", timeStyle: "short") }{ $zone }
receipt-stars =
    { $stars ->
        [one] Заплачено: { $stars } звезда
        [few] Заплачено: { $stars } звезды
        [many] Заплачено: { $stars } звёзд
       *[other] Заплачено: { $stars } звезды
    }
receipt-credits =
    { $credits ->
        [one] Получено: { $credits } кредит
        [few] Получено: { $credits } кредита
        [many] Получено: { $credits } кредитов
       *[other] Получено: { $credits } кредита
    }
receipt-monthly = Ежемесячная подписка
receipt-state = Состояние: { $state }
receipt-state-credited = оплачен
receipt-state-unclaimed = проверяет человек
receipt-state-refunding = идёт возврат
receipt-state-refunded = возвращён
receipt-id =
    Номер транзакции:
    <code>{ $id }</code>
button-receipt-copy = 📋 Скопировать номер
button-receipt-problem = Что-то не так
