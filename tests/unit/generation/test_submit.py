"""The step out of the line: at most one request leaves, whatever happens to it."""

from __future__ import annotations

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
    ServicePaused,
    SubmissionInDoubt,
    TaskRefused,
    UploadFailed,
)
from bot.generation.callback import CallbackOutcome
from bot.ports import AlertKind
from tests.support.fake_provider import done
from tests.support.house import House
from tests.support.samples import FILM, PHOTO, SPEECH


async def test_accepted(house: House) -> None:
    """The request leaves with its references and callback address, the task id is kept, progress is shown."""
    generation = await house.ordered(references=(PHOTO, PHOTO))
    await house.step()
    running = await house.now(generation)
    assert (running.state, running.external_task_id, running.route) == (State.RUNNING, "task-1", "0")
    assert running.submitted_at == house.clock.now()
    assert running.deadline_at == house.clock.now() + timedelta(seconds=FILM.deadline_seconds)
    assert house.provider.published == [f"{generation.token}-0", f"{generation.token}-1"]
    assert house.provider.references == [
        [f"https://files.example/{name}" for name in house.provider.published]
    ]
    address = house.provider.callback_urls[generation.id]
    assert address == f"https://kiosk.example/webhooks/kai/{house.tokens.sign(generation)}"
    assert [shown.state for shown in house.messenger.progress] == [State.RUNNING]
    assert await house.states(generation) == [State.HELD, State.SUBMITTING, State.RUNNING]


async def test_written_down_before_it_leaves(house: House) -> None:
    """What the supplier gets is already on record as submitting, after its turn was waited for."""
    generation = await house.ordered()
    await house.step()
    (sent,) = house.provider.submitted
    assert (sent.id, sent.state, house.provider.turns) == (generation.id, State.SUBMITTING, 1)


async def test_a_new_progress_message_is_remembered(house: House) -> None:
    """When the progress had to be a new message, the next one edits that."""
    house.messenger.will("show_progress", 77)
    generation = await house.ordered()
    await house.step()
    assert (await house.now(generation)).progress_message_id == 77


@pytest.mark.parametrize(
    "refusal", [NotAccepted("busy", 30), ProviderPaused("maintenance", 600), NotAccepted("now", 0)]
)
async def test_not_accepted(house: House, refusal: NotAccepted) -> None:
    """It is in line again after the pause, the credits stay held, and the next attempt may succeed."""
    house.provider.will("submit", refusal)
    generation = await house.ordered()
    await house.step()
    waiting = await house.now(generation)
    assert (waiting.state, waiting.submitted_at) == (State.HELD, None)
    assert waiting.due_at == house.clock.now() + timedelta(seconds=max(5, refusal.retry_after))
    assert await house.step() is None
    assert await house.money() == (90, 10)
    assert (await house.asked(generation)).state is State.RUNNING
    assert len(house.provider.submitted) == 2


async def test_never_accepted(house: House) -> None:
    """Patience runs out a day after the confirmation, however often KIE said later."""
    house.provider.will("submit", *[NotAccepted("busy", 3600)] * 100)
    generation = await house.ordered()
    await house.step()
    for _ in range(30):
        if (await house.now(generation)).state is State.FAILED:
            break
        await house.asked(generation)
    failed = await house.now(generation)
    assert (failed.state, failed.failure) == (State.FAILED, FailureKind.PROVIDER)
    assert failed.completed_at == generation.created_at + timedelta(days=1)
    assert await house.money() == (100, 0)


@pytest.mark.parametrize(
    ("refusal", "begins", "ends"),
    [
        (OutOfCredits("empty"), AlertKind.OUT_OF_CREDITS, AlertKind.CREDITS_BACK),
        (AccessRefused("wrong key"), AlertKind.ACCESS_REFUSED, AlertKind.ACCESS_BACK),
    ],
)
@pytest.mark.parametrize("verb", ["submit", "await_turn"])
async def test_the_supply_stops(
    house: House, refusal: ProviderError, begins: AlertKind, ends: AlertKind, verb: str
) -> None:
    """Holds are kept, the operator is told once, everybody waits, and work goes on by itself."""
    first = await house.ordered(1)
    second = await house.ordered(2)
    house.provider.will(verb, refusal, refusal)
    await house.until_quiet()
    house.clock.advance(minutes=1)
    await house.until_quiet()
    assert [(await house.now(one)).state for one in (first, second)] == [State.HELD] * 2
    assert await house.money() == (90, 10)
    assert [alert.kind for alert in house.messenger.alerts] == [begins]
    house.clock.advance(minutes=1)
    await house.until_quiet()
    assert [(await house.now(one)).state for one in (first, second)] == [State.RUNNING] * 2
    assert [alert.kind for alert in house.messenger.alerts] == [begins, ends]


async def test_a_stopped_supply_is_tried_by_one(house: House) -> None:
    """While it is stopped only one request a minute asks whether it still is."""
    for person_id in range(1, 6):
        await house.ordered(person_id)
    house.provider.will("submit", *[OutOfCredits("empty")] * 10)
    for _ in range(3):
        await house.until_quiet()
        house.clock.advance(minutes=1)
    assert len(house.provider.submitted) == 3


async def test_one_goes_ahead(house: House) -> None:
    """When the pause is over, one submission tries; those that come at the same moment wait for its outcome."""
    await house.key_breaker.pause(OutOfCredits("empty"))
    assert house.key_breaker.admit() == house.clock.now() + timedelta(minutes=1)
    house.clock.advance(minutes=1)
    assert house.key_breaker.admit() is None
    assert house.key_breaker.admit() == house.clock.now() + timedelta(seconds=5)
    await house.key_breaker.serves()
    assert [house.key_breaker.admit() for _ in range(3)] == [None] * 3


async def test_an_empty_purse_for_an_hour(house: House) -> None:
    """Every minute somebody asks, holds are kept, newcomers are refused, and the operator hears of it twice in all."""
    waiting = [await house.ordered(person_id) for person_id in (1, 2, 3)]
    for _ in range(60):
        house.provider.will("submit", OutOfCredits("empty"))
        await house.until_quiet()
        token = await house.quoted(4)
        with pytest.raises(ServicePaused):
            await house.confirmer.confirm(token, 4)
        house.clock.advance(minutes=1)
    assert [(await house.now(one)).state for one in waiting] == [State.HELD] * 3
    assert ([await house.money(person_id) for person_id in (1, 2, 3)], await house.money(4)) == (
        [(90, 10)] * 3,
        (100, 0),
    )
    await house.until_quiet()
    house.clock.advance(seconds=5)
    await house.until_quiet()
    assert [(await house.now(one)).state for one in waiting] == [State.RUNNING] * 3
    assert [alert.kind for alert in house.messenger.alerts] == [
        AlertKind.OUT_OF_CREDITS,
        AlertKind.CREDITS_BACK,
    ]
    assert (await house.confirmer.confirm(token, 4)).generation.state is State.HELD


@pytest.mark.parametrize("kind", [FailureKind.CONTENT, FailureKind.REQUEST, FailureKind.PROVIDER])
@pytest.mark.parametrize("verb", ["submit", "publish"])
async def test_refused_for_good(house: House, kind: FailureKind, verb: str) -> None:
    """The credits are back, the reason is kept, the person is told with what they have."""
    house.provider.will(verb, TaskRefused(kind, "KIE's words"))
    generation = await house.ordered(references=(PHOTO,))
    await house.until_quiet()
    failed = await house.now(generation)
    assert (failed.state, failed.failure, failed.failure_detail) == (State.FAILED, kind, "KIE's words")
    assert (failed.notified, failed.due_at, failed.completed_at) == (True, None, house.clock.now())
    ((notified, balance),) = house.messenger.notified
    assert (notified.id, balance.available, balance.held) == (generation.id, 100, 0)


async def test_a_reference_that_cannot_be_uploaded_now(house: House) -> None:
    """It is tried again, ever more slowly, and no request leaves without its reference."""
    house.provider.will("publish", *[UploadFailed("not now")] * 3)
    generation = await house.ordered(references=(PHOTO,))
    await house.step()
    pauses = []
    for _ in range(3):
        before = house.clock.now()
        assert house.provider.submitted == []
        await house.asked(generation)
        pauses.append(house.clock.now() - before)
    assert pauses == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20)]
    assert (await house.now(generation)).state is State.RUNNING


class TestInDoubt:
    """A request that left and was not answered: KIE may have it, so it is never sent again."""

    async def test_is_never_sent_again(self, house: House) -> None:
        """Until its deadline it waits and the operator knows; then its credits are back."""
        house.provider.will("submit", SubmissionInDoubt("time-out"))
        generation = await house.ordered()
        await house.until_quiet()
        assert (await house.now(generation)).state is State.IN_DOUBT
        assert [(alert.kind, alert.generation_id) for alert in house.messenger.alerts] == [
            (AlertKind.IN_DOUBT, generation.id)
        ]
        assert await house.money() == (90, 10)
        await house.asked(generation)
        await house.asked(generation)
        assert house.clock.now() == generation.created_at + timedelta(seconds=FILM.deadline_seconds)
        assert (await house.now(generation)).failure is FailureKind.SLOW
        await house.until_quiet()
        house.clock.advance(days=3)
        await house.until_quiet()
        assert len(house.provider.submitted) == 1
        assert await house.money() == (100, 0)
        assert len(house.messenger.notified) == 1

    async def test_a_callback_rescues_it(self, house: House) -> None:
        """A callback tells the task id; from there it goes its way to the chat and is paid for."""
        house.provider.will("submit", SubmissionInDoubt("time-out"))
        house.provider.will("status", done())
        generation = await house.ordered()
        await house.until_quiet()
        assert await house.called(generation, "task-x") is CallbackOutcome.RECORDED
        await house.until_quiet()
        ended = await house.now(generation)
        assert (ended.state, ended.external_task_id, ended.captured) == (State.DELIVERED, "task-x", 10)
        assert len(house.provider.submitted) == 1

    async def test_a_callback_that_came_first(self, house: House) -> None:
        """A callback during the submission is not forgotten when the answer never comes."""
        generation = await house.ordered()
        (claimed,) = await house.store.claim_due(
            house.clock.now(), lease_until=house.clock.now(), limit=1, states=[State.HELD]
        )
        house.mishap.plan(TimeoutError("the process dies"), after=5)
        await house.engine.advance(claimed)
        assert (await house.now(generation)).state is State.SUBMITTING
        await house.called(generation, "task-x")
        await house.until_quiet()
        running = await house.now(generation)
        assert (running.state, running.external_task_id) == (State.RUNNING, "task-x")

    async def test_a_callback_after_its_deadline(self, house: House) -> None:
        """After the release a callback still brings the media, free."""
        house.provider.will("submit", SubmissionInDoubt("time-out"))
        house.provider.will("status", done())
        generation = await house.ordered()
        await house.step()
        await house.asked(generation)
        await house.asked(generation)
        await house.until_quiet()
        house.clock.advance(hours=1)
        await house.called(generation, "task-x")
        await house.until_quiet()
        ended = await house.now(generation)
        assert (ended.state, ended.free_late_delivery, ended.captured) == (State.DELIVERED, True, 0)
        assert await house.money() == (100, 0)

    async def test_cut_off_at_a_restart(self, house: House) -> None:
        """A submission that was under way when the process died is in doubt at the next start."""
        generation = await house.ordered()
        (claimed,) = await house.store.claim_due(
            house.clock.now(),
            lease_until=house.clock.now() + timedelta(minutes=5),
            limit=1,
            states=[State.HELD],
        )
        house.mishap.plan(KeyboardInterrupt(), after=5)
        with pytest.raises(KeyboardInterrupt):
            await house.engine.advance(claimed)
        assert (await house.now(generation)).state is State.SUBMITTING
        house.start()
        await house.store.drop_all_leases()
        await house.until_quiet()
        assert (await house.now(generation)).state is State.IN_DOUBT
        assert [alert.kind for alert in house.messenger.alerts] == [AlertKind.IN_DOUBT]
        assert await house.money() == (90, 10)


async def test_a_model_that_left_the_catalogue(house: House) -> None:
    """What waited for it is released with a plain reason, and nothing reaches the supplier."""
    generation = await house.ordered()
    house.catalog = Catalog([SPEECH])
    house.start()
    await house.until_quiet()
    failed = await house.now(generation)
    assert (failed.state, failed.failure) == (State.FAILED, FailureKind.PROVIDER)
    assert failed.failure_detail == "its model was taken out of the catalogue"
    assert (house.provider.submitted, await house.money()) == ([], (100, 0))
    assert len(house.messenger.notified) == 1


async def test_doubt_is_shown(house: House) -> None:
    """Seconds later the person sees that the supplier's answer is waited for, then nothing is due until the deadline."""
    house.provider.will("submit", SubmissionInDoubt("cut"))
    generation = await house.ordered()
    await house.step()
    await house.asked(generation)
    doubtful = await house.now(generation)
    assert doubtful.due_at == doubtful.deadline_at
    assert [shown.state for shown in house.messenger.progress] == [State.IN_DOUBT]


async def test_the_end_of_a_doubt_is_told(house: House) -> None:
    """A doubt is told when it begins, and when it ends: by a callback, or at its deadline with the credits back."""
    house.provider.will("submit", SubmissionInDoubt("cut"), SubmissionInDoubt("cut"))
    rescued, released = await house.ordered(), await house.ordered()
    await house.until_quiet()
    await house.called(rescued, "task-1")
    await house.until_quiet()
    await house.asked(released)
    notified = [(alert.kind, alert.generation_id) for alert in house.messenger.alerts]
    assert (AlertKind.DOUBT_RESCUED, rescued.id) in notified
    house.clock.moment = released.deadline_at + timedelta(days=1)
    await house.until_quiet()
    notified = [(alert.kind, alert.generation_id) for alert in house.messenger.alerts]
    assert notified.count((AlertKind.DOUBT_RELEASED, released.id)) == 1
    assert notified.count((AlertKind.IN_DOUBT, released.id)) == 1
    assert (AlertKind.DOUBT_RELEASED, rescued.id) not in notified
