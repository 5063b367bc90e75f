"""What only the database keeps of a chat: drafts and conversations move with it, in the same transaction."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram.fsm.storage.base import StorageKey

from bot.domain.generation import Destination, State
from bot.domain.group import GroupChange
from bot.domain.person import Draft
from bot.groups.migration import ChatMigrator
from storage.core.database import Database
from storage.fsm import SqliteFsmStorage
from storage.generation.drafts import SqliteDraftRepository
from storage.groups.chat_migration import PART
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import held, quote, tariff
from tests.support.store_setup import funded_account

OLD, NEW = -4001, -1001234567890


def key(chat_id: int, user_id: int = 7) -> StorageKey:
    """A person's conversation in a chat."""
    return StorageKey(bot_id=42, chat_id=chat_id, user_id=user_id)


@pytest.fixture
def conversations(database: Database) -> SqliteFsmStorage:
    """Conversations on disk."""
    return SqliteFsmStorage(database)


async def move(database: Database) -> bool:
    """Move the chat."""
    async with SqliteStore(database, FakeClock()).transaction() as tx:
        return await tx.move_chat(OLD, NEW)


async def test_a_draft_moves(database: Database) -> None:
    """Its card's buttons work on in the new chat."""
    drafts = SqliteDraftRepository(database)
    draft = Draft(person_id=7, chat_id=OLD, thread_id=3, model="film", choices={}, created_at=START)
    kept = await drafts.add(draft)
    assert await move(database)
    found = await drafts.get(kept.id)
    assert found is not None
    assert (found.chat_id, found.thread_id) == (NEW, None)


async def test_a_conversation_moves(database: Database, conversations: SqliteFsmStorage) -> None:
    """Everybody's conversation goes on in the new chat; those of other chats stay."""
    for chat_id, user_id in ((OLD, 7), (OLD, 8), (-40011, 7), (7, 7)):
        await conversations.set_data(key(chat_id, user_id), {"draft": user_id, "from": chat_id})
    assert await move(database)
    assert [await conversations.get_data(key(NEW, user_id)) for user_id in (7, 8)] == [
        {"draft": 7, "from": OLD},
        {"draft": 8, "from": OLD},
    ]
    assert await conversations.get_data(key(OLD)) == {}
    assert (await conversations.get_data(key(-40011)))["from"] == -40011
    assert (await conversations.get_data(key(7)))["from"] == 7


async def test_the_younger_conversation_is_kept(database: Database, conversations: SqliteFsmStorage) -> None:
    """What was begun in the new chat before the move was heard of goes before the old one."""
    await conversations.set_data(key(OLD), {"draft": 1})
    await conversations.set_data(key(NEW), {"draft": 2})
    assert await move(database)
    assert await conversations.get_data(key(NEW)) == {"draft": 2}
    assert await conversations.get_data(key(OLD)) == {}
    assert not await move(database)


async def rows_of(database: Database, chat_id: int) -> dict[str, int]:
    """How many rows each table has of a chat."""
    return {
        table: len(await database.rows(f"SELECT 1 FROM {table} WHERE chat_id = ?", (chat_id,)))
        for table in ("generations", "quotes", "drafts", "group_changes")
    }


async def long_history(database: Database) -> dict[str, int]:
    """A chat with more of everything than one transaction moves, and the numbers of its rows."""
    store = SqliteStore(database, FakeClock())
    account_id = await funded_account(store)
    async with store.transaction() as tx:
        open_one = held(account_id, "open", price=0)  # older than all others
        await tx.add_generation(replace(open_one, destination=Destination(chat_id=OLD)))
        for number in range(2 * PART + 1):
            ended = replace(
                held(account_id, f"g{number}", price=0), destination=Destination(chat_id=OLD), due_at=None
            )
            await tx.add_generation(replace(ended, state=State.DELIVERED, notified=True))
            await tx.add_quote(quote(f"q{number}", account_id, chat_id=OLD))
            await tx.note_change(OLD, GroupChange(person_id=7, what="x", before="", after="", at=START))
    async with database.transaction() as connection:
        await connection.execute("UPDATE quotes SET confirmed_at = 1 WHERE token <> 'q0'")
    return await rows_of(database, OLD)


async def test_a_long_history_follows_in_parts_even_after_a_kill(database: Database) -> None:
    """What is open moves at once; the rest is moved by whichever process is there, once, and nothing stays behind."""
    before = await long_history(database)
    assert await move(database)
    first = await rows_of(database, NEW)
    assert 0 < first["generations"] < before["generations"]
    for sql in (
        "SELECT chat_id FROM generations WHERE token = 'open'",
        "SELECT chat_id FROM quotes WHERE token = 'q0'",
    ):
        row = await database.row(sql)
        assert row is not None
        assert row["chat_id"] == NEW
    # The process was killed here, and the next one begins; the update comes again.
    await move(database)
    await ChatMigrator(SqliteStore(database, FakeClock()), FakeClock(), tariff(0)).finish()
    assert await rows_of(database, NEW) == before
    assert not any((await rows_of(database, OLD)).values())
    assert await database.rows("SELECT 1 FROM chat_moves") == []


async def test_history_on_its_way_follows_a_second_move(database: Database) -> None:
    """A chat that moves on before its history has arrived takes it along."""
    before = await long_history(database)
    assert await move(database)
    async with SqliteStore(database, FakeClock()).transaction() as tx:
        await tx.move_chat(NEW, NEW - 1)
    await ChatMigrator(SqliteStore(database, FakeClock()), FakeClock(), tariff(0)).finish()
    assert await rows_of(database, NEW - 1) == before
