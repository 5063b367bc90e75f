"""A group may have only so many generations open at once, over all members."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import TooManyOpenHere
from bot.generation.plan import GenerationRequest
from tests.support.core import Core
from tests.support.samples import tariff

GROUP = -100500


def generation_request(person_id: int, chat_id: int = GROUP) -> GenerationRequest:
    """A film of this person in the group."""
    return GenerationRequest(
        person_id=person_id, language="en", chat_id=chat_id, model="film", choices={}, prompt="a red kite"
    )


async def ordered(core: Core, person_id: int, chat_id: int = GROUP) -> int:
    """Confirm a request; the generation's id."""
    quote = (await core.quoter.quote(generation_request(person_id, chat_id))).quote
    return (await core.confirmer.confirm(quote.token, person_id)).generation.id


async def test_the_next_one_is_refused(core: Core) -> None:
    """With two open, a third is refused to anybody in the group, and nothing is held for it."""
    await core.start(replace(tariff(), open_per_chat=2))
    for person_id in (1, 2):
        await ordered(core, person_id)
    with pytest.raises(TooManyOpenHere) as refusal:
        await ordered(core, 3)
    assert refusal.value.facts == {"maximum": 2}
    assert (await core.balances.balance(3)).available == 100


async def test_one_that_ended_makes_room(core: Core) -> None:
    """After a cancellation the group may have another."""
    await core.start(replace(tariff(), open_per_chat=1))
    await core.canceller.cancel(await ordered(core, 1), 1)
    assert await ordered(core, 2)


async def test_private_chats_have_no_such_limit(core: Core) -> None:
    """In private only the person's own limit counts."""
    await core.start(replace(tariff(), open_per_chat=1))
    assert await ordered(core, 5, chat_id=5) != await ordered(core, 5, chat_id=5)
