"""Why something about a cast is not done."""

from __future__ import annotations

from bot.errors import Refusal


class CharacterNameUnusable(Refusal):
    """It is no name: too short, too long, or more than letters. Facts: minimum, maximum (letters)."""

    code = "character-name"


class CharacterNameTaken(Refusal):
    """Another one of the cast has this name. Facts: name."""

    code = "character-name-taken"


class CastFull(Refusal):
    """The cast has as many as it may have. Facts: maximum."""

    code = "cast-full"


class CharacterWithoutPicture(Refusal):
    """There is no picture of it."""

    code = "character-without-picture"


class CharacterPhotosFull(Refusal):
    """It has as many pictures as it may have. Facts: name, maximum."""

    code = "character-photos-full"


class CharacterGone(Refusal):
    """It was deleted, or was never in this chat's cast."""

    code = "character-gone"


class CharacterNotYours(Refusal):
    """Only who has added it, or an admin of the group, may change it."""

    code = "character-not-yours"


class PicturesNotAgreed(Refusal):
    """The person has not said yet that they may use the pictures."""

    code = "pictures-not-agreed"
