# The cast: people, products, places and styles that are pictured again under a name

refusal-character-name = A name has { $minimum } to { $maximum } letters, without symbols or emoji. For example: Anna
refusal-character-name-taken = There is already a character named { $name }. Choose another name.
refusal-cast-full =
    { $maximum ->
        [one] There is room for { $maximum } character. Delete it first: /cast
       *[other] There is room for { $maximum } characters. Delete one first: /cast
    }
refusal-character-without-picture = A character needs a photo. Reply to a photo (sent as a photo, not as a file) with /cast and a name.
refusal-character-photos-full =
    { $maximum ->
        [one] { $name } has { $maximum } photo already. There is no room for more.
       *[other] { $name } has { $maximum } photos already. There is no room for more.
    }
refusal-character-gone = This character was deleted. The characters here: /cast
refusal-character-not-yours = Only the person who added this character, or an admin, can change it.
refusal-pictures-not-agreed = First confirm that you may use these pictures: /cast
