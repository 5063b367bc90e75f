"""Who is in a request, with which pictures, and what the model reads of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cast.casting import Call, casting, words_sent
from bot.catalog.spec import Media, Offer, ReferenceNeed
from bot.domain.cast import CharacterKind
from tests.support.samples import PHOTO
from tests.unit.cast.people import ANNA, BORIS, MUG, character

CAST = [
    character(ANNA, "Anna", 3),
    character(BORIS, "Boris", 2),
    character(MUG, "Mug", kind=CharacterKind.PRODUCT),
]


def offer(maximum: int, *, frames: bool = False) -> Offer:
    """A model that takes so many pictures."""
    return Offer(
        references=(ReferenceNeed(media=Media.PHOTO, maximum=maximum, field="image", frames=frames),)
    )


@pytest.mark.parametrize(
    ("maximum", "own", "seats", "left_out"),
    [
        (14, 0, {"Boris": 2, "Anna": 3}, []),
        (4, 0, {"Boris": 2, "Anna": 2}, []),
        (3, 0, {"Boris": 2, "Anna": 1}, []),
        (2, 0, {"Boris": 1, "Anna": 1}, []),
        (1, 0, {"Boris": 1}, ["Anna"]),
        (3, 2, {"Boris": 1}, ["Anna"]),
        (1, 1, {}, ["Boris", "Anna"]),
    ],
)
def test_places(maximum: int, own: int, seats: dict[str, int], left_out: list[str]) -> None:
    """The person's own pictures first, then one of each in the order of the words, then their others."""
    found = casting(CAST, Call(words="Boris and Anna"), offer(maximum), [PHOTO] * own)
    assert {one.name: len(photos) for one, photos in found.used} == seats
    assert [one.name for one in found.left_out] == left_out
    assert [one.character for one in found.references] == [
        {"Anna": ANNA, "Boris": BORIS}[name] for name, count in seats.items() for _ in range(count)
    ]


def test_picked_and_switched_off() -> None:
    """What was picked comes behind what the words name; what was switched off stays off whatever they say."""
    found = casting(CAST, Call(words="Anna and Boris", on=(MUG,), off=(ANNA,)), offer(9), [])
    assert [one.name for one in found.wanted] == ["Boris", "Mug"]
    assert not casting(CAST, Call(words="a red kite"), offer(9), []).wanted


def test_who_is_not_there_any_more_is_counted() -> None:
    """A picked character that was deleted is said, not skipped."""
    assert casting(CAST, Call(on=(ANNA, 99)), offer(9), []).gone == 1


def test_a_film_begins_with_one_picture() -> None:
    """Where pictures are the frames of a film, no second picture becomes its end."""
    found = casting(CAST, Call(words="Anna and Boris"), offer(2, frames=True), [])
    assert [(one.name, len(photos)) for one, photos in found.used] == [("Anna", 1)]
    assert [one.name for one in found.left_out] == ["Boris"]


def test_a_model_without_pictures() -> None:
    """Everyone is left out, and it is said why."""
    found = casting(CAST, Call(words="Anna"), Offer(), [])
    assert (found.takes_pictures, [one.name for one in found.left_out]) == (False, ["Anna"])


def test_which_picture_is_whom() -> None:
    """In English, by the numbers of all pictures of the request."""
    cast = [
        *CAST,
        character(4, "Нуар", kind=CharacterKind.STYLE),
        character(5, "Двор", kind=CharacterKind.PLACE),
    ]
    references = (
        PHOTO,
        replace(PHOTO, media=Media.VIDEO),
        *casting(cast, Call(on=(1, 2, 3, 4, 5)), offer(14), []).references,
    )
    assert words_sent("@Anna waves", cast, references, explained=True, longest=500) == (
        "Anna is the person in images 2, 3 and 4. Boris is the person in images 5 and 6."
        " Mug is the product in image 7. Нуар is the style of image 8. Двор is the place in image 9. Anna waves"
    )


def test_nothing_is_explained_that_does_not_fit() -> None:
    """The person's words come first: they are never cut for it, and go as they are where the model wants no more."""
    (anna, *_) = CAST
    assert words_sent("Anna waves", [anna], anna.references, explained=False, longest=500) == "Anna waves"
    assert words_sent("Anna waves", [anna], anna.references, explained=True, longest=40) == "Anna waves"
    assert words_sent("Anna waves", [anna], (PHOTO,), explained=True, longest=500) == "Anna waves"
