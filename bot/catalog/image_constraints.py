"""Which pictures a model does not take as they are, but made smaller or written in another type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.catalog.spec import Media, ReferenceNeed

READ = frozenset({"image/jpeg", "image/png", "image/webp", "image/bmp", "image/tiff", "image/avif"})
"""Still pictures that can be read and written anew."""

WRITTEN = ("image/jpeg", "image/png", "image/webp")
"""What a mended picture can be, in order of preference."""

MOST_PIXELS = 64_000_000
"""A larger picture is not unpacked: it would take hundreds of megabytes."""


class Picture(Protocol):
    """Media as far as its facts are known, perhaps before its bytes are; 0 and "" mean unknown. Bytes and pixels."""

    @property
    def media(self) -> Media:
        """What it is."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def mime_type(self) -> str:
        """Its type."""

    @property
    def width(self) -> int:
        """Pixels."""

    @property
    def height(self) -> int:
        """Pixels."""


def needs_resize(need: ReferenceNeed, picture: Picture) -> bool:
    """Whether the picture, as far as it is known, is too large or of a type that the model does not take."""
    return picture.media is Media.PHOTO and (
        picture.size > need.maximum_bytes
        or 0 < need.maximum_side < max(picture.width, picture.height)
        or _is_other_type(need, picture)
    )


def can_be_resized(need: ReferenceNeed, picture: Picture) -> bool:
    """Whether a picture that needs it can be mended, and still has sides that the model takes."""
    if picture.media is not Media.PHOTO or target_type(need, picture.mime_type) is None:
        return False
    if picture.mime_type and picture.mime_type.casefold() not in READ:
        return False
    if picture.width * picture.height > MOST_PIXELS:
        return False
    longest, shortest = max(picture.width, picture.height), min(picture.width, picture.height)
    if not (0 < need.maximum_side < longest):
        return True
    return shortest * need.maximum_side >= need.minimum_side * longest


def target_type(need: ReferenceNeed, mime_type: str) -> str | None:
    """The type that a picture is written as: its own where that can be, else one that the model takes, else None."""
    takes: Sequence[str] = need.types or WRITTEN
    own = mime_type.casefold()
    if own in takes and own in WRITTEN:
        return own
    return next((one for one in WRITTEN if one in takes), None)


def _is_other_type(need: ReferenceNeed, picture: Picture) -> bool:
    return bool(need.types and picture.mime_type and picture.mime_type.casefold() not in need.types)
