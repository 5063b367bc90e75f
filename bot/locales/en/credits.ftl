# Credits

balance-held =
    { $count ->
        [one] { $count } credit is reserved for requests in progress.
       *[other] { $count } credits are reserved for requests in progress.
    }
balance-rule = You pay only for results: if a request fails, the credits come back. /quota
balance-lapsed =
    { $count ->
        [one] { $count } returned credit was from an earlier period and has expired.
       *[other] { $count } returned credits were from an earlier period and have expired.
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
    You have <b>{ $available }</b>
    free: { $allowance } · bought or granted: { $bought }
quota-refill = Next free credits: { DATETIME($date, dateStyle: "medium") } (UTC).
