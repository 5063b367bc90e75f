# The quote

quote-prompt = <blockquote>{ $prompt }</blockquote>
quote-option = { $option }: { $value }
quote-price =
    { $price ->
        [one] Price: <b>{ $price } credit</b> · { $time }
       *[other] Price: <b>{ $price } credits</b> · { $time }
    }
quote-left = You have { $available }; { $left } will be left.
quote-too-dear =
    { $price ->
        [one] <b>Not enough credits:</b> this needs { $price } credit, you have { $available }. Missing: { $missing }.
       *[other] <b>Not enough credits:</b> this needs { $price } credits, you have { $available }. Missing: { $missing }.
    }
quote-cheaper = Your credits reach for these:
quote-renewed = That price was from another day. Here is today’s:
quote-dismissed = Put away. Nothing was charged. /menu
