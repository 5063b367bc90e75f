# The same with several models

button-compare-with = ⚖️ Compare with…
button-compare-change = ⚖️ Other models to compare
button-compare-no-more = Only { $model } · { $price }
button-compare-own-model = Only { $model }
button-compare-model = { $model } · { $price }
button-compare-model-chosen = ✓ { $model } · { $price }
button-compare-for = ⚖️ Compare { $parts } · { $price }
button-compare-own-key = ⚖️ Compare { $parts }
command-compare = The same words with 2 or 3 models
compare-pick =
    ⚖️ <b>{ $model }</b> and…
    Pick one or two more: they make the same of your words and files, each at its own price.
compare-line = { $number }. { $what } · <b>{ $price }</b>
compare-without = ⚠️ without { $options }
compare-unable =
    { $count ->
        [one] ⚠️ Left out: { $models } can’t make this right now.
       *[other] ⚠️ Left out: { $models } can’t make this right now.
    }
compare-usage =
    Name two or three models, then your words:
    <code>/compare { $first } { $second } a cat surfing at sunset</code>
toast-compare-full = At most { $most } at once. Take one off first.
