# Groups: what their rules refuse

refusal-group-not-admitted = The operator hasn’t approved this group yet. Meanwhile, I work in private.
refusal-kind-not-allowed =
    { $kind ->
        [video] This group’s admins have disabled videos.
        [image] This group’s admins have disabled pictures.
        [audio] This group’s admins have disabled voice and sound.
       *[music] This group’s admins have disabled music.
    }
refusal-model-not-allowed = This group’s admins have disabled { $model }. Choose another model.
refusal-word-banned = The prompt contains a word that this group’s admins have banned. Try rephrasing.
refusal-too-dear-for-group =
    { $price ->
        [one] The limit per request in this group is { $maximum }; this one costs { $price } credit.
       *[other] The limit per request in this group is { $maximum }; this one costs { $price } credits.
    }
refusal-cap-reached =
    { $span ->
        [day]
            { $cap ->
                [one] The limit in this group is { $cap } credit a day per member; you have { $left } left, this costs { $price }.
               *[other] The limit in this group is { $cap } credits a day per member; you have { $left } left, this costs { $price }.
            }
        [week]
            { $cap ->
                [one] The limit in this group is { $cap } credit a week per member; you have { $left } left, this costs { $price }.
               *[other] The limit in this group is { $cap } credits a week per member; you have { $left } left, this costs { $price }.
            }
       *[month]
            { $cap ->
                [one] The limit in this group is { $cap } credit a month per member; you have { $left } left, this costs { $price }.
               *[other] The limit in this group is { $cap } credits a month per member; you have { $left } left, this costs { $price }.
            }
    }
refusal-group-balance-too-small =
    { $price ->
        [one] The group has { $available }; this costs { $price } credit. Missing: { $missing }. Anyone can top up: /group topup { $missing }
       *[other] The group has { $available }; this costs { $price } credits. Missing: { $missing }. Anyone can top up: /group topup { $missing }
    }
refusal-approval-needed =
    { $limit ->
        [0] In this group an admin approves every request.
        [one] In this group an admin approves requests above { $limit } credit.
       *[other] In this group an admin approves requests above { $limit } credits.
    }

# Joining

group-welcome =
    Hi everyone! I create videos, pictures, voices and songs for this group.
    • /menu – pick a model · /video /image /audio /music
    • <code>/gen@{ $bot } model your words</code> – in one line
    • Reply to a picture with /animate, /edit or /upscale
    • /party — everyone adds one, the group votes
    I only speak when I am asked.
group-pays-group = The group’s balance pays. Anyone can top it up: /group topup 100
group-pays-asker = Each member pays from their own credits. Admins can set up a shared balance and limits: /group
group-waits = ⏳ The operator has to approve this group first. I’ll write here when it’s done.
group-closed = This bot doesn’t work in new groups. Write to me in private. Bye!
group-admitted = ✅ The operator has approved this group. Start with /menu
group-question =
    👥 I was added to <b>{ $title }</b> (<code>{ $id }</code>) by { $by }.
    Approve?
group-unknown = This group is no longer known.
button-admit = Approve
button-leave = Leave

# The panel

command-group = This group: balance, rules, spending
refusal-not-member = Only members of this group can do this. Nothing was charged.
refusal-membership-unknown = Telegram won’t tell me who is a member here, so nothing was charged. Try again in a minute. If it doesn’t help, make me an admin of the group.
refusal-not-group-admin = Only this group’s admins can do this.
group-only-there = /group works in a group: it shows the group’s balance and rules.
group-title = 👥 <b>{ $title }</b>
group-payer-group = 💳 The group’s balance pays.
group-payer-asker = 💳 Each member pays from their own credits.
group-balance =
    { $count ->
        [one] Group balance: <b>{ $count }</b> credit.
       *[other] Group balance: <b>{ $count }</b> credits.
    }
group-cap-day = Your limit: { $cap } a day; spent today: { $spent }.
group-cap-week = Your limit: { $cap } a week; spent this week: { $spent }.
group-cap-month = Your limit: { $cap } a month; spent this month: { $spent }.
group-cap-generation =
    { $count ->
        [one] Limit per request: up to { $count } credit.
       *[other] Limit per request: up to { $count } credits.
    }
group-approval =
    { $limit ->
        [0] An admin approves every request.
        [one] An admin approves requests above { $limit } credit.
       *[other] An admin approves requests above { $limit } credits.
    }
group-kinds = Allowed here: { $kinds }
group-models-off =
    { $count ->
        [one] { $count } model is disabled here.
       *[other] { $count } models are disabled here.
    }
group-open =
    { $count ->
        [one] Up to { $count } request at a time.
       *[other] Up to { $count } requests at a time.
    }
group-quiet = 🌙 Silent { $hours } ({ $clock }).
group-hint = Top up, in the group: <code>/group topup 100</code>
group-topup-usage = Like this: <code>/group topup 100</code>. The credits move from your balance to the group’s.
group-topped-up =
    { $count ->
        [one] 🎁 { $count } credit for the group. The group has { $account } now, you have { $own }.
       *[other] 🎁 { $count } credits for the group. The group has { $account } now, you have { $own }.
    }
group-balance-pays-now = The group’s balance now pays for everything created here. Admins can change that: /group
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
group-changes-title = 📝 <b>Change log</b>
group-changes-none = No changes yet.
group-change = { DATETIME($date, dateStyle: "short", timeStyle: "short") } · <b>{ $name }</b> · { $what }: { $before } → { $after }
group-rule-payer = who pays
group-rule-caps = limits per member
group-rule-generation_cap = limit per request
group-rule-approval_above = ask an admin above
group-rule-kinds = allowed
group-rule-models_off = disabled models
group-rule-banned_words = banned words
group-rule-open_maximum = parallel requests
group-rule-falls_back = if a model fails
group-rule-all_choose = who chooses pictures
group-rule-spoiler = blur results
group-rule-topic_id = topic
group-rule-language = language
group-rule-quiet = quiet hours
group-rule-utc_offset = clock
group-rule-admission = approval
group-page-caps = <b>How much of the group’s balance a member can spend</b>
group-page-cap-day = <b>Credits per member a day</b>
group-page-cap-week = <b>Credits per member a week</b>
group-page-cap-month = <b>Credits per member a month</b>
group-page-generation = <b>Limit per request, in credits</b>
group-page-approval =
    <b>Ask an admin above</b>
    Requests that cost more credits wait until an admin approves them.
group-page-open = <b>Parallel requests</b>
group-page-kinds = <b>What can be created here</b>
group-page-models = <b>Models in this group</b>
group-page-words =
    <b>Banned words</b>
    Prompts with these words are refused. Whole words count; <code>war*</code> matches any ending.
group-page-failing =
    <b>If a model fails</b>
    The credits come back either way. When the group pays, the bot can then ask, or make it right away with the nearest model that costs no more. Once per request, never after a content filter. Members who pay themselves decide in /settings.
group-page-quiet =
    <b>Quiet hours</b>
    Messages arrive without sound.
group-page-language = <b>Language for the whole group</b>
group-banned = Now: { $words }
group-ask-words = Which words? Separate them with commas.
group-ask-number = How many? Send a number.
button-group-payer-group = 💳 Pay from the group’s balance
button-group-payer-asker = 💳 Each member pays
button-group-caps = Limits per member
button-group-generation = Limit per request
button-group-approval = Ask an admin
button-group-open = Parallel requests
button-group-kinds = What’s allowed
button-group-models = Models
button-group-words = Banned words
button-group-failing = If a model fails
button-group-quiet = Quiet hours
button-group-language = Language
button-group-changes = Change log
button-group-choosing-all = Pictures: everyone chooses
button-group-choosing-own = Pictures: who asked chooses
button-group-spoiler-on = Blur results: on
button-group-spoiler-off = Blur results: off
button-group-topic-here = Post results here
button-group-topic-any = Reply where asked
button-group-spending = 📊 Spending
button-group-write = ✏️ Write
button-group-clear = Clear
button-group-never = No quiet hours
button-group-language-asker = Each member’s
button-span-day = Day
button-span-week = Week
button-span-month = Month
button-cap-day = A day: { $cap }
button-cap-week = A week: { $cap }
button-cap-month = A month: { $cap }

# The quote in a group

quote-left-group =
    { $available ->
        [one] The group pays: it has { $available } credit, { $left } left after.
       *[other] The group pays: it has { $available } credits, { $left } left after.
    }
quote-too-dear-group =
    { $price ->
        [one] <b>Not enough in the group’s balance:</b> this costs { $price } credit, it has { $available }. Missing: { $missing }. Top up: <code>/group topup { $missing }</code>
       *[other] <b>Not enough in the group’s balance:</b> this costs { $price } credits, it has { $available }. Missing: { $missing }. Top up: <code>/group topup { $missing }</code>
    }
quote-approval = An admin has to approve this.
quote-what-price =
    { $price ->
        [one] { $what }: <b>{ $price } credit</b>
       *[other] { $what }: <b>{ $price } credits</b>
    }
approval-asked = 🙋 { $name } asks the admins:
approval-declined = The admins declined { $name }’s request. Nothing was charged.
mention = <a href="tg://user?id={ $id }">{ $name }</a>
button-agree = Approve
button-decline = Decline

# What everybody in a group reads: without a member's own numbers

quote-covered = Your credits cover it.
quote-too-dear-aloud =
    { $price ->
        [one] <b>Not enough credits:</b> this costs { $price } credit.
       *[other] <b>Not enough credits:</b> this costs { $price } credits.
    }
card-short-aloud = ⚠️ Not enough credits for this.
refusal-not-enough-credits-aloud =
    { $price ->
        [one] Not enough credits: this costs { $price } credit.
       *[other] Not enough credits: this costs { $price } credits.
    }
refusal-cap-reached-aloud =
    { $span ->
        [day] The limit in this group is { $cap } a day per member. This costs { $price }, which is more than is left for you today.
        [week] The limit in this group is { $cap } a week per member. This costs { $price }, which is more than is left for you this week.
       *[month] The limit in this group is { $cap } a month per member. This costs { $price }, which is more than is left for you this month.
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

group-menu-choose = Pick one below and reply to my question. Or in one line: <code>/gen a cat in a hat</code>. I’ll show the price first.
group-help =
    <b>How it works here</b>
    1. <code>/gen { $slug } 9:16 a cat surfing</code>, or pick a model in /menu. I hear commands and replies to me, nothing else.
    2. Check the price and tap <b>Generate</b>. If it fails, the credits come back.
    3. Use any result, also other people’s: the buttons below it make your own version.

    <b>Reply to…</b>
    a photo: /edit · /animate · /restyle · /upscale · /removebg · /lipsync
    a video: /extend · /join
    a song: /cover
    a text: /voice · /song
    a step of a recipe: /continue

    <b>Together</b>
    /party – a theme, a budget, everyone adds one, the group votes
    /group – who pays, limits, spending
    <code>/group topup 100</code> – put credits into the group’s balance

    /image · /video · /audio · /music · /models · /recipes – what to make
    /history · /status · /cancel – what is made here
    /best – the month’s favourites
    /balance · /buy · /quota – credits
    /privacy · /terms · /paysupport – rules and help
