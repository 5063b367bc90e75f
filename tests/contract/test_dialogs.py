"""What conversation storage promises: held by aiogram's own memory storage and by the table `dialogs` alike."""

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
def dialogs(request: pytest.FixtureRequest) -> BaseStorage:
    """Aiogram's own storage, which the contract is taken from, and ours."""
    if request.param == "memory":
        return MemoryStorage()
    return SqliteFsmStorage(request.getfixturevalue("database"))


async def test_nothing_at_first(dialogs: BaseStorage) -> None:
    """A new person has no state and empty data."""
    assert await dialogs.get_state(KEY) is None
    assert await dialogs.get_data(KEY) == {}
    assert await dialogs.get_value(KEY, "draft") is None
    assert await dialogs.get_value(KEY, "draft", 1) == 1


async def test_a_state(dialogs: BaseStorage) -> None:
    """A state is set by its object or its name, replaced, and cleared."""
    await dialogs.set_state(KEY, Steps.prompt)
    assert await dialogs.get_state(KEY) == "Steps:prompt"
    await dialogs.set_state(KEY, "Steps:photo")
    assert await dialogs.get_state(KEY) == Steps.photo.state
    await dialogs.set_state(KEY, None)
    assert await dialogs.get_state(KEY) is None
    await dialogs.set_state(KEY)
    assert await dialogs.get_state(KEY) is None


async def test_data(dialogs: BaseStorage) -> None:
    """Data comes back as it was, replaced as a whole, and empty when cleared."""
    await dialogs.set_data(KEY, DATA)
    assert await dialogs.get_data(KEY) == DATA
    await dialogs.set_data(KEY, {"other": 1})
    assert await dialogs.get_data(KEY) == {"other": 1}
    await dialogs.set_data(KEY, {})
    assert await dialogs.get_data(KEY) == {}


async def test_an_update(dialogs: BaseStorage) -> None:
    """An update merges, and answers with everything."""
    await dialogs.set_data(KEY, {"a": 1, "b": 2})
    assert await dialogs.update_data(KEY, {"b": 3, "c": 4}) == {"a": 1, "b": 3, "c": 4}
    assert await dialogs.get_data(KEY) == {"a": 1, "b": 3, "c": 4}
    assert await dialogs.get_value(KEY, "c") == 4


async def test_only_mappings_are_data(dialogs: BaseStorage) -> None:
    """A list of pairs is a mistake of the caller, and is reported as one."""
    with pytest.raises(DataNotDictLikeError):
        await dialogs.set_data(KEY, [("a", 1)])  # type: ignore[arg-type]  # the mistake


async def test_state_and_data_do_not_touch_each_other(dialogs: BaseStorage) -> None:
    """Clearing one leaves the other."""
    await dialogs.set_state(KEY, Steps.prompt)
    await dialogs.set_data(KEY, {"a": 1})
    await dialogs.set_state(KEY, None)
    assert await dialogs.get_data(KEY) == {"a": 1}
    await dialogs.set_state(KEY, Steps.photo)
    await dialogs.set_data(KEY, {})
    assert await dialogs.get_state(KEY) == "Steps:photo"


@pytest.mark.parametrize("other", OTHERS, ids=str)
async def test_isolation(dialogs: BaseStorage, other: StorageKey) -> None:
    """Another bot, chat, person, topic or purpose is another conversation."""
    await dialogs.set_state(KEY, Steps.prompt)
    await dialogs.set_data(KEY, {"a": 1})
    assert await dialogs.get_state(other) is None
    assert await dialogs.get_data(other) == {}
    await dialogs.set_state(other, Steps.photo)
    await dialogs.set_data(other, {"b": 2})
    assert await dialogs.get_state(KEY) == "Steps:prompt"
    assert await dialogs.get_data(KEY) == {"a": 1}


async def test_what_is_read_is_a_copy(dialogs: BaseStorage) -> None:
    """Changing what was read, or what was given, changes nothing that is stored."""
    given = {"a": 1}
    await dialogs.set_data(KEY, given)
    given["a"] = 2
    (await dialogs.get_data(KEY))["a"] = 3
    assert await dialogs.get_data(KEY) == {"a": 1}


async def test_survives_a_restart(tmp_path: Path) -> None:
    """On disk a conversation goes on where it was; one that has ended leaves no row."""
    path = tmp_path / "kiosk.db"
    database = await Database.open(path)
    dialogs = SqliteFsmStorage(database)
    await dialogs.set_state(KEY, Steps.photo)
    await dialogs.set_data(KEY, DATA)
    await dialogs.close()
    await database.close()

    database = await Database.open(path)
    try:
        dialogs = SqliteFsmStorage(database)
        assert await dialogs.get_state(KEY) == "Steps:photo"
        assert await dialogs.get_data(KEY) == DATA
        await dialogs.set_state(KEY, None)
        await dialogs.set_data(KEY, {})
        assert await database.rows("SELECT * FROM fsm_states") == []
    finally:
        await database.close()
