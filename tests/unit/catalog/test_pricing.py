"""Prices are exact, rounded up once, and never taken above what was quoted."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.pricing import (
    PriceTerms,
    captured,
    combinations,
    cost_agrees,
    kie_credits,
    millicredits,
    price_from,
    quoted,
    sold_units,
)
from bot.catalog.spec import (
    Media,
    Offer,
    Option,
    Per,
    PiecePrice,
    Price,
    PromptRule,
    ReferenceNeed,
    Results,
)
from bot.catalog.supplied_media import SuppliedMedia
from bot.errors import CatalogError, LengthUnknown
from tests.unit.catalog.samples import DURATION, MODE, RESOLUTION, SEED, TITLE, Given, offer, photo, row

ONE = PriceTerms(Decimal(1))
NONE = SuppliedMedia()
ONE_PHOTO = SuppliedMedia({Media.PHOTO: 1})
SPEECH = offer(rows=(row("5"),), per=Per.MINUTE)


def quote(sold: Offer, choices: dict[str, str], multiplier: str = "1", prompt: str = "") -> int:
    """The price for these choices without references."""
    return quoted(sold, choices, media=NONE, prompt=prompt, terms=PriceTerms(Decimal(multiplier)))


def test_the_first_row_that_fits_counts() -> None:
    """Rows are tried in order; references are a condition like any other."""
    sold = offer(
        RESOLUTION,
        rows=(row("3", resolution="4K", references="yes"), row("2", resolution="4K"), row("1")),
        references=(photo(),),
    )
    assert kie_credits(sold, {"resolution": "4K"}, media=ONE_PHOTO) == 3
    assert kie_credits(sold, {"resolution": "4K"}, media=NONE) == 2
    assert kie_credits(sold, {"resolution": "720p"}, media=ONE_PHOTO) == 1


def test_no_row_is_a_fault_of_the_catalogue() -> None:
    """Selling without a price is impossible rather than free."""
    sold = offer(RESOLUTION, rows=(row("1", resolution="720p"),))
    with pytest.raises(CatalogError):
        kie_credits(sold, {"resolution": "4K"}, media=NONE)


def test_seconds_multiply() -> None:
    """Sold by the second: 1.75 a second for ten seconds is 17.5, charged as 18."""
    sold = offer(DURATION, rows=(row("1.75"),), per=Per.SECOND)
    assert kie_credits(sold, {"duration": "10"}, media=NONE) == Decimal("17.50")
    assert quote(sold, {"duration": "10"}) == 18


def test_results_multiply() -> None:
    """Sold by the picture."""
    images = Option(name="images", choices=("1", "4"), default="1", field="num_images")
    sold = offer(images, rows=(row("3.5"),), per=Per.RESULT, results=Results(option="images"))
    assert quote(sold, {"images": "4"}) == 14


def test_rounding_happens_once_and_last() -> None:
    """1.75 × 5 s × 1.5 is 13.125: fourteen, not nine times 1.5."""
    sold = offer(DURATION, rows=(row("1.75"),), per=Per.SECOND)
    assert quote(sold, {"duration": "5"}, "1.5") == 14


def test_decimals_do_not_drift() -> None:
    """0.1 × 3 is exactly 0.3: a third of thirty thousandths never becomes another credit."""
    sold = offer(rows=(row("0.1"),))
    assert quote(sold, {}, "30") == 3


def test_the_smallest_price_is_one_unless_free() -> None:
    """A fraction of a credit costs one; a free row or a multiplier of zero costs nothing."""
    assert quote(offer(rows=(row("0.004"),)), {}) == 1
    assert quote(offer(rows=(row("0"),)), {}) == 0
    assert quote(offer(rows=(row("80"),)), {}, "0") == 0


def test_thousands_of_characters_are_counted_exactly() -> None:
    """1,250 characters at 12 credits per thousand are 15, and a prefix counts because KIE counts it."""
    sold = offer(rows=(row("12"),), per=Per.THOUSAND_CHARACTERS)
    assert quote(sold, {}, prompt="x" * 1250) == 15
    prefixed = offer(rows=(row("12"),), per=Per.THOUSAND_CHARACTERS, prompt=PromptRule(prefix="x" * 250))
    assert quote(prefixed, {}, prompt="x" * 1000) == 15


@pytest.mark.parametrize(("characters", "price"), [(1, 5), (900, 5), (901, 10), (1800, 10), (1801, 15)])
def test_begun_minutes_are_quoted_whole(characters: int, price: int) -> None:
    """Speech is quoted from the text's length at 900 characters a minute."""
    assert quote(SPEECH, {}, prompt="x" * characters) == price


@pytest.mark.parametrize(
    ("seconds", "taken"), [(0.0, 15), (0.4, 5), (60.0, 5), (60.1, 10), (150.0, 15), (3600.0, 15)]
)
def test_speech_is_captured_from_what_was_made(seconds: float, taken: int) -> None:
    """Shorter speech costs less than quoted, longer speech never more, and without a measure the quote stands."""
    assert captured(SPEECH, {}, media=NONE, price=15, kie_expected=15_000, seconds=seconds) == taken


def test_everything_else_is_captured_as_quoted() -> None:
    """A video's measured length does not change its price."""
    sold = offer(DURATION, rows=(row("2"),), per=Per.SECOND)
    assert captured(sold, {"duration": "10"}, media=NONE, price=20, kie_expected=20_000, seconds=4) == 20


@given(
    kie_price=st.decimals(min_value=0, max_value=500, places=2),
    multiplier=st.decimals(min_value=0, max_value=10, places=2),
    characters=st.integers(min_value=0, max_value=5000),
    seconds=st.floats(min_value=0, max_value=10_000),
)
def test_money_is_whole_and_never_above_the_quote(
    kie_price: Decimal, multiplier: Decimal, characters: int, seconds: float
) -> None:
    """Whatever the numbers, the quote covers KIE's price by less than one credit more, and capture stays within it."""
    sold = offer(rows=(row(str(kie_price)),), per=Per.MINUTE)
    exact = kie_credits(sold, {}, media=NONE, prompt="x" * characters) * multiplier
    price = quote(sold, {}, str(multiplier), "x" * characters)
    assert exact <= price < exact + 1
    expected = millicredits(kie_credits(sold, {}, media=NONE, prompt="x" * characters))
    taken = captured(sold, {}, media=NONE, price=price, kie_expected=expected, seconds=seconds)
    assert 0 <= taken <= price


def test_the_cheapest_combination() -> None:
    """Its price, multiplied; of one unit where text decides."""
    sold = offer(DURATION, rows=(row("42", duration="5"), row("84", duration="10")))
    assert price_from(sold, ONE) == 42
    assert price_from(sold, PriceTerms(Decimal("1.5"))) == 63
    assert price_from(SPEECH, ONE) == 5
    assert price_from(offer(rows=(row("12"),), per=Per.THOUSAND_CHARACTERS), ONE) == 12


def test_the_cheapest_length_and_number() -> None:
    """What multiplies the price decides it, although no row names it."""
    by_second = offer(DURATION, rows=(row("8"),), per=Per.SECOND)
    assert price_from(by_second, ONE) == 40
    images = Option(name="images", choices=("1", "4"), default="1", field="num_images")
    by_image = offer(images, rows=(row("3"),), per=Per.RESULT, results=Results(option="images"))
    assert price_from(by_image, ONE) == 3


def test_combinations_leave_out_what_conflicts() -> None:
    """Conflicting pairs are not offered, and what decides nothing stays at its default."""
    sold = offer(DURATION, RESOLUTION, SEED, conflicts=({"duration": "10", "resolution": "4K"},))
    found = [choices for choices, _ in combinations(sold)]
    assert len(found) == 5
    assert {"duration": "10", "resolution": "4K"} not in found
    assert [choices for choices, _ in combinations(offer(DURATION))] == [{"duration": "5"}]
    assert len(list(combinations(offer(DURATION), every=True))) == 2


def test_combinations_leave_out_options_that_do_not_exist() -> None:
    """A title without lyrics is no combination, and none comes twice."""
    found = [choices for choices, _ in combinations(offer(MODE, TITLE))]
    assert found == [{"mode": "description"}, {"mode": "lyrics", "title": "Untitled"}]
    vocals = Option(name="vocals", choices=("f", "m"), default="f", only_with={"mode": "lyrics"})
    every = [choices for choices, _ in combinations(offer(MODE, vocals), every=True)]
    assert every == [
        {"mode": "description"},
        {"mode": "lyrics", "vocals": "f"},
        {"mode": "lyrics", "vocals": "m"},
    ]


@pytest.mark.parametrize(("minimum", "cases"), [(0, [False, True]), (1, [True])])
def test_combinations_respect_the_needs(minimum: int, cases: list[bool]) -> None:
    """A model that needs a picture is never priced without one."""
    sold = offer(references=(photo(minimum=minimum),))
    assert [bool(media) for _, media in combinations(sold)] == cases


@pytest.mark.parametrize(
    ("per", "expected", "taken", "agrees"),
    [
        (Per.GENERATION, "60", "60", True),
        (Per.GENERATION, "250", "60", False),  # a tier that KIE ignores
        (Per.SECOND, "58.5", "58.501", False),
        (Per.RESULT, "3.2", "3.1", False),
        # A set of which KIE made a part: whole results only.
        (Per.RESULT, "48", "24", True),
        (Per.RESULT, "48", "27", False),
        (Per.RESULT, "48", "0", False),
        (Per.RESULT, "48", "60", False),
        # Counted and rounded by KIE in a way that is not known.
        (Per.THOUSAND_CHARACTERS, "0.28", "1", True),
        (Per.THOUSAND_CHARACTERS, "0.28", "14", False),
        (Per.THOUSAND_CHARACTERS, "56", "58", True),
        (Per.THOUSAND_CHARACTERS, "56", "60", False),
        (Per.THOUSAND_CHARACTERS, "56", "50", False),
        # Begun minutes, at a usual pace.
        (Per.MINUTE, "2.5", "0.07", True),
        (Per.MINUTE, "5", "6.25", True),
        (Per.MINUTE, "5", "6.3", False),
        # Of eight seconds, measured here and at KIE.
        (Per.REFERENCE_SECOND, "64", "56.8", True),
        (Per.REFERENCE_SECOND, "64", "56", False),
        (Per.REFERENCE_SECOND, "64", "72", False),
    ],
)
def test_what_kie_took_agrees(per: Per, expected: str, taken: str, agrees: bool) -> None:
    """Exact prices exactly, estimates within what they can be off by."""
    amounts = {"expected": millicredits(Decimal(expected)), "taken": millicredits(Decimal(taken))}
    assert cost_agrees(per, Decimal(8), **amounts) is agrees


def test_units_of_a_price() -> None:
    """How many seconds, pictures, minutes or thousands of characters a request is."""
    assert sold_units(offer(DURATION, per=Per.SECOND), {"duration": "10"}, media=NONE, prompt="") == (
        Per.SECOND,
        Decimal(10),
    )
    assert sold_units(offer(), {}, media=NONE, prompt="words") == (Per.GENERATION, Decimal(1))
    assert sold_units(offer(per=Per.THOUSAND_CHARACTERS), {}, media=NONE, prompt="x" * 250)[1] == Decimal(
        "0.25"
    )
    with pytest.raises(CatalogError):
        sold_units(Offer(), {}, media=NONE, prompt="")


def test_seconds_of_what_is_supplied_multiply() -> None:
    """A lip sync of 7 measured seconds at 8 a second is 56; whatever Telegram says of its length does not count."""
    sold = lip_sync()
    measured = SuppliedMedia.of([Given(), Given(media=Media.AUDIO, seconds=3, measured_seconds=7)])
    assert kie_credits(sold, {}, media=measured) == 56
    said = SuppliedMedia.of([Given(), Given(media=Media.AUDIO, seconds=3)])
    with pytest.raises(LengthUnknown) as refusal:
        kie_credits(sold, {}, media=said)
    assert refusal.value.facts == {"media": "audio"}
    assert price_from(sold, ONE) == 8


@given(st.lists(st.integers(min_value=0, max_value=600), min_size=1, max_size=5))
def test_a_length_is_known_when_every_piece_was_measured(lengths: list[int]) -> None:
    """One piece without a measure makes the sum unknown: nothing is sold too cheap."""
    media = SuppliedMedia.of([Given(media=Media.VIDEO, measured_seconds=length) for length in lengths])
    assert media.counts == {Media.VIDEO: len(lengths)}
    assert media.seconds.get(Media.VIDEO) == (sum(lengths) if all(lengths) else None)


@given(photos=st.integers(min_value=0, max_value=9), included=st.integers(min_value=0, max_value=3))
def test_every_picture_beyond_the_included_ones_adds(photos: int, included: int) -> None:
    """A price per picture stands beside the row's, and is rounded with it."""
    piece = PiecePrice(media=Media.PHOTO, credits=Decimal("0.5"), included=included)
    sold = offer(references=(photo(maximum=9),))
    sold = replace(sold, price=Price(rows=(row("7"),), pieces=(piece,)))
    exact = Decimal(7) + Decimal("0.5") * max(0, photos - included)
    media = SuppliedMedia({Media.PHOTO: photos} if photos else {})
    assert kie_credits(sold, {}, media=media) == exact
    assert quoted(sold, {}, media=media, prompt="", terms=ONE) == math.ceil(exact)


def test_what_is_still_to_come_counts_as_needed() -> None:
    """A card shows the price with the picture that the model cannot do without."""
    sold = lip_sync()
    assert SuppliedMedia().completed(sold).counts == {Media.PHOTO: 1, Media.AUDIO: 1}
    with pytest.raises(LengthUnknown):
        kie_credits(sold, {}, media=SuppliedMedia().completed(sold))


def lip_sync() -> Offer:
    """An avatar: a picture and a sound, sold by the second of the sound."""
    sound = ReferenceNeed(media=Media.AUDIO, minimum=1, field="audio_url")
    sold = offer(references=(photo(minimum=1), sound))
    return replace(sold, price=Price(rows=(row("8"),), per=Per.REFERENCE_SECOND, seconds_of=Media.AUDIO))


@given(
    kie=st.decimals(min_value="0.01", max_value=5000, places=2),
    multipliers=st.tuples(*[st.decimals(min_value="0.01", max_value=1000, places=4)] * 2),
    surcharge=st.integers(min_value=0, max_value=10_000),
)
def test_terms_of_a_model(kie: Decimal, multipliers: tuple[Decimal, Decimal], surcharge: int) -> None:
    """What is not free costs a credit at least, a larger multiplier never costs less, and a surcharge is added once."""
    lower, higher = (PriceTerms(one, surcharge).price(kie) for one in sorted(multipliers))
    assert 1 <= lower <= higher
    assert lower == PriceTerms(min(multipliers)).price(kie) + surcharge
    assert lower - surcharge - 1 < kie * min(multipliers) <= lower - surcharge
