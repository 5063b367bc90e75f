# Several results of one confirmation

wait-batch =
    { $lost ->
        [0] 🎨 { $done } of { $parts } ready
       *[other] 🎨 { $done } of { $parts } ready, { $lost } won’t come
    }
batch-title = <b>{ $models }</b> · ×{ $parts }
batch-line =
    { $paid_by ->
        [key] { $number }. <b>{ $model }</b> · #{ $id }
       *[other] { $number }. <b>{ $model }</b> · { $price } · #{ $id }
    }
batch-line-failed = ⚠️ <b>{ $model }</b> · #{ $id }
batch-arrived = ✅ { $arrived } of { $parts }
batch-still-coming =
    { $count ->
        [one] ⏳ { $count } is still being made and comes on its own.
       *[other] ⏳ { $count } are still being made and come on their own.
    }
batch-failed =
    { $returned ->
        [0] ⚠️ { $failed } of { $parts } could not be made.
        [one] ⚠️ { $failed } of { $parts } could not be made, { $returned } credit returned.
       *[other] ⚠️ { $failed } of { $parts } could not be made, { $returned } credits returned.
    }
batch-stopped =
    { $returned ->
        [0] Cancelled: { $cancelled } of { $parts }. Nothing was charged for that. The rest is being made already and will come.
        [one] Cancelled: { $cancelled } of { $parts }. Returned: { $returned } credit. { $money } The rest is being made already and will come.
       *[other] Cancelled: { $cancelled } of { $parts }. Returned: { $returned } credits. { $money } The rest is being made already and will come.
    }
batch-choose = Tap a number for what you can do with that one.
button-copies = ×{ $number } · { $price }
button-copies-chosen = ✓ ×{ $number }
button-missing-parts = 🔁 Try the missing · { $price }
button-parts-again = 🔁 All again ×{ $parts } · { $price }
button-compare-again = ⚖️ Compare again · { $price }
button-part = { $number }
button-parts = ‹ All { $parts }
refusal-too-many-at-once =
    { $maximum ->
        [one] At most { $maximum } at once.
       *[other] At most { $maximum } at once.
    }
refusal-no-room-for-all =
    { $fits ->
        [0] You can have { $maximum } in progress at once: there is no room for several now. See /status.
       *[other] You can have { $maximum } in progress at once: { $fits } more would fit now. See /status.
    }
refusal-no-room-for-all-here =
    { $fits ->
        [0] This group can have { $maximum } in progress at once: there is no room for several now.
       *[other] This group can have { $maximum } in progress at once: { $fits } more would fit now.
    }
quote-would-fit =
    { $price ->
        [one] { $parts } would fit: { $price } credit.
       *[other] { $parts } would fit: { $price } credits.
    }
