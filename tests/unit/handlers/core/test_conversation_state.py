"""The state of a conversation is read once and written once an update."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StateType, StorageKey
from aiogram.fsm.storage.memory import MemoryStorage

from bot.domain.message_ref import MessageRef
from handlers.core.conversation_state import ConversationState
from handlers.core.fsm_states import answer_of, current_draft, reply_target, set_answer, set_current_draft

KEY = StorageKey(bot_id=1, chat_id=7, user_id=7)


class CountingStorage(MemoryStorage):
    """Counts what reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.writes = 0
        self.reads = 0

    async def set_both(self, key: StorageKey, state: str | None, data: Mapping[str, Any]) -> None:
        """One write."""
        self.writes += 1
        await super().set_state(key, state)
        await super().set_data(key, data)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """One write."""
        self.writes += 1
        await super().set_state(key, state)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """One read."""
        self.reads += 1
        return await super().get_data(key)


@pytest.fixture
def storage() -> CountingStorage:
    """An empty storage."""
    return CountingStorage()


def conversation(storage: CountingStorage) -> ConversationState:
    """The state of one update."""
    return ConversationState(FSMContext(storage, KEY))


async def test_many_changes_are_one_write(storage: CountingStorage) -> None:
    """Whatever a handler changes on its way is written when it is through, together; the update sees it at once."""
    state = conversation(storage)
    await state.clear()
    await set_current_draft(state, 3, asked=10)
    await set_answer(state, 3, MessageRef(11))
    assert (await current_draft(state), await answer_of(state, 3), await reply_target(state)) == (
        3,
        MessageRef(11),
        10,
    )
    assert (storage.writes, storage.reads) == (0, 1)
    await state.flush()
    assert storage.writes == 1
    later = conversation(storage)
    assert (await current_draft(later), await answer_of(later, 3), await reply_target(later)) == (
        3,
        MessageRef(11),
        10,
    )


async def test_what_did_not_change_is_not_written(storage: CountingStorage) -> None:
    """An update that only looks, or ends a conversation that there was not, writes nothing."""
    state = conversation(storage)
    assert await current_draft(state) is None
    await state.clear()
    await state.flush()
    assert storage.writes == 0


async def test_after_the_update_changes_are_written_at_once(storage: CountingStorage) -> None:
    """What goes on in the background sees what others have written meanwhile, and writes through."""
    state = conversation(storage)
    await set_current_draft(state, 3)
    await state.flush()
    await set_current_draft(conversation_now := conversation(storage), 4)
    await conversation_now.flush()
    assert await current_draft(state) == 4
    await state.clear()
    assert await current_draft(conversation(storage)) is None


async def test_messages_of_another_chat_are_forgotten(storage: CountingStorage) -> None:
    """A group that became a supergroup numbers its messages anew: the draft stays, its messages do not."""
    state = conversation(storage)
    await set_current_draft(state, 3, asked=10)
    await set_answer(state, 3, MessageRef(11))
    await state.flush()
    moved = ConversationState(FSMContext(storage, StorageKey(bot_id=1, chat_id=-100, user_id=7)))
    await moved.set_state(await state.get_state())
    await moved.set_data(await state.get_data())
    assert (await current_draft(moved), await answer_of(moved, 3), await reply_target(moved)) == (
        3,
        None,
        None,
    )
