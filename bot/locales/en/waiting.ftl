# Waiting for something that is being made

wait-estimate = 🎨 { $bar } ≈ { $percent } %
wait-overdue = 🎨 { $bar } longer than usual
wait-no-cancel = <i>Already rendering, can’t be cancelled.</i>
wait-moment = <tg-time unix="{ $unix }" format="t">{ $clock } UTC</tg-time>
wait-late =
    { $price ->
        [0] <b>{ $model }</b> · #{ $id } is taking longer than usual. I’ll keep checking until { $when }.
        [one] <b>{ $model }</b> · #{ $id } is taking longer than usual. If it isn’t here by { $when }, your { $price } credit is returned automatically.
       *[other] <b>{ $model }</b> · #{ $id } is taking longer than usual. If it isn’t here by { $when }, your { $price } credits are returned automatically.
    }
