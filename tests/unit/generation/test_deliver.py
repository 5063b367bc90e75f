"""Into the chat: at least once, never again what is on record as sent, and paid for exactly once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalog.catalog import Catalog
from bot.domain.generation import Generation, State
from bot.domain.person import Person
from bot.errors import (
    ChatGone,
    DeliveryError,
    DeliveryPostponed,
    FailureKind,
    MediaRejected,
    MediaUnreachable,
    StatusUnavailable,
)
from bot.ports import Sent
from tests.support.fake_provider import done
from tests.support.house import House
from tests.support.samples import SPEECH

THREE = done("https://cdn.example/0", "https://cdn.example/1", "https://cdn.example/2")


async def ready(house: House, *answers: object, status: object = THREE) -> Generation:
    """A generation with three results; the courier will answer so."""
    generation = await house.ran(status)
    house.messenger.will("deliver", *answers)
    return await house.asked(generation)


async def test_message_by_message(house: House) -> None:
    """Each message's assets are on record before the next is sent; then the price is captured."""
    generation = await ready(house, 1, 1)
    await house.until_quiet()
    ended = await house.now(generation)
    assert house.messenger.carried == [(1, (0,)), (1, (1,)), (1, (2,))]
    assert [asset.file_id for asset in ended.assets] == [f"file-{asset.id}" for asset in ended.assets]
    assert len({asset.message_id for asset in ended.assets}) == 3
    assert (ended.state, ended.captured, ended.delivery_attempts) == (State.DELIVERED, 10, 1)
    assert ended.completed_at == house.clock.now()


async def test_a_crash_between_two_messages(house: House) -> None:
    """The next process sends only the rest, and says that it is not the first attempt."""
    generation = await ready(house, 1, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        await house.until_quiet()
    house.start()
    await house.store.drop_all_leases()
    await house.until_quiet()
    assert [positions for _, positions in house.messenger.carried] == [(0,), (1, 2)]
    assert house.messenger.repeated == []
    assert house.messenger.attempts[-1].delivery_attempts == 2
    assert (await house.now(generation)).state is State.DELIVERED
    assert await house.money() == (90, 0)


async def test_postponed(house: House) -> None:
    """Telegram's seconds are kept, also with part of an album in the chat; the rest follows."""
    generation = await ready(house, 2, DeliveryPostponed("flood", 41.5))
    await house.step()
    waiting = await house.now(generation)
    assert waiting.state is State.READY
    assert waiting.due_at == house.clock.now() + timedelta(seconds=41.5)
    assert await house.step() is None
    assert [asset.message_id is not None for asset in waiting.assets] == [True, True, False]
    await house.asked(generation)
    assert [positions for _, positions in house.messenger.carried] == [(0, 1), (2,)]
    assert (await house.now(generation)).state is State.DELIVERED


async def test_many_waits_and_one_fault(house: House) -> None:
    """Waits for Telegram are not faults of ours: one fault after many of them gives nothing up."""
    generation = await ready(house, *[DeliveryPostponed("flood", 10)] * 20, RuntimeError("a fault"))
    for _ in range(20):
        await house.step()
        house.clock.advance(seconds=10)
    await house.step()
    assert len(house.telemetry.faults) == 1
    assert (await house.now(generation)).state is State.READY
    await house.asked(generation)
    assert (await house.now(generation)).state is State.DELIVERED


@pytest.mark.parametrize("wanted", [True, False])
async def test_the_effect_is_the_persons_choice(house: House, wanted: bool) -> None:
    """An effect may come with the first message only, and never for somebody who does not want it."""
    await house.people.see(1, telegram_language="en", name="Ann")
    await house.people.keep(Person(id=1, effects=wanted))
    generation = await ready(house, 1, DeliveryPostponed("flood", 1.0))
    await house.step()
    await house.asked(generation)
    assert (await house.now(generation)).state is State.DELIVERED
    assert house.messenger.effects == [wanted, False, False]


async def test_nothing_was_sent(house: House) -> None:
    """A courier that sends nothing and says nothing is asked again later, not at once for ever."""
    generation = await ready(house, 0)
    await house.step()
    assert (await house.now(generation)).due_at == house.clock.now() + timedelta(minutes=10)


@pytest.mark.parametrize("before", [(), (1,)])
async def test_the_chat_is_gone(house: House, before: tuple[int, ...]) -> None:
    """What was made is paid for and kept in the history; there is nobody to tell."""
    generation = await ready(house, *before, ChatGone("blocked"))
    await house.until_quiet()
    stored = await house.now(generation)
    assert (stored.state, stored.captured, stored.notified, stored.due_at) == (State.STORED, 10, True, None)
    assert sum(asset.message_id is not None for asset in stored.assets) == len(before)
    assert house.messenger.concluded == []
    assert await house.money() == (90, 0)


async def test_rejected_media(house: House) -> None:
    """With nothing in the chat the credits go back and the person is told."""
    generation = await ready(house, MediaRejected("a page, no video"))
    await house.until_quiet()
    failed = await house.now(generation)
    assert (failed.state, failed.failure, failed.failure_detail) == (
        State.FAILED,
        FailureKind.PROVIDER,
        "a page, no video",
    )
    assert len(house.messenger.notified) == 1
    assert await house.money() == (100, 0)


async def test_rejected_halfway(house: House) -> None:
    """With part of it in the chat it counts as delivered."""
    generation = await ready(house, 2, MediaRejected("a page, no video"))
    await house.until_quiet()
    assert (await house.now(generation)).state is State.DELIVERED
    assert await house.money() == (90, 0)


async def test_media_that_cannot_be_fetched_now(house: House) -> None:
    """It is tried ever more slowly; when it works, it is delivered."""
    generation = await ready(house, *[MediaUnreachable("not now")] * 12)
    pauses = []
    await house.step()
    for _ in range(12):
        due_at = (await house.now(generation)).due_at
        assert due_at is not None
        pauses.append((due_at - house.clock.now()).total_seconds())
        await house.asked(generation)
    assert pauses[:4] == [3, 6, 12, 24]
    assert pauses[-1] == 600
    assert (await house.now(generation)).state is State.DELIVERED


async def test_media_that_can_never_be_fetched(house: House) -> None:
    """Hours past the deadline it is given up, and the credits go back."""
    generation = await ready(house, *[MediaUnreachable("not now")] * 1000)
    while (await house.now(generation)).state is State.READY:
        await house.asked(generation)
    failed = await house.now(generation)
    assert failed.failure is FailureKind.PROVIDER
    late = house.clock.now() - generation.deadline_at
    assert timedelta(hours=6) < late < timedelta(hours=6, minutes=11)
    assert await house.money() == (100, 0)


class TestStaleAddresses:
    """Signed addresses expire; KIE's status tells today's."""

    async def test_asked_for_again(self, house: House) -> None:
        """After some vain attempts the addresses of what is not in the chat yet are renewed."""
        generation = await ready(house, *[MediaUnreachable("answered 403")] * 4)
        house.provider.will("status", done("https://cdn.example/new", "https://cdn.example/1"))
        await house.step()
        for _ in range(4):
            await house.asked(generation)
        ended = await house.now(generation)
        assert ended.state is State.DELIVERED
        assert [asset.url.rpartition("/")[2] for asset in ended.assets] == ["new", "1", "2"]
        assert len(house.provider.asked) == 2

    async def test_what_is_sent_keeps_its_address(self, house: House) -> None:
        """Only what is missing is looked for elsewhere."""
        generation = await ready(house, 2, MediaRejected("gone"))
        house.provider.will(
            "status", done("https://x.example/0", "https://x.example/1", "https://x.example/2")
        )
        await house.step()
        waiting = await house.now(generation)
        assert waiting.state is State.READY
        assert [asset.url.split("/")[2] for asset in waiting.assets] == ["cdn.example"] * 2 + ["x.example"]
        await house.asked(generation)
        assert (await house.now(generation)).state is State.DELIVERED

    async def test_a_new_address_that_is_no_better(self, house: House) -> None:
        """A supplier that tells another bad address each time does not keep the credits for ever."""
        generation = await ready(house, *[MediaRejected("no media")] * 100)
        house.provider.will("status", *[done(f"https://x.example/{turn}") for turn in range(100)])
        await house.step()
        while (await house.now(generation)).state is State.READY:
            await house.asked(generation)
        assert len(house.messenger.attempts) < 10
        assert await house.money() == (100, 0)

    async def test_no_answer(self, house: House) -> None:
        """When the status cannot be read, the old address is tried on."""
        generation = await ready(house, *[MediaUnreachable("answered 404")] * 4)
        house.provider.will("status", StatusUnavailable("no answer"))
        await house.step()
        for _ in range(4):
            await house.asked(generation)
        assert (await house.now(generation)).state is State.DELIVERED


async def test_delivered_by_a_model_that_left_the_catalogue(house: House) -> None:
    """The quoted price counts, and nothing is sent twice."""
    generation = await ready(house)
    house.catalog = Catalog([SPEECH])
    house.start()
    await house.until_quiet()
    assert (await house.now(generation)).captured == 10
    assert len(house.messenger.carried) == 1
    assert house.telemetry.faults == []


class TestPrice:
    """What is captured."""

    async def test_speech_by_the_minute(self, house: House) -> None:
        """Quoted from the text's length, captured by the measured minutes, the rest given back."""
        generation = await house.ordered(model="speech", prompt="x" * 45)
        assert generation.price == 20
        house.provider.will("status", done(seconds=61))
        await house.step()
        await house.asked(generation)
        await house.until_quiet()
        assert (await house.now(generation)).captured == 8
        assert await house.money() == (92, 0)

    @pytest.mark.parametrize(("seconds", "captured"), [(0.0, 20), (59.0, 4), (10_000.0, 20)])
    async def test_measured_by_the_courier(self, house: House, seconds: float, captured: int) -> None:
        """The courier's measure counts where KIE told none; without any the quote stands, and nothing exceeds it."""
        generation = await house.ordered(model="speech", prompt="x" * 45)
        house.provider.will("status", done())
        await house.step()
        ready = await house.asked(generation)
        sent = Sent(asset_id=ready.assets[0].id, file_id="f", sent_as="voice", message_id=1, seconds=seconds)
        house.messenger.measured = [sent]
        await house.until_quiet()
        assert (await house.now(generation)).captured == captured


class TestConclusion:
    """After the delivery."""

    async def test_a_fault_is_tried_again(self, house: House) -> None:
        """The result card follows later when it could not be shown; nothing is delivered or captured again."""
        generation = await ready(house)
        house.messenger.will("conclude", RuntimeError("a fault"))
        await house.until_quiet()
        assert not (await house.now(generation)).notified
        await house.asked(generation)
        assert (await house.now(generation)).notified
        assert len(house.messenger.carried) == 1
        assert await house.money() == (90, 0)

    @pytest.mark.parametrize("wanted", [True, False])
    async def test_originals(self, house: House, wanted: bool) -> None:
        """Who asked for originals gets them as files, once, in reply to the message that carries the asset."""
        person = await house.people.see(1, telegram_language="en", name="Ann")
        await house.people.keep(replace(person, send_originals=wanted))
        generation = await ready(house)
        await house.until_quiet()
        ended = await house.now(generation)
        assert house.original_sender.sent == [
            (asset.id, 1, asset.message_id) for asset in ended.assets if wanted
        ]
        assert {asset.original_file_id for asset in ended.assets if wanted} == {
            f"original-{asset.id}" for asset in ended.assets if wanted
        }

    async def test_originals_that_do_not_arrive(self, house: House) -> None:
        """They are an extra: the rest follows, and the generation is concluded."""
        person = await house.people.see(1, telegram_language="en", name="Ann")
        await house.people.keep(replace(person, send_originals=True))
        house.original_sender.will("send_original", MediaUnreachable("not now"), DeliveryError("no"))
        generation = await ready(house)
        await house.until_quiet()
        ended = await house.now(generation)
        assert [bool(asset.original_file_id) for asset in ended.assets] == [False, False, True]
        assert ended.notified


class TestFailureMessage:
    """The credits are back; the person must know."""

    async def failed(self, house: House, *answers: object) -> Generation:
        """A generation that was released at its deadline; the courier will answer so."""
        generation = await house.ran(StatusUnavailable("no answer"))
        house.clock.moment = generation.deadline_at
        house.messenger.will("tell_failure", *answers)
        await house.step()
        return await house.now(generation)

    async def test_postponed(self, house: House) -> None:
        """Telegram's seconds are kept, then it is told once."""
        generation = await self.failed(house, DeliveryPostponed("flood", 30))
        await house.step()
        assert (await house.now(generation)).due_at == house.clock.now() + timedelta(seconds=30)
        await house.asked(generation)
        assert len(house.messenger.notified) == 1
        assert (await house.now(generation)).notified

    async def test_nobody_to_tell(self, house: House) -> None:
        """A chat that is gone ends the telling, not the watch for the late result."""
        generation = await self.failed(house, ChatGone("blocked"))
        await house.step()
        notified = await house.now(generation)
        assert notified.notified
        assert notified.due_at == house.clock.now() + timedelta(minutes=10)
        assert house.messenger.notified == []

    async def test_a_fault(self, house: House) -> None:
        """A fault of ours delays it, and nothing is released again."""
        generation = await self.failed(house, *[RuntimeError("a fault")] * 10)
        for _ in range(11):
            await house.asked(generation)
        assert len(house.messenger.notified) == 1
        assert await house.money() == (100, 0)
        assert [state for state in await house.states(generation) if state is State.FAILED] == [State.FAILED]
