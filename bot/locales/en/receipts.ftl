# Receipts

button-receipts = 🧾 My payments
receipts-none = You haven’t paid for anything yet. /buy
receipts-title = 🧾 <b>Your payments</b>
receipts-line = #{ $number } · { DATETIME($date, dateStyle: "medium") } · { $stars } ⭐ → { $credits }{ $state }
receipts-elsewhere = 🧾 Your payments are shown in our private chat.
button-receipt = #{ $number }
button-receipts-older = Older ›
button-receipts-newest = ‹ Newest
receipt-title = 🧾 <b>Receipt #{ $number }</b>
receipt-date = { DATETIME($date, dateStyle: "medium", timeStyle: "short") }{ $zone }
receipt-stars =
    { $stars ->
        [one] Paid: { $stars } Star
       *[other] Paid: { $stars } Stars
    }
receipt-credits =
    { $credits ->
        [one] Received: { $credits } credit
       *[other] Received: { $credits } credits
    }
receipt-monthly = Monthly subscription
receipt-state = State: { $state }
receipt-state-credited = paid
receipt-state-unclaimed = being checked by a human
receipt-state-refunding = refund under way
receipt-state-refunded = refunded
receipt-id =
    Transaction id:
    <code>{ $id }</code>
button-receipt-copy = 📋 Copy transaction id
button-receipt-problem = Something is wrong
