"""Media that a person supplies, checked by what is known of it before its bytes are fetched."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from bot.catalog.image_constraints import Picture, can_be_resized, needs_resize
from bot.catalog.spec import Offer, ReferenceNeed, Titled
from bot.catalog.supplied_media import MeasuredMedia
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

_MEGABYTE = 1_048_576
_ECHO_LENGTH = 64


class GivenReference(Picture, MeasuredMedia, Protocol):
    """Media of any kind, as far as its facts are known before its bytes are."""

    @property
    def seconds(self) -> int:
        """Length of a video or audio; 0 means unknown."""

    @property
    def maker(self) -> str:
        """Slug of the model that made it here, if KIE can find it by the task that did; else empty."""

    @property
    def item_id(self) -> str:
        """KIE's id of it within that task; empty where there is none."""


def check_references(model: Titled, offer: Offer, references: Sequence[GivenReference]) -> None:
    """Check the media that a person supplied, as far as its facts are known.

    Raises:
        ReferenceNotTaken, TooManyReferences, ReferenceMissing: kind or number is wrong.
        ReferenceTooLarge, ReferenceWrongType, ReferenceWrongSize: one of them is not acceptable, and cannot be mended.
        ReferenceTooShort, ReferenceTooLong: a video or audio is.
        ReferenceNotMadeHere: the model goes on with results of other models, and it is none.
    """
    needs = {need.media: need for need in offer.references}
    for reference in references:
        if reference.media not in needs:
            raise ReferenceNotTaken(model=model.title, media=str(reference.media))
    for need in offer.references:
        found = [reference for reference in references if reference.media is need.media]
        if len(found) > need.maximum:
            raise TooManyReferences(model=model.title, media=str(need.media), maximum=need.maximum)
        if len(found) < need.minimum:
            raise ReferenceMissing(model=model.title, media=str(need.media), minimum=need.minimum)
        for reference in found:
            findable = reference.maker in need.made_by and (reference.item_id or not need.item_field)
            if need.made_by and not findable:
                raise ReferenceNotMadeHere(model=model.title, makers=", ".join(need.made_by))
            _check_reference(need, reference)


def _check_reference(need: ReferenceNeed, reference: GivenReference) -> None:
    if needs_resize(need, reference) and can_be_resized(need, reference):
        # It is made to fit on its way to KIE: only what stays as it is can be wrong.
        _check_sides(need, reference, maximum=0)
        return
    if reference.size > need.maximum_bytes:
        raise ReferenceTooLarge(size=_megabytes(reference.size), maximum=_megabytes(need.maximum_bytes))
    if need.types and reference.mime_type and reference.mime_type.casefold() not in need.types:
        raise ReferenceWrongType(type=reference.mime_type[:_ECHO_LENGTH], allowed=", ".join(need.types))
    _check_sides(need, reference, maximum=need.maximum_side)
    if 0 < reference.seconds < need.minimum_seconds:
        raise ReferenceTooShort(
            media=str(need.media), seconds=reference.seconds, minimum=need.minimum_seconds
        )
    if 0 < need.maximum_seconds < reference.seconds:
        raise ReferenceTooLong(media=str(need.media), seconds=reference.seconds, maximum=need.maximum_seconds)


def _check_sides(need: ReferenceNeed, reference: GivenReference, *, maximum: int) -> None:
    sides = [side for side in (reference.width, reference.height) if side]
    if any(side < need.minimum_side or 0 < maximum < side for side in sides):
        raise ReferenceWrongSize(
            width=reference.width,
            height=reference.height,
            minimum=need.minimum_side,
            maximum=need.maximum_side,
        )


def _megabytes(size: int) -> int:
    return math.ceil(size / _MEGABYTE)
