"""Media that a person supplies is checked before anything is charged."""

from __future__ import annotations

import pytest

from bot.catalog.choices import check_references
from bot.catalog.spec import Media, ReferenceNeed
from bot.errors import (
    BadOption,
    ReferenceMissing,
    ReferenceNotTaken,
    ReferenceTooLarge,
    ReferenceWrongSize,
    ReferenceWrongType,
    TooManyReferences,
)
from tests.unit.catalog.samples import Given, model, offer, photo

MEGABYTE = 1_048_576


def check(need: ReferenceNeed, *references: Given) -> None:
    """Check the references against a model with this need."""
    sold = offer(references=(need,))
    check_references(model(sold), sold, references)


def test_unknown_facts_are_no_reason_to_refuse() -> None:
    """Telegram does not always tell size, type and sides; the content is checked later."""
    check(photo(minimum=1, types=("image/png",), minimum_side=256), Given())


def test_a_missing_reference_is_named() -> None:
    """The person is told what to send."""
    with pytest.raises(ReferenceMissing) as refusal:
        check(photo(minimum=1))
    assert refusal.value.facts == {"model": "A Model", "media": "photo", "minimum": 1}


def test_media_that_the_model_does_not_take() -> None:
    """A video for a model of pictures is refused, not dropped."""
    with pytest.raises(ReferenceNotTaken) as refusal:
        check(photo(), Given(media=Media.VIDEO))
    assert refusal.value.facts["media"] == "video"


def test_too_many() -> None:
    """The limit counts for each kind of media by itself."""
    with pytest.raises(TooManyReferences) as refusal:
        check(photo(maximum=2, as_list=True), Given(), Given(), Given())
    assert refusal.value.facts["maximum"] == 2


def test_too_large_is_told_in_megabytes_rounded_up() -> None:
    """One byte over ten megabytes reads as eleven, never as ten of ten."""
    with pytest.raises(ReferenceTooLarge) as refusal:
        check(photo(maximum_bytes=10 * MEGABYTE), Given(size=10 * MEGABYTE + 1))
    assert refusal.value.facts == {"size": 11, "maximum": 10}


def test_types_are_compared_without_case() -> None:
    """The MIME type decides, in any case."""
    check(photo(types=("image/png",)), Given(mime_type="IMAGE/PNG"))
    with pytest.raises(ReferenceWrongType) as refusal:
        check(photo(types=("image/png",)), Given(mime_type="image/gif"))
    assert refusal.value.facts == {"type": "image/gif", "allowed": "image/png"}


@pytest.mark.parametrize(("width", "height"), [(255, 1000), (1000, 255), (4097, 1000), (1000, 4097)])
def test_sides_have_bounds(width: int, height: int) -> None:
    """Either side out of bounds is enough."""
    with pytest.raises(ReferenceWrongSize) as refusal:
        check(photo(minimum_side=256, maximum_side=4096), Given(width=width, height=height))
    assert refusal.value.facts == {"width": width, "height": height, "minimum": 256, "maximum": 4096}


def test_the_bounds_themselves_are_fine() -> None:
    """Bounds are inclusive."""
    check(
        photo(minimum_side=256, maximum_side=4096, maximum_bytes=100), Given(width=256, height=4096, size=100)
    )


def test_too_long_a_video() -> None:
    """A video over its length is refused with the seconds."""
    need = ReferenceNeed(media=Media.VIDEO, field="video_url", maximum_seconds=10)
    check(need, Given(media=Media.VIDEO, seconds=10))
    with pytest.raises(BadOption) as refusal:
        check(need, Given(media=Media.VIDEO, seconds=11))
    assert refusal.value.facts == {"option": "seconds", "value": "11", "allowed": "1–10"}
