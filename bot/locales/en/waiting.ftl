# Waiting for something that is being made

wait-estimate = 🎨 { $bar } ≈ { $percent } %
wait-overdue = 🎨 { $bar } longer than usual
quote-paused = ⏸ The service is paused right now. Nothing is charged meanwhile; please try a little later.
button-notify-served = 🔔 Tell me when it works
toast-notify-served = I will write as soon as it works.
service-back = 🔔 The service works again. /menu
wait-paused = ⏸ Waiting for the service. Nothing is lost: it starts by itself as soon as the service is back.
wait-paused-key = ⏸ Waiting for your KIE key. Nothing is lost: it starts by itself as soon as the key works.
wait-no-cancel = <i>Already rendering, can’t be cancelled.</i>
wait-moment = <tg-time unix="{ $unix }" format="t">{ $clock } UTC</tg-time>
wait-late =
    { $price ->
        [0] <b>{ $model }</b> · #{ $id } is taking longer than usual. I’ll keep checking until { $when }.
        [one] <b>{ $model }</b> · #{ $id } is taking longer than usual. If it isn’t here by { $when }, your { $price } credit is returned automatically.
       *[other] <b>{ $model }</b> · #{ $id } is taking longer than usual. If it isn’t here by { $when }, your { $price } credits are returned automatically.
    }
