"""While KIE has it: asking, settling, giving up at the deadline, and the late result."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, State
from bot.errors import AccessRefused, FailureKind, MediaRejected, StatusUnavailable
from bot.generation.callback import CallbackOutcome
from bot.ports import AlertKind, Progress, Result, TaskStatus
from tests.support.fake_provider import RUNNING, done
from tests.support.house import House
from tests.support.samples import FILM

EMPTY = TaskStatus(progress=Progress.DONE)
DEADLINE = timedelta(seconds=FILM.deadline_seconds)


def at(fraction: float | None, stage: str = "working") -> TaskStatus:
    """A running task."""
    return TaskStatus(progress=Progress.RUNNING, fraction=fraction, stage=stage)


class TestRunning:
    """The status endpoint is asked, ever more slowly, and its progress is shown."""

    async def test_progress_never_goes_back(self, house: House) -> None:
        """Whatever KIE says, the bar only grows and ends at one; the stage is KIE's newest word."""
        generation = await house.ran(at(0.4), at(0.1, "again"), at(None), at(7.5))
        seen = [(await house.asked(generation)).progress for _ in range(4)]
        assert seen == [0.4, 0.4, 0.4, 1.0]
        assert (await house.now(generation)).stage == "working"
        assert [shown.progress for shown in house.messenger.progress] == [0.0, *seen]

    async def test_asks_ever_more_slowly(self, house: House) -> None:
        """From every few seconds to twice a minute, and never faster than KIE advises."""
        generation = await house.ran()
        moments = []
        while (await house.now(generation)).state is State.RUNNING:
            await house.asked(generation)
            moments.append(house.clock.now())
        pauses = [(late - early).total_seconds() for early, late in pairwise(moments)]
        assert pauses == sorted(pauses)
        assert (pauses[0], pauses[-1]) == (2.5, 15.0)
        assert len(moments) < 70

    async def test_no_answer_is_no_news(self, house: House) -> None:
        """A status that cannot be read changes nothing: it is asked again."""
        generation = await house.ran(at(0.5), *[StatusUnavailable("not now")] * 20)
        for _ in range(21):
            running = await house.asked(generation)
        assert (running.state, running.progress, running.stage) == (State.RUNNING, 0.5, "working")
        assert await house.money() == (90, 10)

    async def test_a_refused_key(self, house: House) -> None:
        """The operator is told once, the task goes on, and new work waits a minute, not for ever."""
        generation = await house.ran(AccessRefused("wrong key"), AccessRefused("wrong key"))
        token = await house.quoted()
        await house.asked(generation)
        await house.asked(generation)
        assert [alert.kind for alert in house.messenger.alerts] == [AlertKind.ACCESS_REFUSED]
        assert (await house.now(generation)).state is State.RUNNING
        house.clock.advance(minutes=1)
        await house.confirmer.confirm(token, 1)
        await house.until_quiet()
        assert [alert.kind for alert in house.messenger.alerts][-1] is AlertKind.ACCESS_BACK

    async def test_a_callback_brings_the_question_forward(self, house: House) -> None:
        """The task is asked for at once; the callback itself settles nothing."""
        generation = await house.ran(RUNNING)
        assert await house.called(generation, "task-1") is CallbackOutcome.RECORDED
        await house.step()
        assert len(house.provider.asked) == 1
        assert (await house.now(generation)).state is State.RUNNING
        assert await house.called(generation, "task-2") is CallbackOutcome.FOREIGN
        assert await house.step() is None

    async def test_a_new_progress_message_is_remembered(self, house: House) -> None:
        """A progress message that had to be sent anew is the one that is edited next."""
        generation = await house.ran()
        house.messenger.will("show_progress", 88)
        await house.asked(generation)
        await house.asked(generation)
        assert house.messenger.progress[-1].progress_message_id == 88


class TestDone:
    """Results are stored before anything is sent."""

    async def test_results_become_assets(self, house: House) -> None:
        """In KIE's order, with what it tells of them; the result is due for delivery at once."""
        status = TaskStatus(
            progress=Progress.DONE,
            stage="success",
            results=(
                Result(
                    url="https://cdn.example/a", title="Kite", seconds=61.5, cover_url="https://cdn.example/c"
                ),
                Result(url="https://cdn.example/b"),
            ),
        )
        generation = await house.ran(status)
        ready = await house.asked(generation)
        assert (ready.state, ready.progress, ready.due_at) == (State.READY, 1.0, house.clock.now())
        first, second = ready.assets
        assert first == Asset(
            id=first.id,
            position=0,
            url="https://cdn.example/a",
            kind=Kind.VIDEO,
            title="Kite",
            seconds=61.5,
            cover_url="https://cdn.example/c",
        )
        assert (second.position, second.url) == (1, "https://cdn.example/b")
        assert await house.money() == (90, 10)

    async def test_a_whole_life(self, house: House) -> None:
        """Held, submitted, made, delivered, captured, concluded: each step once."""
        generation = await house.ran(RUNNING, done())
        await house.asked(generation)
        await house.asked(generation)
        await house.until_quiet()
        ended = await house.now(generation)
        assert (ended.state, ended.captured, ended.notified, ended.due_at) == (
            State.DELIVERED,
            10,
            True,
            None,
        )
        assert await house.states(generation) == [
            State.HELD,
            State.SUBMITTING,
            State.RUNNING,
            State.READY,
            State.DELIVERED,
        ]
        assert house.messenger.carried == [(generation.id, (0,))]
        assert [one.id for one in house.messenger.concluded] == [generation.id]
        assert await house.money() == (90, 0)
        assert house.telemetry.faults == []

    async def test_done_without_results(self, house: House) -> None:
        """Results may lag behind the word: it is asked again."""
        generation = await house.ran(*[EMPTY] * 5, done())
        for _ in range(6):
            assert (await house.now(generation)).state is State.RUNNING
            await house.asked(generation)
        assert (await house.now(generation)).state is State.READY

    async def test_never_any_results(self, house: House) -> None:
        """A finished task that shows nothing six times has failed."""
        generation = await house.ran(*[EMPTY] * 6)
        for _ in range(6):
            failed = await house.asked(generation)
        assert (failed.state, failed.failure) == (State.FAILED, FailureKind.PROVIDER)
        assert await house.money() == (100, 0)


class TestFailed:
    """KIE says that it failed."""

    @pytest.mark.parametrize("kind", [FailureKind.CONTENT, FailureKind.REQUEST, FailureKind.PROVIDER, None])
    async def test_gives_back(self, house: House, kind: FailureKind | None) -> None:
        """The credits are back with the failure, the person is told why and what they have, once."""
        failure = TaskStatus(progress=Progress.FAILED, failure=kind, message="KIE's words" * 100)
        generation = await house.ran(failure)
        failed = await house.asked(generation)
        assert (failed.state, failed.failure) == (State.FAILED, kind or FailureKind.PROVIDER)
        assert failed.failure_detail.startswith("KIE's words")
        assert len(failed.failure_detail) == 500
        await house.until_quiet()
        ((notified, balance),) = house.messenger.notified
        assert (notified.failure, balance.available) == (failed.failure, 100)
        assert (await house.now(generation)).due_at is None

    async def test_a_callback_after_it(self, house: House) -> None:
        """A late callback of a failed task asks nothing and changes nothing."""
        generation = await house.ran(TaskStatus(progress=Progress.FAILED))
        await house.asked(generation)
        await house.until_quiet()
        asked = len(house.provider.asked)
        await house.called(generation, "task-1")
        await house.until_quiet()
        assert len(house.provider.asked) == asked
        assert (await house.now(generation)).state is State.FAILED


class TestDeadline:
    """Past its deadline it is released and told; what still comes is free."""

    async def late(self, house: House, *statuses: object) -> int:
        """A generation that was released at its deadline and told so. Returns its id."""
        generation = await house.ran()
        house.clock.moment = generation.deadline_at
        await house.step()
        failed = await house.now(generation)
        assert (failed.state, failed.failure) == (State.FAILED, FailureKind.SLOW)
        await house.until_quiet()
        assert [notified.failure for notified, _ in house.messenger.notified] == [FailureKind.SLOW]
        assert await house.money() == (100, 0)
        house.provider.will("status", *statuses)
        return generation.id

    async def test_a_late_result(self, house: House) -> None:
        """It is delivered on the house, once: nothing is captured, and the hold ended at the deadline."""
        number = await self.late(house, RUNNING, done())
        for _ in range(2):
            house.clock.advance(minutes=10)
            await house.until_quiet()
        ended = await house.store.generation(number)
        assert ended is not None
        assert (ended.state, ended.free_late_delivery, ended.captured, ended.failure) == (
            State.DELIVERED,
            True,
            0,
            None,
        )
        assert house.messenger.carried == [(number, (0,))]
        assert [one.id for one in house.messenger.concluded] == [number]
        assert await house.money() == (100, 0)

    async def test_a_late_result_by_callback(self, house: House) -> None:
        """A callback brings it at once."""
        number = await self.late(house, done())
        generation = await house.store.generation(number)
        assert generation is not None
        await house.called(generation, "task-1")
        await house.until_quiet()
        assert (await house.now(generation)).state is State.DELIVERED

    async def test_a_late_failure(self, house: House) -> None:
        """A failure after the release is not told again, and ends the watch."""
        number = await self.late(house, TaskStatus(progress=Progress.FAILED))
        house.clock.advance(minutes=10)
        await house.until_quiet()
        ended = await house.store.generation(number)
        assert ended is not None
        assert (ended.state, ended.due_at) == (State.FAILED, None)
        assert len(house.messenger.notified) == 1

    async def test_the_watch_ends(self, house: House) -> None:
        """After two days nobody asks any more."""
        number = await self.late(house)
        generation = await house.store.generation(number)
        assert generation is not None
        for _ in range(400):
            if (await house.now(generation)).due_at is None:
                break
            await house.asked(generation)
        watched = house.clock.now() - generation.deadline_at
        assert timedelta(days=2) < watched < timedelta(days=2, minutes=11)
        assert await house.money() == (100, 0)

    async def test_a_result_at_the_last_moment(self, house: House) -> None:
        """A task that is done when its deadline is found out is delivered and paid for."""
        generation = await house.ran(done())
        house.clock.advance(DEADLINE + timedelta(hours=1))
        await house.until_quiet()
        ended = await house.now(generation)
        assert (ended.state, ended.captured) == (State.DELIVERED, 10)

    async def test_a_gift_that_cannot_be_fetched(self, house: House) -> None:
        """A late result that is no media ends quietly: nothing goes back twice, nobody is told again."""
        number = await self.late(house, done())
        house.messenger.will("deliver", MediaRejected("no media"))
        house.clock.advance(minutes=10)
        await house.until_quiet()
        ended = await house.store.generation(number)
        assert ended is not None
        assert (ended.state, ended.notified, ended.due_at) == (State.FAILED, True, None)
        assert len(house.messenger.notified) == 1
        assert await house.money() == (100, 0)
