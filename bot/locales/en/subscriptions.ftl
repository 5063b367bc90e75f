# Monthly packs

command-subscription = Your subscription
subscription-link-title = { $credits } credits each month
subscription-link-description = Every 30 days, until you stop it. Credits never expire.
subscription-offer =
    ⭐ <b>{ $credits ->
        [one] { $credits } credit
       *[other] { $credits } credits
    } each month</b>
    { $stars ->
        [one] { $stars } Star
       *[other] { $stars } Stars
    } every 30 days, until you stop it: /subscription
    Credits never expire, also when the subscription has ended.
subscription-beside =
    ⭐ You already have { $credits ->
        [one] { $credits } credit
       *[other] { $credits } credits
    } a month until { DATETIME($date, dateStyle: "medium") }. Another monthly pack comes on top: both are paid.
subscription-none = You have no subscription. What’s on sale: /buy
subscription-title = ⭐ <b>Your subscription</b>
subscription-terms =
    { $stars ->
        [one] { $stars } Star
       *[other] { $stars } Stars
    } → { $credits ->
        [one] { $credits } credit
       *[other] { $credits } credits
    } each month
subscription-is-active = Renews on { DATETIME($date, dateStyle: "medium") }.
subscription-is-due = Its renewal is due.
subscription-is-canceled = Doesn’t renew. It runs until { DATETIME($date, dateStyle: "medium") }.
subscription-is-canceled-in-telegram = You’ve cancelled it in Telegram. It runs until { DATETIME($date, dateStyle: "medium") }. To resume it: Telegram’s Settings → My Stars.
subscription-is-failed = Telegram couldn’t take the Stars for another month. You keep your credits.
subscription-private = Your subscription is shown in the private chat.
subscription-now-active = ⭐ Thank you! Your subscription goes on and renews on { DATETIME($date, dateStyle: "medium") }.
subscription-now-canceled = Your subscription is cancelled and runs until { DATETIME($date, dateStyle: "medium") }. You keep your credits.
subscription-now-failed =
    Your subscription wasn’t renewed: Telegram couldn’t take { $stars ->
        [one] { $stars } Star
       *[other] { $stars } Stars
    }. You keep your credits. Top up your Stars (Settings → My Stars) and subscribe again:
payment-period = Renews on { DATETIME($date, dateStyle: "medium") }: /subscription
button-pack-monthly = { $stars } ⭐ a month → { $credits } credits
button-subscribe = Subscribe · { $stars } ⭐ a month
button-subscribe-again = ⭐ { $credits } credits a month
button-subscription = ⭐ My subscription
button-subscription-stop = Stop renewing
button-subscription-stop-one = Stop · { $credits } credits a month
button-subscription-resume = Resume
button-subscription-resume-one = Resume · { $credits } credits a month
refusal-already-subscribed = You have this subscription already. You haven’t been charged. See /subscription
refusal-subscription-unknown = This subscription has ended. What’s on sale: /buy
refusal-subscription-not-changed = Telegram doesn’t let the bot change this subscription. Change it in Telegram: Settings → My Stars.
refusal-subscription-not-reached = Telegram doesn’t answer right now, so nothing has changed. Try again in a minute.
