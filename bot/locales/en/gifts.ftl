# Gifts of credits

command-gift = Give credits to someone
gift-amount =
    { $count ->
        [one] { $count } credit
       *[other] { $count } credits
    }
gift-usage =
    <b>🎁 Give credits</b>
    <code>/gift 50</code> – a link; the first person to open it gets 50 credits
    <code>/gift @name 50</code> – a link for one person
    In a group, reply to a person’s message with <code>/gift 50</code>.
gift-available =
    { $count ->
        [0] You have no credits to give: free credits can’t be given, only bought and received ones.
        [one] You can give { $count } credit: bought and received ones. Free credits can’t be given.
       *[other] You can give up to { $count } credits: bought and received ones. Free credits can’t be given.
    }
gift-waiting = Not opened yet:
gift-card-title = 🎁 <b>Your gift: { $amount }</b>
gift-card-first = The first person to open this link gets it:
gift-card-for = Only { $name } can open this link:
gift-card-ends = If it isn’t opened by { DATETIME($date, dateStyle: "medium") }, it comes back to you.
gift-card-group =
    🎁 <b>{ $giver } gives { $amount }</b>
    The first person to open it gets it.
gift-card-group-for =
    🎁 <b>{ $giver } gives { $amount } to { $receiver }</b>
    Only { $receiver } can open it.
gift-card-opened = 🎁 { $amount } – opened.
gift-card-returned = 🎁 { $amount } – this gift is over.
gift-share =
    { $count ->
        [one] 🎁 { $count } credit for you in @{ $bot }
       *[other] 🎁 { $count } credits for you in @{ $bot }
    }
gift-opened = 🎁 <b>You’ve received { $amount }.</b>
gift-opened-from = 🎁 <b>You’ve received { $amount } from { $name }.</b>
gift-opened-before = You’ve already opened this gift: { $amount }, { DATETIME($date, dateStyle: "medium") }.
gift-own = This is your own gift. It hasn’t been opened yet: share the link, or take the credits back.
gift-claimed = This gift was already opened on { DATETIME($date, dateStyle: "medium") }.
gift-claimed-own = Your gift was opened on { DATETIME($date, dateStyle: "medium") }: { $amount }.
gift-claimed-own-by = { $name } opened your gift on { DATETIME($date, dateStyle: "medium") }: { $amount }.
gift-returned = This gift went back to its giver on { DATETIME($date, dateStyle: "medium") }.
gift-returned-own = This gift came back to you on { DATETIME($date, dateStyle: "medium") }: { $amount }.
gift-was-opened = 🎁 Your gift was opened: { $amount }.
gift-was-opened-by = 🎁 { $name } opened your gift: { $amount }.
gift-was-returned = 🎁 Your gift wasn’t opened and came back to you: { $amount }.
gift-open-in-private = 🎁 Gifts are opened in our private chat:
gift-yourself = You can’t give credits to yourself.
gift-bot = Bots can’t get credits. Reply to a person’s message.
toast-gift-back =
    { $count ->
        [one] { $count } credit came back to you.
       *[other] { $count } credits came back to you.
    }
toast-gift-opened =
    { $count ->
        [one] This gift of { $count } credit was already opened.
       *[other] This gift of { $count } credits was already opened.
    }
button-gift-open = 🎁 Open
button-gift-share = ↗️ Share
button-gift-take-back = Take back
button-gift-take-back-of =
    { $count ->
        [one] Take back { $count } credit
       *[other] Take back { $count } credits
    }
refusal-not-enough-to-give =
    { $available ->
        [0] You have no credits to give: free credits can’t be given, only bought and received ones.
        [one] You can give only { $available } credit: free credits can’t be given, only bought and received ones.
       *[other] You can give only { $available } credits: free credits can’t be given, only bought and received ones.
    }
refusal-not-enough-to-give-aloud = You don’t have that many credits to give: free ones can’t be given, only bought and received ones.
refusal-gift-amount-wrong = Credits in a gift: from 1 to { $most }. For example: /gift 50
refusal-too-many-gifts =
    { $maximum ->
        [one] { $maximum } gift of yours hasn’t been opened yet, that’s the limit. Take it back: /gift
       *[other] { $maximum } gifts of yours haven’t been opened yet, that’s the limit. Take some back: /gift
    }
refusal-gift-unknown = There’s no such gift: check that the link is complete.
refusal-gift-for-another = This gift is for another person.
refusal-gift-frozen = This gift can’t be opened now.
