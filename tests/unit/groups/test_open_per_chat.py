"""A group may have only so many generations open at once, whoever asked for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import TooManyOpenHere
from bot.generation.plan import GenerationRequest
from tests.support.house import House
from tests.support.samples import tariff

GROUP = -100500


def wish(person_id: int, chat_id: int = GROUP) -> GenerationRequest:
    """A film of this person in the group."""
    return GenerationRequest(
        person_id=person_id, language="en", chat_id=chat_id, model="film", choices={}, prompt="a red kite"
    )


async def ordered(house: House, person_id: int, chat_id: int = GROUP) -> int:
    """Confirm a wish; the generation's id."""
    quote = (await house.quoter.quote(wish(person_id, chat_id))).quote
    return (await house.confirmer.confirm(quote.token, person_id)).generation.id


async def test_the_next_one_is_refused() -> None:
    """With two open, a third is refused to anybody in the group, and nothing is held for it."""
    house = House(replace(tariff(), open_per_chat=2))
    for person_id in (1, 2):
        await ordered(house, person_id)
    with pytest.raises(TooManyOpenHere) as refusal:
        await ordered(house, 3)
    assert refusal.value.facts == {"maximum": 2}
    assert (await house.balances.balance(3)).available == 100


async def test_one_that_ended_makes_room() -> None:
    """After a cancellation the group may have another."""
    house = House(replace(tariff(), open_per_chat=1))
    await house.canceller.cancel(await ordered(house, 1), 1)
    assert await ordered(house, 2)


async def test_private_chats_have_no_such_limit() -> None:
    """In private only the person's own limit counts."""
    house = House(replace(tariff(), open_per_chat=1))
    assert await ordered(house, 5, chat_id=5) != await ordered(house, 5, chat_id=5)
