# Waiting for something that is being made

wait-estimate = 🎨 { $bar } ≈ { $percent } %
wait-overdue = 🎨 { $bar } a bit longer than usual
wait-no-cancel = <i>Already rendering, can’t be cancelled.</i>
wait-moment = <tg-time unix="{ $unix }" format="t">{ $clock } UTC</tg-time>
wait-late =
    { $price ->
        [0] <b>{ $model }</b> · #{ $id } takes longer than usual. I keep an eye on it until { $when }.
        [one] <b>{ $model }</b> · #{ $id } takes longer than usual. I keep an eye on it. If it is not here by { $when }, your { $price } credit comes back by itself.
       *[other] <b>{ $model }</b> · #{ $id } takes longer than usual. I keep an eye on it. If it is not here by { $when }, your { $price } credits come back by themselves.
    }
