# A KIE key of one's own

command-key = Use your own KIE key
button-key = 🔑 My KIE key
button-key-add = Add my key
button-key-replace = Replace
button-key-remove = Remove
button-key-keep = Keep it
button-key-again = Try another key
button-key-use = My key: off
button-key-pause = My key: on
toast-key-off = Own keys are disabled here.
toast-key-private = Only in private chat.
key-none =
    <b>Your own KIE key</b>
    With it, your requests are billed at KIE.ai and use none of your credits here.

    Get it at kie.ai/api-key. I store it encrypted, use it only for your requests, and delete the message you send it in.
key-ask = 🔑 Send your key from kie.ai/api-key. I’ll delete your message right away.
key-stored =
    <b>Your own KIE key</b>
    Ends in <code>{ $ending }</code>, added { DATETIME($date, dateStyle: "medium") }
key-left =
    { $count ->
        [one] KIE balance: { $count } credit.
       *[other] KIE balance: { $count } credits.
    }
key-empty = ⚠️ Your KIE balance is empty. Top it up at kie.ai.
key-refused-now = ⚠️ KIE rejects this key. Replace it or check it at kie.ai/api-key.
key-silent = KIE isn’t answering right now, so the balance is unknown.
key-begun =
    { $count ->
        [one] In progress with it: { $count } request.
       *[other] In progress with it: { $count } requests.
    }
key-in-use = ✅ It pays for your requests.
key-off-now = It’s off: you pay with your credits here.
key-welcome = ✅ The key works and is saved.
key-welcome-empty = The key works, but your KIE balance is empty. It stays off until you switch it on.
key-removed =
    { $count ->
        [0] Key removed.
        [one] Key removed. { $count } request was ended without it.
       *[other] Key removed. { $count } requests were ended without it.
    }
key-sure =
    { $count ->
        [one] { $count } request is in progress with this key. Without it I can’t fetch the result, and KIE may still charge you. Remove it now?
       *[other] { $count } requests are in progress with this key. Without it I can’t fetch the results, and KIE may still charge you. Remove it now?
    }
key-private = A key is a secret: send <code>/key</code> in private, @{ $bot }.
key-exposed = A key is a secret, and others may have seen this one. Create a new one at kie.ai/api-key and send it in private, @{ $bot }. I haven’t used this one.
key-off = Own keys are disabled here.
key-delete-yourself = ⚠️ I couldn’t delete your message with the key. Delete it yourself.
key-trouble-empty = 🔑 <b>Your KIE balance is empty.</b> Your requests are waiting. Top up at kie.ai or use another key.
key-trouble-refused = 🔑 <b>KIE rejects your key.</b> Your requests are waiting. Replace the key or check it at kie.ai/api-key.

quote-own-key =
    { $kie ->
        [one] 🔑 Billed to your KIE key: about { $kie } credit at KIE.
       *[other] 🔑 Billed to your KIE key: about { $kie } credits at KIE.
    }
result-own-key = 🔑 Paid with your own KIE key
failure-key = Your KIE key was removed or doesn’t work, so this could not be finished.
failure-own-key = It ran on your KIE key: none of your credits were used.
cancelled-own-key = Cancelled #{ $id }. It would have used your KIE key: nothing was charged.
refusal-own-key-paused = Your KIE key isn’t working right now. Top it up, replace it, or switch it off to pay with credits. Nothing was charged.
refusal-own-key-unfit = This doesn’t look like a KIE key: a key is one word without spaces. Nothing was saved.
refusal-own-key-refused = KIE rejects this key. Check it at kie.ai/api-key. Nothing was saved.
refusal-own-key-unchecked = KIE isn’t answering right now, so the key couldn’t be checked. Try again in a few minutes. Nothing was saved.
