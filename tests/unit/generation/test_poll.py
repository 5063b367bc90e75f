"""While KIE has it: asking, settling, giving up at the deadline, and the late result."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.availability.model_health import outcome_of
from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Reference, State
from bot.errors import AccessRefused, FailureKind, MediaRejected, StatusUnavailable
from bot.generation.callback import CallbackOutcome
from bot.ports import AlertKind, Progress, Result, TaskStatus
from tests.support.core import Core
from tests.support.fake_provider import RUNNING, done
from tests.support.samples import FILM, PHOTO

EMPTY = TaskStatus(progress=Progress.DONE)
DEADLINE = timedelta(seconds=FILM.deadline_seconds)


def at(fraction: float | None, stage: str = "working") -> TaskStatus:
    """A running task."""
    return TaskStatus(progress=Progress.RUNNING, fraction=fraction, stage=stage)


class TestRunning:
    """The status endpoint is asked, ever more slowly, and its progress is shown."""

    async def test_progress_never_goes_back(self, core: Core) -> None:
        """Whatever KIE says, the bar only grows and ends at one; the stage is KIE's newest word."""
        generation = await core.ran(at(0.4), at(0.1, "again"), at(None), at(7.5))
        seen = [(await core.asked(generation)).progress for _ in range(4)]
        assert seen == [0.4, 0.4, 0.4, 1.0]
        assert (await core.now(generation)).stage == "working"
        assert [shown.progress for shown in core.messenger.progress] == [0.0, *seen]

    async def test_asks_ever_more_slowly(self, core: Core) -> None:
        """From every few seconds to twice a minute, and never faster than KIE advises."""
        generation = await core.ran()
        moments = []
        while (await core.now(generation)).state is State.RUNNING:
            await core.asked(generation)
            moments.append(core.clock.now())
        pauses = [(late - early).total_seconds() for early, late in pairwise(moments)]
        assert pauses == sorted(pauses)
        assert (pauses[0], pauses[-1]) == (2.5, 15.0)
        assert len(moments) < 70

    async def test_no_answer_is_no_news(self, core: Core) -> None:
        """A status that cannot be read changes nothing: it is asked again."""
        generation = await core.ran(at(0.5), *[StatusUnavailable("not now")] * 20)
        for _ in range(21):
            running = await core.asked(generation)
        assert (running.state, running.progress, running.stage) == (State.RUNNING, 0.5, "working")
        assert await core.money() == (90, 10)

    @pytest.mark.parametrize(("asks_for", "left_alone"), [(0, 2.5), (1, 2.5), (40, 40), (3600, 300)])
    async def test_kie_wants_to_be_left_alone(self, core: Core, asks_for: float, left_alone: float) -> None:
        """It is asked no earlier than it wants, and not later than in some minutes."""
        generation = await core.ran(StatusUnavailable("429", asks_for))
        running = await core.asked(generation)
        assert running.due_at is not None
        assert (running.due_at - core.clock.now()).total_seconds() == left_alone

    async def test_a_refused_key(self, core: Core) -> None:
        """The operator is notified once, the task goes on, and new work waits a minute, not for ever."""
        generation = await core.ran(AccessRefused("wrong key"), AccessRefused("wrong key"))
        token = await core.quoted()
        await core.asked(generation)
        await core.asked(generation)
        assert [alert.kind for alert in core.messenger.alerts] == [AlertKind.ACCESS_REFUSED]
        assert (await core.now(generation)).state is State.RUNNING
        core.clock.advance(minutes=1)
        await core.confirmer.confirm(token, 1)
        await core.until_quiet()
        assert [alert.kind for alert in core.messenger.alerts][-1] is AlertKind.ACCESS_BACK

    async def test_a_callback_brings_the_question_forward(self, core: Core) -> None:
        """The task is asked for at once; the callback itself settles nothing."""
        generation = await core.ran(RUNNING)
        assert await core.called(generation, "task-1") is CallbackOutcome.RECORDED
        await core.step()
        assert len(core.provider.asked) == 1
        assert (await core.now(generation)).state is State.RUNNING
        assert await core.called(generation, "task-2") is CallbackOutcome.FOREIGN
        assert await core.step() is None

    async def test_a_new_progress_message_is_remembered(self, core: Core) -> None:
        """A progress message that had to be sent anew is the one that is edited next."""
        generation = await core.ran()
        core.messenger.will("show_progress", 88)
        await core.asked(generation)
        await core.asked(generation)
        assert core.messenger.progress[-1].progress_message_id == 88


class TestDone:
    """Results are stored before anything is sent."""

    async def test_results_become_assets(self, core: Core) -> None:
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
        generation = await core.ran(status)
        ready = await core.asked(generation)
        assert (ready.state, ready.progress, ready.due_at) == (State.READY, 1.0, core.clock.now())
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
        assert await core.money() == (90, 10)

    async def test_a_whole_life(self, core: Core) -> None:
        """Held, submitted, made, delivered, captured, concluded: each step once."""
        generation = await core.ran(RUNNING, done())
        await core.asked(generation)
        await core.asked(generation)
        await core.until_quiet()
        ended = await core.now(generation)
        assert (ended.state, ended.captured, ended.notified, ended.due_at) == (
            State.DELIVERED,
            10,
            True,
            None,
        )
        assert await core.states(generation) == [
            State.HELD,
            State.SUBMITTING,
            State.RUNNING,
            State.READY,
            State.DELIVERED,
        ]
        assert core.messenger.delivered == [(generation.id, (0,))]
        assert [one.id for one in core.messenger.concluded] == [generation.id]
        assert await core.money() == (90, 0)
        assert core.telemetry.faults == []

    async def test_done_without_results(self, core: Core) -> None:
        """Results may lag behind the word: it is asked again."""
        generation = await core.ran(*[EMPTY] * 5, done())
        for _ in range(6):
            assert (await core.now(generation)).state is State.RUNNING
            await core.asked(generation)
        assert (await core.now(generation)).state is State.READY

    async def test_never_any_results(self, core: Core) -> None:
        """A finished task that shows nothing six times has failed."""
        generation = await core.ran(*[EMPTY] * 6)
        for _ in range(6):
            failed = await core.asked(generation)
        assert (failed.state, failed.failure) == (State.FAILED, FailureKind.PROVIDER)
        assert await core.money() == (100, 0)


class TestFailed:
    """KIE says that it failed."""

    @pytest.mark.parametrize("kind", [FailureKind.CONTENT, FailureKind.REQUEST, FailureKind.PROVIDER, None])
    async def test_gives_back(self, core: Core, kind: FailureKind | None) -> None:
        """The credits are back with the failure, the person reads why and what they have, once."""
        failure = TaskStatus(progress=Progress.FAILED, failure=kind, message="KIE's words" * 100)
        generation = await core.ran(failure)
        failed = await core.asked(generation)
        assert (failed.state, failed.failure) == (State.FAILED, kind or FailureKind.PROVIDER)
        assert failed.failure_detail.startswith("KIE's words")
        assert len(failed.failure_detail) == 500
        await core.until_quiet()
        ((notified, balance),) = core.messenger.notified
        assert (notified.failure, balance.available) == (failed.failure, 100)
        assert (await core.now(generation)).due_at is None

    async def test_a_callback_after_it(self, core: Core) -> None:
        """A late callback of a failed task asks nothing and changes nothing."""
        generation = await core.ran(TaskStatus(progress=Progress.FAILED))
        await core.asked(generation)
        await core.until_quiet()
        asked = len(core.provider.asked)
        await core.called(generation, "task-1")
        await core.until_quiet()
        assert len(core.provider.asked) == asked
        assert (await core.now(generation)).state is State.FAILED


class TestDeadline:
    """Past its deadline it is released and announced; what still comes is free."""

    async def late(self, core: Core, *statuses: object) -> int:
        """A generation that was released at its deadline, which was announced. Returns its id."""
        generation = await core.ran()
        core.clock.moment = generation.deadline_at
        await core.step()
        failed = await core.now(generation)
        assert (failed.state, failed.failure) == (State.FAILED, FailureKind.SLOW)
        await core.until_quiet()
        assert [notified.failure for notified, _ in core.messenger.notified] == [FailureKind.SLOW]
        assert await core.money() == (100, 0)
        core.provider.will("status", *statuses)
        return generation.id

    async def test_a_late_result(self, core: Core) -> None:
        """It is delivered free, once: nothing is captured, and the hold ended at the deadline."""
        number = await self.late(core, RUNNING, done())
        for _ in range(2):
            core.clock.advance(minutes=10)
            await core.until_quiet()
        ended = await core.store.generation(number)
        assert ended is not None
        assert (ended.state, ended.free_late_delivery, ended.captured, ended.failure) == (
            State.DELIVERED,
            True,
            0,
            None,
        )
        assert core.messenger.delivered == [(number, (0,))]
        assert [one.id for one in core.messenger.concluded] == [number]
        assert await core.money() == (100, 0)

    async def test_a_late_result_by_callback(self, core: Core) -> None:
        """A callback brings it at once."""
        number = await self.late(core, done())
        generation = await core.store.generation(number)
        assert generation is not None
        await core.called(generation, "task-1")
        await core.until_quiet()
        assert (await core.now(generation)).state is State.DELIVERED

    async def test_a_late_failure(self, core: Core) -> None:
        """A failure after the release is not announced again, and ends the watch."""
        number = await self.late(core, TaskStatus(progress=Progress.FAILED))
        core.clock.advance(minutes=10)
        await core.until_quiet()
        ended = await core.store.generation(number)
        assert ended is not None
        assert (ended.state, ended.due_at) == (State.FAILED, None)
        assert len(core.messenger.notified) == 1

    async def test_the_watch_ends(self, core: Core) -> None:
        """After two days no one asks any more."""
        number = await self.late(core)
        generation = await core.store.generation(number)
        assert generation is not None
        for _ in range(400):
            if (await core.now(generation)).due_at is None:
                break
            await core.asked(generation)
        watched = core.clock.now() - generation.deadline_at
        assert timedelta(days=2) < watched < timedelta(days=2, minutes=11)
        assert await core.money() == (100, 0)

    async def test_a_result_at_the_last_moment(self, core: Core) -> None:
        """A task that is done when its deadline is found out is delivered and paid for."""
        generation = await core.ran(done())
        core.clock.advance(DEADLINE + timedelta(hours=1))
        await core.until_quiet()
        ended = await core.now(generation)
        assert (ended.state, ended.captured) == (State.DELIVERED, 10)

    async def test_a_gift_that_cannot_be_fetched(self, core: Core) -> None:
        """A late result that is no media ends quietly: nothing goes back twice, no one is notified again."""
        number = await self.late(core, done())
        core.messenger.will("deliver", MediaRejected("no media"))
        core.clock.advance(minutes=10)
        await core.until_quiet()
        ended = await core.store.generation(number)
        assert ended is not None
        assert (ended.state, ended.notified, ended.due_at) == (State.FAILED, True, None)
        assert len(core.messenger.notified) == 1
        assert await core.money() == (100, 0)


class TestAnErrorInside:
    """KIE gives no reason: with a picture and at once it was most likely its filter, else its own fault."""

    ERROR = TaskStatus(
        progress=Progress.FAILED,
        failure=FailureKind.PROVIDER,
        message="Internal Error, Please try again later.",
        unexplained=True,
    )

    @pytest.mark.parametrize(
        ("seconds", "references", "kind"),
        [
            (20, (PHOTO,), FailureKind.LIKELY_CONTENT),
            (89, (PHOTO,), FailureKind.LIKELY_CONTENT),
            (90, (PHOTO,), FailureKind.PROVIDER),
            (20, (), FailureKind.PROVIDER),
        ],
    )
    async def test_quick_or_slow_with_or_without(
        self, core: Core, seconds: int, references: tuple[Reference, ...], kind: FailureKind
    ) -> None:
        """Time and picture decide together; the credits go back either way, and only a fault of KIE's counts."""
        generation = await core.ordered(references=references)
        await core.step()
        core.clock.advance(seconds=seconds)
        core.provider.will("status", self.ERROR)
        failed = await core.asked(generation)
        assert (failed.state, failed.failure) == (State.FAILED, kind)
        assert (outcome_of(failed) is None) is (kind is FailureKind.LIKELY_CONTENT)
        assert await core.money() == (100, 0)

    async def test_a_reason_is_taken_as_it_is(self, core: Core) -> None:
        """What KIE explains needs no guess."""
        generation = await core.ordered(references=(PHOTO,))
        await core.step()
        core.provider.will("status", replace(self.ERROR, unexplained=False))
        assert (await core.asked(generation)).failure is FailureKind.PROVIDER
