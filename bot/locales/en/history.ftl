# History

history-none = Nothing yet. Your results will be kept here.
history-title =
    { $count ->
        [one] <b>Your history</b>: { $count } result
       *[other] <b>Your history</b>: { $count } results
    }
history-line =
    <b>#{ $id }</b> · { DATETIME($date, dateStyle: "medium") } · { $model }
    <i>{ $prompt }</i>
history-hint = Tap a number to get it again, free of charge.
