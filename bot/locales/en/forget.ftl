# Forgetting a person

forget-ask =
    <b>Delete your data?</b>
    <b>Will be deleted:</b> prompts, media, drafts, history, favourites and settings, your name, your KIE key and everything in progress with it. Queued requests are cancelled and refunded; requests in progress are still delivered, then deleted too. A subscription no longer renews. Gifts only you can open go back.
    <b>Will be kept:</b> amounts and models in the accounts, without your prompts and under a number instead of your name. Payments in Stars keep your Telegram number while they can be refunded: /privacy says how long. Gifts you’ve made can still be opened, without your name.
    What you wrote to support is deleted in the operators’ chats, too, where Telegram lets the bot do that; in private chats only what is younger than two days.
    This can’t be undone. Messages in this chat are yours to delete.
button-forget = Delete my data
button-forget-not = Keep everything
forget-done = <b>Done. Your data is deleted.</b>
forget-cancelled =
    { $returned ->
        [one] Queued requests are cancelled; { $returned } credit was returned.
       *[other] Queued requests are cancelled; { $returned } credits were returned.
    }
forget-unfinished =
    { $count ->
        [one] { $count } request is still in progress: its result arrives here and is then deleted too.
       *[other] { $count } requests are still in progress: their results arrive here and are then deleted too.
    }
forget-kept = Kept: payments, because the accounts must add up, and your remaining credits, under a number that only you can unlock by coming back. If you write again, the credits are yours; everything else starts over.
forget-kept-payments = Your payments in Stars keep your Telegram number for a while: Stars can only be returned by it. You can still ask for a refund: /paysupport
# In place of a name, in a group's lists
forgotten-member = a deleted account

command-mydata = A file of all that is stored about you
my-data-begun = All that this bot stores about you is on its way, as a JSON file. Other people’s data, hidden words of looks and your KIE key are not in it.
my-data-file = JSON: any text editor opens it.
my-data-later = That file was made less than an hour ago. Please try again later.
my-data-busy = Too much is waiting just now. Please try again in a few minutes.
