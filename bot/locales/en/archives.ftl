# Archives: results as ZIP files

archive-words = zip archive
archive-of-batch = /each · { $count }
archive-progress = 📦 <b>{ $title }</b>: { $done } of { $total } results packed
archive-parts-sent =
    { $count ->
        [one] { $count } part sent
       *[other] { $count } parts sent
    }
archive-some = Results { $first }–{ $last } of { $total }.
archive-next = The next ones: <code>/history zip { $month } { $page }</code>
archive-whole =
    { $count ->
        [one] 📦 <b>{ $title }</b> · { $count } file
       *[other] 📦 <b>{ $title }</b> · { $count } files
    }
archive-part =
    { $count ->
        [one] 📦 <b>{ $title }</b> · part { $number } · { $count } file
       *[other] 📦 <b>{ $title }</b> · part { $number } · { $count } files
    }
archive-last-part =
    { $count ->
        [one] 📦 <b>{ $title }</b> · part { $number }, the last · { $count } file in all
       *[other] 📦 <b>{ $title }</b> · part { $number }, the last · { $count } files in all
    }
archive-left-out =
    { $count ->
        [one] ⚠️ { $count } file isn’t inside. Why: { $name } in the ZIP.
       *[other] ⚠️ { $count } files aren’t inside. Why: { $name } in the ZIP.
    }
archive-again = I was interrupted while sending, so this part may have come twice.
archive-cancelled = 📦 Cancelled.
archive-parts-stay =
    { $count ->
        [one] The part that came is complete and can be opened.
       *[other] The { $count } parts that came are complete and can be opened.
    }
archive-nothing-left =
    { $count ->
        [one] 📦 No ZIP: the file is gone, or larger than bots can send.
       *[other] 📦 No ZIP: all { $count } files are gone, or larger than bots can send.
    }
archive-unreachable = 📦 I’ve tried for a while, but can’t get more files now. Please try again later.
archive-interrupted = 📦 I was stopped several times while packing, so I gave up. Please start again.
archive-failed = 📦 Something is wrong on my side, so no more comes. Please start again later.
archive-list-name = not-inside.txt
archive-list-title = These files are not in the ZIP. The number is that of the result, as in /history.
archive-list-line =
    { $why ->
        [too-large] #{ $id }, file { $place }: too large for Telegram bots
        [unreachable] #{ $id }, file { $place }: its server does not answer; try again later
       *[gone] #{ $id }, file { $place }: no longer kept
    }
button-archive-cancel = Cancel
button-zip-parts = 📦 ZIP of the originals

refusal-archives-off = ZIP files are switched off here.
refusal-archive-empty = There’s nothing to pack. Another month: /history zip 2026-11
refusal-archive-over = This ZIP is finished or cancelled.
refusal-archive-unclear = Write the month like this: /history zip 2026-11
refusal-archive-unfinished = Your last ZIP is still being packed. You can start the next one when it’s done.
refusal-too-many-archives =
    { $maximum ->
        [one] You can have { $maximum } ZIP a day. Please try again tomorrow.
       *[other] You can have { $maximum } ZIPs a day. Please try again tomorrow.
    }
refusal-archives-busy = Too many ZIPs are in line. Please try again in a few minutes.
