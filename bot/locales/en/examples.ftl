# Examples of what models make

command-examples = See what the models make
examples-title = <b>Examples</b>
    What would you like to see? Each can be made like this, with your own words.
examples-none = There are no examples yet. Pick a kind and make the first one:
examples-video = <b>Videos</b>
examples-image = <b>Pictures</b>
examples-audio = <b>Voice and sound</b>
examples-music = <b>Music</b>
examples-line = { $number }. <b>{ $model }</b>: { $prompt }
example-not-now = This example can’t be shown right now.
button-examples = 👀 Examples
button-examples-kind = { $kind } · { $count }
button-example-show = ▶ Example
button-example-number = { $number } · { $model }
button-like-this = ✨ Make one like this
button-like-this-price = ✨ Make one like this · { $price }
refusal-example-gone = This example isn’t there any more. See /examples.

# Recording them, for the operator
button-record = ⏺ Record an example
button-record-sure =
    { $price ->
        [one] Record · { $price } KIE credit
       *[other] Record · { $price } KIE credits
    }
record-question =
    Record an example of <b>{ $model }</b>? It costs { $price ->
        [one] { $price } credit
       *[other] { $price } credits
    } at KIE, once.
    <blockquote>{ $prompt }</blockquote>
record-ordered = <b>{ $model }</b>: the example is being recorded. It comes to the first admin’s chat, then it is on the card and in /examples.
record-done =
    Example of <b>{ $model }</b>, now on its card and in /examples.
    <blockquote>{ $prompt }</blockquote>
record-failed = The example of <b>{ $model }</b> could not be recorded. Its card has the button again.
toast-recorded-before = Already recorded, or on its way

# Results that people let be examples
button-propose = ⭐ Offer as example
button-propose-sure = Yes, offer it
toast-propose = If the operator takes it, everyone can see this result with its prompt and settings. Your name is not shown. Deleting the result, or /forget, takes it back.
toast-proposed = Offered. I’ll tell you what the operator decides.
toast-proposed-before = Offered before
refusal-not-proposable = Only results made from your own words, without media and recipes, can be examples.
refusal-too-many-proposals =
    { $maximum ->
        [one] { $maximum } result of yours is waiting for the operator already.
       *[other] { $maximum } results of yours are waiting for the operator already.
    }
alert-example-proposed = ⭐ A user offers their result #{ $id } as an example.
button-proposals = 📥 Offered
button-proposal-look = Look at it
proposal-title = <b>Offered as an example</b>
button-proposal-take = Take
button-proposal-decline = Decline
toast-proposal-taken = Taken: everyone sees it
toast-proposal-declined = Declined
toast-no-proposals = Nothing is waiting
proposal-taken = ⭐ Your result #{ $id } ({ $model }) is now among the examples.
proposal-declined = Your result #{ $id } ({ $model }) was not taken as an example. It stays yours.
