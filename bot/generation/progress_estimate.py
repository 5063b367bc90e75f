"""What can honestly be said to a person who waits: how far it is, how long it usually takes, whether it is late."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Kind
from bot.domain.generation import MAKING_STATES, NOTHING_CAME, Generation, State
from bot.ports import Clock
from bot.ports.history import USUAL_OF, DurationQuartiles

LATE_AFTER: Final = 2.0
"""How many times the usual longest time something takes before its person is notified that it is late."""
LATE_AT_LEAST: Final = 60.0
"""Seconds before which no notice is sent: twice a moment is still a moment."""
_KEPT: Final = timedelta(minutes=1)
"""How long a model's usual time is known before it is measured again."""
_ESTIMATED_BY_USUAL: Final = 0.9
_ESTIMATED_MOST: Final = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEstimate:
    """How a generation stands now.

    Attributes:
        place: its place in line while held (1 = next), else 0.
        fraction: how much is done, 0.0 to below 1.0; None while nothing can be said of it.
        estimated: the fraction is from the usual time, KIE does not tell one.
        usual: how long its model takes, None when the model was taken out of the catalogue.
        overdue: it takes longer than usual.
        late: it takes far longer than usual.
        kind: what is being made, None when that is not known any more.
        paused: it waits in line for KIE, which serves no one of its key now.
        parts: of a batch how many generations it has, else 0.
        done: how many of those are ready.
        lost: how many of those failed or were cancelled.
        waiting: how many of those are in line and can be cancelled.
    """

    place: int = 0
    fraction: float | None = None
    estimated: bool = False
    usual_duration: DurationQuartiles | None = None
    overdue: bool = False
    late: bool = False
    kind: Kind | None = None
    paused: bool = False
    parts: int = 0
    done: int = 0
    lost: int = 0
    waiting: int = 0

    @property
    def still_making(self) -> bool:
        """Whether parts of the batch are still to come."""
        return self.done + self.lost < self.parts


PartReader = Callable[[int], Awaitable[Sequence[Generation]]]
"""Reads the generations of a batch (`Store.parts`)."""


class MeasuredDurations(Protocol):
    """Knows how long models take (`bot.ports.history.History`)."""

    async def usual_duration(self, model: str, *, newest: int = USUAL_OF) -> DurationQuartiles | None:
        """How long the model's newest deliveries took; None when there are too few."""
        ...


class ProgressEstimator:
    """Looks at generations that wait. What a model usually takes is read from the database once a minute.

    Attributes:
        is_paused: whether KIE serves no one of this key now (`Generation.own_key`); what knows it puts itself there.
        parts: reads the generations of a batch; the store puts itself there.
    """

    def __init__(self, history: MeasuredDurations, catalog: Catalog, clock: Clock) -> None:
        self._history = history
        self._catalog = catalog
        self._clock = clock
        self._known: dict[str, tuple[datetime, DurationQuartiles]] = {}
        self.is_paused: Callable[[str], bool] = lambda _: False
        self.parts: PartReader = _no_parts

    async def of(self, generation: Generation, place: int = 0) -> ProgressEstimate:
        """How it stands; `place` is its place in line while it is held."""
        estimate = await self._of(generation, place)
        if generation.batch_id is None:
            return estimate
        parts = [
            generation if one.id == generation.id else one for one in await self.parts(generation.batch_id)
        ]
        return replace(
            estimate,
            parts=len(parts),
            done=sum(one.state not in MAKING_STATES | NOTHING_CAME for one in parts),
            lost=sum(one.state in NOTHING_CAME for one in parts),
            waiting=sum(one.state is State.HELD for one in parts),
        )

    async def _of(self, generation: Generation, place: int) -> ProgressEstimate:
        if generation.model not in self._catalog:
            return ProgressEstimate(place=place)
        usual_duration = await self._usual_duration(generation.model)
        kind = self._catalog.get(generation.model).kind
        if generation.state is not State.RUNNING or generation.submitted_at is None:
            paused = generation.state is State.HELD and self.is_paused(generation.own_key)
            return ProgressEstimate(place=place, usual_duration=usual_duration, kind=kind, paused=paused)
        elapsed = (self._clock.now() - generation.submitted_at).total_seconds()
        reported = generation.progress > 0
        return ProgressEstimate(
            fraction=min(generation.progress, 0.99) if reported else _estimate(elapsed, usual_duration),
            estimated=not reported,
            usual_duration=usual_duration,
            overdue=elapsed > usual_duration.high,
            late=elapsed > max(LATE_AFTER * usual_duration.high, LATE_AT_LEAST),
            kind=kind,
        )

    async def _usual_duration(self, slug: str) -> DurationQuartiles:
        now = self._clock.now()
        known = self._known.get(slug)
        if known is None or now - known[0] > _KEPT:
            measured = await self._history.usual_duration(slug)
            known = (now, measured or DurationQuartiles.about(self._catalog.get(slug).usual_seconds))
            self._known[slug] = known
        return known[1]


async def _no_parts(_: int) -> Sequence[Generation]:
    return ()


def _estimate(elapsed: float, usual_duration: DurationQuartiles) -> float:
    """How much may be done: even steps until the usual time is over, then slower and slower, and never all of it."""
    share = max(0.0, elapsed) / max(usual_duration.high, 1.0)
    if share <= 1.0:
        return _ESTIMATED_BY_USUAL * share
    return _ESTIMATED_MOST - (_ESTIMATED_MOST - _ESTIMATED_BY_USUAL) / share
