# For operators

grant-usage =
    <code>/grant USER_ID CREDITS</code>
    For example <code>/grant 123456789 100</code>. A negative number takes back. A group’s id, which is negative, means its balance.
grant-done =
    { $amount ->
        [one] Given: { $amount } credit to <code>{ $person }</code>. Now they have { $available }.
       *[other] Given: { $amount } credits to <code>{ $person }</code>. Now they have { $available }.
    }
grant-taken =
    { $amount ->
        [one] Taken back: { $amount } credit from <code>{ $person }</code>. Now they have { $available }.
       *[other] Taken back: { $amount } credits from <code>{ $person }</code>. Now they have { $available }.
    }
grant-received =
    { $amount ->
        [one] 🎁 You were given { $amount } credit. { $money }
       *[other] 🎁 You were given { $amount } credits. { $money }
    }
block-usage = <code>/{ $command } USER_ID</code>
block-done = Person <code>{ $person }</code> is blocked.
unblock-done = Person <code>{ $person }</code> may use the bot again.
stats-title = <b>Statistics</b>
stats-people = People: { $count }
stats-arrivals = New people by shared results: { $count }
stats-credits = Credits: { $captured } spent · { $held } held · { $available } available
stats-states = <b>Generations by state</b>
stats-models = <b>Delivered, by model</b>
stats-line = { $name }: { $count }
switch-usage =
    <code>/model SLUG off</code> or <code>/model SLUG on</code>
    Off now: { $off }
switch-off = <code>{ $slug }</code> is off: nobody can start it, what waits in line for it is returned, what is being made goes on.
switch-on = <code>{ $slug }</code> is on again.
broadcast-usage =
    <code>/broadcast your words</code>, or <code>/broadcast</code> as a reply to any message: everybody who ever wrote to me gets it.
broadcast-question =
    { $count ->
        [one] The message above goes to { $count } person. Send it?
       *[other] The message above goes to { $count } people. Send it?
    }
broadcast-begun = It is on its way. I tell you when everybody has it; <code>/broadcast</code> shows how far it is.
broadcast-dropped = Cancelled. Nobody got it.
broadcast-running = Under way: { $reached } reached, { $missed } not reachable.
broadcast-ended = 📣 Broadcast finished: { $reached } reached, { $missed } not reachable (they blocked me or never wrote in private).
job-usage = <code>/job NUMBER</code>
job-facts =
    <b>#{ $id }</b> · <b>{ $now }</b>
    <code>{ $model }</code> · { $dialect } · route { $route }
    Person: <code>{ $person }</code>
    Price: { $price } · captured: { $captured }
    Task: <code>{ $task }</code>
    Attempts: { $attempts } · deliveries: { $deliveries }
    Deadline: { $deadline } UTC
    References: { $references } · options: { $options }
job-cost = KIE credits: expected { $expected } · taken { $taken }
job-state = { $state }
job-state-stage = { $state } ({ $stage })
job-step = { $time } · { $state } { $detail }
job-failure = Failure: { $kind } – { $detail }
job-asset = Asset { $id } · { $sent } · { $url }
alert-out-of-credits = ⚠️ <b>KIE balance is empty.</b> Requests are queued. { $detail }
alert-credits-back = ✅ KIE takes work again.
alert-credits-low = ⚠️ <b>The KIE balance is low.</b> Credits left there: { $detail }. Top it up before paid work has to wait.
alert-credits-fine = ✅ The KIE balance is topped up again. Credits left there: { $detail }.
alert-access-refused = ⚠️ <b>KIE refuses our key.</b> No credits move until it is fixed. { $detail }
alert-access-back = ✅ KIE accepts our key again.
alert-in-doubt = ⚠️ #{ $id } is in doubt: KIE may have it. It is never sent twice; it is released at its deadline. /job { $id } { $detail }
alert-doubt-rescued = ✅ #{ $id } is no longer in doubt: KIE called back, it goes on.
alert-doubt-released = ✅ #{ $id } is no longer in doubt: nobody called until its deadline, the credits went back.
alert-updates-conflict = ⚠️ <b>Another process takes the messages for this bot.</b> It uses the same BOT_TOKEN with getUpdates or a webhook: stop it, or people get no answers. { $detail }
alert-updates-silent = ⚠️ <b>Telegram gives me no messages.</b> People get no answers. { $detail }
alert-updates-back = ✅ Messages arrive again.
alert-held-back = 🔕 More alerts of this kind are held back for half an hour: { $detail }. The log has all of them.
alert-model-troubled = ⚠️ #{ $id }: <b>a model keeps failing at KIE.</b> It is marked in the menu and tried again every few minutes. { $detail }
alert-model-not-allowed = ⚠️ #{ $id }: <b>KIE does not let our key use one model.</b> The others go on. It is refused here and tried again every quarter of an hour: add it to the key’s models at kie.ai/api-key, or switch it off. { $detail }
alert-results-missing = ⚠️ #{ $id }: <b>a model brings less than was ordered, again.</b> What is missing was not charged. { $detail }
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
        [image] a picture
        [minute] a minute
        [thousand_characters] per 1,000 characters
       *[generation] a request
    } at KIE, the catalogue says { $expected }.</b> It was so three times in a row, last with #{ $id }. People still pay what they are quoted: if the price is wrong, correct it in bot/catalog/models/{ $slug }.toml and restart, or take the model off with <code>/model { $slug } off</code>.
alert-cost-agrees = ✅ { $model } costs at KIE what the catalogue says again: { $taken } { $per ->
        [second] a second
        [reference_second] a second of what is supplied
        [image] a picture
        [minute] a minute
        [thousand_characters] per 1,000 characters
       *[generation] a request
    } (#{ $id }).
alert-internal = ⚠️ #{ $id } failed by our own fault. /job { $id } { $detail }
