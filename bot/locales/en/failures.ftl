# What went wrong, and the next step

failure-title = <b>{ $model }</b> · #{ $id }: failed
failure-content = Blocked by the model’s content filter. Try rephrasing: real people, nudity and violence are common reasons.
failure-request = The model did not accept this request. Check the settings and try again.
failure-request-option = The model did not accept <b>{ $option }</b>. Choose another value.
failure-request-prompt = The model did not accept the text. Try rephrasing it.
failure-request-reference = The model could not read your file. Send another one.
failure-request-character = A photo of a character can’t be opened any more. Add a new one with /cast, or leave the character out.
failure-provider = This model isn’t working right now. Try another one.
failure-slow = It took too long. If the result still arrives, you get it for free.
failure-busy = The queue for this model is too long right now. Try later or use another model.
failure-likely-content = Probably blocked by the model’s content filter: it often rejects pictures of real people. Try another picture or prompt.
failure-not-allowed = This model isn’t available here right now. Try another one.
failure-not-allowed-own = Your KIE key has no access to this model. Allow it in the key’s settings at KIE, or use another model.
failure-internal = Something broke on our side, sorry. Try again. If it happens twice, report it: #{ $id }.
failure-returned =
    { $returned ->
        [0] Nothing was charged.
        [one] Returned: { $returned } credit.
       *[other] Returned: { $returned } credits.
    }
button-watch = 👀 Any news?
button-tell-admin = Report to the operator
button-other-file = Send another file
button-change-option = Change: { $option }
toast-watch-coming = It’s in progress right now.
toast-watch-came = The result is here! See this chat or /history.
toast-watch-on = Nothing yet. I check every ten minutes for two days. If it comes, it’s free.
toast-watch-over = It never came, and I’ve stopped checking. Your credits are back.
toast-admin-told = Reported to the operator. Thank you!
error-storage = ⏳ Something isn’t working on our side. Try again in a few minutes.
error-internal = Something broke on our side, sorry. Nothing was charged for this. Error number: <code>{ $id }</code>.
alert-reported = 🙋 A user reports a problem: #{ $id } (0 = no request). User and number: { $detail }
