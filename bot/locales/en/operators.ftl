# For operators

grant-usage =
    <code>/grant 123456789 100 reason</code> gives credits; a negative number takes them back. An @name works too, and so does <code>/grant 100</code> in reply to the person’s message. A negative id is a group’s balance. The reason stays in the log.
grant-done =
    { $amount ->
        [one] Given: { $amount } credit to { $owner }. Now they have { $available }.
       *[other] Given: { $amount } credits to { $owner }. Now they have { $available }.
    }
grant-taken =
    { $amount ->
        [one] Taken back: { $amount } credit from { $owner }. Now they have { $available }.
       *[other] Taken back: { $amount } credits from { $owner }. Now they have { $available }.
    }
grant-received =
    { $amount ->
        [one] 🎁 You received { $amount } credit. { $money }
       *[other] 🎁 You received { $amount } credits. { $money }
    }
block-usage = <code>/{ $command } 123456789 reason</code>, <code>/{ $command } @name</code>, or <code>/{ $command } reason</code> in reply to the person’s message. When blocked, they read the reason.
block-told = The operator has blocked new requests from you. What is in progress goes on, your results stay. /paysupport
block-told-reason = Reason: { $reason }
unblock-told = You can create again.
grant-question =
    { $amount ->
        [one] Give { $amount } credit to { $owner }?
       *[other] Give { $amount } credits to { $owner }?
    }
grant-question-take =
    { $amount ->
        [one] Take back { $amount } credit from { $owner }?
       *[other] Take back { $amount } credits from { $owner }?
    }
button-grant-sure = Yes, do it
button-grant-drop = No
grant-dropped = Nothing was changed.
grant-question-over = This question was answered, or is too old. Nothing was changed by this tap; send /grant again if needed.
refusal-has-role = This person has a role here. An owner takes it in /staff first.
block-done = { $person } is blocked.
block-subscriptions =
    { $count ->
        [one] { $count } subscription won’t be renewed.
       *[other] { $count } subscriptions won’t be renewed.
    }
unblock-done = { $person } is unblocked.
stats-title = <b>Statistics</b>
stats-people = Users: { $count }
stats-active = Active: { $today } today · { $week } in 7 days · { $month } in 30 days
stats-arrivals = New people by shared results: { $count }
stats-credits = Credits: { $captured } spent · { $held } held · { $available } available
stats-owed = Available: { $paid } paid · { $given } given · { $free } free
stats-free = Free credits spent today: { $spent }
stats-free-budget = Free credits spent today: { $spent } of { $budget }
stats-states = <b>Generations by state</b>
stats-state-waiting = waiting for the step before
stats-state-held = in the queue
stats-state-submitting = being sent
stats-state-in_doubt = unclear whether sent
stats-state-running = being made
stats-state-ready = made, on the way to the chat
stats-state-delivered = delivered
stats-state-stored = kept in history
stats-state-failed = failed
stats-state-cancelled = cancelled
stats-models = <b>Delivered, by model</b>
stats-sources = <b>What brought people here</b>
stats-source-direct = no link
stats-source-group = groups
stats-source-model = links to models
stats-source-example = links to examples
stats-source-recipe = links to recipes
stats-source-shared = shared results
stats-source-gift = gifts
stats-source-promo = promo codes
stats-source-look = shared looks
stats-source-invite = invitations
stats-source-ad = campaign { $name }
stats-line = { $name }: { $count }
switch-usage =
    <code>/model SLUG</code>: its price, what it brings, and what can be changed
    <code>/model SLUG off</code> or <code>/model SLUG on</code>
    Off now: { $off }
switch-off = <code>{ $slug }</code> is off: no new requests, queued ones are refunded, requests in progress go on.
switch-on = <code>{ $slug }</code> is on again.
priced-title = <b>{ $model }</b> · <code>{ $slug }</code>
priced-saved = ✅ Saved. It holds for new quotes; those already shown keep their price.
priced-state =
    { $state ->
        [off] ⛔ Off
        [hidden] 🙈 Hidden: no one finds it, requests in progress go on
       *[on] ✅ On sale
    }
priced-kie =
    { $per ->
        [thousand_characters] At KIE: { $credits } credits for 1,000 characters
        [minute] At KIE: { $credits } credits a minute
        [reference_second] At KIE: { $credits } credits a second of what is sent
       *[generation] At KIE: { $credits } credits
    }
priced-here =
    { $per ->
        [thousand_characters] Here: { $credits } credits for 1,000 characters
        [minute] Here: { $credits } credits a minute
        [reference_second] Here: { $credits } credits a second of what is sent
       *[generation] Here: { $credits } credits
    }
priced-margin =
    { $loss ->
        [yes] ⚠️ Margin: { $margin }. It is sold below cost.
       *[no] Margin: { $margin }
    }
priced-free = Margin: none, it is free
priced-no-price = It isn’t offered here.
priced-multiplier-usual = Multiplier: ×{ $multiplier }, like all models
priced-multiplier = Multiplier: ×{ $multiplier } (other models: ×{ $usual })
priced-surcharge =
    { $count ->
        [one] Surcharge: { $count } credit for each generation
       *[other] Surcharge: { $count } credits for each generation
    }
priced-sales = { $days } days: { $sold } sold for { $credits } credits, { $failed } failed
priced-usage =
    <code>/model { $slug } ×1.2</code>: multiplier
    <code>/model { $slug } +3</code>: surcharge in credits
    <code>/model { $slug } default</code>: price like all models
priced-loss =
    ⚠️ <b>{ $model }</b> would be sold below cost: { $here } credits here for { $kie } credits at KIE.

    Set this price all the same?
button-model-terms-loss = Sell below cost
button-model-terms-leave = Leave it as it is
button-model-terms-on = Switch on
button-model-terms-off = Switch off
button-model-terms-hide = 🙈 Hide
button-model-terms-show = 👀 Show
button-model-terms-usual = Price like all models
refusal-model-terms-changed = The terms of this model were changed meanwhile. See /model with its name.
refusal-model-terms-out-of-bounds = A multiplier is between 0.01 and 1000 with up to four decimal places, a surcharge between 0 and 10,000 credits.
job-usage = <code>/job NUMBER</code>
job-facts =
    <b>#{ $id }</b> · <b>{ $now }</b>
    <code>{ $model }</code> · { $dialect } · route { $route }
    Person: { $person }
    Price: { $price } · captured: { $captured }
    Task: <code>{ $task }</code>
    Attempts: { $attempts } · deliveries: { $deliveries }
    Deadline: { $deadline } UTC
    References: { $references } · options: { $options }
job-cost = KIE credits: expected { $expected } · taken { $taken }
job-state = { $state }
job-state-stage = { $state } ({ $stage })
job-step = { $time } · { $state } { $detail }
job-instead-of = In place of #{ $failed } ({ $model } · { $price })
job-failure = Failure: { $kind } – { $detail }
job-asset = Asset { $id } · { $sent } · { $url }
alert-out-of-credits = ⚠️ <b>KIE balance is empty.</b> Requests are queued, nothing is sold. After a top-up all goes on by itself. { $detail }
alert-credits-back = ✅ KIE accepts requests again.
alert-credits-low = ⚠️ <b>KIE balance is low.</b> Credits left: { $detail }. Top it up, or paid requests will have to wait.
alert-credits-fine = ✅ KIE balance is topped up. Credits left: { $detail }.
alert-access-refused = ⚠️ <b>KIE rejects our key.</b> Requests are queued until it’s fixed. { $detail }
alert-access-back = ✅ KIE accepts our key again.
alert-key-empty = ⚠️ <b>One KIE key is out of credits.</b> The other keys take over its requests. { $detail }
alert-key-refused = ⚠️ <b>KIE rejects one of our keys.</b> The other keys take over its requests. { $detail }
alert-key-back = ✅ KIE serves this key again: { $detail }
alert-in-doubt = ⚠️ #{ $id } is in doubt: KIE may have accepted it. It’s never sent twice; the credits are returned at its deadline. /job { $id } { $detail }
alert-doubt-rescued = ✅ #{ $id } is no longer in doubt: KIE called back, the request goes on.
alert-doubt-released = ✅ #{ $id } is no longer in doubt: no answer by its deadline, the credits were returned.
alert-updates-conflict = ⚠️ <b>Another process takes the messages for this bot.</b> It uses the same BOT_TOKEN with getUpdates or a webhook: stop it, or people get no answers. { $detail }
alert-updates-silent = ⚠️ <b>Telegram gives me no messages.</b> People get no answers. { $detail }
alert-updates-back = ✅ Messages arrive again.
alert-held-back = 🔕 More alerts of this kind are muted for half an hour: { $detail }. The log has all of them.
alert-model-troubled = ⚠️ #{ $id }: <b>a model keeps failing at KIE.</b> It’s marked in the menu and retried every few minutes. { $detail }
alert-model-not-allowed = ⚠️ #{ $id }: <b>our KIE key has no access to a model.</b> Other models work. It’s refused here and retried every 15 minutes: allow it for the key at kie.ai/api-key, or switch it off. { $detail }
alert-results-missing = ⚠️ #{ $id }: <b>a model keeps returning fewer results than ordered.</b> The missing ones weren’t charged. { $detail }
alert-unknown-state = ⚠️ #{ $id }: KIE has results, beside a word for the state that I do not know. Does it mean success? Until then people wait, and get their credits back at the deadline. { $detail }
button-accept-state = It means success: take the results
state-accepted = Taken: “{ $word }” means success from now on, for this model.
alert-model-back = ✅ It works again: { $detail } (#{ $id }).
alert-loop-fell = ⚠️ A part of the bot stopped by an error and was started again: { $detail }. The log says why.
alert-storage-trouble = ⚠️ <b>The database cannot be used.</b> Requests are answered with “try later”, what is under way waits; nothing is lost while the bot runs: do not stop it. Look at the disk and at what else holds the file. { $detail }
alert-storage-back = ✅ The database can be written to again: everything goes on.
alert-cost-differs =
    ⚠️ <b>{ $model } costs { $taken } { $per ->
        [second] a second
        [reference_second] a second of what is supplied
        [result] a result
        [minute] a minute
        [thousand_characters] per 1,000 characters
       *[generation] a request
    } at KIE, the catalogue says { $expected }.</b> It was so three times in a row, last with #{ $id }. People still pay what they are quoted: if the price is wrong, correct it in bot/catalog/models/{ $slug }.toml and restart, or take the model off with <code>/model { $slug } off</code>.
alert-cost-agrees = ✅ { $model } costs at KIE what the catalogue says again: { $taken } { $per ->
        [second] a second
        [reference_second] a second of what is supplied
        [result] a result
        [minute] a minute
        [thousand_characters] per 1,000 characters
       *[generation] a request
    } (#{ $id }).
alert-internal = ⚠️ #{ $id } failed because of our own error. /job { $id } { $detail }
