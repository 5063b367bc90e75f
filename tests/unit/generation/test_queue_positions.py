"""Who waits in line is notified when the place has changed, and only then."""

from __future__ import annotations

import pytest

from bot.domain.generation import State
from bot.generation.queue_positions import QueuePositionNotifier
from tests.support.core import Core


@pytest.fixture
def queue_positions(core: Core) -> QueuePositionNotifier:
    """Looks at the line."""
    return QueuePositionNotifier(core.store, core.messenger)


async def test_told_when_it_changes(core: Core, queue_positions: QueuePositionNotifier) -> None:
    """Three wait: each is notified once; when the first has gone, the two behind it are notified again."""
    waiting = [await core.ordered(person_id) for person_id in (1, 2, 3)]
    for _ in range(2):
        await queue_positions.tell()
    assert [generation.id for generation in core.messenger.progress] == [one.id for one in waiting]
    core.messenger.progress.clear()
    await core.canceller.cancel(waiting[0].id, 1)
    for _ in range(2):
        await queue_positions.tell()
    assert [generation.id for generation in core.messenger.progress] == [one.id for one in waiting[1:]]


async def test_nobody_is_sent_a_new_message_for_it(
    core: Core, queue_positions: QueuePositionNotifier
) -> None:
    """Without a progress message nothing is shown."""
    await core.confirmer.confirm(await core.quoted(), 1)
    await queue_positions.tell()
    assert core.messenger.progress == []


async def test_what_has_moved_on_is_left_alone(core: Core, queue_positions: QueuePositionNotifier) -> None:
    """What is with KIE by now is in no line."""
    generation = await core.ordered()
    await core.step()
    found = await core.store.generation(generation.id)
    assert found is not None
    assert found.state is not State.HELD
    core.messenger.progress.clear()
    await queue_positions.tell()
    assert core.messenger.progress == []
