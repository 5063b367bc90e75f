# Credits

balance-held =
    { $count ->
        [one] { $count } credit is set aside for what is being made.
       *[other] { $count } credits are set aside for what is being made.
    }
balance-rule = You pay only for what arrives: if it fails, the credits come back. /quota
balance-lapsed =
    { $count ->
        [one] { $count } credit that came back was of an earlier period and expired.
       *[other] { $count } credits that came back were of an earlier period and expired.
    }
quota-payer = You pay from your own credits; in groups, admins choose who pays (/quota in the group). Free credits are spent first; bought and granted credits never expire.
quota-unlimited = Your credits are <b>unlimited</b>.
quota-none = There are no free credits here.
quota-day =
    { $count ->
        [one] Everyone gets { $count } free credit a day. Unused ones expire at the end of the day.
       *[other] Everyone gets { $count } free credits a day. Unused ones expire at the end of the day.
    }
quota-week =
    { $count ->
        [one] Everyone gets { $count } free credit a week. Unused ones expire at the end of the week.
       *[other] Everyone gets { $count } free credits a week. Unused ones expire at the end of the week.
    }
quota-month =
    { $count ->
        [one] Everyone gets { $count } free credit a month. Unused ones expire at the end of the month.
       *[other] Everyone gets { $count } free credits a month. Unused ones expire at the end of the month.
    }
quota-once =
    { $count ->
        [one] Everyone gets { $count } free credit, once.
       *[other] Everyone gets { $count } free credits, once.
    }
quota-parts =
    Left now: <b>{ $available }</b>
    free: { $allowance } · bought or given: { $bought }
quota-refill = Next free credits: { DATETIME($date, dateStyle: "medium") } (UTC).
