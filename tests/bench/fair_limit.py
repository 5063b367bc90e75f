"""The fair limit of an update: a bare aiogram dispatcher that reads and writes the rows that must be, in the fewest transactions.

For each update the person is read. A new person is written; `/gen` and the tap on a model write a quote, the tap on Generate uses
it, adds a generation and moves its price into a hold, each as one transaction with synchronous=FULL. All that a bot does with
them besides (languages, models, prices, rights, limits) is left out: no bot can be faster than this.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import aiosqlite
from aiogram import Dispatcher
from aiogram.types import CallbackQuery, Message

from tests.bench.visitors import VISIT

_SCHEMA: Final = """
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, credits INTEGER NOT NULL, seen INTEGER NOT NULL);
CREATE TABLE quotes (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, request TEXT NOT NULL, price INTEGER NOT NULL, used INTEGER);
CREATE INDEX quotes_of ON quotes (person_id);
CREATE TABLE generations (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, quote_id INTEGER NOT NULL, state TEXT NOT NULL);
CREATE TABLE holds (generation_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, amount INTEGER NOT NULL);
"""
_CARD_TAP: Final = 2
_GENERATE_TAP: Final = 5
"""Places of the taps in `VISIT` that write something."""


@asynccontextmanager
async def fair_dispatcher(path: Path) -> AsyncGenerator[Dispatcher]:
    """The dispatcher over a new file."""
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        await connection.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {_SCHEMA}")
        turn = asyncio.Lock()

        async def write(*statements: tuple[str, tuple[object, ...]]) -> None:
            async with turn:
                await connection.execute("BEGIN IMMEDIATE")
                for sql, values in statements:
                    await connection.execute(sql, values)
                await connection.commit()

        async def answer(event: Message | CallbackQuery) -> None:
            person = event.from_user
            assert person is not None
            known = await connection.execute_fetchall("SELECT * FROM people WHERE id = ?", (person.id,))
            if not list(known):
                await write(
                    ("INSERT OR IGNORE INTO people VALUES (?, ?, 1000, 0)", (person.id, person.first_name))
                )
            if _place(event) == _GENERATE_TAP:
                await write(
                    (
                        "UPDATE quotes SET used = 1 WHERE id = (SELECT max(id) FROM quotes WHERE person_id = ?)",
                        (person.id,),
                    ),
                    (
                        "INSERT INTO generations (person_id, quote_id, state)"
                        " SELECT person_id, max(id), 'held' FROM quotes WHERE person_id = ?",
                        (person.id,),
                    ),
                    ("UPDATE people SET credits = credits - 10 WHERE id = ?", (person.id,)),
                    ("INSERT INTO holds VALUES (last_insert_rowid(), ?, 10)", (person.id,)),
                )
            elif _is_priced(event):
                request = json.dumps(
                    {"prompt": "a lighthouse in the fog", "choices": {"aspect_ratio": "1:1"}}
                )
                await write(
                    (
                        "INSERT INTO quotes (person_id, request, price) VALUES (?, ?, 10)",
                        (person.id, request),
                    )
                )
            await event.answer("Hello")

        dispatcher = Dispatcher()
        dispatcher.message.register(answer)
        dispatcher.callback_query.register(answer)
        yield dispatcher


def _place(event: Message | CallbackQuery) -> int | None:
    """The place of a tap in its visit (`visitors.visit` numbers the taps so); None for what is no tap."""
    return (int(event.id) - 1) % len(VISIT) if isinstance(event, CallbackQuery) else None


def _is_priced(event: Message | CallbackQuery) -> bool:
    """Whether the answer is a price."""
    if isinstance(event, Message):
        return (event.text or "").startswith("/gen")
    return _place(event) == _CARD_TAP
