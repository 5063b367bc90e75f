# Quiet hours

quiet-title =
    <b>Quiet hours</b>
    Everything arrives without sound. News from the operator waits until they are over.
quiet-from = <b>Quiet hours</b> – from when on?
quiet-until = <b>Quiet hours</b> from { $time } – until when?
clock-title =
    <b>What time is it where you are?</b>
    Telegram does not tell me.
button-quiet-own = Other hours
button-quiet-none = No quiet hours
button-clock = 🕰 My clock says { $time }
button-clock-other = My clock is between these
button-clock-full = ‹ Full hours
value-quiet-none = none
