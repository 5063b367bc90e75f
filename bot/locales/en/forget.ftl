# Forgetting a person

forget-ask =
    <b>Shall I forget you?</b>
    <b>Goes:</b> prompts, media, drafts, history, stars and settings, your name, your own KIE key with what is still made with it. What waits in line is cancelled and its credits return; what is being made still comes, then it goes too.
    <b>Stays:</b> amounts and models in the accounts, without words, under a number instead of your name.
    It cannot be undone. Messages in this chat are yours to delete.
button-forget = Forget me
button-forget-not = No, keep everything
forget-done = <b>Done. I have forgotten you.</b>
forget-cancelled =
    { $returned ->
        [one] What waited is cancelled; { $returned } credit went back.
       *[other] What waited is cancelled; { $returned } credits went back.
    }
forget-unfinished =
    { $count ->
        [one] { $count } request is still being made: its result comes here, then it is forgotten as well.
       *[other] { $count } requests are still being made: their results come here, then they are forgotten as well.
    }
forget-kept = Kept: what was paid, because the accounts must add up, and what credits are left, under a number that only your return can open. Should you write again, they are yours; everything else begins anew.
# In place of a name, in a group's lists
forgotten-member = a deleted account
