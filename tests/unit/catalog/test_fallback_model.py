"""Which model stands in for another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.fallback_model import nearest
from bot.catalog.load import load_catalog
from bot.catalog.spec import (
    Dialect,
    Kind,
    Media,
    Model,
    Offer,
    Per,
    Price,
    PriceRow,
    PromptRule,
    ReferenceNeed,
    Verb,
)

PHOTO_NEEDED = (ReferenceNeed(media=Media.PHOTO, field="image", minimum=1),)
PHOTO_TAKEN = (ReferenceNeed(media=Media.PHOTO, field="image"),)


def model(slug: str, rank: int, *, kind: Kind = Kind.VIDEO, **offer: object) -> Model:
    """A model that is sold."""
    return Model(
        slug=slug,
        title=slug,
        kind=kind,
        usual_seconds=1,
        deadline_seconds=1,
        rank=rank,
        live=Offer(**offer),  # type: ignore[arg-type]  # the fields of the dataclass
    )


BROKEN = model("broken", 20)


def stand_in(*others: Model, broken: Model = BROKEN, given: tuple[Media, ...] = ()) -> str:
    """The slug of the nearest, or nothing."""
    found = nearest(Catalog([broken, *others]), broken, Dialect.LIVE, given=given)
    return found.slug if found else ""


def test_the_closest_on_the_shelf() -> None:
    """Models of one family stand beside each other, so where nothing else differs the smallest difference of ranks wins."""
    assert stand_in(model("first", 10), model("neighbour", 22), model("last", 90)) == "neighbour"


@pytest.mark.parametrize(
    "other",
    [
        model("picture", 20, kind=Kind.IMAGE),
        model("retired", 21, unavailable="ended"),
        replace(BROKEN, slug="elsewhere", live=None, integration=Offer()),
        model("needy", 21, references=PHOTO_NEEDED),
        model("deaf", 21, prompt=PromptRule(maximum_length=0)),
    ],
)
def test_what_cannot_stand_in(other: Model) -> None:
    """Another kind, not sold here, more demanding than the request, or without an ear for words."""
    assert stand_in(other) == ""


def test_the_media_of_the_request_are_taken() -> None:
    """A request with a photo goes to a model that takes photos, even a farther one."""
    others = model("words only", 21), model("photos too", 60, references=PHOTO_TAKEN)
    assert stand_in(*others, given=(Media.PHOTO,)) == "photos too"
    assert stand_in(*others, given=(Media.VIDEO,)) == ""


def test_what_the_broken_one_needs_will_be_given() -> None:
    """Before any media came, those that the model cannot do without count."""
    broken = model("broken", 20, references=PHOTO_NEEDED)
    others = model("words only", 21), model("photos too", 60, references=PHOTO_NEEDED)
    assert stand_in(*others, broken=broken) == "photos too"


def test_speech_is_not_replaced_by_noises() -> None:
    """Who wants words read aloud is not sent to a model that makes sounds after a description."""
    spoken = Price(rows=(PriceRow(credits=Decimal(1)),), per=Per.THOUSAND_CHARACTERS)
    noise = Price(rows=(PriceRow(credits=Decimal(1)),))
    broken = model("voice", 10, kind=Kind.AUDIO, price=spoken)
    assert stand_in(model("noises", 11, kind=Kind.AUDIO, price=noise), broken=broken) == ""


def test_models_in_trouble_are_left_out() -> None:
    """The second choice counts when the first does not work either."""
    catalog = Catalog([BROKEN, model("near", 21), model("far", 90)])
    found = nearest(catalog, BROKEN, Dialect.LIVE, works=lambda other: other.slug != "near")
    assert found is not None
    assert found.slug == "far"


def test_every_stand_in_of_the_real_catalogue_is_sold() -> None:
    """Whatever is offered instead can be made."""
    catalog = load_catalog()
    for dialect in Dialect:
        for one in catalog.models(dialect):
            found = nearest(catalog, one, dialect)
            assert found is None or (
                found.kind is one.kind and (offer := found.offer(dialect)) and not offer.unavailable
            )


def test_what_goes_on_with_another_models_task_is_no_substitute() -> None:
    """It cannot begin from what the person has given, whatever kind of media that is."""
    clip = ReferenceNeed(media=Media.VIDEO, minimum=1, field="video_url")
    edits = model("edits", 10, references=(clip,))
    extends = model("extends", 11, references=(replace(clip, made_by=("edits",)),))
    also = model("also", 50, references=(clip,))
    assert nearest(Catalog([edits, extends, also]), edits, Dialect.LIVE, given=[Media.VIDEO]) == also


def test_a_substitute_does_the_same_with_media() -> None:
    """Who wants a clip to go on is not offered to have it changed; with words alone that does not matter."""
    clip = ReferenceNeed(media=Media.VIDEO, field="video_url")
    extends = model("extends", 10, references=(clip,), verbs={Verb.EXTEND: 1})
    edits = model("edits", 11, references=(clip,), verbs={Verb.EDIT: 1})
    also = model("also", 50, references=(clip,), verbs={Verb.EXTEND: 2, Verb.EDIT: 2})
    shelf = Catalog([extends, edits, also])
    assert nearest(shelf, extends, Dialect.LIVE, given=[Media.VIDEO]) == also
    assert nearest(shelf, extends, Dialect.LIVE) == edits


def costing(slug: str, rank: int, cost: int, per: Per = Per.GENERATION) -> Model:
    """A model with one price."""
    return model(slug, rank, price=Price(rows=(PriceRow(credits=Decimal(cost)),), per=per))


def test_among_neighbours_what_costs_alike() -> None:
    """A model of a tenth of the price makes something else, also if it stands closer by."""
    broken = costing("broken", 20, 100)
    assert stand_in(costing("cheap", 21, 10), costing("alike", 25, 90), broken=broken) == "alike"
    assert stand_in(costing("cheap", 21, 60), costing("far", 60, 100), broken=broken) == "cheap"


def test_prices_by_the_second_are_those_of_a_clip() -> None:
    """What costs 20 a second is like what costs 100 a clip."""
    broken = costing("broken", 20, 100)
    by_second = costing("by the second", 22, 20, Per.SECOND)
    assert stand_in(costing("a clip", 21, 20), by_second, broken=broken) == "by the second"


def test_among_neighbours_what_takes_and_does_the_same() -> None:
    """Who may send a photo next goes to a model that takes one; so does who wants what the model is good at."""
    broken = model("broken", 20, references=PHOTO_TAKEN, verbs={Verb.EDIT: 1, Verb.RESTYLE: 1})
    words = model("words", 21, verbs={Verb.EDIT: 1, Verb.RESTYLE: 1})
    less = model("less", 21, references=PHOTO_TAKEN, verbs={Verb.EDIT: 1})
    same = model("same", 22, references=PHOTO_TAKEN, verbs={Verb.EDIT: 1, Verb.RESTYLE: 1})
    assert stand_in(words, less, same, broken=broken) == "same"
