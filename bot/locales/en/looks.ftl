# Looks: a model with its options and words, kept under a name, with a gap for what is new each time.

refusal-look-gone = This look is no longer available. Yours are in /looks
refusal-look-name-wrong = A look’s name has { $minimum } to { $maximum } letters, digits or spaces, with no other characters. For example: Film noir
refusal-look-name-taken = You already have a look named { $name }. Choose another name.
refusal-look-gap-missing = Mark the place for new words with ___. For example: ___, film noir, rain
refusal-look-gaps-too-many =
    { $number ->
        [one] Only one place can be marked for new words. Leave one mark and send the text again.
       *[other] You marked { $number } places, but only one can be filled. Leave one mark and send the text again.
    }
refusal-look-too-long =
    { $maximum ->
        [one] The words of a look can have { $maximum } character. Shorten the text.
       *[other] The words of a look can have { $maximum } characters. Shorten the text.
    }
refusal-look-not-keepable = This result can’t be kept as a look: part of its words are hidden, or its model is gone.
refusal-too-many-looks =
    { $maximum ->
        [one] You have { $maximum } look, that’s the limit. Delete it first: /looks
       *[other] You have { $maximum } looks, that’s the limit. Delete some first: /looks
    }

command-look = Create in a look you kept: /look name words
command-looks = Your looks

button-look-keep = 🎨 Keep as a look
button-looks = 🎨 My looks
button-look = 🎨 { $name }
button-look-price = 🎨 { $name } · { $price }
button-look-off = 🚫 { $name }
button-look-use = Use it
button-look-gap = ✏️ Change words
button-look-rename = Rename
button-look-give = Share
button-look-delete = 🗑 Delete
button-look-drop = ✖ 🎨 { $name }
button-looks-manage = ⚙️ Rename, share, delete
button-looks-use = ‹ Back to using them
button-looks-back = ‹ My looks
button-look-give-open = Link, words can be read
button-look-give-hidden = Link, words hidden
button-look-give-stop = Stop sharing
button-look-publish-open = 📢 For everyone, words can be read
button-look-publish-hidden = 📢 For everyone, words hidden
button-look-switch-on = ✅ Show to everyone
button-look-switch-off = Hide from everyone
button-look-title = Name ({ $language })
button-look-instead = { $model } · { $price }

looks-title = <b>Looks</b>
    Pick one and send your words. In one line: /look name words
looks-manage = <b>Looks</b>
    Which one do you want to change?
looks-none = You have no looks yet. When you like a result, tap More below it, then 🎨: its model, options and words are kept under a name.
look-unknown = You have no look of that name. Pick one:
look-line = 🎨 Look: <b>{ $name }</b>
look-line-hidden = 🎨 Look: <b>{ $name }</b>, its words are hidden
look-title = 🎨 <b>{ $name }</b> · { $model }
look-words = <blockquote expandable>{ $words }</blockquote>
look-words-none = Only the model and its options, no words of its own.
look-words-hidden = The words are hidden by the person who shared it.
look-lost = The person who shared this look has deleted it. Its words were hidden, so it can’t be used any more.
look-kept = ✅ The look is kept. New words go where you see ___.
look-ask-name = What should this look be called? Send a name, for example: Film noir
look-ask-new-name = What should { $name } be called now? Send the new name.
look-ask-gap = <b>{ $name }</b>: where do new words go?
look-gap = { $number }. { $words }
look-ask-gap-typed = Or send the words yourself, with ___ where new words go.
look-delete = Delete the look { $name }? People who took it with hidden words won’t be able to use it any more. Copies with readable words stay.
look-deleted = The look { $name } is deleted.
look-give = <b>{ $name }</b>: how do you want to share it?

    Words can be read: people get their own copy, which stays even if you delete yours.

    Words hidden: people use the look and never see its words. It stops working for them when you delete it.
look-link-open = Anyone with this link gets a copy of { $name }, with its words:
    { $url }
look-link-hidden = Anyone with this link can use { $name } without seeing its words:
    { $url }
look-shared = A look for your pictures: { $name }
look-give-stopped = The links to { $name } no longer work. People who already took it keep it.
look-taken = ✅ This look is now yours. Tap Use it and send your words.
look-taken-before = You already have this look.
look-taken-own = This is your own look.
look-model-gone = { $name } was made with { $model }, which is not available now, and nothing similar is.
look-model-gone-instead = { $name } was made with { $model }, which is not available now. The closest one:
look-published-on = 📢 Everyone sees this look.
look-published-off = 📢 Not shown yet.
look-published-hidden = People use it without seeing its words.
look-published-name = { $language }: { $name }
look-ask-title = The name in this language ({ $language }):
look-unpublish = Delete { $name } for everyone?
