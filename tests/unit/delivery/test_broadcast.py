"""A broadcast reaches everybody it may reach, goes on after a restart, and gives way to trouble."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import GetMe
from aiogram.types import InlineKeyboardMarkup, MessageId

from bot.delivery.broadcast import Broadcaster, QuietUntil
from bot.domain.broadcast import Broadcast
from storage.core.database import Database
from storage.operations.broadcasts import SqliteBroadcastRepository
from storage.people.people import SqlitePersonRepository


@dataclass
class _Clock:
    """One moment, which the test may change."""

    moment: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment."""
        return self.moment


class _Bot:
    """Copies messages as the test wants it; `ended` is set by the report to the admin."""

    def __init__(self) -> None:
        self.copied: list[int] = []
        self.buttons: dict[int, InlineKeyboardMarkup | None] = {}
        self.trouble: dict[int, list[Exception]] = {}
        self.reports: list[str] = []
        self.ended = asyncio.Event()
        self.message_id = 500

    async def copy_message(
        self, chat_id: int, from_chat_id: int, message_id: int, reply_markup: InlineKeyboardMarkup | None
    ) -> MessageId:
        """One copy, or the next trouble of this person."""
        if waiting := self.trouble.get(chat_id):
            raise waiting.pop(0)
        assert (from_chat_id, message_id) == (99, self.message_id)
        self.copied.append(chat_id)
        self.buttons[chat_id] = reply_markup
        return MessageId(message_id=1)

    async def send_message(self, chat_id: int, text: str, **_: Any) -> None:
        """The report."""
        assert chat_id == 99
        self.reports.append(text)
        self.ended.set()


@pytest.fixture
def clock() -> _Clock:
    """Midnight."""
    return _Clock()


@pytest_asyncio.fixture
async def broadcasts(database: Database, clock: _Clock) -> SqliteBroadcastRepository:
    """Five people, and a broadcast that has begun."""
    people = SqlitePersonRepository(database, _Clock())
    for person_id in (1, 2, 3, 4, 5):
        await people.see(person_id, telegram_language="en", name="Ann")
    kept = SqliteBroadcastRepository(database, clock)
    assert await kept.begin(admin_id=99, chat_id=99, message_id=500)
    return kept


async def _awake(_: int) -> datetime | None:
    """No one has quiet hours."""
    return None


WAY_OUT = InlineKeyboardMarkup(inline_keyboard=[])


class _News:
    """Who wants news."""

    def __init__(self, *unwilling: int) -> None:
        self.unwilling = set(unwilling)

    async def button(self, person_id: int) -> InlineKeyboardMarkup | None:
        """The way out."""
        return None if person_id in self.unwilling else WAY_OUT


def _broadcaster(
    bot: _Bot,
    broadcasts: SqliteBroadcastRepository,
    quiet_until: QuietUntil = _awake,
    news: _News | None = None,
) -> Broadcaster:
    return Broadcaster(
        bot,  # type: ignore[arg-type]  # the two methods that a broadcast uses
        broadcasts,
        lambda ended: f"{ended.reached} {ended.missed}" + (f" {ended.skipped}" if ended.skipped else ""),
        quiet_until,
        news or _News(),
        pause=0,
        trouble=0.001,
    )


async def _run_to_the_end(bot: _Bot, broadcaster: Broadcaster) -> None:
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(broadcaster.run())
        await bot.ended.wait()
        broadcaster.stop()


async def test_everybody_but_the_unreachable(broadcasts: SqliteBroadcastRepository) -> None:
    """Flood control and a broken connection are waited out, who blocked the bot is counted, the admin hears the figures."""
    bot = _Bot()
    bot.trouble = {
        2: [TelegramForbiddenError(method=GetMe(), message="Forbidden: bot was blocked by the user")],
        3: [TelegramRetryAfter(method=GetMe(), message="Too Many Requests", retry_after=0)],
        4: [TelegramNetworkError(method=GetMe(), message="no route")],
    }
    await _run_to_the_end(bot, _broadcaster(bot, broadcasts))
    assert bot.copied == [1, 3, 4, 5]
    assert bot.reports == ["4 1"]
    assert await broadcasts.current() is None
    assert not await broadcasts.begin(admin_id=99, chat_id=99, message_id=500), "one confirmation only"


async def test_it_goes_on_after_a_restart(broadcasts: SqliteBroadcastRepository) -> None:
    """A new process begins behind the person who was tried last."""
    begun = await broadcasts.current()
    assert begun is not None
    await broadcasts.save(
        Broadcast(id=begun.id, admin_id=99, chat_id=99, message_id=500, reached=3, after_id=3)
    )
    bot = _Bot()
    await _run_to_the_end(bot, _broadcaster(bot, broadcasts))
    assert (bot.copied, bot.reports) == ([4, 5], ["5 0"])


async def test_a_fault_of_the_database_is_survived(
    broadcasts: SqliteBroadcastRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes wrong is logged and tried again; the runner does not end."""
    bot, faults, save = _Bot(), [OSError("disk full")], broadcasts.save

    async def failing(broadcast: Broadcast) -> None:
        if faults:
            raise faults.pop()
        await save(broadcast)

    monkeypatch.setattr(broadcasts, "save", failing)
    await _run_to_the_end(bot, _broadcaster(bot, broadcasts))
    assert bot.copied == [1, 2, 3, 4, 5]


async def test_who_sleeps_is_told_in_the_morning(
    broadcasts: SqliteBroadcastRepository, clock: _Clock
) -> None:
    """Others get it at once; who has quiet hours gets it when they are over, also by another process, and only once."""
    night = clock.now()
    morning = {2: night + timedelta(hours=7), 4: night + timedelta(hours=9)}

    async def quiet_until(person_id: int) -> datetime | None:
        until = morning.get(person_id)
        return until if until is not None and clock.now() < until else None

    bot = _Bot()
    first = _broadcaster(bot, broadcasts, quiet_until)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(first.run())
        while 5 not in bot.copied:  # noqa: ASYNC110  copies send no signal
            await asyncio.sleep(0)
        first.stop()
    assert bot.copied == [1, 3, 5]
    clock.moment = night + timedelta(hours=8)
    second = _broadcaster(bot, broadcasts, quiet_until)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(second.run())
        while 2 not in bot.copied:  # noqa: ASYNC110  copies send no signal
            await asyncio.sleep(0)
        second.stop()
    assert bot.copied == [1, 3, 5, 2]
    assert bot.reports == []
    assert await broadcasts.seconds_to_wait() == 3600
    clock.moment = night + timedelta(hours=9)
    await _run_to_the_end(bot, _broadcaster(bot, broadcasts, quiet_until))
    assert (bot.copied, bot.reports) == ([1, 3, 5, 2, 4], ["5 0"])


async def test_a_later_broadcast_does_not_wait_for_the_night(
    broadcasts: SqliteBroadcastRepository, clock: _Clock
) -> None:
    """While one waits for mornings the next one goes out to everybody who is awake."""
    begun = await broadcasts.ready()
    assert begun is not None
    await broadcasts.postpone(begun, 1, clock.now() + timedelta(hours=1))
    await broadcasts.save(Broadcast(**{**asdict(begun), "tried": True}))
    assert await broadcasts.ready() is None
    assert await broadcasts.begin(admin_id=99, chat_id=99, message_id=501)
    later = await broadcasts.ready()
    assert later is not None
    assert later.message_id == 501


async def test_who_wants_no_news_is_left_out_and_counted(
    broadcasts: SqliteBroadcastRepository, clock: _Clock
) -> None:
    """Also who said so while they waited for the end of their quiet hours; everyone else has the way out below it."""
    night, news, bot = clock.now(), _News(2, 5), _Bot()

    async def quiet_until(person_id: int) -> datetime | None:
        morning = night + timedelta(hours=7)
        if person_id != 4 or clock.now() >= morning:
            return None
        news.unwilling.add(4)
        clock.moment = morning
        return morning

    await _run_to_the_end(bot, _broadcaster(bot, broadcasts, quiet_until, news))
    assert (bot.copied, bot.reports) == ([1, 3], ["2 0 3"])
    assert bot.buttons == {1: WAY_OUT, 3: WAY_OUT}


async def test_what_everyone_must_know_reaches_everyone(broadcasts: SqliteBroadcastRepository) -> None:
    """Without a way out: there is none of this."""
    await broadcasts.begin(admin_id=99, chat_id=99, message_id=501, to_all=True)
    first = await broadcasts.current()
    assert first is not None
    await broadcasts.save(replace(first, ended=True))
    second = await broadcasts.current()
    assert second is not None
    assert (first.to_all, second.to_all) == (False, True)
    bot = _Bot()
    bot.message_id = 501
    await _run_to_the_end(bot, _broadcaster(bot, broadcasts, news=_News(1, 2, 3, 4, 5)))
    assert bot.copied == [1, 2, 3, 4, 5]
    assert set(bot.buttons.values()) == {None}
