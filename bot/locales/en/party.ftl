# Parties of a group: a theme, a budget, a gallery, a vote

command-party = Party: one theme, everyone joins and votes
party-only-there = Parties work in groups: send /party there.
party-usage = Send a theme and a budget in credits: <code>/party cats in space 50</code>. The theme can have up to { $longest } characters.
party-title = 🎉 <b>Party: { $theme }</b>
party-budget =
    { $count ->
        [one] { $name } gives <b>{ $count } credit</b>.
       *[other] { $name } gives <b>{ $count } credits</b>.
    }
party-budget-group =
    { $count ->
        [one] The group’s balance gives <b>{ $count } credit</b>.
       *[other] The group’s balance gives <b>{ $count } credits</b>.
    }
party-how = Everyone creates one thing, the budget pays up to { $share } for each. Then all vote for the best.
party-until =
    { $minutes ->
        [one] Join within { $minutes } minute, while the budget lasts.
       *[other] Join within { $minutes } minutes, while the budget lasts.
    }
party-closed = ⏳ Joining is closed. The gallery comes when everything is ready.
party-unknown-name = someone
party-ask = 🎉 <b>{ $theme }</b>: what should I create? I’ll use { $model } or another model for up to { $share } credits. The party’s budget pays.
party-entry = <b>{ $number }</b> · { $name }: { $prompt }
party-vote = 🗳 <b>Vote: { $theme }</b>
party-vote-how-reactions = React to your favourite or tap its number. One vote each, not for your own.
party-vote-how = Tap the number of your favourite. One vote each, not for your own.
party-vote-until =
    { $minutes ->
        [one] You have { $minutes } minute and can change your vote.
       *[other] You have { $minutes } minutes and can change your vote.
    }
party-vote-over = 🗳 <b>{ $theme }</b>: the vote is over.
party-returned =
    { $count ->
        [one] { $count } unspent credit went back to { $name }.
       *[other] { $count } unspent credits went back to { $name }.
    }
party-returned-group =
    { $count ->
        [one] { $count } unspent credit went back to the group’s balance.
       *[other] { $count } unspent credits went back to the group’s balance.
    }
party-no-entries = 🎉 <b>{ $theme }</b>: no one joined this time. Another theme?
party-alone = 🎉 <b>{ $theme }</b>: only { $name } joined and wins without a vote. 👏
party-unvoted = 🎉 <b>{ $theme }</b>: no one voted, so everyone wins. Thank you!
party-tie =
    { $votes ->
        [one] 🤝 <b>{ $theme }</b>: a tie with { $votes } vote each. { $names }, you all win!
       *[other] 🤝 <b>{ $theme }</b>: a tie with { $votes } votes each. { $names }, you all win!
    }
party-winner =
    { $votes ->
        [one] 🏆 <b>{ $theme }</b>: { $name } wins with { $votes } vote!
       *[other] 🏆 <b>{ $theme }</b>: { $name } wins with { $votes } votes!
    }
quote-left-party = The party’s budget pays: { $price } of { $available }.
failure-returned-party = Returned to the party’s budget: { $returned }. You can join again.
toast-voted = Your vote: { $number }
button-party-join = 🎨 Join
button-party-end-open = Close and show all
button-party-end-voting = End the vote

refusal-party-goes-on = A party is already running in this group. One at a time!
refusal-party-over = This party is over.
refusal-party-joined = You already have an entry in this party.
refusal-party-budget-too-small =
    { $least ->
        [one] The minimum budget here is { $least } credit.
       *[other] The minimum budget here is { $least } credits.
    }
refusal-party-budget-spent = The party’s budget has only { $available } left; this costs { $price }. Try a cheaper model.
refusal-share-too-small = An entry in this party can cost up to { $share }; this one costs { $price }. Choose a cheaper model or option.
refusal-own-entry = That’s your own. Vote for someone else’s!
refusal-not-party-host = Only the host of the party or a group admin can end it.

# A chain that another person goes on with

command-continue = Continue a recipe: reply to its result
button-chain-take-over = ⏭ Continue from here
continue-usage = Reply with /continue to a result of a recipe that has steps left, even someone else’s. You pay for the next steps.
refusal-nothing-to-continue = Nothing to continue: this isn’t a step of a recipe, or it was the last one.
refusal-step-gone = That result was deleted and can’t be continued.
