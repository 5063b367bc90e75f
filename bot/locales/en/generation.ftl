# A generation while it is made

generation-title = <b>{ $model }</b> · #{ $id }
state-held =
    { $place ->
        [1] ⏳ Next in line
       *[other] ⏳ In line: { $place }
    }
state-submitting = 🚀 Started.
state-in_doubt =
    { $price ->
        [0] ⏳ Waiting for an answer.
       *[other] ⏳ Waiting for an answer. If none comes, your credits are returned automatically.
    }
state-running = 🎨 Rendering.
state-running-progress = 🎨 { $bar } { $percent } %
state-ready = 📦 Finished, fetching the file.
state-delivered = ✅ Delivered.
state-stored = ✅ Finished, saved in /history.
state-failed = ❌ Failed; your credits were returned.
state-cancelled = Cancelled.
status-title = <b>In progress</b>
status-line =
    <b>{ $model }</b> · #{ $id }
    <i>{ $prompt }</i>
    { $where }
status-none = Nothing is in progress. /menu
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
fall-back-making = { $failed } failed ({ $returned } back). Now with { $model } · { $price }
fall-back-making-free = { $failed } failed. Now with { $model }.
fall-back-made = { $failed } failed ({ $returned } back). Made with { $model } instead · { $price }
fall-back-made-free = { $failed } failed. Made with { $model } instead.
fall-back-failed = { $failed } failed before it ({ $returned } back).
fall-back-failed-free = { $failed } failed before it.
result-missing =
    { $returned ->
        [0] Received { $arrived } of { $ordered }.
        [one] Received { $arrived } of { $ordered }, { $returned } credit returned.
       *[other] Received { $arrived } of { $ordered }, { $returned } credits returned.
    }
result-remix =
    <b>{ $model }</b> · #{ $id }
    Make your own version. You see the price first, and the original stays as it is.
button-missing = Retry the missing ones
still-missing =
    { $count ->
        [one] { $count } is still missing: it can’t be fetched. You haven’t paid for it.
       *[other] { $count } are still missing: they can’t be fetched. You haven’t paid for them.
    }
result-free = It took too long, so it’s free.
link-ready =
    <b>{ $model }</b> · #{ $id }
    The file is too large for Telegram. The link works for 20 minutes; you can get a new one for 14 days.
link-gone = The file has expired: files are kept for up to 14 days.
resend-not-now = Telegram isn’t accepting it right now. Try again in a few minutes.
original-gone = The original file is no longer available.
