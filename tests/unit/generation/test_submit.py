"""The step out of the line: at most one request leaves, whatever happens to it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.catalog.catalog import Catalog
from bot.domain.generation import State
from bot.errors import (
    AccessRefused,
    FailureKind,
    NotAccepted,
    OutOfCredits,
    ProviderError,
    ProviderPaused,
    RateLimited,
    ServicePaused,
    StorageError,
    SubmissionInDoubt,
    TaskRefused,
    UploadFailed,
)
from bot.generation.callback import CallbackOutcome
from bot.ports import AlertKind, Submission
from bot.workers import until_written
from storage.store import SqliteTransaction
from tests.support.core import Core
from tests.support.fake_provider import done
from tests.support.samples import FILM, PHOTO, SPEECH, tariff


async def test_accepted(core: Core) -> None:
    """The request leaves with its references and callback address, the task id is kept, progress is shown."""
    generation = await core.ordered(references=(PHOTO, PHOTO))
    await core.step()
    running = await core.now(generation)
    assert (running.state, running.external_task_id, running.route) == (State.RUNNING, "task-1", "0")
    assert running.submitted_at == core.clock.now()
    assert running.deadline_at == core.clock.now() + timedelta(seconds=FILM.deadline_seconds)
    assert core.provider.published == [f"{generation.token}-0", f"{generation.token}-1"]
    assert core.provider.references == [[f"https://files.example/{name}" for name in core.provider.published]]
    address = core.provider.callback_urls[generation.id]
    assert address == f"https://kiosk.example/webhooks/kai/{core.tokens.sign(generation)}"
    assert [shown.state for shown in core.messenger.progress] == [State.RUNNING]
    assert await core.states(generation) == [State.HELD, State.SUBMITTING, State.RUNNING]


async def test_too_many_for_the_key(core: Core) -> None:
    """A 429 holds up everything of the key, uploads nothing twice, and new requests are taken all the same."""
    core.key_breaker._dice = lambda: 0.0
    first = await core.ordered(references=(PHOTO,))
    second = await core.ordered()
    core.provider.will("submit", RateLimited("429", 10), RateLimited("429", 10))
    await core.step()
    waiting = await core.now(first)
    assert (waiting.state, waiting.due_at) == (State.HELD, core.clock.now() + timedelta(seconds=10))
    await core.until_quiet()
    assert len(core.provider.submitted) == 1, "the other one did not leave"
    third = await core.ordered()
    for _ in range(3):
        core.clock.advance(timedelta(seconds=30))
        await core.until_quiet()
    assert {(await core.now(one)).state for one in (first, second, third)} <= {State.RUNNING, State.DELIVERED}
    assert core.provider.published == [f"{first.token}-0"]


@pytest.mark.parametrize("most", [1, 2])
async def test_as_many_at_once_as_the_plan_allows(core: Core, most: int) -> None:
    """The rest waits in line, in its order, and goes when a place is free; what waits uploads nothing."""
    core.settings = core.settings.model_copy(update={"kie_max_running": most})
    await core.start(tariff(most_open=20))
    ordered = [await core.ordered(references=(PHOTO,)) for _ in range(4)]
    most_seen = 0
    for _ in range(40):
        await core.until_quiet()
        states = [(await core.now(one)).state for one in ordered]
        running = states.count(State.RUNNING) + states.count(State.SUBMITTING)
        most_seen = max(most_seen, running)
        assert len(core.provider.published) == sum(state is not State.HELD for state in states)
        if running:
            core.provider.will("status", done())
        core.clock.advance(timedelta(seconds=5))
    assert most_seen == most
    assert {(await core.now(one)).state for one in ordered} == {State.DELIVERED}
    assert [one.id for one in core.provider.submitted] == [one.id for one in ordered]


async def test_written_down_before_it_leaves(core: Core) -> None:
    """What the supplier gets is already on record as submitting, after its turn was waited for."""
    generation = await core.ordered()
    await core.step()
    (sent,) = core.provider.submitted
    assert (sent.id, sent.state, core.provider.turns) == (generation.id, State.SUBMITTING, 1)


async def test_a_new_progress_message_is_remembered(core: Core) -> None:
    """When the progress had to be a new message, the next one edits that."""
    core.messenger.will("show_progress", 77)
    generation = await core.ordered()
    await core.step()
    assert (await core.now(generation)).progress_message_id == 77


@pytest.mark.parametrize(
    "refusal", [NotAccepted("busy", 30), ProviderPaused("maintenance", 600), NotAccepted("now", 0)]
)
async def test_not_accepted(core: Core, refusal: NotAccepted) -> None:
    """It is in line again after the pause, the credits stay held, and the next attempt may succeed."""
    core.provider.will("submit", refusal)
    generation = await core.ordered()
    await core.step()
    waiting = await core.now(generation)
    assert (waiting.state, waiting.submitted_at) == (State.HELD, None)
    assert waiting.due_at == core.clock.now() + timedelta(seconds=max(5, refusal.retry_after))
    assert await core.step() is None
    assert await core.money() == (90, 10)
    assert (await core.asked(generation)).state is State.RUNNING
    assert len(core.provider.submitted) == 2


async def test_never_accepted(core: Core) -> None:
    """Patience runs out a day after the confirmation, however often KIE said later."""
    core.provider.will("submit", *[NotAccepted("busy", 3600)] * 100)
    generation = await core.ordered()
    await core.step()
    for _ in range(30):
        if (await core.now(generation)).state is State.FAILED:
            break
        await core.asked(generation)
    failed = await core.now(generation)
    assert (failed.state, failed.failure) == (State.FAILED, FailureKind.PROVIDER)
    assert failed.completed_at == generation.created_at + timedelta(days=1)
    assert await core.money() == (100, 0)


@pytest.mark.parametrize(
    ("refusal", "begins", "ends"),
    [
        (OutOfCredits("empty"), AlertKind.OUT_OF_CREDITS, AlertKind.CREDITS_BACK),
        (AccessRefused("wrong key"), AlertKind.ACCESS_REFUSED, AlertKind.ACCESS_BACK),
    ],
)
@pytest.mark.parametrize("verb", ["submit", "await_turn"])
async def test_kie_stops_serving(
    core: Core, refusal: ProviderError, begins: AlertKind, ends: AlertKind, verb: str
) -> None:
    """Holds are kept, the operator is notified once, everybody waits, and work goes on by itself."""
    first = await core.ordered(1)
    second = await core.ordered(2)
    core.provider.will(verb, refusal, refusal)
    await core.until_quiet()
    core.clock.advance(minutes=1)
    await core.until_quiet()
    assert [(await core.now(one)).state for one in (first, second)] == [State.HELD] * 2
    assert await core.money() == (90, 10)
    assert [alert.kind for alert in core.messenger.alerts] == [begins]
    core.clock.advance(minutes=1)
    await core.until_quiet()
    assert [(await core.now(one)).state for one in (first, second)] == [State.RUNNING] * 2
    assert [alert.kind for alert in core.messenger.alerts] == [begins, ends]


async def test_a_paused_key_is_tried_by_one(core: Core) -> None:
    """While it is stopped only one request a minute asks whether it still is."""
    for person_id in range(1, 6):
        await core.ordered(person_id)
    core.provider.will("submit", *[OutOfCredits("empty")] * 10)
    for _ in range(3):
        await core.until_quiet()
        core.clock.advance(minutes=1)
    assert len(core.provider.submitted) == 3


async def test_one_goes_ahead(core: Core) -> None:
    """When the pause is over, one submission tries; those that come at the same moment wait for its outcome."""
    await core.key_breaker.pause(OutOfCredits("empty"))
    assert core.key_breaker.admit() == core.clock.now() + timedelta(minutes=1)
    core.clock.advance(minutes=1)
    assert core.key_breaker.admit() is None
    assert core.key_breaker.admit() == core.clock.now() + timedelta(seconds=5)
    await core.key_breaker.serves()
    assert [core.key_breaker.admit() for _ in range(3)] == [None] * 3


async def test_an_empty_balance_for_an_hour(core: Core) -> None:
    """Every minute a person asks, holds are kept, newcomers are refused, and the operator hears of it twice in all."""
    waiting = [await core.ordered(person_id) for person_id in (1, 2, 3)]
    for _ in range(60):
        core.provider.will("submit", OutOfCredits("empty"))
        await core.until_quiet()
        token = await core.quoted(4)
        with pytest.raises(ServicePaused):
            await core.confirmer.confirm(token, 4)
        core.clock.advance(minutes=1)
    assert [(await core.now(one)).state for one in waiting] == [State.HELD] * 3
    assert ([await core.money(person_id) for person_id in (1, 2, 3)], await core.money(4)) == (
        [(90, 10)] * 3,
        (100, 0),
    )
    await core.until_quiet()
    core.clock.advance(seconds=5)
    await core.until_quiet()
    assert [(await core.now(one)).state for one in waiting] == [State.RUNNING] * 3
    assert [alert.kind for alert in core.messenger.alerts] == [
        AlertKind.OUT_OF_CREDITS,
        AlertKind.CREDITS_BACK,
    ]
    assert (await core.confirmer.confirm(token, 4)).generation.state is State.HELD


@pytest.mark.parametrize("kind", [FailureKind.CONTENT, FailureKind.REQUEST, FailureKind.PROVIDER])
@pytest.mark.parametrize("verb", ["submit", "publish"])
async def test_refused_for_good(core: Core, kind: FailureKind, verb: str) -> None:
    """The credits are back, the reason is kept, the person is notified with what they have."""
    core.provider.will(verb, TaskRefused(kind, "KIE's words"))
    generation = await core.ordered(references=(PHOTO,))
    await core.until_quiet()
    failed = await core.now(generation)
    assert (failed.state, failed.failure, failed.failure_detail) == (State.FAILED, kind, "KIE's words")
    assert (failed.notified, failed.due_at, failed.completed_at) == (True, None, core.clock.now())
    ((notified, balance),) = core.messenger.notified
    assert (notified.id, balance.available, balance.held) == (generation.id, 100, 0)


async def test_a_reference_that_cannot_be_uploaded_now(core: Core) -> None:
    """It is tried again, ever more slowly, and no request leaves without its reference."""
    core.provider.will("publish", *[UploadFailed("not now")] * 3)
    generation = await core.ordered(references=(PHOTO,))
    await core.step()
    pauses = []
    for _ in range(3):
        before = core.clock.now()
        assert core.provider.submitted == []
        await core.asked(generation)
        pauses.append(core.clock.now() - before)
    assert pauses == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20)]
    assert (await core.now(generation)).state is State.RUNNING


class TestInDoubt:
    """A request that left and was not answered: KIE may have it, so it is never sent again."""

    async def test_is_never_sent_again(self, core: Core) -> None:
        """Until its deadline it waits and the operator knows; then its credits are back."""
        core.provider.will("submit", SubmissionInDoubt("time-out"))
        generation = await core.ordered()
        await core.until_quiet()
        assert (await core.now(generation)).state is State.IN_DOUBT
        assert [(alert.kind, alert.generation_id) for alert in core.messenger.alerts] == [
            (AlertKind.IN_DOUBT, generation.id)
        ]
        assert await core.money() == (90, 10)
        await core.asked(generation)
        await core.asked(generation)
        assert core.clock.now() == generation.created_at + timedelta(seconds=FILM.deadline_seconds)
        assert (await core.now(generation)).failure is FailureKind.SLOW
        await core.until_quiet()
        core.clock.advance(days=3)
        await core.until_quiet()
        assert len(core.provider.submitted) == 1
        assert await core.money() == (100, 0)
        assert len(core.messenger.notified) == 1

    async def test_a_callback_rescues_it(self, core: Core) -> None:
        """A callback tells the task id; from there it goes its way to the chat and is paid for."""
        core.provider.will("submit", SubmissionInDoubt("time-out"))
        core.provider.will("status", done())
        generation = await core.ordered()
        await core.until_quiet()
        assert await core.called(generation, "task-x") is CallbackOutcome.RECORDED
        await core.until_quiet()
        ended = await core.now(generation)
        assert (ended.state, ended.external_task_id, ended.captured) == (State.DELIVERED, "task-x", 10)
        assert len(core.provider.submitted) == 1

    async def test_a_callback_that_came_first(self, core: Core) -> None:
        """A callback during the submission is not forgotten when the answer never comes."""
        generation = await core.ordered()
        (claimed,) = await core.store.claim_due(
            core.clock.now(), lease_until=core.clock.now(), limit=1, states=[State.HELD]
        )
        core.fault_injector.arm(TimeoutError("the process dies"), after=5)
        await core.engine.advance(claimed)
        assert (await core.now(generation)).state is State.SUBMITTING
        await core.called(generation, "task-x")
        await core.until_quiet()
        running = await core.now(generation)
        assert (running.state, running.external_task_id) == (State.RUNNING, "task-x")

    async def test_a_callback_after_its_deadline(self, core: Core) -> None:
        """After the release a callback still brings the media, free."""
        core.provider.will("submit", SubmissionInDoubt("time-out"))
        core.provider.will("status", done())
        generation = await core.ordered()
        await core.step()
        await core.asked(generation)
        await core.asked(generation)
        await core.until_quiet()
        core.clock.advance(hours=1)
        await core.called(generation, "task-x")
        await core.until_quiet()
        ended = await core.now(generation)
        assert (ended.state, ended.free_late_delivery, ended.captured) == (State.DELIVERED, True, 0)
        assert await core.money() == (100, 0)

    async def test_cut_off_at_a_restart(self, core: Core) -> None:
        """A submission that was under way when the process died is in doubt at the next start."""
        generation = await core.ordered()
        (claimed,) = await core.store.claim_due(
            core.clock.now(),
            lease_until=core.clock.now() + timedelta(minutes=5),
            limit=1,
            states=[State.HELD],
        )
        core.fault_injector.arm(KeyboardInterrupt(), after=5)
        with pytest.raises(KeyboardInterrupt):
            await core.engine.advance(claimed)
        assert (await core.now(generation)).state is State.SUBMITTING
        await core.start()
        await core.store.drop_all_leases()
        await core.until_quiet()
        assert (await core.now(generation)).state is State.IN_DOUBT
        assert [alert.kind for alert in core.messenger.alerts] == [AlertKind.IN_DOUBT]
        assert await core.money() == (90, 10)


@pytest.mark.parametrize("state", [State.IN_DOUBT, State.FAILED])
async def test_an_acceptance_that_comes_late(core: Core, state: State) -> None:
    """The row has moved on without it: it learns its task all the same, and the media is brought."""
    generation = await core.ordered()

    async def meanwhile(*_: object) -> Submission:
        current = await core.now(generation)
        doubtful = current.stepped(State.IN_DOUBT, due_at=current.deadline_at)
        async with core.store.transaction() as tx:
            await tx.save(doubtful, expected=State.SUBMITTING, at=core.clock.now())
        if state is State.FAILED:
            core.clock.moment = current.deadline_at
            await core.step()
            await core.step()
        return Submission(task_id="task-late", route="the-route")

    core.provider.submit = meanwhile  # type: ignore[method-assign,assignment]  # an answer in its own time
    core.provider.will("status", done())
    await core.step()
    assert (await core.now(generation)).state is state
    assert (await core.now(generation)).hinted_task_id == "task-late"
    await core.until_quiet()
    ended = await core.now(generation)
    assert (ended.state, ended.external_task_id) == (State.DELIVERED, "task-late")
    assert ended.free_late_delivery is (state is State.FAILED)
    assert await core.money() == ((100, 0) if state is State.FAILED else (90, 0))


@pytest.mark.parametrize(
    ("answer", "state", "credits"),
    [
        (Submission(task_id="task-1", route="r"), State.RUNNING, (90, 10)),
        (TaskRefused(FailureKind.CONTENT, "no"), State.FAILED, (100, 0)),
        (NotAccepted("later"), State.HELD, (90, 10)),
        (OutOfCredits("empty"), State.HELD, (90, 10)),
        (SubmissionInDoubt("cut"), State.IN_DOUBT, (90, 10)),
    ],
)
async def test_an_answer_that_cannot_be_written_yet(
    core: Core,
    monkeypatch: pytest.MonkeyPatch,
    answer: Submission | Exception,
    state: State,
    credits: tuple[int, int],  # noqa: A002  what they are
) -> None:
    """KIE says it once: it is written when the database takes it, and never asked for by a second submission."""
    monkeypatch.setattr(until_written, "FIRST_PAUSE", 0.0)
    monkeypatch.setattr(until_written, "LONGEST_PAUSE", 0.0)
    generation = await core.ordered()
    transaction, vain = core.store.transaction, 20

    @asynccontextmanager
    async def locked() -> AsyncGenerator[SqliteTransaction]:
        nonlocal vain
        if core.provider.submitted and vain:
            vain -= 1
            raise StorageError("locked")
        async with transaction() as tx:
            yield tx

    core.store.transaction = locked  # type: ignore[method-assign]  # a lock that lasts
    core.provider.will("submit", answer)
    await core.step()
    after = await core.now(generation)
    assert (vain, after.state) == (0, state)
    assert await core.money() == credits
    assert len(core.provider.submitted) == 1
    assert core.telemetry.faults == []


async def test_a_model_that_left_the_catalogue(core: Core) -> None:
    """What waited for it is released with a plain reason, and nothing reaches the supplier."""
    generation = await core.ordered()
    core.catalog = Catalog([SPEECH])
    await core.start()
    await core.until_quiet()
    failed = await core.now(generation)
    assert (failed.state, failed.failure) == (State.FAILED, FailureKind.PROVIDER)
    assert failed.failure_detail == "its model was taken out of the catalogue"
    assert (core.provider.submitted, await core.money()) == ([], (100, 0))
    assert len(core.messenger.notified) == 1


async def test_doubt_is_shown(core: Core) -> None:
    """Seconds later the person sees that the supplier's answer is waited for, then nothing is due until the deadline."""
    core.provider.will("submit", SubmissionInDoubt("cut"))
    generation = await core.ordered()
    await core.step()
    await core.asked(generation)
    doubtful = await core.now(generation)
    assert doubtful.due_at == doubtful.deadline_at
    assert [shown.state for shown in core.messenger.progress] == [State.IN_DOUBT]


async def test_the_end_of_a_doubt_is_told(core: Core) -> None:
    """A doubt is reported when it begins, and when it ends: by a callback, or at its deadline with the credits back."""
    core.provider.will("submit", SubmissionInDoubt("cut"), SubmissionInDoubt("cut"))
    rescued, released = await core.ordered(), await core.ordered()
    await core.until_quiet()
    await core.called(rescued, "task-1")
    await core.until_quiet()
    await core.asked(released)
    notified = [(alert.kind, alert.generation_id) for alert in core.messenger.alerts]
    assert (AlertKind.DOUBT_RESCUED, rescued.id) in notified
    core.clock.moment = released.deadline_at + timedelta(days=1)
    await core.until_quiet()
    notified = [(alert.kind, alert.generation_id) for alert in core.messenger.alerts]
    assert notified.count((AlertKind.DOUBT_RELEASED, released.id)) == 1
    assert notified.count((AlertKind.IN_DOUBT, released.id)) == 1
    assert (AlertKind.DOUBT_RELEASED, rescued.id) not in notified
