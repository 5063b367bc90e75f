"""Several at once: all or none is held, pictures come as one album, and each part is paid for once, whatever happens."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.batch import ALBUM_WAIT, BatchKind, Several
from bot.domain.generation import Generation, Reference, State
from bot.errors import (
    ChatGone,
    DeliveryPostponed,
    FailureKind,
    MediaRejected,
    NoRoomForAll,
    NotCancellable,
    NotEnoughCredits,
    TaskRefused,
    TooManyAtOnce,
)
from bot.generation.plan import GenerationRequest
from bot.ports import Progress, TaskStatus
from tests.support.core import Core
from tests.support.fake_provider import RUNNING, FakeProvider, done
from tests.support.samples import PHOTO, generation_request, tariff

THREE = Several(kind=BatchKind.COPIES, number=3)
FAILED = TaskStatus(progress=Progress.FAILED, failure=FailureKind.CONTENT)
PICTURE_PRICE = 3


async def begun(core: Core, several: Several = THREE, **facts: Any) -> Sequence[Generation]:
    """Confirmed parts; sketches unless said otherwise."""
    priced = await core.quoter.quote(_request(several=several, **facts))
    return (await core.confirmer.confirm(priced.quote.token, 1, progress_message_id=50)).steps


async def sent(core: Core, parts: Sequence[Generation], *statuses: object) -> Sequence[Generation]:
    """Parts that KIE has accepted; their statuses will be these, in order."""
    core.provider.will("status", *statuses)
    for _ in parts:
        await core.step()
    return await now(core, parts)


async def now(core: Core, parts: Sequence[Generation]) -> Sequence[Generation]:
    """The parts as they are stored."""
    return [await core.now(part) for part in parts]


async def after(core: Core, wait: timedelta) -> None:
    """Time passes, and what is due then happens."""
    core.clock.moment += wait
    await core.until_quiet()


async def states(core: Core, parts: Sequence[Generation]) -> Sequence[State]:
    """Where the parts are."""
    return [part.state for part in await now(core, parts)]


async def test_all_parts_are_held_at_once(core: Core) -> None:
    """Each part has its own hold and its place; a second confirmation gives the same ones."""
    token = await core.quoted(model="sketch", several=THREE)
    confirmed = await core.confirmer.confirm(token, 1)
    again = await core.confirmer.confirm(token, 1)
    parts = confirmed.steps
    assert [(part.part, part.batch_parts, part.price, part.state) for part in parts] == [
        (number, 3, PICTURE_PRICE, State.HELD) for number in range(3)
    ]
    assert len({part.batch_id for part in parts}) == 1
    assert again.repeated
    assert [part.id for part in again.steps] == [part.id for part in parts]
    assert await core.money() == (91, 9)


async def test_all_or_none_is_held(core: Core) -> None:
    """With credits for two of three nothing is held, and the quote says how many would be covered."""
    await core.start(tariff(8))
    priced = await core.quoter.quote(_request(several=THREE))
    assert (priced.quote.price, priced.affordable, priced.affordable_parts) == (9, False, 2)
    with pytest.raises(NotEnoughCredits):
        await core.confirmer.confirm(priced.quote.token, 1)
    assert await core.money() == (8, 0)
    assert await core.step() is None


async def test_places_for_fewer(core: Core) -> None:
    """The limit of open generations counts parts: what does not fit whole is refused with the number that would."""
    await core.start(tariff(100, most_open=4))
    await core.ordered()
    await core.ordered()
    token = await core.quoted(model="sketch", several=THREE)
    with pytest.raises(NoRoomForAll) as refused:
        await core.confirmer.confirm(token, 1)
    assert refused.value.facts == {"maximum": 4, "fits": 2}


async def test_each_goes_alone_above_the_limit(core: Core) -> None:
    """A batch of many media is let in when nothing else is open, however few may be open otherwise."""
    await core.start(tariff(100, most_open=2))
    photos = _photos(4)
    parts = await begun(core, Several(kind=BatchKind.EACH), references=photos)
    assert [part.references for part in parts] == [(photo,) for photo in photos]
    token = await core.quoted(model="sketch", several=Several(kind=BatchKind.EACH), references=photos)
    with pytest.raises(NoRoomForAll):
        await core.confirmer.confirm(token, 1)


async def test_too_many_parts(core: Core) -> None:
    """More than thirty are refused when the price is asked for."""
    with pytest.raises(TooManyAtOnce):
        await core.quoted(model="sketch", several=Several(kind=BatchKind.COPIES, number=31))


async def test_compare_takes_shared_options(core: Core) -> None:
    """The same words with several models, each at its own price, with those options that it has."""
    several = Several(kind=BatchKind.COMPARE, models=("film", "sketch", "pencil"))
    priced = await core.quoter.quote(_request(model="film", choices={"duration": "10"}, several=several))
    assert [(step.model, dict(step.choices), step.price) for step in priced.quote.steps] == [
        ("film", {"duration": "10"}, 20),
        ("sketch", {}, PICTURE_PRICE),
        ("pencil", {}, PICTURE_PRICE),
    ]


async def test_one_is_no_batch(core: Core) -> None:
    """Once the same, or a comparison with one model, is a generation as any other."""
    for several in (
        Several(kind=BatchKind.COPIES, number=1),
        Several(kind=BatchKind.COMPARE, models=("sketch",)),
        Several(kind=BatchKind.EACH),
    ):
        part = (await begun(core, several))[0]
        assert (part.batch_id, part.batch_parts) == (None, 0)


async def test_pictures_come_as_one_album(core: Core) -> None:
    """What is ready waits; the last one brings all in one message, in order, and one message says what can be done."""
    parts = await sent(core, await begun(core), done("https://cdn.example/0"), RUNNING, RUNNING)
    await core.asked(parts[0])
    await core.until_quiet()
    assert core.messenger.delivered == []
    core.provider.will("status", done("https://cdn.example/1"), done("https://cdn.example/2"))
    await after(core, timedelta(seconds=20))
    assert core.messenger.delivered == [(parts[0].id, (0, 0, 0))]
    assert await states(core, parts) == [State.DELIVERED] * 3
    assert [[one.id for one in batch] for batch in core.messenger.batches] == [[part.id for part in parts]]
    assert [part.captured for part in await now(core, parts)] == [PICTURE_PRICE] * 3
    assert await core.money() == (91, 0)


async def test_the_album_does_not_wait_longer_than_a_minute(core: Core) -> None:
    """A minute after the first one what is there is sent; the slow one comes alone, with a card of its own."""
    parts = await sent(core, await begun(core))
    core.provider.will("status", done("https://cdn.example/0"), done("https://cdn.example/1"))
    await after(core, timedelta(seconds=10))
    assert core.messenger.delivered == []
    await after(core, ALBUM_WAIT)
    assert core.messenger.delivered == [(parts[0].id, (0, 0))]
    assert await states(core, parts) == [State.DELIVERED, State.DELIVERED, State.RUNNING]
    core.provider.will("status", done("https://cdn.example/2"))
    await after(core, timedelta(minutes=1))
    assert core.messenger.delivered[1:] == [(parts[2].id, (0,))]
    assert len(core.messenger.batches) == 1
    assert [one.id for one in core.messenger.concluded] == [parts[2].id]


async def test_a_failed_part_is_said_with_the_others(core: Core) -> None:
    """What fails goes back and is said in the one message, not in one of its own."""
    parts = await sent(core, await begun(core))
    core.provider.will("status", FAILED, done("https://cdn.example/1"), done("https://cdn.example/2"))
    await after(core, timedelta(seconds=10))
    assert await states(core, parts) == [State.FAILED, State.DELIVERED, State.DELIVERED]
    assert core.messenger.notified == []
    assert len(core.messenger.batches) == 1
    assert await core.money() == (94, 0)


async def test_nothing_came(core: Core) -> None:
    """When every part fails, one message says so."""
    parts = await sent(core, await begun(core))
    core.provider.will("status", FAILED, FAILED, FAILED)
    await after(core, timedelta(seconds=10))
    assert await states(core, parts) == [State.FAILED] * 3
    assert core.messenger.notified == []
    assert len(core.messenger.batches) == 1
    assert await core.money() == (100, 0)


async def test_refused_at_once(core: Core) -> None:
    """Parts that KIE does not accept end the wait of the others, too."""
    core.provider.will(
        "submit", TaskRefused(FailureKind.REQUEST, "no"), TaskRefused(FailureKind.REQUEST, "no")
    )
    parts = await sent(core, await begun(core))
    core.provider.will("status", done("https://cdn.example/2"))
    await after(core, timedelta(seconds=10))
    assert await states(core, parts) == [State.FAILED, State.FAILED, State.DELIVERED]
    assert core.messenger.delivered == [(parts[2].id, (0,))]
    assert len(core.messenger.batches) == 1


async def test_films_come_each_when_ready(core: Core) -> None:
    """Films do not wait for each other, and each has its card."""
    parts = await sent(core, await begun(core, model="film"))
    core.provider.will("status", done("https://cdn.example/0.mp4"))
    await after(core, timedelta(seconds=10))
    assert core.messenger.delivered == [(parts[0].id, (0,))]
    assert core.messenger.batches == []
    assert [one.id for one in core.messenger.concluded] == [parts[0].id]


async def test_cancel_takes_what_is_in_line(core: Core) -> None:
    """What KIE has goes on and comes; the rest goes back at once. A second time there is nothing left to cancel."""
    parts = await begun(core)
    await core.step()
    cancelled = await core.canceller.cancel(parts[0].id, 1)
    assert (cancelled.goes_on, cancelled.returned) == (True, 6)
    assert await states(core, parts) == [State.RUNNING, State.CANCELLED, State.CANCELLED]
    with pytest.raises(NotCancellable):
        await core.canceller.cancel(parts[0].id, 1)
    core.provider.will("status", done("https://cdn.example/0"))
    await after(core, timedelta(seconds=10))
    assert core.messenger.delivered == [(parts[0].id, (0,))]
    assert await core.money() == (97, 0)


async def test_cancel_of_the_last_awaited_part(core: Core) -> None:
    """What is ready and has waited for a part that is cancelled now comes at once."""
    parts = await begun(core, Several(kind=BatchKind.COPIES, number=2))
    await core.step()
    core.provider.will("status", done("https://cdn.example/0"))
    core.clock.moment += timedelta(seconds=10)
    await _poll_once(core)
    assert await states(core, parts) == [State.READY, State.HELD]
    await core.canceller.cancel(parts[0].id, 1)
    await core.until_quiet()
    assert await states(core, parts) == [State.DELIVERED, State.CANCELLED]
    assert len(core.messenger.batches) == 1


async def _poll_once(core: Core) -> None:
    """Let only the status queries take their steps."""
    now = core.clock.now()
    for generation in await core.store.claim_due(now, lease_until=now, limit=9, states=[State.RUNNING]):
        await core.engine.advance(generation)
        await core.store.drop_lease(generation.id)


async def test_a_picture_that_cannot_be_sent(core: Core) -> None:
    """One address that is no picture does not keep the others: they end, and that one comes to its own end."""
    parts = await sent(core, await begun(core))
    core.provider.will("status", *(done(f"https://cdn.example/{number}") for number in range(3)))
    core.messenger.will("deliver", 2, MediaRejected("no picture"), MediaRejected("no picture"))
    await after(core, timedelta(seconds=10))
    await after(core, timedelta(minutes=1))
    await after(core, timedelta(minutes=10))
    found = await now(core, parts)
    assert [part.state for part in found[:2]] == [State.DELIVERED] * 2
    assert found[2].state in {State.FAILED, State.DELIVERED}
    assert sum(part.captured for part in found) + (await core.money())[0] == 100


async def test_a_chat_that_is_gone(core: Core) -> None:
    """All that is ready is kept in the history, and paid."""
    parts = await sent(core, await begun(core))
    core.provider.will("status", *(done(f"https://cdn.example/{number}") for number in range(3)))
    core.messenger.will("deliver", ChatGone("blocked"))
    await after(core, timedelta(seconds=10))
    assert await states(core, parts) == [State.STORED] * 3
    assert core.messenger.batches == []
    assert await core.money() == (91, 0)


async def test_the_chat_takes_it_later(core: Core) -> None:
    """Flood control of Telegram's: the album and the message below it come afterwards, once."""
    parts = await sent(core, await begun(core))
    core.provider.will("status", *(done(f"https://cdn.example/{number}") for number in range(3)))
    core.messenger.will("deliver", DeliveryPostponed("flood", 30))
    core.messenger.will("show_batch", DeliveryPostponed("flood", 30))
    await after(core, timedelta(seconds=10))
    assert await states(core, parts) == [State.READY] * 3
    await after(core, timedelta(seconds=30))
    assert await states(core, parts) == [State.DELIVERED] * 3
    assert core.messenger.batches == []
    await after(core, timedelta(seconds=30))
    assert len(core.messenger.batches) == 1
    assert len(core.messenger.delivered) == 1


class Maker(FakeProvider):
    """A supplier that has finished whatever it is asked for, and says so every time."""

    async def status(self, generation: Generation) -> TaskStatus:
        """Done."""
        return done(f"https://cdn.example/{generation.part}")


@pytest.mark.parametrize("moment", range(60))
async def test_every_moment_can_be_survived(core: Core, moment: int) -> None:
    """Whatever moment it dies at: each part is made and paid once, or given back, and the message about all is sent."""
    core.provider = Maker(core.fault_injector)
    await core.start()
    parts = await begun(core)
    core.fault_injector.arm(asyncio.CancelledError(), after=moment)
    died = await core.until_death()
    core.fault_injector.disarm()
    await core.start()
    await core.store.drop_all_leases()
    cut_off = State.SUBMITTING in await states(core, parts)
    for _ in range(30):
        await core.until_quiet()
        core.clock.advance(seconds=60)
    found = await now(core, parts)
    assert died or moment > 40, "there are fewer moments than that"
    if not cut_off:
        assert [part.state for part in found] == [State.DELIVERED] * 3
    assert all(part.notified for part in found)
    assert core.messenger.batches
    paid = sum(part.captured for part in found)
    assert await core.money() == (100 - paid, 0)
    assert max(Counter(one.id for one in core.provider.submitted).values()) == 1
    assert core.messenger.repeated == []


def _request(**facts: Any) -> GenerationRequest:
    return generation_request(**{"model": "sketch", **facts})


def _photos(number: int) -> tuple[Reference, ...]:
    return tuple(replace(PHOTO, file_id=f"photo-{one}") for one in range(number))
