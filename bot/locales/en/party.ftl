# Parties of a group: a theme, a budget, a gallery, a vote

command-party = A party: theme and credits, all join, all vote
party-only-there = A party needs company: write /party in a group.
party-usage = Write a theme and the credits for its budget: <code>/party cats in space 50</code>. The theme may have { $longest } characters.
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
party-how = Everybody makes one thing, the budget pays up to { $share } for each. Then all vote for the best.
party-until =
    { $minutes ->
        [one] Join within { $minutes } minute, while the budget lasts.
       *[other] Join within { $minutes } minutes, while the budget lasts.
    }
party-closed = ⏳ Nobody joins any more. The gallery comes when everything is made.
party-unknown-name = somebody
party-ask = 🎉 <b>{ $theme }</b>: what shall I make? { $model } makes it, or another model up to { $share } credits. The party’s budget pays.
party-entry = <b>{ $number }</b> · { $name }: { $prompt }
party-vote = 🗳 <b>Vote: { $theme }</b>
party-vote-how-reactions = Put a reaction on your favourite, or tap its number. One vote each, not for your own.
party-vote-how = Tap the number of your favourite. One vote each, not for your own.
party-vote-until =
    { $minutes ->
        [one] You have { $minutes } minute, and may change your mind.
       *[other] You have { $minutes } minutes, and may change your mind.
    }
party-vote-over = 🗳 <b>{ $theme }</b>: the vote is over.
party-returned =
    { $count ->
        [one] { $count } credit of the budget went back to { $name }.
       *[other] { $count } credits of the budget went back to { $name }.
    }
party-returned-group =
    { $count ->
        [one] { $count } credit of the budget went back to the group’s balance.
       *[other] { $count } credits of the budget went back to the group’s balance.
    }
party-no-entries = 🎉 <b>{ $theme }</b>: nobody joined this time. Maybe another theme?
party-alone = 🎉 <b>{ $theme }</b>: only { $name } joined, and so wins without a vote. 👏
party-unvoted = 🎉 <b>{ $theme }</b>: nobody voted, so let us say that all of you won. Thank you!
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
failure-returned-party = Back in the party’s budget: { $returned }. You can join once more.
toast-voted = Your vote: { $number }
button-party-join = 🎨 Join
button-party-end-open = That’s all, show them
button-party-end-voting = End the vote

refusal-party-goes-on = This group has a party already. One at a time!
refusal-party-over = This party is over.
refusal-party-joined = You have an entry in this party already.
refusal-party-budget-too-small =
    { $least ->
        [one] A party needs a budget of at least { $least } credit here.
       *[other] A party needs a budget of at least { $least } credits here.
    }
refusal-party-budget-spent = The party’s budget has only { $available } left, this needs { $price }. A cheaper model may do.
refusal-share-too-small = In this party an entry may cost up to { $share }, this costs { $price }. Pick a cheaper model or option.
refusal-own-entry = That one is yours. Vote for somebody else’s!
refusal-not-party-host = Only who started the party, or an admin of the group, can end it.

# A chain that somebody else goes on with

command-continue = Go on with somebody’s recipe: reply to its result
button-chain-take-over = ⏭ Continue from here
continue-usage = Reply with /continue to a result of a recipe that has steps left, also to somebody else’s. You pay for the steps that follow.
refusal-nothing-to-continue = There is nothing to continue: that is no step of a recipe, or it was the last one.
refusal-step-gone = That result was deleted, so nobody can go on from it.
