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
quota-payer = You pay from your own credits; in a group its admins decide who pays, /quota there says who. Free credits go first, bought and given ones after; those never expire.
quota-unlimited = Your credits are <b>unlimited</b>.
quota-none = There are no free credits here.
quota-day =
    { $count ->
        [one] Everybody gets { $count } free credit a day; what is left of it expires with the day.
       *[other] Everybody gets { $count } free credits a day; what is left of them expires with the day.
    }
quota-week =
    { $count ->
        [one] Everybody gets { $count } free credit a week; what is left of it expires with the week.
       *[other] Everybody gets { $count } free credits a week; what is left of them expires with the week.
    }
quota-month =
    { $count ->
        [one] Everybody gets { $count } free credit a month; what is left of it expires with the month.
       *[other] Everybody gets { $count } free credits a month; what is left of them expires with the month.
    }
quota-once =
    { $count ->
        [one] Everybody gets { $count } free credit, once.
       *[other] Everybody gets { $count } free credits, once.
    }
quota-parts =
    Left now: <b>{ $available }</b>
    free: { $allowance } · bought or given: { $bought }
quota-refill = Next free credits: { DATETIME($date, dateStyle: "medium") } (UTC).
