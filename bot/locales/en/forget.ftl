# Forgetting a person

forget-ask =
    <b>Delete your data?</b>
    <b>Will be deleted:</b> prompts, media, drafts, history, favourites and settings, your name, your KIE key and everything in progress with it. Queued requests are cancelled and refunded; requests in progress are still delivered, then deleted too.
    <b>Will be kept:</b> amounts and models in the accounts, without your prompts and under a number instead of your name.
    This can’t be undone. Messages in this chat are yours to delete.
button-forget = Delete my data
button-forget-not = No, keep everything
forget-done = <b>Done. Your data is deleted.</b>
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
