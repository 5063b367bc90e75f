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
