"""A broadcast reaches everybody it may reach, goes on after a restart, and gives way to trouble."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import GetMe
from aiogram.types import InlineKeyboardMarkup, MessageId

from bot.broadcasts.control import BroadcastControl
from bot.delivery.broadcast import Broadcaster
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.person import Person
from bot.domain.quiet_hours import QuietHours
from bot.domain.segment import Segment
from storage.core.database import Database
from storage.operations.broadcasts import SqliteBroadcasts
from storage.operations.segment_rows import SegmentTerms
from storage.people.people import SqlitePersonRepository
from storage.store import SqliteStore
from tests.support.broadcasts import OPERATOR, confirmed


@dataclass
class _Clock:
    """One moment, which the test may change."""

    moment: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment."""
        return self.moment


_TERMS = SegmentTerms(now=datetime(2026, 1, 1, tzinfo=UTC), languages=("en", "ru"), finished=("en", "ru"))
WAY_OUT = InlineKeyboardMarkup(inline_keyboard=[])


@dataclass
class World:
    """Five people and an operator; Telegram copies messages as the test wants it."""

    database: Database
    clock: _Clock
    store: SqliteStore
    queue: SqliteBroadcasts
    people: SqlitePersonRepository

    def __post_init__(self) -> None:
        """Nothing has happened."""
        self.copied: list[int] = []
        self.buttons: dict[int, InlineKeyboardMarkup | None] = {}
        self.trouble: dict[int, list[Exception]] = {}
        self.reports: list[str] = []
        self.said = asyncio.Event()
        self.message_id = 500
        self.on_copy: Callable[[int], object] = lambda _: None

    # Telegram

    async def copy_message(
        self, chat_id: int, from_chat_id: int, message_id: int, reply_markup: InlineKeyboardMarkup | None
    ) -> MessageId:
        """One copy, or the next trouble of this person."""
        if waiting := self.trouble.get(chat_id):
            raise waiting.pop(0)
        assert (from_chat_id, message_id) == (OPERATOR, self.message_id)
        self.copied.append(chat_id)
        self.buttons[chat_id] = reply_markup
        self.on_copy(chat_id)
        return MessageId(message_id=1)

    async def send_message(self, chat_id: int, text: str, **_: Any) -> None:
        """The report."""
        assert chat_id == OPERATOR
        self.reports.append(text)
        self.said.set()

    # what stands below, and the words

    async def below(self, broadcast: Broadcast, person_id: int) -> tuple[InlineKeyboardMarkup | None, bool]:
        """The way out."""
        person = await self.people.person(person_id)
        if broadcast.to_all:
            return None, True
        return WAY_OUT, person is not None and person.news

    def broadcast_ended(self, ended: Broadcast, code_uses: int, operator: Person | None) -> str:
        """The figures."""
        del operator
        return f"{ended.reached} {ended.missed} {ended.skipped} {code_uses}"

    def broadcast_held(self, held: Broadcast, operator: Person | None) -> str:
        """It is paused."""
        del operator
        return f"held {held.id}"

    # the test's

    def broadcaster(self) -> Broadcaster:
        """A new process."""
        return Broadcaster(
            self,  # type: ignore[arg-type]  # the two methods that a broadcast uses
            self.queue,
            self.people,
            self.clock,
            buttons=self,
            reports=self,
            code_uses=self.queue,
            pause=0,
            trouble=0.001,
        )

    async def change(self, person_id: int, **more: object) -> None:
        """Something about a person changes."""
        person = await self.people.person(person_id)
        assert person is not None
        await self.people.keep(replace(person, **more))  # type: ignore[arg-type]  # the fields of the dataclass

    async def run_until(self, is_done: Callable[[], bool]) -> None:
        """A process that sends until then."""
        broadcaster = self.broadcaster()
        async with asyncio.timeout(10), asyncio.TaskGroup() as group:
            group.create_task(broadcaster.run())
            while not is_done():  # noqa: ASYNC110  copies send no signal
                await asyncio.sleep(0)
            broadcaster.stop()

    async def run_to_the_report(self) -> None:
        """A process that sends until the operator hears of it."""
        self.said.clear()
        await self.run_until(self.said.is_set)

    async def now(self, number: int) -> Broadcast:
        """A broadcast as it is."""
        found = await self.queue.broadcast(number)
        assert found is not None
        return found


@pytest_asyncio.fixture
async def world(database: Database) -> World:
    """Five people."""
    clock = _Clock()
    people = SqlitePersonRepository(database, clock)
    for person_id in (1, 2, 3, 4, 5):
        await people.see(person_id, telegram_language="en", name="Ann")
    return World(database, clock, SqliteStore(database, clock), SqliteBroadcasts(database, clock), people)


def _gone() -> TelegramBadRequest:
    return TelegramBadRequest(method=GetMe(), message="Bad Request: message to copy not found")


async def test_everybody_but_the_unreachable(world: World) -> None:
    """Flood control and a broken connection are waited out, who blocked the bot is counted, the admin hears the figures."""
    one = await confirmed(world.store, world.clock)
    world.trouble = {
        2: [TelegramForbiddenError(method=GetMe(), message="Forbidden: bot was blocked by the user")],
        3: [TelegramRetryAfter(method=GetMe(), message="Too Many Requests", retry_after=0)],
        4: [TelegramNetworkError(method=GetMe(), message="no route")],
    }
    await world.run_to_the_report()
    assert world.copied == [1, 3, 4, 5]
    assert world.reports == ["4 1 0 0"]
    assert (await world.now(one.id)).state is BroadcastState.ENDED


async def test_it_goes_on_after_a_restart(world: World) -> None:
    """A new process begins behind the person who was tried last."""
    await confirmed(world.store, world.clock)
    begun = await world.queue.begin_due()
    assert begun is not None
    assert await world.queue.advance(begun, 3)
    await world.queue.count(begun, reached=3)
    await world.run_to_the_report()
    assert (world.copied, world.reports) == ([4, 5], ["5 0 0 0"])


async def test_a_fault_of_the_database_is_survived(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong is logged and tried again; the runner does not end."""
    await confirmed(world.store, world.clock)
    faults, ready = [OSError("disk full")], world.queue.ready

    async def failing() -> Broadcast | None:
        if faults:
            raise faults.pop()
        return await ready()

    monkeypatch.setattr(world.queue, "ready", failing)
    await world.run_to_the_report()
    assert world.copied == [1, 2, 3, 4, 5]


async def test_who_sleeps_gets_it_when_they_wake(world: World) -> None:
    """Others get it at once; who has quiet hours gets it when they are over, also by another process, and only once."""
    night = world.clock.now()
    await world.change(2, quiet=QuietHours(22, 7), utc_offset=0)
    await world.change(4, quiet=QuietHours(22, 9), utc_offset=0)
    await confirmed(world.store, world.clock)
    await world.run_until(lambda: 5 in world.copied)
    assert world.copied == [1, 3, 5]
    world.clock.moment = night + timedelta(hours=8)
    await world.run_until(lambda: 2 in world.copied)
    assert (world.copied, world.reports) == ([1, 3, 5, 2], [])
    assert await world.queue.seconds_to_wait() == 3600
    world.clock.moment = night + timedelta(hours=9)
    await world.run_to_the_report()
    assert (world.copied, world.reports) == ([1, 3, 5, 2, 4], ["5 0 0 0"])


async def test_each_in_their_own_morning(world: World) -> None:
    """At ten on each person's clock, UTC where it is not known, at the end of quiet hours that are then; only once each."""
    await world.change(1, utc_offset=600)
    await world.change(2, utc_offset=-300)
    await world.change(3, quiet=QuietHours(0, 14), utc_offset=0)
    await world.change(4, utc_offset=60)
    await confirmed(world.store, world.clock, in_the_morning=True)
    for hour, people in ((0, [1]), (9, [4]), (10, [5]), (14, [3]), (15, [2])):
        world.clock.moment = datetime(2026, 1, 1, hour, tzinfo=UTC)
        before = list(world.copied)
        expected = before + people
        if hour == 15:
            await world.run_to_the_report()
        else:
            await world.run_until(lambda expected=expected: world.copied == expected)  # type: ignore[misc]  # bound now
        assert world.copied == expected
    assert world.reports == ["5 0 0 0"]


async def test_a_later_broadcast_does_not_wait_for_the_night(world: World) -> None:
    """While one waits for mornings the next one goes out to everybody who is awake."""
    await confirmed(world.store, world.clock)
    begun = await world.queue.begin_due()
    assert begun is not None
    assert await world.queue.advance(begun, 5, waits={1: world.clock.now() + timedelta(hours=1)}, tried=True)
    assert await world.queue.ready() is None
    second = await confirmed(world.store, world.clock, message_id=501)
    later = await world.queue.begin_due()
    assert later is not None
    assert (later.id, later.message_id) == (second.id, 501)


async def test_one_after_the_other(world: World) -> None:
    """The next one begins when the one under way has no one left to try, and one with a time when it has come."""
    first = await confirmed(world.store, world.clock)
    scheduled = await confirmed(
        world.store, world.clock, message_id=501, starts_at=world.clock.now() + timedelta(hours=2)
    )
    assert await world.queue.begin_due() is not None
    ready = await world.queue.ready()
    assert ready is not None
    assert ready.id == first.id
    assert await world.queue.begin_due() is None
    await world.run_to_the_report()
    assert await world.queue.seconds_to_wait() == 7200
    world.clock.moment += timedelta(hours=2)
    world.message_id = 501
    await world.run_to_the_report()
    assert world.copied == [1, 2, 3, 4, 5] * 2
    assert (await world.now(scheduled.id)).state is BroadcastState.ENDED


async def test_who_wants_no_news_is_left_out_and_counted(world: World) -> None:
    """Also who said so while they waited for the end of their quiet hours; everyone else has the way out below it."""
    await world.change(2, news=False)
    await world.change(5, news=False)
    await world.change(4, quiet=QuietHours(22, 7), utc_offset=0)
    await confirmed(world.store, world.clock)
    await world.run_until(lambda: 3 in world.copied)
    await world.change(4, news=False)
    world.clock.moment += timedelta(hours=7)
    await world.run_to_the_report()
    assert (world.copied, world.reports) == ([1, 3], ["2 0 3 0"])
    assert world.buttons == {1: WAY_OUT, 3: WAY_OUT}


async def test_what_everyone_must_know_reaches_everyone(world: World) -> None:
    """Without a way out: there is none of this."""
    for person_id in (1, 2, 3, 4, 5):
        await world.change(person_id, news=False)
    await confirmed(world.store, world.clock, to_all=True)
    await world.run_to_the_report()
    assert world.copied == [1, 2, 3, 4, 5]
    assert set(world.buttons.values()) == {None}


async def test_a_pause_and_a_cancel_while_it_runs(world: World) -> None:
    """At most who is being sent it gets it after a pause; it goes on behind them; after a cancel no one gets it."""
    control = BroadcastControl(world.store, world.clock)
    one = await confirmed(world.store, world.clock)
    orders: dict[int, Callable[..., Any]] = {2: control.pause, 4: control.cancel}
    tasks: list[asyncio.Task[Any]] = []

    def order(person_id: int) -> None:
        if person_id in orders:
            tasks.append(asyncio.ensure_future(orders.pop(person_id)(one.id, by=OPERATOR)))

    world.on_copy = order
    await world.run_until(lambda: bool(tasks) and tasks[-1].done())
    paused = await world.now(one.id)
    assert paused.state is BroadcastState.PAUSED
    got = list(world.copied)
    assert got in ([1, 2], [1, 2, 3])
    assert await world.queue.ready() is None
    assert await world.queue.seconds_to_wait() is None
    await control.go_on(one.id, by=OPERATOR)
    await world.run_until(lambda: len(tasks) == 2 and tasks[-1].done())
    assert world.copied in ([1, 2, 3, 4], [1, 2, 3, 4, 5])
    cancelled = await world.now(one.id)
    assert cancelled.state is BroadcastState.CANCELLED
    assert cancelled.reached == len(world.copied)
    assert world.reports == []


async def test_a_message_that_is_gone_pauses_it(world: World) -> None:
    """No one counts as unreachable for it; the operator hears, and after *go on* who was being tried is tried again."""
    one = await confirmed(world.store, world.clock)
    world.trouble = {3: [_gone()]}
    await world.run_to_the_report()
    held = await world.now(one.id)
    assert (held.state, held.reached, held.missed) == (BroadcastState.PAUSED, 2, 0)
    assert world.reports == [f"held {one.id}"]
    await BroadcastControl(world.store, world.clock).go_on(one.id, by=OPERATOR)
    await world.run_to_the_report()
    assert sorted(world.copied) == [1, 2, 3, 4, 5]
    assert world.reports[-1] == "5 0 0 0"


async def test_a_stop_between_two_tries_loses_no_one(world: World) -> None:
    """Who could not be sent it before the stop waits for the next process."""
    await confirmed(world.store, world.clock)
    broadcaster = world.broadcaster()

    class _Stopping(TelegramNetworkError):
        def __init__(self) -> None:
            super().__init__(method=GetMe(), message="no route")
            broadcaster.stop()

    world.trouble = {2: []}
    real = world.copy_message

    async def copy(chat_id: int, *more: Any, **named: Any) -> MessageId:
        if chat_id == 2 and 2 not in world.copied and not world.reports and world.message_id == 500:
            world.message_id = 0
            raise _Stopping
        world.message_id = 500
        return await real(chat_id, *more, **named)

    world.copy_message = copy  # type: ignore[method-assign]  # one connection breaks
    async with asyncio.timeout(10):
        await broadcaster.run()
    assert world.copied == [1]
    world.message_id = 500
    world.copy_message = real  # type: ignore[method-assign]  # and works again
    await world.run_to_the_report()
    assert sorted(world.copied) == [1, 2, 3, 4, 5]
    assert world.reports == ["5 0 0 0"]


async def test_who_comes_while_it_runs(world: World) -> None:
    """The audience is taken by key: no one is lost or gets it twice for those who come, and newcomers are not in it."""
    await confirmed(world.store, world.clock)
    joined: list[asyncio.Task[Person]] = []

    def join(person_id: int) -> None:
        if person_id == 2:
            world.clock.moment += timedelta(seconds=1)
            joined.extend(
                asyncio.ensure_future(world.people.see(new, telegram_language="en", name="New"))
                for new in (-5, 10)
            )

    world.on_copy = join
    await world.run_to_the_report()
    assert world.copied == [1, 2, 3, 4, 5]


async def test_a_segment(world: World) -> None:
    """Only who fits gets it, however far apart they are; who does not fit any more when their turn comes is left out."""
    async with world.database.transaction() as connection:
        await connection.executemany(
            "INSERT INTO people (id, telegram_language, first_seen_at, active_on) VALUES (?, 'en', 0, 0)",
            [(person_id,) for person_id in range(100, 2_400)],
        )
    await world.people.see(2_500, telegram_language="ru", name="Вера")
    await world.change(1, language="ru", quiet=QuietHours(22, 7), utc_offset=0)
    await world.change(2, language="ru")
    world.queue = SqliteBroadcasts(
        world.database,
        world.clock,
        lambda now: replace(_TERMS, now=now),
    )
    await confirmed(world.store, world.clock, segment=Segment(language="ru"))
    await world.run_until(lambda: 2_500 in world.copied)
    await world.change(1, language="en")
    world.clock.moment += timedelta(hours=8)
    await world.run_to_the_report()
    assert (world.copied, world.reports) == ([2, 2_500], ["2 0 0 0"])
