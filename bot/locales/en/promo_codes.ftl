# Promo codes

command-redeem = Use a promo code
command-codes = Promo codes
redeem-ask = Send the promo code.
redeem-cancelled = Cancelled. To use a code: /redeem
redeem-credits =
    🎉 <b>{ $count ->
        [one] { $count } credit is yours.
       *[other] { $count } credits are yours.
    }</b>
redeem-percent = 🎉 <b>Your next purchase brings { $percent }% more credits.</b> Not for monthly packs and groups. Packs: /buy
redeem-in-private = Promo codes are used in our private chat: send /redeem there.
refusal-promo-code-invalid = This code doesn’t work: it may be mistyped, used up or over. Check it and try again: /redeem
refusal-promo-code-used = You’ve already used this code.
refusal-promo-code-for-new-people = This code is for new people.
refusal-promo-code-for-first-purchase = This code is for a first purchase.
refusal-promo-code-taken = A code “{ $code }” already exists: /codes
refusal-too-many-guesses =
    { $minutes ->
        [one] Too many wrong codes. Try again in { $minutes } minute.
       *[other] Too many wrong codes. Try again in { $minutes } minutes.
    }
codes-title = <b>Promo codes: { $count }</b>
codes-none = There are no promo codes yet.
codes-usage =
    <code>/codes SUMMER 100 credits max 50 until 2026-12-31</code>
    <code>/codes SPRING 20 percent first</code> – more credits with the next purchase
    <code>/codes series 100 50 credits campaign X</code> – 100 codes for one use each, as a file
    Options: <code>max N</code> uses, <code>until DATE</code>, <code>new</code> people only, <code>first</code> purchase only, <code>campaign NAME</code>.
codes-percent-bounds = Percent: 1 to { $most }.
codes-credits-bounds = Credits: 1 to { $most }.
codes-no-day = The last day is written like 2026-12-31.
codes-day-over = This day is over already.
codes-line = <b>{ $code }</b>: { $gives }
codes-series-line =
    { $size ->
        [one] <b>{ $size } one-time code</b>: { $gives }
       *[other] <b>{ $size } one-time codes</b>: { $gives } each
    }
codes-series-short =
    { $size ->
        [one] { $size } code
       *[other] { $size } codes
    }
codes-gives-credits =
    { $count ->
        [one] { $count } credit
       *[other] { $count } credits
    }
codes-gives-percent = { $percent }% more credits with a purchase
codes-uses = Used: { $uses }
codes-uses-of = Used: { $uses } of { $most }
codes-no-limit = ⚠️ No limit: anyone who opens new accounts can use it again and again. <code>max N</code> limits it.
codes-new-people = New people only
codes-first-purchase = First purchase only
codes-until = Until { DATETIME($date, dateStyle: "medium") } (UTC)
codes-campaign = Campaign: { $campaign }
codes-off = ⏹ Switched off
codes-over = ⏹ Over
button-code-off = Switch off
