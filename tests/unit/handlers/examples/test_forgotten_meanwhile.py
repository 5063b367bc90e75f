"""Between the first transaction of /forget and the last, nothing new is made of the person's words or id."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Generation
from bot.domain.person import Person
from handlers.core.buttons.example import ProposeButton
from handlers.core.deep_link import DeepLink, LinkTarget
from storage.core.database import Database
from storage.people.forget import PART
from tests.unit.handlers.conftest import BotUnderTest

PICTURE = Asset(
    url="https://cdn.example/1.png", kind=Kind.IMAGE, file_id="photo", sent_as="photo", message_id=9
)
ANN, BOB = 7, 8
WORDS = "my secret lemon"


async def _rows(database: Database, table: str) -> Sequence[sqlite3.Row]:
    return await database.rows(f"SELECT * FROM {table}")


@pytest.fixture
async def made(kiosk: BotUnderTest, database: Database) -> Generation:
    """The oldest result of a person with a long history, whose /forget was killed after its first transaction."""
    oldest = await kiosk.make(kiosk.person(ANN), f"qwen-image {WORDS}", PICTURE)
    async with database.transaction() as connection:
        columns = await connection.execute_fetchall("PRAGMA table_info(generations)")
        names = ", ".join(row["name"] for row in columns if row["name"] not in {"id", "token", "quote_id"})
        for number in range(PART + 5):
            await connection.execute(
                f"INSERT INTO generations ({names}, token) SELECT {names}, ? FROM generations WHERE id = ?",
                (f"more {number}", oldest.id),
            )
        await connection.execute("UPDATE generations SET notified = 1")
    async with kiosk.store.transaction() as tx:
        await tx.forget_person(ANN, 4242)
    assert await _rows(database, "erasures")
    return oldest


async def test_a_link_opens_nothing_and_counts_no_one(
    kiosk: BotUnderTest, database: Database, made: Generation
) -> None:
    """The link of a result whose turn to be emptied has not come."""
    link = DeepLink(LinkTarget.SHARED, kiosk.dispatcher["share_tokens"].sign(made, with_prompt=True))
    await kiosk.person(BOB).say(f"/start {link.payload}")
    assert WORDS not in kiosk.screen.last.text
    await kiosk.dispatcher["person_eraser"].finish()
    assert not await _rows(database, "arrivals")


async def test_who_follows_a_link_while_its_sharer_is_forgotten(
    kiosk: BotUnderTest, database: Database, made: Generation
) -> None:
    """The result was read a moment before."""
    before = replace(made, deleted=False, person_id=ANN)
    assert not await kiosk.dispatcher["arrivals"].note(Person(id=BOB, is_new=True), before)
    assert not await _rows(database, "arrivals")


async def test_nothing_is_proposed(kiosk: BotUnderTest, database: Database, made: Generation) -> None:
    """An old button of the person's."""
    await kiosk.person(ANN).tap_data(ProposeButton(generation=made.id, sure=True).pack(), 1)
    await kiosk.dispatcher["person_eraser"].finish()
    assert not await _rows(database, "examples")
    assert not await _rows(database, "operator_notices")


async def test_what_is_at_work_is_not_proposed_either(
    kiosk: BotUnderTest, database: Database, made: Generation
) -> None:
    """It keeps its person until it has ended, when nothing is left to erase any more."""
    async with database.transaction() as connection:
        await connection.execute("UPDATE generations SET notified = 0 WHERE id = ?", (made.id,))
    await kiosk.dispatcher["person_eraser"].finish()
    assert not await _rows(database, "erasures")
    await kiosk.person(ANN).tap_data(ProposeButton(generation=made.id, sure=True).pack(), 1)
    assert not await _rows(database, "examples")
