# The operator’s money

money-title = 💰 <b>Money</b>, { $first } to { $last } (UTC)
money-usage = <code>/money</code> shows 30 days, <code>/money 7d</code> seven, <code>/money yesterday</code> or <code>/money 2026-11-29</code> one day, <code>/money month</code> this month, <code>/money 2026-11</code> any other.
money-stars =
    { $payments ->
        [one] In: { $stars } ⭐ from { $payments } payment
       *[other] In: { $stars } ⭐ from { $payments } payments
    }
money-refunds =
    { $refunds ->
        [one] Returned: { $stars } ⭐ in { $refunds } refund
       *[other] Returned: { $stars } ⭐ in { $refunds } refunds
    }
money-affiliate = Telegram’s referral programme took { $stars } ⭐
money-income = Stays: { $stars } ⭐ ≈ { $usd }
money-credits = Credits sold: { $sold }, given: { $given }, free ones of the period: { $free }
money-spent = Credits spent: { $spent }
money-cost = KIE took { $kie } credits ≈ { $usd }; { $percent }% of that by its own word, the rest by the price list
money-no-cost = KIE took nothing.
money-writer = Suggestions took { $kie } credits at KIE ({ $answers })
money-margin =
    { $loss ->
        [yes] ⚠️ <b>Left: ≈ { $usd }</b>
       *[no] <b>Left: ≈ { $usd }</b>
    }
money-owed = Owed now: { $paid } paid credits, { $available } in all
money-balance = KIE balance: { $kie }
money-no-balance = The KIE balance isn’t known yet.
money-coverage =
    { $low ->
        [yes] ⚠️ KIE balance: { $kie }. It covers { $percent }% of the paid credits: top it up.
       *[no] KIE balance: { $kie }. It covers { $percent }% of the paid credits.
    }
money-models = <b>By model</b>
money-model = { $model }: { $sold } for { $credits } credits, { $kie } at KIE, { $failed } failed
money-chart = Stars that stay and what KIE took, by day
money-chart-title = Money { $first } – { $last }
money-chart-in = Stars, ≈ $
money-chart-out = KIE, ≈ $
button-money-file = 📄 CSV
