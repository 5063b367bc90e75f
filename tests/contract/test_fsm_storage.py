"""The contract of FSM storage, run on aiogram's own memory storage and on the table `fsm_states`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StorageKey
from aiogram.fsm.storage.memory import MemoryStorage

from storage.core.database import Database
from storage.fsm import SqliteFsmStorage

KEY = StorageKey(bot_id=42, chat_id=-100, user_id=7)
OTHERS = [
    replace(KEY, bot_id=43),
    replace(KEY, chat_id=-101),
    replace(KEY, user_id=8),
    replace(KEY, thread_id=3),
    replace(KEY, thread_id=4),
    replace(KEY, business_connection_id="business"),
    replace(KEY, destiny="another"),
    replace(KEY, chat_id=7, user_id=-100),
]
DATA: dict[str, Any] = {
    "draft": 5,
    "words": "воздушный ☂",
    "list": [1, None, True],
    "inner": {"a": {"b": 1.5}},
}


class Steps(StatesGroup):
    """A conversation."""

    prompt = State()
    photo = State()


@pytest.fixture(params=["memory", "sqlite"])
def conversations(request: pytest.FixtureRequest) -> BaseStorage:
    """Aiogram's own storage, which the contract is taken from, and ours."""
    if request.param == "memory":
        return MemoryStorage()
    return SqliteFsmStorage(request.getfixturevalue("database"))


async def test_nothing_at_first(conversations: BaseStorage) -> None:
    """A new person has no state and empty data."""
    assert await conversations.get_state(KEY) is None
    assert await conversations.get_data(KEY) == {}
    assert await conversations.get_value(KEY, "draft") is None
    assert await conversations.get_value(KEY, "draft", 1) == 1


async def test_a_state(conversations: BaseStorage) -> None:
    """A state is set by its object or its name, replaced, and cleared."""
    await conversations.set_state(KEY, Steps.prompt)
    assert await conversations.get_state(KEY) == "Steps:prompt"
    await conversations.set_state(KEY, "Steps:photo")
    assert await conversations.get_state(KEY) == Steps.photo.state
    await conversations.set_state(KEY, None)
    assert await conversations.get_state(KEY) is None
    await conversations.set_state(KEY)
    assert await conversations.get_state(KEY) is None


async def test_data(conversations: BaseStorage) -> None:
    """Data comes back as it was, replaced as a whole, and empty when cleared."""
    await conversations.set_data(KEY, DATA)
    assert await conversations.get_data(KEY) == DATA
    await conversations.set_data(KEY, {"other": 1})
    assert await conversations.get_data(KEY) == {"other": 1}
    await conversations.set_data(KEY, {})
    assert await conversations.get_data(KEY) == {}


async def test_an_update(conversations: BaseStorage) -> None:
    """An update merges, and answers with everything."""
    await conversations.set_data(KEY, {"a": 1, "b": 2})
    assert await conversations.update_data(KEY, {"b": 3, "c": 4}) == {"a": 1, "b": 3, "c": 4}
    assert await conversations.get_data(KEY) == {"a": 1, "b": 3, "c": 4}
    assert await conversations.get_value(KEY, "c") == 4


async def test_only_mappings_are_data(conversations: BaseStorage) -> None:
    """A list of pairs is a mistake of the caller, and is reported as one."""
    with pytest.raises(DataNotDictLikeError):
        await conversations.set_data(KEY, [("a", 1)])  # type: ignore[arg-type]  # the mistake


async def test_state_and_data_do_not_touch_each_other(conversations: BaseStorage) -> None:
    """Clearing one leaves the other."""
    await conversations.set_state(KEY, Steps.prompt)
    await conversations.set_data(KEY, {"a": 1})
    await conversations.set_state(KEY, None)
    assert await conversations.get_data(KEY) == {"a": 1}
    await conversations.set_state(KEY, Steps.photo)
    await conversations.set_data(KEY, {})
    assert await conversations.get_state(KEY) == "Steps:photo"


@pytest.mark.parametrize("other", OTHERS, ids=str)
async def test_isolation(conversations: BaseStorage, other: StorageKey) -> None:
    """Another bot, chat, person, topic or purpose is another conversation."""
    await conversations.set_state(KEY, Steps.prompt)
    await conversations.set_data(KEY, {"a": 1})
    assert await conversations.get_state(other) is None
    assert await conversations.get_data(other) == {}
    await conversations.set_state(other, Steps.photo)
    await conversations.set_data(other, {"b": 2})
    assert await conversations.get_state(KEY) == "Steps:prompt"
    assert await conversations.get_data(KEY) == {"a": 1}


async def test_what_is_read_is_a_copy(conversations: BaseStorage) -> None:
    """Changing what was read, or what was given, changes nothing that is stored."""
    given = {"a": 1}
    await conversations.set_data(KEY, given)
    given["a"] = 2
    (await conversations.get_data(KEY))["a"] = 3
    assert await conversations.get_data(KEY) == {"a": 1}


async def test_survives_a_restart(tmp_path: Path) -> None:
    """On disk a conversation goes on where it was; one that has ended leaves no row."""
    path = tmp_path / "kiosk.db"
    database = await Database.open(path)
    conversations = SqliteFsmStorage(database)
    await conversations.set_state(KEY, Steps.photo)
    await conversations.set_data(KEY, DATA)
    await conversations.close()
    await database.close()

    database = await Database.open(path)
    try:
        conversations = SqliteFsmStorage(database)
        assert await conversations.get_state(KEY) == "Steps:photo"
        assert await conversations.get_data(KEY) == DATA
        await conversations.set_state(KEY, None)
        await conversations.set_data(KEY, {})
        assert await database.rows("SELECT * FROM fsm_states") == []
    finally:
        await database.close()
