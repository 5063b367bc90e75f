# A generation while it is made

generation-title = <b>{ $model }</b> · #{ $id }
state-held =
    { $place ->
        [1] ⏳ Next in line
       *[other] ⏳ In line: number { $place }
    }
state-submitting = 🚀 Started.
state-in_doubt =
    { $price ->
        [0] ⏳ Waiting for the supplier’s answer.
       *[other] ⏳ Waiting for the supplier’s answer. If none comes, your credits return by themselves.
    }
state-running = 🎨 In the making.
state-running-progress = 🎨 { $bar } { $percent } %
state-ready = 📦 Done, on its way to you.
state-delivered = ✅ Delivered.
state-stored = ✅ Done, kept in /history.
state-failed = ❌ It did not work; the credits are back.
state-cancelled = Cancelled.
status-title = <b>Now in the making</b>
status-line =
    <b>{ $model }</b> · #{ $id }
    <i>{ $prompt }</i>
    { $where }
status-none = Nothing is being made right now. /menu
cancel-conversation = Cancelled. Nothing was charged. /menu
cancelled =
    { $returned ->
        [0] Cancelled #{ $id }. Nothing was charged.
        [one] Cancelled #{ $id }. Returned: { $returned } credit. { $money }
       *[other] Cancelled #{ $id }. Returned: { $returned } credits. { $money }
    }
result-price =
    { $price ->
        [one] { $price } credit
       *[other] { $price } credits
    }
result-missing =
    { $returned ->
        [0] { $arrived } of { $ordered } arrived.
        [one] { $arrived } of { $ordered } arrived, { $returned } credit returned.
       *[other] { $arrived } of { $ordered } arrived, { $returned } credits returned.
    }
result-remix =
    <b>{ $model }</b> · #{ $id }
    Make your own version. You see the price first, and the original stays as it is.
button-missing = Try the missing ones
still-missing =
    { $count ->
        [one] One is still missing: the supplier does not give it. You have not paid for it.
       *[other] { $count } are still missing: the supplier does not give them. You have not paid for them.
    }
result-free = It took too long, so this one is free.
link-ready =
    <b>{ $model }</b> · #{ $id }
    This file is too large for Telegram. The link works for 20 minutes; for 14 days you can get a fresh one.
link-gone = The supplier does not keep this file any more. It stays with your other results for at most 14 days.
resend-not-now = Telegram did not take it now. Please try again in a few minutes.
original-gone = The original file cannot be fetched any more.
