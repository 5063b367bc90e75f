# Refunds, and payments that are found in Telegram's list

payment-found = 🔎 <b>We found a payment of yours</b> that had not reached us.
refund-done =
    ↩️ <b>Refunded: { $stars ->
        [one] { $stars } Star
       *[other] { $stars } Stars
    }.</b> { $credits ->
        [0] No credits were taken back.
        [one] { $credits } credit was taken back.
       *[other] { $credits } credits were taken back.
    } Receipt #{ $number }
refund-refused =
    Telegram can’t return the { $stars ->
        [one] { $stars } Star
       *[other] { $stars } Stars
    } of receipt #{ $number } right now. Your credits are back on the balance, and the operator knows.
refusal-refund-too-old = This payment is too old to be refunded: who paid it is no longer stored.
refusal-refund-not-covered = Part of this payment’s credits is spent: only { $left } of { $credits } can be taken back.
refusal-self-refund-off = The operator of this bot handles refunds by hand.
refusal-self-refund-late = This payment is more than { $days ->
        [one] { $days } day
       *[other] { $days } days
    } old, so the operator has to look at it.
refusal-self-refund-spent = { $spent ->
        [one] { $spent } credit
       *[other] { $spent } credits
    } of this payment are already spent, so the operator has to look at it.
refusal-payment-claimed = Receipt #{ $number } is already decided.

alert-refund-refused = ⚠️ <b>Telegram refused a refund.</b> The credits are back on the account. Receipt and reason: #{ $detail }
alert-refunded-elsewhere = ↩️ A payment was refunded outside this bot: receipt #{ $detail }. What was left of its credits was taken back.
alert-stars-differ = ⚠️ <b>The Star balance and Telegram’s list of transactions differ:</b> { $detail } Stars. Most likely a payer got the money back at their app store. Look: /stars
