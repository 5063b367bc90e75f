"""A person deletes a result: it is gone for them, and the books stay exact."""

from __future__ import annotations

import pytest

from bot.errors import GenerationUnknown, NotCancellable
from bot.generation.delete_result import ResultDeleter
from tests.support.fake_provider import done
from tests.support.house import House


async def test_a_result_is_discarded_once(house: House) -> None:
    """What was sent is told, so that it can be taken out of the chat; the price stays captured."""
    generation = await house.ran(done("https://cdn.example/0"))
    await house.asked(generation)
    await house.until_quiet()
    result_deleter = ResultDeleter(house.store)
    was = await result_deleter.delete_result(generation.id, 1)
    assert [asset.message_id for asset in was.assets] == [101]
    now = await house.now(generation)
    assert (now.deleted, now.assets[0].file_id, now.assets[0].url) == (True, "", "")
    assert await house.money() == (90, 0)
    with pytest.raises(GenerationUnknown):
        await result_deleter.delete_result(generation.id, 1)


async def test_strangers_and_the_unfinished(house: House) -> None:
    """Nobody else deletes it, and nothing is deleted while it is being made."""
    generation = await house.ran()
    result_deleter = ResultDeleter(house.store)
    with pytest.raises(GenerationUnknown):
        await result_deleter.delete_result(generation.id, 2)
    with pytest.raises(NotCancellable):
        await result_deleter.delete_result(generation.id, 1)
    assert not (await house.now(generation)).deleted
