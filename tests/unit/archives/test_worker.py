"""Archives from the question to the last part, with a clock that the test owns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.archives.service import ArchiveService
from bot.archives.worker import ArchiveWorker, PackedPart
from bot.domain.archive import MOST_BEGUN, MOST_RESULTS, Archive, ArchiveProblem, ArchiveState
from bot.domain.month import Month
from bot.domain.request_origin import RequestOrigin
from bot.errors import (
    ArchiveEmpty,
    ArchiveOver,
    ArchivesOff,
    ArchiveUnfinished,
    ChatGone,
    DeliveryPostponed,
    TooManyArchives,
    UploadFailed,
)
from storage.archives.archives import read_archive
from storage.core.columns import stamp
from storage.core.database import Database
from storage.core.lease_schedule import SqliteLeaseSchedule
from storage.store import SqliteStore
from tests.support.fake_archives import FakeArchiveBuilder, FakeArchiveNotifier
from tests.support.fake_clock import START, FakeClock

PLACE = RequestOrigin(person_id=1, chat_id=1, language="en")
MANY = """
WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :count)
INSERT INTO generations (person_id, account_id, language, chat_id, model, dialect, choices, prompt, reference_list, price,
  state, token, created_at, deadline_at, completed_at, notified)
SELECT :person, :account, 'en', :chat, 'film', 'live', '{}', '', '[]', 0, 'delivered', :chat || ' ' || n, :at, :at, :at + n, 1
FROM counted
"""


class Archives:
    """The use cases and the worker on a store."""

    def __init__(self, database: Database, daily: int = 10) -> None:
        self.database = database
        self.clock = FakeClock()
        self.store = SqliteStore(database, self.clock)
        self.builder, self.notifier = FakeArchiveBuilder(), FakeArchiveNotifier()
        self.service: ArchiveService
        self.worker: ArchiveWorker
        self.schedule = SqliteLeaseSchedule(database, "archives", read_archive)
        self.build(daily)

    def build(self, daily: int = 10) -> None:
        """What a new process has."""
        self.worker = ArchiveWorker(
            store=self.store,
            schedule=self.schedule,
            builder=self.builder,
            notifier=self.notifier,
            clock=self.clock,
        )
        self.service = ArchiveService(
            self.store, self.clock, daily=daily, stop=self.worker.cancel, wake=self.worker.wake
        )

    async def make(self, count: int, *, person: int = 1, chat: int = 1) -> None:
        """So many results of this month."""
        async with self.store.transaction() as tx:
            account = await tx.account_of_person(person)
        async with self.database.transaction() as connection:
            values = {
                "count": count,
                "person": person,
                "chat": chat,
                "account": account.id,
                "at": stamp(START),
            }
            await connection.execute(MANY, values)

    async def begun(self) -> Archive:
        """An archive in line."""
        archive = await self.service.ask_for_month(PLACE)
        await self.service.begin(archive, 5)
        return archive

    async def step(self) -> Archive | None:
        """One step of what is due."""
        now = self.clock.now()
        archive = await self.schedule.claim(now, lease_until=now + timedelta(minutes=5))
        if archive is None:
            return None
        await self.worker.advance(archive)
        await self.schedule.drop(archive.id)
        return await self.service.find(archive.id)

    def said(self, what: str) -> list[Archive]:
        """What was said of this kind."""
        return [archive for kind, archive in self.notifier.said if kind == what]


@pytest.fixture
async def archives(database: Database) -> Archives:
    """25 results, ten in a part."""
    archives = Archives(database)
    await archives.make(25)
    return archives


async def test_part_after_part(archives: Archives) -> None:
    """Each is written down when it is sent, and the last one ends it."""
    await archives.begun()
    parts = [await archives.step() for _ in range(4)]
    assert [one and (one.state, one.files, one.parts) for one in parts] == [
        (ArchiveState.WAITING, 10, 1),
        (ArchiveState.WAITING, 20, 2),
        (ArchiveState.SENT, 25, 3),
        None,
    ]
    assert len(archives.said("send")) == 3
    assert len(archives.said("remove")) == 1


async def test_a_long_one_holds_up_no_short_one(archives: Archives) -> None:
    """They take turns, a part each."""
    await archives.make(3, person=2, chat=2)
    await archives.begun()
    archives.clock.advance(seconds=1)
    other = await archives.service.ask_for_month(RequestOrigin(person_id=2, chat_id=2, language="en"))
    await archives.service.begin(other, 6)
    archives.clock.advance(seconds=1)
    for _ in range(4):
        await archives.step()
        archives.clock.advance(seconds=1)
    assert [one.person_id for one in archives.said("send")] == [1, 2, 1, 1]


async def test_a_death_after_a_part_was_sent(archives: Archives) -> None:
    """What is known to be sent is not sent again; the part on its way is, and says so."""
    await archives.begun()
    await archives.step()
    archives.notifier.fails = [asyncio.CancelledError()]  # type: ignore[list-item]
    with pytest.raises(asyncio.CancelledError):
        await archives.step()
    archives.build()
    await archives.schedule.drop_all()
    await archives.step()
    sent = archives.said("send")
    assert [one.place.result for one in sent] == [0, 10, 10]
    assert [one.sent for one in sent] == [1, 1, 2]


async def test_what_kills_every_time_ends(archives: Archives) -> None:
    """After some beginnings no more comes, and that is said."""
    archive = await archives.begun()
    archives.builder.fails = [asyncio.CancelledError()] * MOST_BEGUN  # type: ignore[list-item]
    for _ in range(MOST_BEGUN):
        with pytest.raises(asyncio.CancelledError):
            await archives.step()
        await archives.schedule.drop_all()
    ended = await archives.step()
    assert ended is not None
    assert (ended.state, ended.problem) == (ArchiveState.FAILED, ArchiveProblem.INTERRUPTED)
    assert [one.id for one in archives.said("refuse")] == [archive.id]


async def test_files_that_cannot_be_had(archives: Archives) -> None:
    """They are tried for half an hour, which counts as no death; the next success forgets it."""
    await archives.begun()
    archives.builder.fails = [UploadFailed("no room")] * 3
    for _ in range(3):
        waiting = await archives.step()
        assert waiting is not None
        assert (waiting.state, waiting.begun) == (ArchiveState.WAITING, 0)
        archives.clock.advance(minutes=1)
    sent = await archives.step()
    assert sent is not None
    assert sent.stuck_since is None
    archives.builder.fails = [UploadFailed("no room")] * 2
    await archives.step()
    archives.clock.advance(minutes=31)
    ended = await archives.step()
    assert ended is not None
    assert (ended.state, ended.problem, ended.parts) == (ArchiveState.FAILED, ArchiveProblem.UNREACHABLE, 1)


async def test_flood_control(archives: Archives) -> None:
    """It waits as long as Telegram says, however often; a part that was refused has not come twice."""
    await archives.begun()
    archives.notifier.fails = [DeliveryPostponed("flood control", 40, refused=True) for _ in range(7)]
    for _ in range(7):
        await archives.step()
        assert await archives.step() is None
        archives.clock.advance(seconds=40)
    assert await archives.step() is not None
    assert {one.sent for one in archives.said("send")} == {1}


async def test_a_chat_that_is_gone(archives: Archives) -> None:
    """Blocked or kicked: nothing more is tried, and nothing is said."""
    await archives.begun()
    archives.notifier.fails = [ChatGone("blocked")]
    ended = await archives.step()
    assert ended is not None
    assert ended.state is ArchiveState.FAILED
    assert await archives.step() is None
    assert not archives.said("refuse")


@dataclass
class _Stuck(FakeArchiveBuilder):
    """Never comes to an end."""

    began: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False

    @asynccontextmanager
    async def next_part(
        self, archive: Archive, seen_to: Callable[[int], Awaitable[None]]
    ) -> AsyncIterator[PackedPart]:
        """Wait without end, like a download."""
        self.began.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.closed = True
        async with super().next_part(archive, seen_to) as part:
            yield part


@pytest.mark.parametrize("how", ["cancel", "forget"])
async def test_called_off_while_it_is_packed(archives: Archives, how: str) -> None:
    """The work ends at once, its files go, and nothing is sent."""
    stuck = archives.builder = _Stuck()
    archives.build()
    archive = await archives.begun()
    step = asyncio.create_task(archives.step())
    await stuck.began.wait()
    if how == "cancel":
        await archives.service.cancel(archive)
    else:
        async with archives.store.transaction() as tx:
            await tx.forget_person(1, 99)
        archives.worker.cancel_all_of(1)
    ended = await asyncio.wait_for(step, 5)
    assert stuck.closed
    assert (ended is None) == (how == "forget")
    assert not archives.said("send")
    assert len(archives.said("remove")) == (how == "forget")
    with pytest.raises(ArchiveOver):
        await archives.service.cancel(archive)


async def test_ten_thousand_results(database: Database) -> None:
    """A thousand in each archive, oldest first, none twice; read by an index, as the fixture checks."""
    archives = Archives(database)
    await archives.make(10_000)
    pages = []
    for page in (1, 2, 10):
        pages.append(await archives.service.ask_for_month(PLACE, Month(2026, 3), page))
    assert [(one.total, len(one.results), one.first, one.last) for one in pages] == [
        (10_000, MOST_RESULTS, 1, 1000),
        (10_000, MOST_RESULTS, 1001, 2000),
        (10_000, MOST_RESULTS, 9001, 10_000),
    ]
    assert len({result for one in pages for result in one.results}) == 3 * MOST_RESULTS
    with pytest.raises(ArchiveEmpty):
        await archives.service.ask_for_month(PLACE, Month(2026, 3), 11)


async def test_in_a_group_what_was_made_there(archives: Archives) -> None:
    """Nothing from other chats, and nothing of other people."""
    await archives.make(2, chat=-100)
    await archives.make(4, person=2, chat=-101)
    found = await archives.service.ask_for_month(RequestOrigin(person_id=1, chat_id=-100, language="en"))
    assert found.total == 2
    with pytest.raises(ArchiveEmpty):
        await archives.service.ask_for_month(RequestOrigin(person_id=1, chat_id=-101, language="en"))


async def test_one_at_a_time_and_so_many_a_day(archives: Archives) -> None:
    """What was only asked for, and never begun, counts for nothing."""
    archives.build(daily=2)
    await archives.service.ask_for_month(PLACE)
    await archives.begun()
    with pytest.raises(ArchiveUnfinished):
        await archives.service.ask_for_month(PLACE)
    while await archives.step():
        pass
    await archives.service.cancel(await archives.begun())
    with pytest.raises(TooManyArchives):
        await archives.service.ask_for_month(PLACE)
    archives.build(daily=0)
    with pytest.raises(ArchivesOff):
        await archives.service.ask_for_month(PLACE)
