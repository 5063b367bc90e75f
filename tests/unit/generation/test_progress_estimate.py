"""What is said to a person who waits: never more than is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.catalog.spec import Kind
from bot.domain.generation import Generation, State
from bot.errors import DeliveryPostponed
from bot.generation.progress_estimate import ProgressEstimate, ProgressEstimator
from bot.ports.history import DurationQuartiles
from tests.support.core import Core
from tests.support.fake_clock import START, FakeClock
from tests.support.fake_history import FakeHistory
from tests.support.fake_provider import RUNNING
from tests.support.samples import FILM, catalog, held

MEASURED = DurationQuartiles(100, 120, 200)
RUNS = replace(held(1, "t"), state=State.RUNNING, submitted_at=START)


async def at(
    seconds: float, *, progress: float = 0.0, usual_duration: DurationQuartiles | None = MEASURED
) -> ProgressEstimate:
    """How a generation stands that was submitted so long ago."""
    history, clock = FakeHistory(), FakeClock()
    if usual_duration is not None:
        history.measured[FILM.slug] = usual_duration
    clock.advance(seconds=seconds)
    return await ProgressEstimator(history, catalog(), clock).of(replace(RUNS, progress=progress))


async def test_the_estimate_grows_and_never_ends() -> None:
    """With no word from KIE the usual time says how far it may be: ever further, never done, and marked as such."""
    estimator = [await at(seconds) for seconds in (0, 50, 199, 201, 400, 4000, 400_000)]
    fractions = [wait.fraction or 0.0 for wait in estimator]
    assert all(early < late for early, late in pairwise(fractions))
    assert fractions[0] == 0.0
    assert fractions[-1] < 1.0
    assert all(wait.estimated for wait in estimator)
    assert [wait.overdue for wait in estimator] == [False, False, False, True, True, True, True]
    assert [wait.late for wait in estimator] == [False, False, False, False, False, True, True]


async def test_kies_word_counts() -> None:
    """What KIE tells is no estimate, and is not done before the media is there."""
    notified = await at(10, progress=0.42)
    assert (notified.fraction, notified.estimated, notified.kind) == (0.42, False, Kind.VIDEO)
    assert (await at(10, progress=1.0)).fraction == 0.99


async def test_without_measurements_the_catalogue_tells() -> None:
    """Where too few were delivered the catalogue's figure is the usual time."""
    wait = await at(1, usual_duration=None)
    assert wait.usual_duration == DurationQuartiles.about(FILM.usual_seconds)


async def test_the_database_is_not_asked_for_every_message() -> None:
    """A model's usual time is read once a minute, however many wait for it."""
    history, clock = FakeHistory(), FakeClock()
    estimator = ProgressEstimator(history, catalog(), clock)
    for _ in range(5):
        await estimator.of(RUNS)
    clock.advance(minutes=2)
    await estimator.of(RUNS)
    assert history.asked == [FILM.slug, FILM.slug]


async def test_what_does_not_run_yet_has_no_bar() -> None:
    """In line there is a place and the usual time; a model that left the catalogue has neither time nor bar."""
    estimator = ProgressEstimator(FakeHistory(), catalog(), FakeClock())
    in_line = await estimator.of(held(1, "t"), 3)
    assert (in_line.place, in_line.fraction, in_line.usual_duration) == (
        3,
        None,
        DurationQuartiles.about(FILM.usual_seconds),
    )
    assert await estimator.of(replace(RUNS, model="gone"), 0) == ProgressEstimate()


class TestLate:
    """Who waits far longer than usual is notified so once."""

    async def running(self, core: Core, *answers: object) -> None:
        """A generation that takes three minutes where one is usual."""
        core.history.measured[FILM.slug] = DurationQuartiles(50, 55, 60)
        core.messenger.will("tell_late", *answers)
        await core.ran(*[RUNNING] * 100)
        start = core.clock.now()
        while core.clock.now() - start < timedelta(minutes=3):
            await core.asked(await self.only(core))

    async def only(self, core: Core) -> Generation:
        """The one generation."""
        found = await core.store.generation(1)
        assert found is not None
        return found

    async def test_told_once(self, core: Core) -> None:
        """One message after twice the usual time, and its id is kept so that it can go."""
        await self.running(core, 900)
        assert len(core.messenger.late) == 1
        found = await core.store.generation(1)
        assert found is not None
        assert (found.late_notice_sent, found.late_notice_id) == (True, 900)

    async def test_once_also_after_a_death(self, core: Core) -> None:
        """A death while it was notified leaves it on record: the next process does not tell again."""
        with pytest.raises(KeyboardInterrupt):
            await self.running(core, KeyboardInterrupt())
        await core.start()
        await core.store.drop_all_leases()
        for _ in range(5):
            await core.asked(await self.only(core))
        assert len(core.messenger.late) == 1

    async def test_not_told_again_when_refused(self, core: Core) -> None:
        """When Telegram refuses, the message has no id, and is not tried again."""
        await self.running(core, None)
        assert len(core.messenger.late) == 1
        found = await self.only(core)
        assert (found.late_notice_sent, found.late_notice_id) == (True, None)

    async def test_told_at_a_better_time(self, core: Core) -> None:
        """When the chat has no room it is notified at a later look."""
        await self.running(core, DeliveryPostponed("full", 0), DeliveryPostponed("full", 0), 901)
        assert len(core.messenger.late) == 3
        found = await core.store.generation(1)
        assert found is not None
        assert (found.late_notice_sent, found.late_notice_id) == (True, 901)
