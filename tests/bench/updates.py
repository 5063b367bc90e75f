"""Updates handled per second, beside the fair limit: a bare aiogram dispatcher that reads and writes the same rows.

Measured: feeding raw updates (as `getUpdates` gives them) to the dispatcher that the bot itself builds: every router and
middleware, texts, catalogue, accounts, quotes, and SQLite with WAL and synchronous=FULL for people, conversations, drafts and
generations. Each person makes one visit (see `visitors.VISIT`: five commands and three taps, one of which confirms a
quote and holds credits); the updates of a person come one after another, a fixed number of people are there at once.
Every visit must end in one held generation. The bare dispatcher gets the very same updates, and answers each with one
call. For each it reads the person's row, and writes what must be written in one transaction of the same durability
(`fair_limit`): a person, a quote, a generation with its hold. It checks nothing, and knows no languages, models or prices.

Not measured: the network and its encryption, Telegram's answering time and its limits (calls are answered at once, the
pacer is left out), and the engine, which does not run.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from aiogram import Bot, Dispatcher
from pydantic import SecretStr

# The composition root itself: a second wiring in a benchmark would soon measure another bot than people run.
from bot.app.build import build_application
from bot.logs import configure_logs
from bot.settings import Settings
from tests.bench.fair_limit import fair_dispatcher
from tests.bench.figures import BenchmarkFailed, Figure
from tests.bench.visitors import VISIT, InstantTelegram, Update, visit

_TOKEN = "42:made-up"
SECRET = "a secret of the benchmark"
"""SECRET_KEY of the bots that are measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is measured: people of a repetition, people at once, repetitions after a warm-up."""

    people: int = 50
    at_once: int = 16
    repetitions: int = 3


@dataclass(slots=True)
class _Recorded:
    """A round's speed and, for the bare dispatcher, what was fed."""

    per_second: float = 0.0
    visits: list[list[Update]] = field(default_factory=list)


async def measure(folder: Path, counts: Counts) -> list[Figure]:
    """Measure both dispatchers in turns.

    Raises:
        BenchmarkFailed: a visit did not end as it should.
    """
    configure_logs(level="WARNING", style="console", secrets=[])
    kiosk, bare = [], []
    for number in range(counts.repetitions + 1):
        recorded = await _kiosk_round(folder / f"round-{number}", counts)
        kiosk.append(recorded.per_second)
        bare.append(await _bare_round(folder / f"bare-{number}.db", recorded.visits, counts.at_once))
    return [
        Figure(
            what=f"updates handled per second ({counts.at_once} people at once)",
            unit="1/s",
            values=kiosk[1:],
            beside=Figure(what="bare aiogram with the same rows", unit="1/s", values=bare[1:]),
        )
    ]


async def _kiosk_round(folder: Path, counts: Counts) -> _Recorded:
    """A new bot over a new database, and everybody's visit."""
    settings = settings_of(folder)
    async with AsyncExitStack() as stack:
        kiosk = await build_application(settings, [SECRET], stack)
        telegram = InstantTelegram()
        kiosk.bot.session = telegram
        recorded = _Recorded(visits=[[] for _ in range(counts.people)])
        visits = [
            _noted(visit(number + 1, telegram), recorded.visits[number]) for number in range(counts.people)
        ]
        recorded.per_second = await _fed(kiosk.dispatcher, kiosk.bot, visits, counts.at_once)
    if telegram.unexpected:
        msg = f"the visits lead to calls that nobody expected: {sorted(telegram.unexpected)}"
        raise BenchmarkFailed(msg)
    _require_held(settings.database_path, counts.people)
    return recorded


def settings_of(folder: Path) -> Settings:
    """A bot with made-up keys whose database is in the folder."""
    return Settings(
        bot_token=SecretStr(_TOKEN),
        kie_api_key=SecretStr("made-up"),
        kie_dialect="live",
        database_url=f"sqlite:///{folder / 'kiosk.db'}",
        free_credits=1000,
        telegram_updates="polling",
        public_url=None,
    )


async def _bare_round(path: Path, visits: Sequence[Sequence[Update]], at_once: int) -> float:
    """The same updates for the least that one could write."""
    bot = Bot(_TOKEN, session=InstantTelegram())
    async with fair_dispatcher(path) as dispatcher:
        return await _fed(dispatcher, bot, visits, at_once)


async def _fed(dispatcher: Dispatcher, bot: Bot, visits: Iterable[Iterable[Update]], at_once: int) -> float:
    """Feed every visit, some of them at once; updates per second."""
    waiting, fed = iter(visits), 0

    async def host() -> None:
        nonlocal fed
        for updates in waiting:
            for update in updates:
                await dispatcher.feed_raw_update(bot, update)
                fed += 1

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(host())
    return fed / (time.perf_counter() - began)


def _noted(updates: Iterator[Update], book: list[Update]) -> Iterator[Update]:
    for update in updates:
        book.append(update)
        yield update


def _require_held(path: Path, people: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        held = connection.execute("SELECT count(*) FROM generations WHERE state = 'held'").fetchone()[0]
    if held != people:
        msg = f"{people} visits of {len(VISIT)} updates led to {held} held generations"
        raise BenchmarkFailed(msg)
