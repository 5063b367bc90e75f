stats-writer =
    Suggested words: { $answers } today for { $cost } credits at KIE · { $month_answers } in 30 days for { $month_cost }{ $estimated ->
        [yes] { "" } (partly an estimate)
       *[no] { "" }
    }
stats-writer-purpose = · { $purpose }: { $answers }, { $cost }
writer-purpose-better = better words
writer-purpose-reword = after a refusal
writer-purpose-describe = from a picture
writer-purpose-idea = ideas
writer-purpose-transcribe = spoken words
button-better-words = ✍️ Better words
button-use-words = Use this
button-another-words = Another
button-keep-words = Keep mine
button-try-words-again = Try again
button-reword = ✍️ Reword
words-thinking = ✍️ Thinking…
words-own = Yours:
words-suggested = ✍️ Suggested:
words-edit = Nothing changes until you tap. Or send your own version.
refusal-writer-off = Suggestions are off right now. Your own words work as always.
refusal-writer-busy = Still thinking about your last one. One moment, please.
refusal-writer-used-up =
    { $maximum ->
        [one] You’ve had your { $maximum } suggestion for today. Your own words work as always; the next one comes tomorrow.
       *[other] You’ve had your { $maximum } suggestions for today. Your own words work as always; new ones come tomorrow.
    }
refusal-writer-used-up-here =
    { $maximum ->
        [one] This group has had its { $maximum } suggestion for today. Your own words work as always; the next one comes tomorrow.
       *[other] This group has had its { $maximum } suggestions for today. Your own words work as always; new ones come tomorrow.
    }
refusal-writer-slow = That took too long, so there’s no suggestion. Your words are unchanged; you can try again.
refusal-writer-unavailable = There’s no suggestion right now. Your words are unchanged; you can try again later.
refusal-writer-refused = There’s no suggestion for these words. They’re unchanged.
refusal-suggestion-gone = This suggestion is over. You can ask for another one below the price.
command-describe = Prompts for something like a picture
button-describe = 👀 Describe
describe-looking = 👀 Looking at the picture…
describe-shown = <b>Prompts for something like it</b>
describe-price = A tap shows the price first; nothing starts by itself.
describe-refused = There are no prompts for this picture.
describe-unseen = The picture was not seen this time. You can try again.
describe-file-later = The picture can’t be fetched right now. You can try again.
button-described =
    { $price ->
        [none] { $number } · Generate
       *[other] { $number } · Generate · { $price }
    }
refusal-picture-needed = I describe pictures. Reply to one with /describe, or send one with /describe as its caption.
refusal-cannot-see = I can’t look at pictures here. Describe it in your own words, and I’ll make something of them.
describe-prompt = { $number }. <blockquote>{ $prompt }</blockquote>
button-use-heard = Use these words
button-keep-typing = Type instead
spoken-listening = 🎙 Listening…
spoken-heard = 🎙 I heard:
spoken-edit = Nothing happens until you tap. Or type it your way.
spoken-unheard = I didn’t catch that this time. You can say it again, or type it.
spoken-no-words = I hear no words in it. You can say it again, or type it.
