"""Into the chat: at least once, never again what is on record as sent, and paid for exactly once."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Dialect, Kind, Offer, Results
from bot.domain.generation import Asset, Generation, State
from bot.domain.person import Person
from bot.errors import (
    ChatGone,
    DeliveryError,
    DeliveryPostponed,
    FailureKind,
    MediaRejected,
    MediaUnreachable,
    StatusUnavailable,
    StorageError,
)
from bot.generation.missing_results import MissingResults, renewed
from bot.ports import AlertKind, Result, Sent
from bot.workers import until_written
from storage.store import SqliteTransaction
from tests.support.core import Core
from tests.support.fake_provider import done
from tests.support.samples import SPEECH, held

THREE = done("https://cdn.example/0", "https://cdn.example/1", "https://cdn.example/2")


async def ready(core: Core, *answers: object, status: object = THREE) -> Generation:
    """A generation with three results; the messenger will answer so."""
    generation = await core.ran(status)
    core.messenger.will("deliver", *answers)
    return await core.asked(generation)


async def test_message_by_message(core: Core) -> None:
    """Each message's assets are on record before the next is sent; then the price is captured."""
    generation = await ready(core, 1, 1)
    await core.until_quiet()
    ended = await core.now(generation)
    assert core.messenger.delivered == [(1, (0,)), (1, (1,)), (1, (2,))]
    assert [asset.file_id for asset in ended.assets] == [f"file-{asset.id}" for asset in ended.assets]
    assert len({asset.message_id for asset in ended.assets}) == 3
    assert (ended.state, ended.captured, ended.delivery_attempts) == (State.DELIVERED, 10, 1)
    assert ended.completed_at == core.clock.now()


async def test_a_crash_between_two_messages(core: Core) -> None:
    """The next process sends only the rest, and says that it is not the first attempt."""
    generation = await ready(core, 1, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        await core.until_quiet()
    await core.start()
    await core.store.drop_all_leases()
    await core.until_quiet()
    assert [positions for _, positions in core.messenger.delivered] == [(0,), (1, 2)]
    assert core.messenger.repeated == []
    assert core.messenger.attempts[-1].delivery_attempts == 2
    assert (await core.now(generation)).state is State.DELIVERED
    assert await core.money() == (90, 0)


async def test_copies_that_cannot_be_written_down_yet(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database takes nothing after each message: the copies are kept until it does, and no second one is sent."""
    monkeypatch.setattr(until_written, "FIRST_PAUSE", 0.0)
    monkeypatch.setattr(until_written, "LONGEST_PAUSE", 0.0)
    generation = await ready(core, 1, 1)
    transaction, seen, vain = core.store.transaction, 0, 0

    @asynccontextmanager
    async def locked() -> AsyncGenerator[SqliteTransaction]:
        nonlocal seen, vain
        if len(core.messenger.delivered) > seen:
            seen, vain = len(core.messenger.delivered), 20
        if vain:
            vain -= 1
            raise StorageError("locked")
        async with transaction() as tx:
            yield tx

    core.store.transaction = locked  # type: ignore[method-assign]  # a lock that comes and goes
    await core.until_quiet()
    ended = await core.now(generation)
    assert [positions for _, positions in core.messenger.delivered] == [(0,), (1,), (2,)]
    assert core.messenger.repeated == []
    assert [asset.file_id for asset in ended.assets] == [f"file-{asset.id}" for asset in ended.assets]
    assert (ended.state, ended.delivery_attempts, ended.captured) == (State.DELIVERED, 1, 10)
    assert core.telemetry.faults == []


async def test_postponed(core: Core) -> None:
    """Telegram's seconds are kept, also with part of an album in the chat; the rest follows."""
    generation = await ready(core, 2, DeliveryPostponed("flood", 41.5))
    await core.step()
    waiting = await core.now(generation)
    assert waiting.state is State.READY
    assert waiting.due_at == core.clock.now() + timedelta(seconds=41.5)
    assert await core.step() is None
    assert [asset.message_id is not None for asset in waiting.assets] == [True, True, False]
    await core.asked(generation)
    assert [positions for _, positions in core.messenger.delivered] == [(0, 1), (2,)]
    assert (await core.now(generation)).state is State.DELIVERED


async def test_many_waits_and_one_fault(core: Core) -> None:
    """Waits for Telegram are not faults of ours: one fault after many of them gives nothing up."""
    generation = await ready(core, *[DeliveryPostponed("flood", 10)] * 20, RuntimeError("a fault"))
    for _ in range(20):
        await core.step()
        core.clock.advance(seconds=10)
    await core.step()
    assert len(core.telemetry.faults) == 1
    assert (await core.now(generation)).state is State.READY
    await core.asked(generation)
    assert (await core.now(generation)).state is State.DELIVERED


@pytest.mark.parametrize("wanted", [True, False])
async def test_the_effect_is_the_persons_choice(core: Core, wanted: bool) -> None:
    """An effect may come with the first message only, and never for a person who does not want it."""
    await core.people.see(1, telegram_language="en", name="Ann")
    await core.people.keep(Person(id=1, effects=wanted))
    generation = await ready(core, 1, DeliveryPostponed("flood", 1.0))
    await core.step()
    await core.asked(generation)
    assert (await core.now(generation)).state is State.DELIVERED
    assert core.messenger.effects == [wanted, False, False]


async def test_nothing_was_sent(core: Core) -> None:
    """A messenger that sends nothing and says nothing is asked again later, not at once for ever."""
    generation = await ready(core, 0)
    await core.step()
    assert (await core.now(generation)).due_at == core.clock.now() + timedelta(minutes=10)


@pytest.mark.parametrize("before", [(), (1,)])
async def test_the_chat_is_gone(core: Core, before: tuple[int, ...]) -> None:
    """What was made is paid for and kept in the history; there is no one to tell."""
    generation = await ready(core, *before, ChatGone("blocked"))
    await core.until_quiet()
    stored = await core.now(generation)
    assert (stored.state, stored.captured, stored.notified, stored.due_at) == (State.STORED, 10, True, None)
    assert sum(asset.message_id is not None for asset in stored.assets) == len(before)
    assert core.messenger.concluded == []
    assert await core.money() == (90, 0)


async def test_rejected_media(core: Core) -> None:
    """With nothing in the chat the credits go back and the person is notified."""
    generation = await ready(core, MediaRejected("a page, no video"))
    await core.until_quiet()
    failed = await core.now(generation)
    assert (failed.state, failed.failure, failed.failure_detail) == (
        State.FAILED,
        FailureKind.PROVIDER,
        "a page, no video",
    )
    assert len(core.messenger.notified) == 1
    assert await core.money() == (100, 0)


@pytest.mark.parametrize(("arrived", "taken"), [(1, 3), (2, 6), (3, 10)])
async def test_rejected_halfway(core: Core, arrived: int, taken: int) -> None:
    """With part of it in the chat it counts as delivered, and its share is taken, rounded in the person's favour."""
    generation = await ready(core, arrived, MediaRejected("a page, no video"))
    await core.until_quiet()
    delivered = await core.now(generation)
    assert (delivered.state, delivered.captured, delivered.missing) == (State.DELIVERED, taken, 3 - arrived)
    assert await core.money() == (100 - taken, 0)


@pytest.mark.parametrize(("answers", "taken"), [((), 7), ((2,), 5), ((ChatGone("blocked"),), 7)])
async def test_fewer_than_were_ordered(core: Core, answers: tuple[object, ...], taken: int) -> None:
    """KIE gives fewer addresses than it says to make: the rest is not paid, also where no chat is left for them."""
    film = core.catalog.get("film")
    offer = replace(film.offer(Dialect.LIVE) or Offer(), results=Results(count=4))
    core.catalog = Catalog([replace(film, live=offer)])
    await core.start()
    generation = await ready(core, *answers, *[MediaRejected("gone")] * (answers == (2,)))
    await core.until_quiet()
    ended = await core.now(generation)
    assert (ended.ordered, ended.captured) == (4, taken)
    assert await core.money() == (100 - taken, 0)


async def test_what_is_missing_comes_free(core: Core) -> None:
    """Tried once more, it goes into the chat, with addresses that KIE had not said before, and nothing is taken."""
    generation = await ready(core, 1, MediaRejected("a page, no video"))
    await core.until_quiet()
    missing = MissingResults(core.store, core.provider, core.messenger, core.clock)
    core.provider.will("status", THREE, THREE)
    core.messenger.will("deliver", MediaRejected("a page, no video"), 2)
    with pytest.raises(MediaRejected):
        await missing.fetch(await core.now(generation))
    assert (await missing.fetch(await core.now(generation))).missing == 0
    assert (await core.now(generation)).arrived == 3
    assert await core.money() == (97, 0)
    assert await missing.fetch(await core.now(generation)) == await core.now(generation)


async def test_what_is_missing_is_asked_for_at_once(core: Core) -> None:
    """The button stands below the card before the originals are sent: neither of the two undoes what the other wrote."""
    await core.people.see(1, telegram_language="en", name="Ann")
    await core.people.keep(Person(id=1, send_originals=True))
    generation = await ready(core, 1, MediaRejected("a page, no video"))
    missing = MissingResults(core.store, core.provider, core.messenger, core.clock)
    core.provider.will("status", THREE, THREE)
    send_original = core.media_resender.send_original
    pressed: list[Generation] = []

    async def sent_meanwhile(asset: Asset, **place: Any) -> str:
        if not pressed:
            pressed.append(await core.now(generation))
            await missing.fetch(pressed[0])
        return await send_original(asset, **place)

    core.media_resender.send_original = sent_meanwhile  # type: ignore[method-assign]  # a press at this moment
    await core.until_quiet()
    now = await core.now(generation)
    assert pressed
    assert (now.arrived, now.notified, now.due_at) == (3, True, None)
    assert len(core.messenger.concluded) == 1


def test_addresses_of_today() -> None:
    """As many as before go by their places; of more, or fewer, what was sent is known by its address without a signature."""

    def assets(*urls: str, sent: int) -> tuple[Asset, ...]:
        return tuple(
            Asset(position=position, url=url, kind=Kind.IMAGE, message_id=5 if position < sent else None,
                  file_id="f" if position < sent else "", sent_as="photo" if position < sent else "")
            for position, url in enumerate(urls)
        )  # fmt: skip

    def urls(before: tuple[Asset, ...], *now: str) -> list[str]:
        generation = replace(held(1, "t"), assets=before, ordered=4)
        return [asset.url for asset in renewed(generation, [Result(url=url) for url in now]).assets]

    assert urls(assets("a?1", "b?1", sent=1), "x", "y") == ["a?1", "y"]
    assert urls(assets("a?1", "c?1", sent=2), "a?2", "b?2", "c?2", "d?2") == ["a?1", "c?1", "b?2", "d?2"]
    assert urls(assets("a?1", "c?1", sent=1), "a?2", "b?2", "c?2") == ["a?1", "b?2", "c?2"]
    assert urls(assets("a?1", "c?1", sent=1), "a?2") == ["a?1", "c?1"]
    assert urls(assets("a", sent=1), "a", "b", "c", "d", "e", "f") == ["a", "b", "c", "d"]
    assert urls(assets("a", "b", sent=1)) == ["a", "b"]


async def test_a_model_that_brings_less_again(core: Core) -> None:
    """The operator hears of the second time within a day."""
    for number in range(4):
        await ready(core, 1, MediaRejected("a page, no video"))
        await core.until_quiet()
        heard = [alert for alert in core.messenger.alerts if alert.kind is AlertKind.RESULTS_MISSING]
        assert len(heard) == (number + 1) // 2
        await core.start()  # another process remembers
    assert heard[0].detail == "film: 1 / 3"


async def test_media_that_cannot_be_fetched_now(core: Core) -> None:
    """It is tried ever more slowly; when it works, it is delivered."""
    generation = await ready(core, *[MediaUnreachable("not now")] * 12)
    pauses = []
    await core.step()
    for _ in range(12):
        due_at = (await core.now(generation)).due_at
        assert due_at is not None
        pauses.append((due_at - core.clock.now()).total_seconds())
        await core.asked(generation)
    assert pauses[:4] == [3, 6, 12, 24]
    assert pauses[-1] == 600
    assert (await core.now(generation)).state is State.DELIVERED


async def test_media_that_can_never_be_fetched(core: Core) -> None:
    """Hours past the deadline it is given up, and the credits go back."""
    generation = await ready(core, *[MediaUnreachable("not now")] * 1000)
    while (await core.now(generation)).state is State.READY:
        await core.asked(generation)
    failed = await core.now(generation)
    assert failed.failure is FailureKind.PROVIDER
    late = core.clock.now() - generation.deadline_at
    assert timedelta(hours=6) < late < timedelta(hours=6, minutes=11)
    assert await core.money() == (100, 0)


class TestStaleAddresses:
    """Signed addresses expire; KIE's status tells today's."""

    async def test_asked_for_again(self, core: Core) -> None:
        """After some vain attempts the addresses of what is not in the chat yet are renewed."""
        generation = await ready(core, *[MediaUnreachable("answered 403")] * 4)
        core.provider.will("status", done("https://cdn.example/new", "https://cdn.example/1"))
        await core.step()
        for _ in range(4):
            await core.asked(generation)
        ended = await core.now(generation)
        assert ended.state is State.DELIVERED
        assert [asset.url.rpartition("/")[2] for asset in ended.assets] == ["new", "1", "2"]
        assert len(core.provider.asked) == 2

    async def test_what_is_sent_keeps_its_address(self, core: Core) -> None:
        """Only what is missing is looked for elsewhere."""
        generation = await ready(core, 2, MediaRejected("gone"))
        core.provider.will(
            "status", done("https://x.example/0", "https://x.example/1", "https://x.example/2")
        )
        await core.step()
        waiting = await core.now(generation)
        assert waiting.state is State.READY
        assert [asset.url.split("/")[2] for asset in waiting.assets] == ["cdn.example"] * 2 + ["x.example"]
        await core.asked(generation)
        assert (await core.now(generation)).state is State.DELIVERED

    async def test_a_new_address_that_is_no_better(self, core: Core) -> None:
        """A supplier that tells another bad address each time does not keep the credits for ever."""
        generation = await ready(core, *[MediaRejected("no media")] * 100)
        core.provider.will("status", *[done(f"https://x.example/{turn}") for turn in range(100)])
        await core.step()
        while (await core.now(generation)).state is State.READY:
            await core.asked(generation)
        assert len(core.messenger.attempts) < 10
        assert await core.money() == (100, 0)

    async def test_no_answer(self, core: Core) -> None:
        """When the status cannot be read, the old address is tried on."""
        generation = await ready(core, *[MediaUnreachable("answered 404")] * 4)
        core.provider.will("status", StatusUnavailable("no answer"))
        await core.step()
        for _ in range(4):
            await core.asked(generation)
        assert (await core.now(generation)).state is State.DELIVERED


async def test_delivered_by_a_model_that_left_the_catalogue(core: Core) -> None:
    """The quoted price counts, and nothing is sent twice."""
    generation = await ready(core)
    core.catalog = Catalog([SPEECH])
    await core.start()
    await core.until_quiet()
    assert (await core.now(generation)).captured == 10
    assert len(core.messenger.delivered) == 1
    assert core.telemetry.faults == []


class TestPrice:
    """What is captured."""

    async def test_speech_by_the_minute(self, core: Core) -> None:
        """Quoted from the text's length, captured by the measured minutes, the rest given back."""
        generation = await core.ordered(model="speech", prompt="x" * 45)
        assert generation.price == 20
        core.provider.will("status", done(seconds=61))
        await core.step()
        await core.asked(generation)
        await core.until_quiet()
        assert (await core.now(generation)).captured == 8
        assert await core.money() == (92, 0)

    @pytest.mark.parametrize(("seconds", "captured"), [(0.0, 20), (59.0, 4), (10_000.0, 20)])
    async def test_measured_by_the_messenger(self, core: Core, seconds: float, captured: int) -> None:
        """The messenger's measure counts where KIE gave none; without any the quote stands, and nothing exceeds it."""
        generation = await core.ordered(model="speech", prompt="x" * 45)
        core.provider.will("status", done())
        await core.step()
        ready = await core.asked(generation)
        sent = Sent(asset_id=ready.assets[0].id, file_id="f", sent_as="voice", message_id=1, seconds=seconds)
        core.messenger.measured = [sent]
        await core.until_quiet()
        assert (await core.now(generation)).captured == captured


class TestConclusion:
    """After the delivery."""

    async def test_a_fault_is_tried_again(self, core: Core) -> None:
        """The result card follows later when it could not be shown; nothing is delivered or captured again."""
        generation = await ready(core)
        core.messenger.will("conclude", RuntimeError("a fault"))
        await core.until_quiet()
        assert not (await core.now(generation)).notified
        await core.asked(generation)
        assert (await core.now(generation)).notified
        assert len(core.messenger.delivered) == 1
        assert await core.money() == (90, 0)

    @pytest.mark.parametrize("wanted", [True, False])
    async def test_originals(self, core: Core, wanted: bool) -> None:
        """Who asked for originals gets them as files, once, in reply to the message that carries the asset."""
        person = await core.people.see(1, telegram_language="en", name="Ann")
        await core.people.keep(replace(person, send_originals=wanted))
        generation = await ready(core)
        await core.until_quiet()
        ended = await core.now(generation)
        assert core.media_resender.sent == [
            (asset.id, 1, asset.message_id) for asset in ended.assets if wanted
        ]
        assert {asset.original_file_id for asset in ended.assets if wanted} == {
            f"original-{asset.id}" for asset in ended.assets if wanted
        }

    async def test_originals_that_do_not_arrive(self, core: Core) -> None:
        """They are an extra: the rest follows, and the generation is concluded."""
        person = await core.people.see(1, telegram_language="en", name="Ann")
        await core.people.keep(replace(person, send_originals=True))
        core.media_resender.will("send_original", MediaUnreachable("not now"), DeliveryError("no"))
        generation = await ready(core)
        await core.until_quiet()
        ended = await core.now(generation)
        assert [bool(asset.original_file_id) for asset in ended.assets] == [False, False, True]
        assert ended.notified


class TestFailureMessage:
    """The credits are back; the person must know."""

    async def failed(self, core: Core, *answers: object) -> Generation:
        """A generation that was released at its deadline; the messenger will answer so."""
        generation = await core.ran(StatusUnavailable("no answer"))
        core.clock.moment = generation.deadline_at
        core.messenger.will("tell_failure", *answers)
        await core.step()
        return await core.now(generation)

    async def test_postponed(self, core: Core) -> None:
        """Telegram's seconds are kept, then it is reported once."""
        generation = await self.failed(core, DeliveryPostponed("flood", 30))
        await core.step()
        assert (await core.now(generation)).due_at == core.clock.now() + timedelta(seconds=30)
        await core.asked(generation)
        assert len(core.messenger.notified) == 1
        assert (await core.now(generation)).notified

    async def test_nobody_to_tell(self, core: Core) -> None:
        """A chat that is gone ends the telling, not the watch for the late result."""
        generation = await self.failed(core, ChatGone("blocked"))
        await core.step()
        notified = await core.now(generation)
        assert notified.notified
        assert notified.due_at == core.clock.now() + timedelta(minutes=10)
        assert core.messenger.notified == []

    async def test_a_fault(self, core: Core) -> None:
        """A fault of ours delays it, and nothing is released again."""
        generation = await self.failed(core, *[RuntimeError("a fault")] * 10)
        for _ in range(11):
            await core.asked(generation)
        assert len(core.messenger.notified) == 1
        assert await core.money() == (100, 0)
        assert [state for state in await core.states(generation) if state is State.FAILED] == [State.FAILED]
