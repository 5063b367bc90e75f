"""How much media goes with a request: what prices and routes depend on, and nothing more of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.catalog.spec import Media, Offer


class MeasuredMedia(Protocol):
    """A piece of media, as far as a price needs to know it."""

    @property
    def media(self) -> Media:
        """What it is."""

    @property
    def measured_seconds(self) -> int:
        """Length of a video or audio as it was measured in the file, begun seconds counted whole; 0 means unknown."""


@dataclass(frozen=True, slots=True)
class SuppliedMedia:
    """Pieces and seconds of each kind of media.

    Attributes:
        counts: how many pieces there are.
        seconds: their measured length together; a kind is missing while one of its pieces was not measured.
    """

    counts: Mapping[Media, int] = field(default_factory=dict)
    seconds: Mapping[Media, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.counts.values())

    @classmethod
    def of(cls, references: Iterable[MeasuredMedia]) -> SuppliedMedia:
        """What these references come to."""
        counts: dict[Media, int] = {}
        seconds: dict[Media, int] = {}
        unknown: set[Media] = set()
        for reference in references:
            counts[reference.media] = counts.get(reference.media, 0) + 1
            seconds[reference.media] = seconds.get(reference.media, 0) + reference.measured_seconds
            if reference.measured_seconds <= 0:
                unknown.add(reference.media)
        return cls(counts, {media: length for media, length in seconds.items() if media not in unknown})

    @classmethod
    def least(cls, offer: Offer, *, some: bool = False) -> SuppliedMedia:
        """The least that the offer can begin from, each piece a second long; at least one piece, if there must be `some`."""
        counts = {need.media: need.minimum for need in offer.references if need.minimum}
        if some and not counts and offer.references:
            counts = {offer.references[0].media: 1}
        return cls(counts, dict(counts))

    def completed(self, offer: Offer) -> SuppliedMedia:
        """With the pieces that the offer cannot do without and that are still to come; their length is unknown."""
        counts = dict(self.counts)
        seconds = dict(self.seconds)
        for need in offer.references:
            if counts.get(need.media, 0) < need.minimum:
                counts[need.media] = need.minimum
                seconds.pop(need.media, None)
        return SuppliedMedia(counts, seconds)
