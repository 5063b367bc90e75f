# What was said and sent so far, and what of it a model cannot use

kept-words =
    ✍️ Your words:
    <blockquote>{ $prompt }</blockquote>
kept-options = ⚙️ { $options }
unused-surplus =
    { $count ->
        [one] ⚠️ { $count } more does not fit into one request of { $model } and is kept.
       *[other] ⚠️ { $count } more do not fit into one request of { $model } and are kept.
    }
unused-media =
    { $media ->
        [video]
            { $count ->
                [one] ⚠️ { $model } cannot use your video. It is kept for another model.
               *[other] ⚠️ { $model } cannot use { $count } of your videos. They are kept for another model.
            }
        [audio]
            { $count ->
                [one] ⚠️ { $model } cannot use your sound. It is kept for another model.
               *[other] ⚠️ { $model } cannot use { $count } of your sounds. They are kept for another model.
            }
       *[photo]
            { $count ->
                [one] ⚠️ { $model } cannot use your photo. It is kept for another model.
               *[other] ⚠️ { $model } cannot use { $count } of your photos. They are kept for another model.
            }
    }
unused-words =
    ⚠️ { $model } takes no words. These are not used:
    <blockquote>{ $prompt }</blockquote>
unused-value = ⚠️ { $model } makes { $values }, not { $value }.
unused-option = ⚠️ { $model } has no option “{ $option }”: { $value } is not used.
values-or = { $first } or { $last }
values-and-others = { $first }, { $last } and others
find-use-words = This can use your words:
find-use-options = These models can do { $options }:
find-use-options-none = No model of this kind can do { $options }.
did-you-mean = I know no model called “{ $slug }”. Did you mean one of these?
button-find-use =
    { $what ->
        [photo] 🔎 What can use the photo
        [video] 🔎 What can use the video
        [audio] 🔎 What can use the sound
        [words] 🔎 What can use the words
       *[options] 🔎 Models that can
    }
button-edit-with-words = ✏️ Edit with these words
button-edit-this = ✏️ Edit this · { $price }
button-new-instead =
    { $media ->
        [video] New video instead
       *[photo] New picture instead
    }
button-as-words = “{ $words }” is part of the words
button-without = Go on without it
