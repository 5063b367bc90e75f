# The quote

quote-prompt = <blockquote>{ $prompt }</blockquote>
quote-prompt-folded = <blockquote expandable>{ $prompt }</blockquote>
quote-option = { $value }
quote-option-on = { $option }
quote-option-off = { $option }: no
quote-option-number = { $option } { $value }
quote-option-text = { $option } “{ $value }”
quote-what = { $what }
quote-price =
    { $price ->
        [one] { $what }: <b>{ $price } credit</b>, { $time }.
       *[other] { $what }: <b>{ $price } credits</b>, { $time }.
    }
quote-left-free =
    { $available ->
        [one] You have { $available } free credit, { $left } left after.
       *[other] You have { $available } free credits, { $left } left after.
    }
quote-left-own =
    { $available ->
        [one] You have { $available } credit of your own, { $left } left after.
       *[other] You have { $available } credits of your own, { $left } left after.
    }
quote-left-enough = You have { $available }, { $left } left after. Paid with free credits.
quote-left-both = You have { $available }, { $left } left after. Pays: { $allowance } free, { $bought } of your own.
quote-too-dear =
    { $price ->
        [one] <b>Not enough credits:</b> this needs { $price } credit, you have { $available }. Missing: { $missing }.
       *[other] <b>Not enough credits:</b> this needs { $price } credits, you have { $available }. Missing: { $missing }.
    }
quote-cheaper = You can afford:
line-edited = ✏️ Changed by your edit: { $changes }
quote-renewed = That price was from another day. Here is today’s:
quote-dismissed = Cancelled. Nothing was charged. /menu
toast-dismissed = Cancelled. Nothing was charged.
