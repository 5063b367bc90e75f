# Packs of credits for Telegram Stars

button-buy = ⭐ Add credits
button-pack =
    { $credits ->
        [one] { $stars } ⭐ → { $credits } credit
       *[other] { $stars } ⭐ → { $credits } credits
    }
button-pack-more =
    { $credits ->
        [one] { $stars } ⭐ → { $credits } credit · { $more }% more
       *[other] { $stars } ⭐ → { $credits } credits · { $more }% more
    }
button-pack-missing =
    { $credits ->
        [one] ⭐ Add { $credits } credit · { $stars } ⭐
       *[other] ⭐ Add { $credits } credits · { $stars } ⭐
    }
button-pack-bonus = { $stars } ⭐ → { $credits } + { $bonus } credits
button-buy-gift = 🎁 Buy as a gift
button-pay = Pay { $stars } ⭐
toast-invoice-gone = Cancelled. You haven’t been charged.
buy-title = ⭐ <b>Add credits</b>
buy-group-title = ⭐ <b>Credits for this group</b>
buy-group-hint = They go to the group’s balance, which pays for what is created here. Anyone here can pay.
buy-group-hint-asker = They go to the group’s balance. Right now every member pays for themselves here; admins can change that: /group
button-group-buy = ⭐ Add credits to the group
buy-group-post = Credits for “{ $group }” are bought in the group, where anyone can pay. Show the packs there?
buy-group-posted = ✅ The packs are in “{ $group }” now. Anyone there can pay.
button-buy-post = ⭐ Show them in the group
toast-buy-in-group = Send /buy in the group: anyone there can pay.
buy-bonus = 🎉 Your promo code adds { $percent }%, not to monthly packs.
buy-gift-title = 🎁 <b>Credits as a gift</b>
buy-gift-hint = After the payment you get a link. The first person to open it gets the credits; unopened, they come to your balance after 30 days.
invoice-description-gift = A gift card for { $bot }. You get a link to pass on.
payment-gift =
    { $credits ->
        [one] ✅ <b>Your gift of { $credits } credit is paid.</b> Its link is in the next message.
       *[other] ✅ <b>Your gift of { $credits } credits is paid.</b> Its link is in the next message.
    }
buy-terms = Bought credits never expire. What you haven’t used can be refunded. /terms · /paysupport
buy-stars-hint = Payment window doesn’t open? Buy Stars first in Telegram’s Settings → My Stars or from @PremiumBot, then come back.
buy-not-sold = Credits aren’t for sale here right now.
invoice-title =
    { $credits ->
        [one] { $credits } credit
       *[other] { $credits } credits
    }
invoice-title-group =
    { $credits ->
        [one] { $credits } credit for the group
       *[other] { $credits } credits for the group
    }
invoice-description = For { $bot }. They never expire.
invoice-description-group = For the balance of “{ $group }” in { $bot }. They never expire.
refusal-too-many-packs = { $maximum } packs are on sale. Take one off sale first: /packs

# The operator’s

packs-title = <b>On sale</b>
packs-none = <b>Nothing is on sale.</b> People can’t buy credits.
packs-usage =
    Add: <code>/packs 100 150</code> – 100 Stars for 150 credits
    Every month: <code>/packs 500 900 month</code>
packs-not-numbers = Two whole numbers above 0 are needed: the Stars, then the credits.
packs-not-understood = I don’t understand “{ $word }”.
packs-bounds = Stars: 1 to { $stars }. Credits: 1 to { $credits }.
packs-terms =
    { $credits ->
        [one] <b>{ $stars } ⭐ → { $credits } credit</b>
       *[other] <b>{ $stars } ⭐ → { $credits } credits</b>
    }
packs-terms-monthly =
    { $credits ->
        [one] <b>{ $stars } ⭐ → { $credits } credit every month</b>
       *[other] <b>{ $stars } ⭐ → { $credits } credits every month</b>
    }
packs-rate = { $rate } ⭐ per credit
packs-margin = Break-even at { $cost } ⭐ · margin { $margin }%
packs-margin-loss = ⚠️ A loss: break-even is at { $cost } ⭐
packs-margin-free = ⚠️ PRICE_MULTIPLIER is 0: everything is free.
packs-loss = <b>This pack loses money.</b> KIE charges more for its credits than its Stars are worth.
button-pack-add-loss = Sell it anyway
button-pack-no-loss = Cancel
packs-known = This pack is on sale already.
button-pack-end = ✕ { $stars } ⭐
button-pack-end-monthly = ✕ { $stars } ⭐ monthly
button-pack-back = ↩️ Sell { $stars } ⭐ again
toast-pack-ended = Off sale. Invoices of the last 24 hours can still be paid.
toast-pack-not-on-sale = It’s not on sale any more.
