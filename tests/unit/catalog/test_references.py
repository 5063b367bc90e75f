"""Media that a person supplies is checked before anything is charged."""

from __future__ import annotations

import pytest

from bot.catalog.choices import check_references
from bot.catalog.image_constraints import needs_resize
from bot.catalog.spec import Media, ReferenceNeed
from bot.errors import (
    ReferenceMissing,
    ReferenceNotMadeHere,
    ReferenceNotTaken,
    ReferenceTooLarge,
    ReferenceTooLong,
    ReferenceTooShort,
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
    """The person reads what to send."""
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
        check(
            ReferenceNeed(media=Media.VIDEO, field="video_url", maximum_bytes=10 * MEGABYTE),
            Given(media=Media.VIDEO, size=10 * MEGABYTE + 1),
        )
    assert refusal.value.facts == {"size": 11, "maximum": 10}


def test_types_are_compared_without_case() -> None:
    """The MIME type decides, in any case."""
    check(photo(types=("image/png",)), Given(mime_type="IMAGE/PNG"))
    with pytest.raises(ReferenceWrongType) as refusal:
        check(photo(types=("image/png",)), Given(mime_type="image/gif"))
    assert refusal.value.facts == {"type": "image/gif", "allowed": "image/png"}


@pytest.mark.parametrize(("width", "height"), [(255, 1000), (1000, 255), (9000, 300), (300, 9000)])
def test_sides_have_bounds(width: int, height: int) -> None:
    """Either side too small is enough; a picture that is made smaller must not become too narrow."""
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
    with pytest.raises(ReferenceTooLong) as refusal:
        check(need, Given(media=Media.VIDEO, seconds=11))
    assert refusal.value.facts == {"media": "video", "seconds": 11, "maximum": 10}


def test_too_short_a_video() -> None:
    """A video below the least length is refused with the seconds; an unknown length is no reason to refuse."""
    need = ReferenceNeed(media=Media.VIDEO, field="video_url", minimum_seconds=3)
    check(need, Given(media=Media.VIDEO, seconds=3))
    check(need, Given(media=Media.VIDEO))
    with pytest.raises(ReferenceTooShort) as refusal:
        check(need, Given(media=Media.VIDEO, seconds=2))
    assert refusal.value.facts == {"media": "video", "seconds": 2, "minimum": 3}


def test_what_goes_on_with_a_task_takes_only_its_makers_results() -> None:
    """Another clip, or one of a model that it does not continue, is refused by name before there is a price."""
    need = ReferenceNeed(media=Media.VIDEO, minimum=1, field="task_id", made_by=("veo", "veo-extend"))
    check(need, Given(media=Media.VIDEO, maker="veo-extend"))
    for maker in ("", "kling"):
        with pytest.raises(ReferenceNotMadeHere) as refusal:
            check(need, Given(media=Media.VIDEO, maker=maker))
        assert refusal.value.facts == {"model": "A Model", "makers": "veo, veo-extend"}


def test_a_result_without_an_id_of_its_own_cannot_be_found() -> None:
    """Where KIE asks for the result's id, a task alone is not enough."""
    need = ReferenceNeed(media=Media.AUDIO, minimum=1, field="", item_field="audio_id", made_by=("suno",))
    check(need, Given(media=Media.AUDIO, maker="suno", item_id="track"))
    with pytest.raises(ReferenceNotMadeHere):
        check(need, Given(media=Media.AUDIO, maker="suno"))


@pytest.mark.parametrize(
    "given",
    [
        Given(size=19 * MEGABYTE, mime_type="image/png"),
        Given(width=5000, height=4000),
        Given(mime_type="image/webp"),
        Given(mime_type="image/tiff", size=19 * MEGABYTE, width=5000, height=4000),
    ],
)
def test_pictures_that_can_be_mended_are_taken(given: Given) -> None:
    """Too many bytes or pixels, or a type that the model does not read: it is made to fit on its way."""
    need = photo(
        types=("image/jpeg", "image/png"),
        maximum_bytes=10 * MEGABYTE,
        minimum_side=256,
        maximum_side=4096,
    )
    check(need, given)
    assert needs_resize(need, given)
    assert not needs_resize(need, Given(size=100, mime_type="image/png", width=300, height=300))


def test_what_cannot_be_mended_is_refused() -> None:
    """A type that cannot be read or written, and more pixels than are unpacked."""
    with pytest.raises(ReferenceWrongType):
        check(photo(types=("image/jpeg",)), Given(mime_type="image/heic"))
    with pytest.raises(ReferenceWrongType):
        check(photo(types=("image/gif",)), Given(mime_type="image/png"))
    with pytest.raises(ReferenceWrongSize):
        check(photo(maximum_side=4096), Given(width=30_000, height=20_000))
