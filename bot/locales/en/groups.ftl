# Groups: what their rules refuse

refusal-group-not-admitted = The operator has not let me work in this group yet. I answer in private meanwhile.
refusal-kind-not-allowed =
    { $kind ->
        [video] This group’s admins have switched videos off.
        [image] This group’s admins have switched pictures off.
        [audio] This group’s admins have switched voices and sounds off.
       *[music] This group’s admins have switched music off.
    }
refusal-model-not-allowed = This group’s admins have switched { $model } off. Please pick another one.
refusal-word-banned = That prompt has a word that this group’s admins do not want. Other words may help.
refusal-too-dear-for-group =
    { $price ->
        [one] In this group one request may cost at most { $maximum }; this needs { $price } credit.
       *[other] In this group one request may cost at most { $maximum }; this needs { $price } credits.
    }
refusal-cap-reached =
    { $span ->
        [day]
            { $cap ->
                [one] In this group everybody may spend { $cap } credit a day; you have { $left } left, this needs { $price }.
               *[other] In this group everybody may spend { $cap } credits a day; you have { $left } left, this needs { $price }.
            }
        [week]
            { $cap ->
                [one] In this group everybody may spend { $cap } credit a week; you have { $left } left, this needs { $price }.
               *[other] In this group everybody may spend { $cap } credits a week; you have { $left } left, this needs { $price }.
            }
       *[month]
            { $cap ->
                [one] In this group everybody may spend { $cap } credit a month; you have { $left } left, this needs { $price }.
               *[other] In this group everybody may spend { $cap } credits a month; you have { $left } left, this needs { $price }.
            }
    }
refusal-group-balance-too-small =
    { $price ->
        [one] The group’s balance is { $available }; this needs { $price } credit. Missing: { $missing }. Anybody can top it up: /group topup { $missing }
       *[other] The group’s balance is { $available }; this needs { $price } credits. Missing: { $missing }. Anybody can top it up: /group topup { $missing }
    }
refusal-approval-needed =
    { $limit ->
        [0] In this group an admin has to agree to every request.
        [one] Above { $limit } credit an admin of this group has to agree.
       *[other] Above { $limit } credits an admin of this group has to agree.
    }

# Joining

group-welcome =
    Hi everybody! I make videos, pictures, voices and songs for this group.
    • /menu – pick a model · /video /image /audio /music
    • <code>/gen@{ $bot } model your words</code> – in one line
    • Reply to a picture with /animate, /edit or /upscale
    • /party – everybody adds one, the group votes
    I only speak when I am asked.
group-pays-group = The group’s balance pays. Anybody can top it up: /group topup 100
group-pays-asker = Everybody pays from their own credits. Group admins can set up a shared balance and limits: /group
group-waits = ⏳ The operator has to approve this group first. I say so here when it is done.
group-closed = This bot does not work in new groups. Write to me in private instead. Bye!
group-admitted = ✅ The operator has approved this group. Begin with /menu
group-question =
    👥 I was added to <b>{ $title }</b> (<code>{ $id }</code>) by { $by }.
    Shall I work there?
group-unknown = I do not know this group any more.
button-admit = Approve
button-leave = Leave

# The panel

command-group = This group: balance, rules, spending
refusal-not-member = Only members of this group can do that. Nothing was charged.
refusal-membership-unknown = Telegram does not tell me who is a member here, so nothing was charged. Please try again in a minute. If it stays like this, make me an admin of the group.
refusal-not-group-admin = Only this group’s admins can do that.
group-only-there = /group works in a group: it shows the group’s balance and rules.
group-title = 👥 <b>{ $title }</b>
group-payer-group = 💳 The group’s balance pays.
group-payer-asker = 💳 Everybody pays from their own credits.
group-balance =
    { $count ->
        [one] The group’s balance is <b>{ $count }</b> credit.
       *[other] The group’s balance is <b>{ $count }</b> credits.
    }
group-cap-day = You may spend { $cap } a day; today you have spent { $spent }.
group-cap-week = You may spend { $cap } a week; this week you have spent { $spent }.
group-cap-month = You may spend { $cap } a month; this month you have spent { $spent }.
group-cap-generation =
    { $count ->
        [one] One request may cost up to { $count } credit.
       *[other] One request may cost up to { $count } credits.
    }
group-approval =
    { $limit ->
        [0] An admin has to agree to every request.
        [one] Above { $limit } credit an admin has to agree.
       *[other] Above { $limit } credits an admin has to agree.
    }
group-kinds = Allowed here: { $kinds }
group-models-off =
    { $count ->
        [one] { $count } model is switched off here.
       *[other] { $count } models are switched off here.
    }
group-open =
    { $count ->
        [one] { $count } request at a time.
       *[other] { $count } requests at a time.
    }
group-quiet = 🌙 No sounds { $hours } ({ $clock }).
group-hint = Top up the balance: <code>/group topup 100</code>
group-topup-usage = Write it like this: <code>/group topup 100</code>. The credits go from your balance to the group’s.
group-topped-up =
    { $count ->
        [one] 🎁 { $count } credit for the group. The group has { $account } now, you have { $own }.
       *[other] 🎁 { $count } credits for the group. The group has { $account } now, you have { $own }.
    }
group-balance-pays-now = From now on the group’s balance pays for what is made here. Admins can change that: /group
group-spending-day =
    { $count ->
        [one] 📊 <b>Today</b>: { $count } credit
       *[other] 📊 <b>Today</b>: { $count } credits
    }
group-spending-week =
    { $count ->
        [one] 📊 <b>This week</b>: { $count } credit
       *[other] 📊 <b>This week</b>: { $count } credits
    }
group-spending-month =
    { $count ->
        [one] 📊 <b>This month</b>: { $count } credit
       *[other] 📊 <b>This month</b>: { $count } credits
    }
group-spending-line =
    { $generations ->
        [one] <b>{ $name }</b> · { $count } · { $generations } request
       *[other] <b>{ $name }</b> · { $count } · { $generations } requests
    }
    <i>{ $models }</i>
group-spending-rest =
    { $count ->
        [one] … and { $count } more member
       *[other] … and { $count } more members
    }
group-spending-none = Nothing has been spent from the group’s balance.
group-changes-title = 📝 <b>Who changed what</b>
group-changes-none = Nothing has been changed yet.
group-change = { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> · { $what }: { $before } → { $after }
group-rule-payer = who pays
group-rule-caps = caps per member
group-rule-generation_cap = cap per request
group-rule-approval_above = ask an admin above
group-rule-kinds = allowed kinds
group-rule-models_off = models off
group-rule-banned_words = banned words
group-rule-open_maximum = parallel requests
group-rule-spoiler = blur results
group-rule-topic_id = topic
group-rule-language = language
group-rule-quiet = quiet hours
group-rule-utc_offset = clock
group-rule-admission = admission
group-page-caps = <b>What one member may spend of the group’s balance</b>
group-page-cap-day = <b>Credits per member and day</b>
group-page-cap-week = <b>Credits per member and week</b>
group-page-cap-month = <b>Credits per member and month</b>
group-page-generation = <b>Credits that one request may cost</b>
group-page-approval =
    <b>Ask an admin above</b>
    Requests that cost more credits wait until an admin approves them.
group-page-open = <b>Parallel requests</b>
group-page-kinds = <b>What may be made here</b>
group-page-models = <b>Models of this group</b>
group-page-words = <b>Banned words</b>
    A prompt that holds one of them is refused. Whole words count; <code>war*</code> stands for any ending.
group-page-quiet = <b>Quiet hours</b>
    Nothing makes a sound then.
group-page-language = <b>The language that I speak to all</b>
group-banned = Now: { $words }
group-ask-words = Which words? Separate them with commas.
group-ask-number = How many? Send me a number, 0 for none.
button-group-payer-group = 💳 Let the group’s balance pay
button-group-payer-asker = 💳 Let everybody pay for themselves
button-group-caps = Caps per member
button-group-generation = Cap per request
button-group-approval = Ask an admin
button-group-open = Parallel requests
button-group-kinds = Kinds
button-group-models = Models
button-group-words = Banned words
button-group-quiet = Quiet hours
button-group-language = Language
button-group-changes = Who changed what
button-group-spoiler-on = Blur results: on
button-group-spoiler-off = Blur results: off
button-group-topic-here = Post in this topic
button-group-topic-any = Post where asked
button-group-spending = 📊 Spending
button-group-write = ✏️ Write
button-group-clear = Clear
button-group-never = No quiet hours
button-group-language-asker = The asker’s
button-span-day = Day
button-span-week = Week
button-span-month = Month
button-cap-day = A day: { $cap }
button-cap-week = A week: { $cap }
button-cap-month = A month: { $cap }

# The quote in a group

quote-left-group =
    { $available ->
        [one] The group’s balance pays: it has { $available } credit, { $left } left after.
       *[other] The group’s balance pays: it has { $available } credits, { $left } left after.
    }
quote-too-dear-group =
    { $price ->
        [one] <b>Not enough on the group’s balance:</b> this needs { $price } credit, it has { $available }. Missing: { $missing }. Top it up: <code>/group topup { $missing }</code>
       *[other] <b>Not enough on the group’s balance:</b> this needs { $price } credits, it has { $available }. Missing: { $missing }. Top it up: <code>/group topup { $missing }</code>
    }
quote-approval = An admin of this group has to agree.
quote-what-price =
    { $price ->
        [one] { $what }: <b>{ $price } credit</b>
       *[other] { $what }: <b>{ $price } credits</b>
    }
approval-asked = 🙋 { $name } asks the admins:
approval-declined = The admins declined what { $name } asked for. Nothing was charged.
mention = <a href="tg://user?id={ $id }">{ $name }</a>
button-agree = Agree
button-decline = Decline

# What everybody in a group reads: without a member's own numbers

quote-covered = Your credits cover it.
quote-too-dear-aloud =
    { $price ->
        [one] <b>Not enough credits:</b> this needs { $price } credit.
       *[other] <b>Not enough credits:</b> this needs { $price } credits.
    }
card-short-aloud = ⚠️ Not enough credits for this.
refusal-not-enough-credits-aloud =
    { $price ->
        [one] Not enough credits: this needs { $price } credit.
       *[other] Not enough credits: this needs { $price } credits.
    }
refusal-cap-reached-aloud =
    { $span ->
        [day] In this group everybody may spend { $cap } a day. This needs { $price }, which is more than is left for you today.
        [week] In this group everybody may spend { $cap } a week. This needs { $price }, which is more than is left for you this week.
       *[month] In this group everybody may spend { $cap } a month. This needs { $price }, which is more than is left for you this month.
    }
group-own-aloud = Your own credits are shown to you alone:
group-topped-up-aloud =
    { $count ->
        [one] 🎁 { $count } credit for the group. The group has { $account } now.
       *[other] 🎁 { $count } credits for the group. The group has { $account } now.
    }
group-panel-aloud = Balance, rules and limits of this group: the panel opens in our private chat, for members only.
button-own-credits = My credits
button-open-panel = Open the panel

# Menu and help

group-menu-choose = Pick one below and reply to my question. Or in one line: <code>/gen a cat in a hat</code>. You see the price before anything starts.
group-help =
    <b>How it works here</b>
    1. <code>/gen { $slug } 9:16 a cat surfing</code>, or pick a model in /menu. I hear commands and replies to me, nothing else.
    2. Check the price and tap <b>Generate</b>. If it fails, the credits come back.
    3. Go on from any result, also of others: its buttons make a version of your own.

    <b>Reply to…</b>
    a photo: /edit · /animate · /restyle · /upscale · /removebg · /lipsync
    a video: /extend
    a song: /cover
    a text: /voice · /song
    a step of a recipe: /continue

    <b>Together</b>
    /party – a theme, a budget, everybody adds one, the group votes
    /group – who pays, limits, spending
    /group topup 100 – put credits into the group’s balance

    /image · /video · /audio · /music · /models · /recipes – what to make
    /history · /status · /cancel – what is made here
    /balance · /quota – credits
