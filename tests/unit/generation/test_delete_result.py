"""A person deletes a result: it is gone for them, and the accounts stay exact."""

from __future__ import annotations

import pytest

from bot.errors import GenerationUnknown, NotCancellable
from bot.generation.delete_result import ResultDeleter
from tests.support.core import Core
from tests.support.fake_provider import done


async def test_a_result_is_discarded_once(core: Core) -> None:
    """What was sent is returned, so that it can be taken out of the chat; the price stays captured."""
    generation = await core.ran(done("https://cdn.example/0"))
    await core.asked(generation)
    await core.until_quiet()
    result_deleter = ResultDeleter(core.store)
    was = await result_deleter.delete_result(generation.id, 1)
    assert [asset.message_id for asset in was.assets] == [101]
    now = await core.now(generation)
    assert (now.deleted, now.assets[0].file_id, now.assets[0].url) == (True, "", "")
    assert await core.money() == (90, 0)
    with pytest.raises(GenerationUnknown):
        await result_deleter.delete_result(generation.id, 1)


async def test_strangers_and_the_unfinished(core: Core) -> None:
    """No other person deletes it, and nothing is deleted while it is being made."""
    generation = await core.ran()
    result_deleter = ResultDeleter(core.store)
    with pytest.raises(GenerationUnknown):
        await result_deleter.delete_result(generation.id, 2)
    with pytest.raises(NotCancellable):
        await result_deleter.delete_result(generation.id, 1)
    assert not (await core.now(generation)).deleted
