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
refusal-group-purse-too-small =
    { $price ->
        [one] The group’s purse has { $available }; this needs { $price } credit. Missing: { $missing }. Anybody can fill it: /group topup { $missing }
       *[other] The group’s purse has { $available }; this needs { $price } credits. Missing: { $missing }. Anybody can fill it: /group topup { $missing }
    }
refusal-approval-needed =
    { $limit ->
        [one] Above { $limit } credit an admin of this group has to agree.
       *[other] Above { $limit } credits an admin of this group has to agree.
    }

# Joining

group-welcome =
    Hi everybody! I make videos, pictures, voices and songs for this group.
    • /menu – pick a model · /video /image /audio /music
    • <code>/gen@{ $bot } model your words</code> – in one line
    • Reply to a picture with /animate, /edit or /upscale
    I only speak when I am asked.
group-pays-group = The group’s purse pays. Anybody can fill it: /group topup 100
group-pays-asker = Everybody pays from their own credits. Group admins can set up a common purse and limits: /group
group-waits = ⏳ The operator has to let me in first. I say so here when it is done.
group-closed = This bot does not work in new groups. Write to me in private instead. Bye!
group-admitted = ✅ The operator has let me in. Begin with /menu
group-question =
    👥 I was added to <b>{ $title }</b> (<code>{ $id }</code>) by { $by }.
    Shall I work there?
group-let-in = ✅ Let in: <b>{ $title }</b> (<code>{ $id }</code>)
group-turned-away = 🚪 Left: <b>{ $title }</b> (<code>{ $id }</code>)
group-unknown = I do not know this group any more.
button-admit = Approve
button-leave = Leave
