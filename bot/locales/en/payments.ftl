# Payments in Telegram Stars

checkout-later = We can’t accept payments right now. You haven’t been charged. Try again in a minute.
payment-later = ⏳ We’ve received your payment, but can’t add it to your balance right now. It will be there within a few minutes, and you don’t need to do anything.
alert-payment-not-written = ⚠️ <b>A payment could not be written down.</b> It’s looked for in Telegram’s list of transactions every few minutes. Telegram’s payment id: <code>{ $detail }</code>
refusal-pack-gone = This pack is no longer sold. Current packs: /buy
refusal-payment-unknown = No such payment. Your payments: /receipts
refusal-payment-not-yours = Another person made this payment.
refusal-payments-paused = Purchases are paused for now: what you buy could not be used. Nothing was charged.
alert-payment-unclaimed = 💫 Stars arrived that belong to no order of this bot: receipt #{ $detail }. Decide: /stars
refusal-invoice-over = This offer is over. You haven’t been charged. Current packs: /buy
refusal-invoice-not-yours = This invoice is for another person. You haven’t been charged. For your own: /buy
payment-credited =
    ✅ <b>{ $credits ->
        [one] { $credits } credit
       *[other] { $credits } credits
    } added.</b> You have { $balance }.
    Receipt #{ $number }
payment-unclaimed =
    💫 We’ve received { $stars ->
        [one] { $stars } Star
       *[other] { $stars } Stars
    }, but can’t tell what for. A human will look at it. Nothing is lost. Receipt #{ $number }
