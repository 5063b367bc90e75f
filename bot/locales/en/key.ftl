# A KIE key of one's own

command-key = Use your own KIE key
button-key = 🔑 My KIE key
button-key-add = Add my key
button-key-replace = Replace
button-key-remove = Remove
button-key-keep = Keep it
button-key-again = Try another key
button-key-use = Use my key: off
button-key-pause = Use my key: on
toast-key-off = Own keys are switched off here.
toast-key-private = Only in our private chat, please.
key-none =
    <b>Your own KIE key</b>
    With it, what you make is paid at KIE.ai and takes none of your credits here.

    You find it at kie.ai/api-key. I keep it encrypted, use it for your requests only, and delete the message that you send it in.
key-ask = 🔑 Now send me your key from kie.ai/api-key. I delete your message at once.
key-stored =
    <b>Your own KIE key</b>
    Ends in <code>{ $ending }</code>, here since { DATETIME($date, dateStyle: "medium") }
key-left =
    { $count ->
        [one] Left at KIE: { $count } credit.
       *[other] Left at KIE: { $count } credits.
    }
key-empty = ⚠️ Its KIE balance is empty. Top it up at kie.ai.
key-refused-now = ⚠️ KIE refuses it. Replace it, or see at kie.ai/api-key what is wrong.
key-silent = KIE does not answer at the moment, so I cannot say what is left there.
key-begun =
    { $count ->
        [one] In the making with it: { $count } request.
       *[other] In the making with it: { $count } requests.
    }
key-in-use = ✅ It pays for what you make.
key-off-now = It is switched off: you pay with your credits here.
key-welcome = ✅ The key works and is stored.
key-welcome-empty = The key works, but its KIE balance is empty. I keep it switched off until you want it.
key-removed =
    { $count ->
        [0] The key is gone from here.
        [one] The key is gone from here. { $count } request ended without it.
       *[other] The key is gone from here. { $count } requests ended without it.
    }
key-sure =
    { $count ->
        [one] { $count } request is in the making with this key. Without it I cannot fetch the result, and KIE may still charge your key. Remove it now?
       *[other] { $count } requests are in the making with this key. Without it I cannot fetch the results, and KIE may still charge your key. Remove it now?
    }
key-private = A key is a secret: please send <code>/key</code> in our private chat, @{ $bot }.
key-exposed = A key is a secret, and others may have seen this one: please make a new one at kie.ai/api-key. I did not use it. Send the new one in our private chat, @{ $bot }.
key-off = Own keys are switched off here.
key-delete-yourself = ⚠️ I could not delete your message with the key. Please delete it yourself.
key-trouble-empty = 🔑 <b>Your KIE key has no credits left.</b> What you asked for waits. Top up at kie.ai, or use another key.
key-trouble-refused = 🔑 <b>KIE refuses your key.</b> What you asked for waits. Replace the key, or see at kie.ai/api-key what is wrong.

quote-own-key =
    { $kie ->
        [one] 🔑 Your own KIE key pays: about { $kie } credit there.
       *[other] 🔑 Your own KIE key pays: about { $kie } credits there.
    }
result-own-key = 🔑 Paid with your own KIE key
failure-key = Your own KIE key is gone or does not work, so I could not finish this.
failure-own-key = It went with your own KIE key: none of your credits were taken.
cancelled-own-key = Cancelled #{ $id }. It was to go with your own KIE key: nothing was taken.
refusal-own-key-paused = Your own KIE key does not work at the moment. Top up or replace it, or switch it off and pay with your credits. Nothing was charged.
refusal-own-key-unfit = That does not look like a KIE key: it is one word without spaces. Nothing was stored.
refusal-own-key-refused = KIE refuses this key. Please check it at kie.ai/api-key. Nothing was stored.
refusal-own-key-unchecked = KIE does not answer at the moment, so I could not check the key. Please try again in a few minutes. Nothing was stored.
