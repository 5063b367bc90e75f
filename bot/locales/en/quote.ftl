# The quote

quote-prompt = <blockquote>{ $prompt }</blockquote>
quote-prompt-folded = <blockquote expandable>{ $prompt }</blockquote>
quote-option = { $value }
quote-option-on = { $option }
quote-option-off = { $option }: no
quote-option-named = { $option }: { $value }
quote-option-mode-description = from a description
quote-option-mode-lyrics = custom
quote-option-voice = 🔊 { $value }
quote-option-audio-on = with sound
quote-option-audio-off = no sound
quote-option-number = { $option } { $value }
quote-option-text = { $option } “{ $value }”
quote-results =
    { $kind ->
        [video]
            { $count ->
                [one] { $count } video
               *[other] { $count } videos
            }
        [image]
            { $count ->
                [one] { $count } picture
               *[other] { $count } pictures
            }
       *[music]
            { $count ->
                [one] { $count } track
               *[other] { $count } tracks
            }
    }
quote-price =
    { $price ->
        [one] <b>{ $price } credit</b>, { $time }.
       *[other] <b>{ $price } credits</b>, { $time }.
    }
quote-left-free =
    { $available ->
        [one] You have { $available } free credit, { $left } left after.
       *[other] You have { $available } free credits, { $left } left after.
    }
quote-left-own =
    { $available ->
        [one] You have { $available } credit, { $left } left after.
       *[other] You have { $available } credits, { $left } left after.
    }
quote-left-enough = You have { $available }, { $left } left after. Paid with free credits.
quote-left-both = You have { $available }, { $left } left after. Paid with { $allowance } free and { $bought } bought.
quote-too-dear =
    { $price ->
        [one] <b>Not enough credits:</b> this costs { $price } credit, you have { $available }. Missing: { $missing }.
       *[other] <b>Not enough credits:</b> this costs { $price } credits, you have { $available }. Missing: { $missing }.
    }
quote-cheaper = You can afford:
quote-cheaper-or-buy = Add credits, or pick what you can afford:
line-edited = ✏️ Updated after your edit: { $changes }
quote-renewed = The price has expired. Here is the current one:
quote-dismissed = Cancelled. Nothing was charged. /menu
toast-dismissed = Cancelled. Nothing was charged.

# Hints for people who are new, below a price

hint =
    💡 { $hint ->
        [words] ✍️ rewrites your words for this model. You see them first, nothing is charged.
        [several] ×2 and more make several at once, at a price shown beforehand.
       *[cast] 🎭 remembers a face or a product: use it again by its name.
    }
hint-off = Hints can be turned off in /settings.
