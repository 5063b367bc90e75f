"""What was written down for the admins reaches them, after whatever happens in between."""

from __future__ import annotations

from bot.availability.notices import NoticeSender
from bot.availability.storage_health import PATIENCE_SECONDS, StorageMonitor
from bot.ports import Alert, AlertKind
from storage.core.database import Database
from storage.operations.notices import SqliteNoticeRepository
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.fake_messenger import FakeMessenger

ALERTS = [Alert(kind=AlertKind.INTERNAL, detail=f"fault {number}") for number in range(50)]


class TestNotices:
    """Rows until they are sent."""

    async def test_in_their_order(self, database: Database, clock: FakeClock) -> None:
        """All of them, oldest first, each once; their sender is woken by the commit."""
        woken: list[bool] = []
        store = SqliteStore(database, clock, on_notice=lambda: woken.append(True))
        async with store.transaction() as tx:
            for alert in ALERTS:
                await tx.add_notice(alert, START)
            assert woken == []
        messenger = FakeMessenger()
        sender = NoticeSender(SqliteNoticeRepository(database), messenger)
        await sender.send()
        await sender.send()
        assert (messenger.alerts, woken) == (ALERTS, [True])

    async def test_no_admin_is_reached(self, database: Database, clock: FakeClock) -> None:
        """It keeps its place, also for another process, until an admin has it."""
        async with SqliteStore(database, clock).transaction() as tx:
            for alert in ALERTS[:3]:
                await tx.add_notice(alert, START)
        messenger = FakeMessenger()
        messenger.will("alert", True, False)
        await NoticeSender(SqliteNoticeRepository(database), messenger).send()
        assert messenger.alerts == ALERTS[:1]
        await NoticeSender(SqliteNoticeRepository(database), messenger).send()
        assert messenger.alerts == ALERTS[:3]

    async def test_a_kind_of_the_future(self, database: Database) -> None:
        """A notice of a newer Kiosk is left alone, and holds up no other."""
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO operator_notices (kind, at) VALUES ('from-the-future', 0)")
            await connection.execute("INSERT INTO operator_notices (kind, at) VALUES ('internal', 0)")
        messenger = FakeMessenger()
        await NoticeSender(SqliteNoticeRepository(database), messenger).send()
        assert [alert.kind for alert in messenger.alerts] == [AlertKind.INTERNAL]


class Trouble:
    """A database that works or not, with its monitor, on a clock of its own."""

    def __init__(self) -> None:
        self.works = True
        self.now = 0.0
        self.messenger = FakeMessenger()
        self.monitor = StorageMonitor(self.can_write, self.messenger, lambda: self.now)

    async def can_write(self) -> bool:
        """Try to."""
        return self.works

    async def after(self, seconds: float) -> list[AlertKind]:
        """Check every second for so long; the alerts so far."""
        for _ in range(int(seconds)):
            self.now += 1
            await self.monitor.check()
        return [alert.kind for alert in self.messenger.alerts]


class TestStorageMonitor:
    """One alert when it begins, one when it is over."""

    async def test_trouble_that_lasts(self) -> None:
        """It is reported once, with its words, and its end once; the next trouble is another."""
        trouble = Trouble()
        for _ in range(2):
            trouble.works = False
            for _ in range(100):
                trouble.monitor.note("database or disk is full")
                await trouble.after(1)
            trouble.works = True
            await trouble.after(10)
        begins, back = AlertKind.STORAGE_TROUBLE, AlertKind.STORAGE_BACK
        assert [alert.kind for alert in trouble.messenger.alerts] == [begins, back] * 2
        assert trouble.messenger.alerts[0].detail == "database or disk is full"

    async def test_a_moment(self) -> None:
        """A lock that is gone after seconds is reported to no one."""
        trouble = Trouble()
        trouble.works = False
        trouble.monitor.note("locked")
        assert await trouble.after(PATIENCE_SECONDS - 1) == []
        trouble.monitor.note(None)
        trouble.works = True
        assert await trouble.after(100) == []

    async def test_no_admin_is_reached(self) -> None:
        """The alert is tried again."""
        trouble = Trouble()
        trouble.messenger.will("alert", False, False)
        trouble.works = False
        trouble.monitor.note("locked")
        assert await trouble.after(60) == [AlertKind.STORAGE_TROUBLE]
