# The panel's values, questions and audit trail

group-banned-count =
    { $count ->
        [one] { $count } word is banned in prompts.
       *[other] { $count } words are banned in prompts.
    }
group-falls-back = If a model fails: the nearest one is used.
group-covered = Results are blurred until tapped.
group-one-topic = All results go to one topic.
group-ask-quiet = From what hour to what hour? For example, 22-7
group-no-number = Send a whole number from 0 to 1000000, for example 50.
group-no-quiet = Send two different hours, for example 22-7.
group-no-words = No words found. Separate them with commas.
group-page-clock = <b>What time is it in your group?</b>
    Days and quiet hours go by this clock.
group-change-topup =
    { $count ->
        [one] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> added { $count } credit
       *[other] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> added { $count } credits
    }
group-change-purchase =
    { $count ->
        [one] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> bought { $count } credit
       *[other] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> bought { $count } credits
    }
group-change-refund = { DATETIME($date, dateStyle: "short", timeStyle: "short") } · a refund of <b>{ $name }</b>’s purchase, credits: { $count }
group-change-approval =
    { $count ->
        [one] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> approved { $count } credit
       *[other] { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> approved { $count } credits
    }
group-change-grant = { DATETIME($date, dateStyle: "short", timeStyle: "short") } · the operator, credits: { $count }
group-value-payer-group = the group’s balance
group-value-payer-asker = each member
group-value-cap-day = { $cap } a day
group-value-cap-week = { $cap } a week
group-value-cap-month = { $cap } a month
group-value-no-limit = no limit
group-value-none = none
group-value-on = yes
group-value-off = no
group-value-topic = topic { $id }
group-value-asked = where asked
group-value-asker = each member’s
group-admission-asked = waiting
group-admission-admitted = approved
group-admission-refused = refused
group-admission-blocked = blocked
button-group-no-limit = No limit
button-group-no-approval = Never ask
button-group-number = ✏️ Other number
button-group-hours = ✏️ Other hours
button-group-clock = 🕰 Our clock says { $time }

# When an admin’s yes comes too late

approval-not-now =
    { $name }, the admins approved it, but not yet:
    { $why }
approval-not-any-more =
    { $name }, nothing was created or charged:
    { $why }
approval-outdated = the price has expired.
approval-asker-gone = { $name } has left the group. Nothing was created or charged.
approval-withdrawn = { $name } withdrew the request. Nothing was charged.
button-ask-again = Get a new price

# The spending table as a picture

button-group-picture = 🖼 As a picture
toast-nothing-spent = Nothing has been spent yet.
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

group-left-day = You can spend { $left } of { $cap } more today.
group-left-week = You can spend { $left } of { $cap } more this week.
group-left-month = You can spend { $left } of { $cap } more this month.
group-own = Your own credits: { $count }
