# The same with each of several files

command-each = The same with each of many files
each-title = 🗂 <b>The same with each</b>
each-model = 🧩 { $model }
each-how = Send 2 to { $maximum } files, also as albums, then tap <b>Go</b>. What you write is said of each of them.
each-how-group = Reply to this message with 2 to { $maximum } files, also as albums, then tap <b>Go</b>.
each-full =
    { $maximum ->
        [one] ⚠️ { $maximum } at once is the most: the first one is kept.
       *[other] ⚠️ { $maximum } at once is the most: the first { $maximum } are kept.
    }
each-large =
    { $count ->
        [one] ⚠️ { $count } file is larger than 20 MB and is left out.
       *[other] ⚠️ { $count } files are larger than 20 MB and are left out.
    }
each-unreadable =
    { $count ->
        [one] ⚠️ { $count } file cannot be read as a picture, video or sound and is left out.
       *[other] ⚠️ { $count } files cannot be read as pictures, videos or sounds and are left out.
    }
each-unfit =
    { $count ->
        [one] ⚠️ { $count } file does not fit this model and is left out.
       *[other] ⚠️ { $count } files do not fit this model and are left out.
    }
each-names = <i>{ $names }</i>
each-price = { $parts } × { $price } = { $total }
batch-failed-numbers =
    { $count ->
        [one] File { $numbers } is missing; the others keep their order.
       *[other] Files { $numbers } are missing; the others keep their order.
    }
button-each =
    { $count ->
        [0] 🗂 Each of them
       *[other] 🗂 Do this to each · { $count }
    }
button-each-price = 🗂 Do this to each · { $count } × { $price }
button-each-ready = ▶️ Go · { $count }
button-each-stop = Stop
