# Payments in Telegram Stars

checkout-later = We can’t accept payments right now. You haven’t been charged. Try again in a minute.
payment-later = ⏳ We’ve received your payment, but can’t add it to your balance right now. It will be there within a few minutes, and you don’t need to do anything.
alert-payment-not-written = ⚠️ <b>A payment could not be written down.</b> It’s looked for in Telegram’s list of transactions every few minutes. Telegram’s payment id: <code>{ $detail }</code>
refusal-pack-gone = This pack is no longer sold. Current packs: /buy
refusal-payment-unknown = No such payment. Your payments: /receipts
refusal-payment-not-yours = Another person made this payment.
refusal-payments-paused = Purchases are paused for now. Nothing was charged. Try again later.
alert-payment-other-currency = ⚠️ <b>A payment in { $detail } arrived, not in Stars.</b> This bot sells for Stars only, so another program uses its token. Nothing was credited here.
alert-payment-unclaimed = 💫 Stars arrived that belong to no order of this bot: receipt #{ $detail }. Decide: /stars
refusal-invoice-over = This offer is over. You haven’t been charged. Current packs: /buy
refusal-invoice-not-yours = This invoice is for another person. You haven’t been charged. For your own: /buy
payment-added =
    { $credits ->
        [one] ✅ <b>{ $credits } credit added.</b>
       *[other] ✅ <b>{ $credits } credits added.</b>
    }
payment-credited = { payment-added } You have { $balance }.
payment-credited-before = { payment-added } You had { $had }, now you have { $balance }.
payment-receipt = Receipt #{ $number }
payment-credited-group =
    { $credits ->
        [one] ⭐ <b>{ $name }</b> added { $credits } credit. The group has { $balance }.
       *[other] ⭐ <b>{ $name }</b> added { $credits } credits. The group has { $balance }.
    }
payment-credited-group-own =
    { $credits ->
        [one] ✅ <b>{ $credits } credit added to the group’s balance.</b> The group has { $balance }.
       *[other] ✅ <b>{ $credits } credits added to the group’s balance.</b> The group has { $balance }.
    }
payment-group-pays = What’s created in the group is paid from this balance. Admins can change that: /group
button-payment-create = ✨ Create
button-payment-receipt = 🧾 Receipt
payment-unclaimed =
    💫 We’ve received { $stars ->
        [one] { $stars } Star
       *[other] { $stars } Stars
    }, but can’t tell what for. A human will look at it. Nothing is lost. Receipt #{ $number }
