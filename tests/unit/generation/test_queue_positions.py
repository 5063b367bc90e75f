"""Who waits in line is told when the place has changed, and only then."""

from __future__ import annotations

import pytest

from bot.domain.generation import State
from bot.generation.queue_positions import QueuePositionNotifier
from tests.support.house import House


@pytest.fixture
def house() -> House:
    """The core with fakes around it."""
    return House()


@pytest.fixture
def queue_positions(house: House) -> QueuePositionNotifier:
    """Looks at the line."""
    return QueuePositionNotifier(house.store, house.messenger)


async def test_told_when_it_changes(house: House, queue_positions: QueuePositionNotifier) -> None:
    """Three wait: each is told once; when the first has gone, the two behind it are told again."""
    waiting = [await house.ordered(person_id) for person_id in (1, 2, 3)]
    for _ in range(2):
        await queue_positions.tell()
    assert [generation.id for generation in house.messenger.progress] == [one.id for one in waiting]
    house.messenger.progress.clear()
    await house.canceller.cancel(waiting[0].id, 1)
    for _ in range(2):
        await queue_positions.tell()
    assert [generation.id for generation in house.messenger.progress] == [one.id for one in waiting[1:]]


async def test_nobody_is_sent_a_new_message_for_it(
    house: House, queue_positions: QueuePositionNotifier
) -> None:
    """Without a progress message nothing is shown."""
    await house.confirmer.confirm(await house.quoted(), 1)
    await queue_positions.tell()
    assert house.messenger.progress == []


async def test_what_has_moved_on_is_left_alone(house: House, queue_positions: QueuePositionNotifier) -> None:
    """What is with KIE by now is in no line."""
    generation = await house.ordered()
    await house.step()
    found = await house.store.generation(generation.id)
    assert found is not None
    assert found.state is not State.HELD
    house.messenger.progress.clear()
    await queue_positions.tell()
    assert house.messenger.progress == []
