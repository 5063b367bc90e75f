"""Who of a cast is in a request, and with which pictures: as many as the model has places for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.cast.names import named, without_marks
from bot.catalog.spec import Media, Offer, ReferenceNeed
from bot.domain.cast import Character, CharacterKind
from bot.domain.generation import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Who is to be in a request.

    Attributes:
        words: the person's words.
        on: ids of characters that were picked.
        off: ids of characters that were switched off, whatever the words say.
    """

    words: str = ""
    on: Collection[int] = ()
    off: Collection[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """Who is in a request.

    Attributes:
        used: each with those of its pictures that the model gets, in the order of the references.
        left_out: those for whom the model has no place.
        gone: how many were picked and are not in the cast (any more).
        takes_pictures: whether the model takes pictures at all.
        known: how many the cast has.
    """

    used: tuple[tuple[Character, tuple[Reference, ...]], ...] = ()
    left_out: tuple[Character, ...] = ()
    gone: int = 0
    takes_pictures: bool = True
    known: int = 0

    @property
    def references(self) -> tuple[Reference, ...]:
        """The pictures that the model gets."""
        return tuple(reference for _, references in self.used for reference in references)

    @property
    def wanted(self) -> tuple[Character, ...]:
        """Everyone who is to be in it."""
        return (*(character for character, _ in self.used), *self.left_out)


def called(characters: Sequence[Character], call: Call) -> Sequence[Character]:
    """Who is to be in a request: those that the words name, in their order, then those that were picked."""
    by_words = named(characters, call.words) if call.words else []
    picked = [one for one in characters if one.id in call.on]
    both = {one.id: one for one in (*by_words, *picked)}
    return [one for one in both.values() if one.id not in call.off]


def casting(characters: Sequence[Character], call: Call, offer: Offer, own: Sequence[Reference]) -> Casting:
    """Give those who are called places among a model's pictures, behind the person's own.

    Each gets a place before one gets a second. Where the pictures are the frames of a film, one character has one place.
    """
    wanted = called(characters, call)
    known = {one.id for one in characters}
    gone = sum(one not in known for one in call.on)
    need = picture_need(offer)
    room = _room(need, own)
    counts = [0] * len(wanted)
    deepest = 1 if need is not None and need.frames else max((len(one.photos) for one in wanted), default=0)
    for depth in range(deepest):
        for place, character in enumerate(wanted):
            if room > 0 and depth < len(character.photos):
                counts[place] += 1
                room -= 1
    seats = list(zip(wanted, counts, strict=True))
    return Casting(
        used=tuple((one, one.references[:count]) for one, count in seats if count),
        left_out=tuple(one for one, count in seats if not count),
        gone=gone,
        takes_pictures=need is not None,
        known=len(characters),
    )


def picture_need(offer: Offer) -> ReferenceNeed | None:
    """What a model takes of pictures that any person may send; None when it takes none."""
    return next((need for need in offer.references if need.media is Media.PHOTO and not need.made_by), None)


def _room(need: ReferenceNeed | None, own: Sequence[Reference]) -> int:
    if need is None:
        return 0
    given = sum(reference.media is Media.PHOTO for reference in own)
    return max((1 if need.frames else need.maximum) - given, 0)


_SAYS: dict[CharacterKind, str] = {
    CharacterKind.PERSON: "{name} is the person in {images}.",
    CharacterKind.PRODUCT: "{name} is the product in {images}.",
    CharacterKind.PLACE: "{name} is the place in {images}.",
    CharacterKind.STYLE: "{name} is the style of {images}.",
}


def words_sent(
    words: str,
    characters: Sequence[Character],
    references: Sequence[Reference],
    *,
    explained: bool,
    longest: int,
) -> str:
    """The words as the model gets them: names without `@`, and before them which picture is whom, in English.

    Args:
        words: the person's.
        characters: who is in the request.
        references: all media of the request, in its order.
        explained: whether the model wants to read which picture is whom.
        longest: characters that it takes; what does not fit any more is not explained.
    """
    plain = without_marks(characters, words)
    if not explained:
        return plain
    pictures = [reference for reference in references if reference.media is Media.PHOTO]
    said: list[str] = []
    for character in characters:
        numbers = [
            place for place, reference in enumerate(pictures, 1) if reference.character == character.id
        ]
        if numbers and character.kind is not None:
            said.append(_SAYS[character.kind].format(name=character.name, images=_images(numbers)))
    full = " ".join([*said, plain])
    return full if len(full) <= longest else plain


def _images(numbers: Sequence[int]) -> str:
    """`image 1`, `images 1 and 2`, `images 1, 2 and 3`."""
    if len(numbers) == 1:
        return f"image {numbers[0]}"
    *first, last = numbers
    return f"images {', '.join(map(str, first))} and {last}"
