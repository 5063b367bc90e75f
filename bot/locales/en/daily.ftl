# The daily report for operators

daily-title = 📊 <b>{ $day }</b> (UTC)
daily-nothing-made = Nothing was made.
daily-made = Made: { $made }, failed: { $failed }. Success: { $percent }%
daily-models = Most made: { $models }
daily-people = New people: { $new }, active: { $active }
daily-lasts =
    { $days ->
        [0] ⚠️ At this pace KIE’s balance won’t last a day.
        [one] ⚠️ At this pace KIE’s balance lasts about a day.
       *[other] At this pace KIE’s balance lasts about { $days } days.
    }
daily-attention = 🖐 <b>Needs you</b>
daily-no-attention = ✅ Nothing needs you.
daily-more = … and { $count } more
daily-comes = The report comes at { $hour }:00 by the clock of your /settings (UTC without one).
daily-off = The report doesn’t come by itself now.
daily-hour = The hour: /config REPORT_HOUR
button-daily-stop = 🔕 Don’t send it every day
button-daily-again = 🔔 Send it every day
toast-daily-off = The report won’t come to you any more. To read it or have it again: /daily
toast-daily-on = The report comes every day again.
daily-chart-title = { $first } – { $last }
daily-chart-stars = Stars that stay
daily-chart-made = Made
daily-chart-failed = Failed
daily-chart-success = Success, %
attention-paused = ⏸ The bot is paused: /resume
attention-alert-credits-low = KIE’s balance is low
attention-alert-out-of-credits = KIE has no credits left: nothing is made
attention-alert-access-refused = KIE refuses your key: nothing is made
attention-alert-updates-conflict = Another process takes this bot’s updates
attention-alert-updates-silent = Telegram gives no updates
attention-unclaimed =
    { $count ->
        [one] { $count } payment without an order: /stars
       *[other] { $count } payments without an order: /stars
    }
attention-refunding =
    { $count ->
        [one] { $count } refund that Telegram hasn’t confirmed: /stars
       *[other] { $count } refunds that Telegram hasn’t confirmed: /stars
    }
attention-support =
    { $count ->
        [one] { $count } open support thread
       *[other] { $count } open support threads
    }
attention-reports =
    { $count ->
        [one] { $count } reported result: /reports
       *[other] { $count } reported results: /reports
    }
attention-models =
    { $count ->
        [one] A model keeps failing: { $detail }
       *[other] { $count } models keep failing: { $detail }
    }
attention-packs =
    { $count ->
        [one] { $count } pack sells at a loss: /packs
       *[other] { $count } packs sell at a loss: /packs
    }
attention-examples =
    { $count ->
        [one] { $count } result offered as an example
       *[other] { $count } results offered as examples
    }
