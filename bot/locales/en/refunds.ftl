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
refund-balance = You have { $balance } now.
refund-refused =
    Telegram can’t return the { $stars ->
        [one] { $stars } Star
       *[other] { $stars } Stars
    } of receipt #{ $number } right now. Your credits are back on the balance, and the operator knows.
refusal-refund-too-old = This payment is too old to be refunded: who paid it is no longer stored.
refusal-refund-not-covered = Something of this payment is spent: { $left } of { $credits } credits can be taken back.
refusal-self-refund-off = The operator of this bot handles refunds by hand.
refusal-self-refund-late = This payment is more than { $days ->
        [one] { $days } day
       *[other] { $days } days
    } old, so the operator has to look at it.
refusal-self-refund-free-spent = This payment opened your free credits and some of them are already spent, so the operator has to look at it.
refusal-self-refund-spent = { $spent ->
        [one] { $spent } credit
       *[other] { $spent } credits
    } of this payment are already spent, so the operator has to look at it.
refusal-self-refund-reward-spent = The friend who invited you has already spent the reward for this payment, so the operator has to look at it.
refusal-payment-claimed = Receipt #{ $number } is already decided.

alert-refund-refused = ⚠️ <b>Telegram refused a refund.</b> The credits are back on the account. Receipt and reason: #{ $detail }
alert-refund-overdue = ⏳ <b>A refund has been under way for a day.</b> Telegram hasn’t confirmed it. It’s repeated; please look at receipt #{ $detail }
alert-refunded-elsewhere = ↩️ A payment was refunded outside this bot: receipt #{ $detail }. What was left of its credits was taken back.
alert-star-line-open = ⚠️ <b>A line of Telegram’s list of Star transactions could not be taken in:</b> number { $detail }. The others are. It’s tried again every few minutes; the reason is in the log.
alert-stars-differ = ⚠️ <b>The Star balance and Telegram’s list of transactions differ:</b> { $detail } Stars. Most likely a payer got the money back at their app store. Look: /stars

stars-title = ⭐ <b>Stars of this bot</b>
stars-balance = Balance: <b>{ $balance }</b>
stars-withdrawable = Can be withdrawn, about: { $amount } (what arrived more than 21 days ago)
stars-listed = ⚠️ By Telegram’s list of transactions it would be { $listed }. A difference that stays for minutes is a chargeback.
stars-no-balance = Telegram doesn’t say the balance right now.
stars-not-current = Telegram’s list of transactions could not be read to its end right now.
stars-moves = <b>Newest transactions</b>
stars-move-of = { $move }, receipt #{ $number }
stars-move = <code>{ $amount }</code> { $partner }, { $at }
stars-unclaimed = 💫 <b>Unclaimed payments: { $count }.</b> They belong to no order of this bot: credit or refund them.
stars-refunding = ⏳ Refunds that Telegram has not answered: { $count }. They are repeated by themselves.
stars-usage =
    <code>/stars</code> shows the Stars of this bot and what waits for you.
    <code>/stars credit 12 @name 150</code> credits unclaimed payment #12 to a person, by @name or id.
stars-no-person = I don’t know { $name }: the person has to write to this bot first.
button-stars-again = 🔄 Compare with Telegram
button-payment = #{ $number } · { $stars } ⭐

refund-usage =
    <code>/refund RECEIPT</code>
    A receipt’s number or Telegram’s id of the payment. You see the payment first.
refund-unknown = No such payment. What waits for you: /stars
payment-card-title = 🧾 <b>Receipt #{ $number }</b>: { $stars } ⭐, { $at }
payment-card-state = State: { $state }
payment-state-credited = credited
payment-state-unclaimed = unclaimed, belongs to no order of this bot
payment-state-refunding = refund under way
payment-state-refunded = refunded
payment-card-found = Found in Telegram’s list of transactions
payment-card-monthly = Of a subscription: a refund ends its renewals
payment-card-payload = Its invoice says: <code>{ $payload }</code>
payment-card-credits = Credits: { $credits }{ $bonus ->
        [0] { "" }
       *[other] {" "}+ { $bonus } as a bonus
    }
payment-card-unspent = Unspent: <b>{ $left } of { $credits }</b>{ $bonus ->
        [0] { "" }
       *[other] , of the bonus <b>{ $bonus_left } of { $bonus }</b>
    }
payment-card-reward = ⚠️ The inviter’s reward for it: { $credits ->
        [one] { $credits } credit is already spent
       *[other] { $credits } credits are already spent
    }
payment-card-cost = What was spent cost about ${ $usd } at KIE
payment-card-whole = Telegram returns the whole amount.
payment-card-taken = Taken back: { $taken }, already spent: { $uncollected }
payment-card-id = Telegram’s id: <code>{ $id }</code>
payer = Payer: { $person }
button-payment-copy = 📋 Copy id
button-payment-look = 🧾 Open receipt
button-refund = ↩️ Refund
button-refund-again = 🔄 Try again now
button-refund-sure = ↩️ Refund all the same
button-refund-back = Keep
button-unclaimed-credit = ✅ Credit { $credits } to payer
button-unclaimed-other = 👤 Other person
button-unclaimed-look = ✅ Credit
refund-not-covered =
    ⚠️ <b>Receipt #{ $number }: { $gone ->
        [all] all of its credits are spent
        [reward] the inviter’s reward for it is spent
       *[part] part of its credits is spent
    }.</b>
    A refund takes back { $left } of { $credits } credits, and Telegram returns all { $stars } ⭐.
refund-operator-done = ↩️ <b>Refunded: receipt #{ $number }, { $stars } ⭐.</b> Credits taken back: { $taken }, already spent: { $uncollected }.
refund-operator-waits = ⏳ <b>Receipt #{ $number }:</b> the credits are taken back, but Telegram doesn’t answer right now. The refund is repeated until it does.
refund-operator-refused = ⚠️ <b>Receipt #{ $number }: Telegram refused the refund.</b> The credits are back on the account; the reason is in a message of its own.
unclaimed-credited = ✅ <b>Receipt #{ $number }: { $credits } credits added.</b>
unclaimed-other =
    Send this with the person’s @name or id, and the credits that you find right:
    <code>/stars credit { $number } @name { $credits }</code>

own-payment = 🧾 <b>Receipt #{ $number }</b>: { $stars } ⭐, { $credits ->
        [0] no credits
        [one] { $credits } credit
       *[other] { $credits } credits
    }
own-payment-unspent = Nothing of it is spent: you can have the Stars back right now. The credits are taken back.
own-payment-unclaimed = We can’t tell what it was for. The operator decides.
own-payment-refunding = The Stars are on their way back. Telegram hasn’t confirmed it yet.
own-payment-refunded = The Stars were returned.
self-refund-waits = ⏳ <b>Receipt #{ $number }:</b> the Stars are on their way back. Telegram doesn’t answer right now; it’s repeated until it does.
support-found = ✅ <b>Found.</b> This payment had not reached us:
support-nothing-missing = Telegram’s list of payments has none of yours that is missing here. If you have just paid, try again in a minute.
support-not-now = Telegram doesn’t show its list of payments right now. It’s compared every ten minutes: what you’ve paid for arrives by itself.
support-no-payment = You have no such payment here. If you have just paid, look for it:
support-ask = ✉️ Write what went wrong, in one message; a photo, a video, a voice message or a file is fine, too. It goes to the operator with the payment.
support-sent = ✅ <b>The operator has your message.</b> A person answers, here in this chat, so it can take a while. To add something, reply to your own message.
refusal-support-asked = The operator already has several messages of yours. Please wait for the answer.
button-support-missing = 🔎 Credits missing
button-support-mistake = ↩️ By mistake
button-support-write = ✉️ Write to the operator
button-self-refund = ↩️ Refund { $stars } ⭐ now
