"""Films from the tap to the chat, with a clock that the test owns."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.catalog.spec import Media
from bot.domain.generation import Reference
from bot.domain.join import MOST_BEGUN, MOST_SENT, Join, JoinPiece, JoinProblem, JoinState
from bot.domain.request_origin import RequestOrigin
from bot.errors import ChatGone, DeliveryPostponed, JoinOver
from bot.joins.service import JoinService
from bot.joins.worker import JoinWorker
from storage.core.database import Database
from storage.core.lease_schedule import SqliteLeaseSchedule
from storage.generation.gallery import SqliteGalleryReader
from storage.joins.joins import read_join
from storage.store import SqliteStore
from tests.support.fake_clock import FakeClock
from tests.support.fake_joins import FakeFilmMaker, FakeJoinNotifier

PLACE = RequestOrigin(person_id=1, chat_id=1, language="en")
CLIP = JoinPiece(reference=Reference(file_id="f", media=Media.VIDEO, seconds=5))


class Joins:
    """The use cases and the worker on a store."""

    def __init__(self, database: Database) -> None:
        self.clock = FakeClock()
        self.store = SqliteStore(database, self.clock)
        self.film_maker, self.notifier = FakeFilmMaker(), FakeJoinNotifier()
        self.schedule = SqliteLeaseSchedule(database, "joins", read_join)
        self.worker = JoinWorker(
            store=self.store,
            schedule=self.schedule,
            film_maker=self.film_maker,
            notifier=self.notifier,
            clock=self.clock,
        )
        self.service = JoinService(
            self.store,
            self.clock,
            SqliteGalleryReader(database),
            daily=10,
            stop=self.worker.cancel,
            wake=self.worker.wake,
        )

    async def begun(self) -> Join:
        """A film in line, with a message that shows how it goes."""
        async with self.store.transaction() as tx:
            await tx.account_of_person(1)
        join = await self.service.add(PLACE, [CLIP, CLIP])
        await self.service.note_message(join, 5)
        return (await self.service.begin(join))[0]

    async def step(self) -> Join | None:
        """One step of what is due."""
        now = self.clock.now()
        join = await self.schedule.claim(now, lease_until=now + timedelta(minutes=5))
        if join is None:
            return None
        await self.worker.advance(join)
        await self.schedule.drop(join.id)
        return await self.service.find(join.id)

    def said(self, what: str) -> int:
        """How often this was said."""
        return sum(kind == what for kind, _ in self.notifier.said)


@pytest.fixture
def joins(database: Database) -> Joins:
    """On an empty database."""
    return Joins(database)


async def test_what_telegram_refuses_for_a_while_is_no_begun_send(joins: Joins) -> None:
    """However often Telegram says 429: neither a send nor a death is counted, and in the end the film comes."""
    await joins.begun()
    for _ in range(MOST_SENT + MOST_BEGUN):
        joins.notifier.fails.append(DeliveryPostponed("flood", 30, refused=True))
        join = await joins.step()
        assert join is not None
        assert (join.state, join.sent, join.begun) == (JoinState.SENDING, 0, 0)
        assert await joins.step() is None
        joins.clock.advance(seconds=31)
    sent = await joins.step()
    assert sent is not None
    assert sent.state is JoinState.SENT
    assert joins.said("refuse") == 0


async def test_a_lost_answer_is_a_begun_send(joins: Joins) -> None:
    """The film may have come: it is sent once more, and then not again, which is said."""
    await joins.begun()
    for _ in range(MOST_SENT):
        joins.notifier.fails.append(DeliveryPostponed("cut", 5))
        await joins.step()
        joins.clock.advance(seconds=6)
    ended = await joins.step()
    assert ended is not None
    assert (ended.state, ended.problem) == (JoinState.FAILED, JoinProblem.INTERRUPTED)
    assert (joins.said("send"), joins.said("refuse")) == (MOST_SENT, 1)


async def test_telegram_is_not_tried_for_ever(joins: Joins) -> None:
    """After a day nothing more is sent."""
    await joins.begun()
    joins.clock.advance(days=1, seconds=1)
    joins.notifier.fails.append(DeliveryPostponed("flood", 30, refused=True))
    ended = await joins.step()
    assert ended is not None
    assert (ended.state, ended.due_at) == (JoinState.FAILED, None)


async def test_a_chat_that_is_gone(joins: Joins) -> None:
    """It ends, and nothing is said there."""
    await joins.begun()
    joins.notifier.fails.append(ChatGone("gone"))
    ended = await joins.step()
    assert ended is not None
    assert (ended.state, joins.said("refuse")) == (JoinState.FAILED, 0)


@pytest.mark.parametrize("while_sending", [False, True])
async def test_forgotten_while_it_is_under_way(joins: Joins, while_sending: bool) -> None:
    """The work is cut off, also an upload, the message goes, and no row stays."""
    await joins.begun()
    begun = asyncio.Event()
    (joins.notifier if while_sending else joins.film_maker).stuck = begun
    step = asyncio.create_task(joins.step())
    await begun.wait()
    async with joins.store.transaction() as tx:
        await tx.forget_person(1, -1)
    joins.worker.cancel_all_of(2)
    assert not step.done()
    joins.worker.cancel_all_of(1)
    assert await step is None
    assert joins.said("remove") == 1


async def test_cancelled_while_it_is_made(joins: Joins) -> None:
    """Nothing is sent, and its message is who cancels to change."""
    join = await joins.begun()
    joins.film_maker.stuck = begun = asyncio.Event()
    step = asyncio.create_task(joins.step())
    await begun.wait()
    await joins.service.cancel(join)
    ended = await step
    assert ended is not None
    assert ended.state is JoinState.CANCELLED
    assert (joins.said("send"), joins.said("remove")) == (0, 0)
    with pytest.raises(JoinOver):
        await joins.service.cancel(join)


@pytest.mark.parametrize("taken_up", [False, True])
async def test_cancelled_in_the_moment_before_it_is_made(joins: Joins, taken_up: bool) -> None:
    """Also when the worker has it already: nothing is made, and nothing overwrites what who cancels says."""
    join = await joins.begun()
    now = joins.clock.now()
    claimed = await joins.schedule.claim(now, lease_until=now + timedelta(minutes=5)) if taken_up else None
    await joins.service.cancel(join)
    if claimed is not None:
        await joins.worker.advance(claimed)
        await joins.schedule.drop(claimed.id)
    assert await joins.step() is None
    ended = await joins.service.find(join.id)
    assert ended is not None
    assert ended.state is JoinState.CANCELLED
    assert not joins.notifier.said


async def test_cancelled_while_its_beginning_is_written_down(
    joins: Joins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row says that it is made, and no one has said so yet: it is cut off."""
    join = await joins.begun()
    begun = asyncio.Event()
    save, later = joins.worker._save, asyncio.Event()

    async def slow(changed: Join, *, expected: JoinState) -> None:
        await save(changed, expected=expected)
        begun.set()
        await later.wait()

    monkeypatch.setattr(joins.worker, "_save", slow)
    step = asyncio.create_task(joins.step())
    await begun.wait()
    await joins.service.cancel(join)
    ended = await step
    assert ended is not None
    assert ended.state is JoinState.CANCELLED
    assert not joins.notifier.said
