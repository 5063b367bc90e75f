# The panel's values, questions and audit trail

group-banned-count =
    { $count ->
        [one] { $count } word is banned in prompts.
       *[other] { $count } words are banned in prompts.
    }
group-covered = Results are blurred until tapped.
group-one-topic = Results go into one topic.
group-ask-quiet = From when until when? For example 22-7
group-no-number = I need a whole number between 0 and 1000000, such as 50. 0 is for none.
group-no-quiet = I need two different hours, such as 22-7.
group-no-words = I found no word there. Separate them with commas.
group-page-clock = <b>What time is it in your group?</b>
    Days and quiet hours go by this clock.
group-change-topup =
    { $count ->
        [one] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> gave { $count } credit
       *[other] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> gave { $count } credits
    }
group-change-approval =
    { $count ->
        [one] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> agreed to { $count } credit
       *[other] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> agreed to { $count } credits
    }
group-change-grant = { DATETIME($date, dateStyle: "short", timeStyle: "short") } · the operator, credits: { $count }
group-value-payer-group = the group’s balance
group-value-payer-asker = everybody for themselves
group-value-cap-day = { $cap } a day
group-value-cap-week = { $cap } a week
group-value-cap-month = { $cap } a month
group-value-no-limit = no limit
group-value-none = none
group-value-on = yes
group-value-off = no
group-value-topic = topic { $id }
group-value-asked = where asked
group-value-asker = the asker’s
group-admission-asked = waiting
group-admission-admitted = approved
group-admission-refused = refused
group-admission-blocked = blocked
button-group-no-limit = No limit
button-group-no-approval = Never
button-group-number = ✏️ Other number
button-group-hours = ✏️ Other hours
button-group-clock = 🕰 Our clock says { $time }

# When an admin’s yes comes too late

approval-not-now =
    { $name }, the admins agreed, but not yet:
    { $why }
approval-not-any-more =
    { $name }, nothing was made and nothing was charged:
    { $why }
approval-outdated = the price is not valid any more.
approval-asker-gone = { $name } is not in the group any more. Nothing was made, nothing was charged.
approval-withdrawn = { $name } took the request back. Nothing was charged.
button-ask-again = Ask for a new price

# The spending table as a picture

button-group-picture = 🖼 As a picture
toast-nothing-spent = Nothing was spent yet.
chart-dates = { DATETIME($since, dateStyle: "long") } – { DATETIME($until, dateStyle: "long") }
chart-credits =
    { $count ->
        [one] { $count } credit
       *[other] { $count } credits
    }
chart-requests =
    { $count ->
        [one] { $count } request
       *[other] { $count } requests
    }

# What there is to spend in a group

group-left-day = Today you may still spend { $left } of { $cap }.
group-left-week = This week you may still spend { $left } of { $cap }.
group-left-month = This month you may still spend { $left } of { $cap }.
group-own = Your own credits: { $count }
