"""How many results one task makes: what a model's file says, what goes with it, and what stops the start."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.catalog.model_validation import mistakes
from bot.catalog.pricing import PriceTerms, combinations, quoted
from bot.catalog.results import result_counts, results_of, with_results
from bot.catalog.spec import Offer, Option, Per, Results
from bot.catalog.supplied_media import SuppliedMedia
from tests.unit.catalog.samples import RESOLUTION, model, offer, photo, row

IMAGES = Option(name="images", choices=("1", "2", "4"), default="1", field="num_images")
ONE = offer(RESOLUTION)
SONGS = offer(results=Results(count=2))
SET = offer(
    IMAGES,
    RESOLUTION,
    rows=(row("3.5"),),
    per=Per.RESULT,
    results=Results(option="images"),
    references=(photo(),),
    conflicts=(
        {"images": "4", "resolution": "4K"},
        {"images": "2", "references": "no"},
        {"images": "4", "references": "no"},
    ),
)


def test_what_a_task_makes() -> None:
    """One, as many as its file says, or as many as were chosen."""
    assert results_of(ONE, {}) == 1
    assert results_of(SONGS, {}) == 2
    assert results_of(SET, {"images": "4"}) == 4
    assert results_of(SET, {}) == 1


@pytest.mark.parametrize(
    ("sold", "choices", "has_references", "counts"),
    [
        (ONE, {}, None, (1,)),
        (SONGS, {}, True, (2,)),
        (SET, {}, None, (1, 2, 4)),
        (SET, {"images": "2"}, True, (1, 2, 4)),
        (SET, {"resolution": "4K"}, True, (1, 2)),
        (SET, {}, False, (1,)),
    ],
)
def test_the_numbers_that_go_together(
    sold: Offer, choices: dict[str, str], has_references: bool | None, counts: tuple[int, ...]
) -> None:
    """A number that goes with no picture, or not with the resolution, is not offered beside it."""
    assert result_counts(sold, choices, has_references=has_references) == counts


def test_choices_for_a_number_of_results() -> None:
    """Only where an option says how many; the price is by KIE's rule."""
    four = with_results(SET, {"resolution": "1K"}, 4)
    assert four == {"images": "4", "resolution": "1K"}
    assert with_results(SONGS, {"a": "b"}, 2) == {"a": "b"}
    media = SuppliedMedia.least(SET, some=True)
    assert quoted(SET, four, media=media, prompt="", terms=PriceTerms(Decimal(1))) == 14


def test_every_number_has_a_price() -> None:
    """The numbers are among the combinations that the start tries."""
    assert {choices["images"] for choices, media in combinations(SET) if media} == {"1", "2", "4"}
    assert {choices["images"] for choices, media in combinations(SET) if not media} == {"1"}


@pytest.mark.parametrize(
    ("results", "choices", "default", "says"),
    [
        (Results(count=0), ("1", "2"), "1", "results.count: 0"),
        (Results(count=11), ("1", "2"), "1", "results.count: 11"),
        (Results(count=2, option="images"), ("1", "2"), "1", "results.count: the option says"),
        (Results(option="pictures"), ("1", "2"), "1", "results.option: there is no option"),
        (Results(option="images"), ("2", "4"), "2", "options.images.choices"),
        (Results(option="images"), ("1", "4", "2"), "1", "options.images.choices"),
        (Results(option="images"), ("1", "11"), "1", "options.images.choices"),
        (Results(option="images"), ("1", "many"), "1", "options.images.choices"),
        (Results(option="images"), ("1", "2"), "2", "options.images.default"),
    ],
)
def test_impossible_numbers_stop_the_start(
    results: Results, choices: tuple[str, ...], default: str, says: str
) -> None:
    """Whatever the file gets wrong about them is said with its key."""
    images = Option(name="images", choices=choices, default=default, field="n")
    found = list(mistakes(model(offer(images, results=results))))
    assert [mistake for mistake in found if says in mistake], found


def test_a_price_by_the_result_needs_the_option() -> None:
    """Else it would be multiplied by nothing that a person chose."""
    found = list(mistakes(model(offer(IMAGES, per=Per.RESULT))))
    assert [mistake for mistake in found if "price.per" in mistake], found
