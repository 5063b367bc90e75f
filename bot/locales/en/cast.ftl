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

command-cast = People and things you picture again
button-cast = 🎭 Cast
button-keep-character = 🎭 As a character
button-cast-agree = Yes, mine or allowed
button-rename = ✏️ Rename
button-add-photo = 📷 Add a photo
button-character = 🎭 { $name }
button-character-on = ✓ { $name }
button-character-off =
    { $count ->
        [one] 🎭 { $name } ({ $count } photo) ✖
       *[other] 🎭 { $name } ({ $count } photos) ✖
    }
button-cast-model = { $model } · { $price }
character-kind-person = 👤 Person
character-kind-product = 📦 Product
character-kind-place = 🏠 Place
character-kind-style = 🎨 Style

cast-title = <b>Cast</b>
cast-caption = { $name }
cast-line =
    { $count ->
        [one] 🎭 <b>{ $name }</b> · { $kind ->
            [person] person
            [product] product
            [place] place
           *[style] style
        } · { $count } photo
       *[other] 🎭 <b>{ $name }</b> · { $kind ->
            [person] person
            [product] product
            [place] place
           *[style] style
        } · { $count } photos
    }
cast-empty =
    Characters look the same in every picture. Reply to a photo with a name:
    <code>/cast Anna</code>
    Then just write “Anna on the beach”.
cast-new =
    { $count ->
        [one] 🎭 <b>{ $name }</b> · { $count } photo
       *[other] 🎭 <b>{ $name }</b> · { $count } photos
    }
cast-agree = Are these pictures yours, or may you use them?
cast-kind = What is it?
cast-kept = 🎭 <b>{ $name }</b> is in the cast. Write “{ $name }” or @{ $name } in your next request.
cast-use = Write “{ $name }” or @{ $name } in a request.
cast-not-kept = Nothing was kept.
cast-ask-name = What is the name? 2 to 24 letters, for example: Anna
cast-ask-photo = Send a photo of { $name }.
cast-delete = Delete { $name } with all pictures? Results that you have made stay.
cast-pick = Who is in it?
cast-left-out = { $model } has no room for more pictures. Left out: { $names }
cast-no-pictures = { $model } takes no pictures. Left out: { $names }
cast-gone =
    { $count ->
        [one] { $count } character of this request is not in the cast any more and is left out.
       *[other] { $count } characters of this request are not in the cast any more and are left out.
    }
cast-off = Characters are switched off in this bot.
