# What went wrong, and the next step

failure-title = <b>{ $model }</b> · #{ $id }: failed
failure-content = Blocked by the model’s content filter. Try rephrasing: real people, nudity and violence are common reasons.
failure-request = The maker did not accept something in this request. Have another look at the card.
failure-request-option = The maker did not accept this: <b>{ $option }</b>. Please choose something else there.
failure-request-prompt = The maker did not accept the text. Please write it another way.
failure-request-reference = The maker could not use the file you sent. Please send another one.
failure-provider = This model is out of order right now. Another one can do it.
failure-slow = It takes far too long. I keep watching: should it still come, it is yours for free.
failure-busy = The maker’s queue for this model is too long right now: it waited there and was given up. Try it later, or take another one.
failure-likely-content = The maker ended it at once and did not say why. With a picture that is probably its rules for pictures of people. The same again would most likely end the same: another picture, or other words, may work.
failure-not-allowed = This model is not available here at the moment. Another one can do it.
failure-not-allowed-own = KIE does not let your own key use this model. Add it to the key’s models at KIE, or take another model.
failure-internal = Something broke on our side, sorry. Try again; if it happens twice, tell the operator. The number is #{ $id }.
failure-returned =
    { $returned ->
        [0] Nothing was charged.
        [one] Returned: { $returned } credit.
       *[other] Returned: { $returned } credits.
    }
button-watch = 👀 Still watching?
button-tell-admin = Tell the operator
button-other-file = Send another file
button-change-option = Change: { $option }
toast-watch-coming = It is in the making right now.
toast-watch-came = It has come! You find it in this chat and in /history.
toast-watch-on = Nothing yet. I look every ten minutes, for two days. If it comes, it is free.
toast-watch-over = It did not come, and I have stopped looking. Your credits are back.
toast-admin-told = The operator knows now. Thank you!
error-storage = ⏳ I could not do that: my storage does not work just now. Please try again in a few minutes.
error-internal = Sorry, something broke on our side. Nothing was charged for it. The number is <code>{ $id }</code>.
alert-reported = 🙋 A person asks you to look at a fault: #{ $id } (0 = no generation). Person and number: { $detail }
