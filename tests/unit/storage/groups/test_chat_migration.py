"""What only the database keeps of a chat: drafts and conversations move with it, in the same transaction."""

from __future__ import annotations

import pytest
from aiogram.fsm.storage.base import StorageKey

from bot.domain.person import Draft
from storage.core.database import Database
from storage.fsm import SqliteFsmStorage
from storage.generation.drafts import SqliteDraftRepository
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock

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
