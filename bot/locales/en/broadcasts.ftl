# Broadcasts: what operators read of them. What stands below a broadcast itself is in settings and buttons.

broadcast-usage = <code>/broadcast your text</code>, or <code>/broadcast</code> in reply to any message: you see it as people will, and choose for whom and when. Without a choice it goes to everyone who has ever written to me, except people who have switched news off.
broadcasts-title = 📣 <b>Broadcasts</b>
broadcasts-none = 📣 No broadcasts yet.
broadcast-draft = ✏️ <b>Broadcast #{ $number }</b>: nothing is sent yet. The message is above.
broadcast-scheduled = 🕘 <b>Broadcast #{ $number }</b>: it goes out when its time comes and none before it is being sent.
broadcast-sending = 📣 <b>Broadcast #{ $number }</b>: being sent. I’ll report when it’s done.
broadcast-paused = ⏸ <b>Broadcast #{ $number }</b>: paused. No one gets it until you go on.
broadcast-ended = ✅ <b>Broadcast #{ $number }</b>: finished.
broadcast-cancelled = ✖️ <b>Broadcast #{ $number }</b>: cancelled. No one gets it any more.
broadcast-people =
    { $count ->
        [0] No one fits.
        [one] <b>{ $count } person</b> gets it.
       *[other] <b>{ $count } people</b> get it.
    }
broadcast-unwilling =
    { $count ->
        [one] { $count } person has switched news off and is left out. Important is for what everyone must know: a breach, an outage, new terms.
       *[other] { $count } people have switched news off and are left out. Important is for what everyone must know: a breach, an outage, new terms.
    }
broadcast-to-all-people = To: everyone
broadcast-to = To: { $who }
broadcast-is-language = language { $value }
broadcast-is-paid =
    { $value ->
        [yes] have paid
       *[no] have never paid
    }
broadcast-is-active =
    { $value ->
        [one] here today
       *[other] here in the last { $value } days
    }
broadcast-is-idle =
    { $value ->
        [one] not here today
       *[other] not here for { $value } days
    }
broadcast-is-balance = balance of { $value } or more
broadcast-is-model = have used { $value }
broadcast-is-group =
    { $value ->
        [any] have used me in a group
       *[other] have used me in the group { $value }
    }
broadcast-is-source = came by “{ $value }”
broadcast-contradiction = ⚠️ No one is both here and away in these days.
broadcast-at-once = When: as soon as you send it
broadcast-at = When: { $at } UTC
broadcast-in-mornings = Each person gets it between { $first }:00 and { $last }:00 on their own clock (UTC for people who haven’t set one).
broadcast-is-important = ❗ Important: also for people who have switched news off
broadcast-link = Button: { $label } → { $target }
broadcast-figures = Received: <b>{ $reached }</b> of { $chosen } · want no news: { $skipped } · unreachable: { $missed }
broadcast-waiting =
    { $count ->
        [one] { $count } person is waiting for the end of quiet hours or for the morning.
       *[other] { $count } people are waiting for the end of quiet hours or for the morning.
    }
broadcast-opted-out = Switched news off with its button: { $count }
broadcast-code-uses = Uses of its promo codes since it began: { $count }
broadcast-finished = 📣 Broadcast #{ $number } finished: { $reached } received it, { $skipped } want no news, { $missed } unreachable (they blocked me or never wrote in private).
broadcast-held = ⏸ Broadcast #{ $number } is paused: the message was deleted from our chat, and I can’t copy it any more. Everyone who has it keeps it. <code>/broadcast { $number }</code> shows how far it came; to reach the others, cancel it and write a new one.
broadcast-message-gone = The message was deleted, and I can’t copy it any more. Cancel this broadcast and write a new one.
broadcast-cancel-question = Cancel broadcast #{ $number } for good? Everyone who has it keeps it.
broadcast-whom = <b>Who gets it?</b> People who fit everything you choose here.
broadcast-field-language = Language
broadcast-field-paid = Paid
broadcast-field-active = Here in
broadcast-field-idle = Away for
broadcast-field-balance = Balance
broadcast-field-model = Model
broadcast-field-group = Group
broadcast-field-source = Source
broadcast-short-any = any
broadcast-short-paid = paid
broadcast-short-not-paid = never
broadcast-short-group = any group
broadcast-about-language = The language I speak with them.
broadcast-about-paid = People who have paid, and those who haven’t. A payment that was returned doesn’t count.
broadcast-about-active = Who has done something here in the last days: in how many?
broadcast-about-idle = Who hasn’t done anything here: for how many days?
broadcast-about-balance = Who has at least so many credits, free ones included.
broadcast-about-model = Who has a result from this model.
broadcast-about-group = Who has a result that was made in a group.
broadcast-about-source = How they came here for the first time.
broadcast-ask-language = Send the language’s code.
broadcast-ask-paid = Send yes or no.
broadcast-ask-active = Send the number of days: 1 is today.
broadcast-ask-idle = Send the number of days.
broadcast-ask-balance = Send the number of credits.
broadcast-ask-model = Send the model’s name.
broadcast-ask-group = Send the group’s id; <code>/groups</code> has them. It begins with -100.
broadcast-ask-source = Send the source as <code>/stats</code> shows it, such as <code>ad:winter</code>.
broadcast-when-about = Quiet hours are kept in any case: people who have them now get it when they end. “In the morning” means between { $first }:00 and { $last }:00 on each person’s own clock.
broadcast-ask-time = Send the time in UTC, such as <code>{ $example }</code>, or only <code>18:00</code>. It’s { $now } now.
broadcast-links-about = Up to { $most } buttons below the message, with a link or a promo code.
broadcast-ask-link =
    Send what the button says, then | and a link, or a promo code of yours:
    <code>See what’s new | https://example.com/new</code>
    <code>Get 50 credits | SUMMER</code>
    Up to { $most } characters fit.
button-broadcast =
    { $count ->
        [one] Send to { $count } person
       *[other] Send to { $count } people
    }
button-broadcast-later =
    { $count ->
        [one] Schedule for { $count } person
       *[other] Schedule for { $count } people
    }
button-broadcast-whom = 👥 Who gets it
button-broadcast-when = 🕘 When
button-broadcast-links = 🔗 Buttons
button-broadcast-test = 🧪 Send me a test
button-broadcast-important = ❗ Make it Important
button-broadcast-news = Make it ordinary news
button-broadcast-drop = Cancel
button-broadcast-pause = ⏸ Pause
button-broadcast-go-on = ▶️ Go on
button-broadcast-change = ✏️ Change
button-broadcast-message = 👀 The message
button-broadcast-refresh = 🔄 Refresh
button-broadcast-cancel = ✖️ Cancel
button-broadcast-cancel-sure = Yes, cancel for good
button-broadcasts = All broadcasts
button-broadcast-condition = { $name }: { $value }
button-broadcast-other = Another one…
button-broadcast-any = Any
button-broadcast-now = At once
button-broadcast-hour = In an hour
button-broadcast-tomorrow = Tomorrow, 10:00 UTC
button-broadcast-time = Another time…
button-broadcast-mornings = ☀️ In each person’s morning
button-broadcast-same-time = To everyone at the same time
button-broadcast-add-link = Add a button
button-broadcast-no-links = Remove all buttons
refusal-broadcast-gone = There’s no such broadcast (any more). /broadcast lists them.
refusal-broadcast-changed = The broadcast was changed meanwhile. Look at it again: /broadcast
refusal-broadcast-not-open = Broadcast #{ $number } can’t be changed that way any more. See how it is now: /broadcast { $number }
refusal-broadcast-bad-value = That doesn’t fit here. Send another value, or tap Back.
refusal-broadcast-bad-link = A button needs a label, then |, then a link that begins with https:// or a promo code. Send it again, or tap Back.
refusal-broadcast-bad-label = A button has up to { $maximum } characters. Send it again, or tap Back.
refusal-broadcast-code-not-on = The promo code { $code } doesn’t exist, was switched off or is used up. /codes lists yours.
refusal-broadcast-too-many-links = Up to { $maximum } buttons fit below a broadcast.
refusal-broadcast-bad-start = I need a time in UTC that is still to come, such as 24.12. 18:00, at most a year ahead.
