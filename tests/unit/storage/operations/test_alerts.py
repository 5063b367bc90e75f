"""Alerts that were sent and are not over yet: stored, so that no restart sends them again."""

from __future__ import annotations

from decimal import Decimal

from bot.availability.alerts import AlertState
from bot.availability.kie_balance import KieBalanceMonitor
from bot.availability.operator_key import OperatorKeyBreaker
from bot.errors import AccessRefused, OutOfCredits
from bot.ports import AlertKind
from storage.core.database import Database
from storage.operations.alerts import SqliteAlertState
from tests.support.fake_clock import FakeClock
from tests.support.fake_messenger import FakeMessenger
from tests.support.fake_provider import FakeProvider


async def key_breaker(messenger: FakeMessenger, clock: FakeClock, standing: AlertState) -> OperatorKeyBreaker:
    """The key breaker of a process that has just started."""
    started = OperatorKeyBreaker(messenger, clock, standing)
    await started.restore()
    return started


async def test_begins_and_ends(database: Database, clock: FakeClock) -> None:
    """Each kind stands once, whatever is repeated, until it ends; a kind of a newer Kiosk does not matter."""
    standing = SqliteAlertState(database, clock)
    assert await standing.now() == frozenset()
    for _ in range(2):
        await standing.begins(AlertKind.CREDITS_LOW)
    await standing.begins(AlertKind.ACCESS_REFUSED)
    async with database.transaction() as connection:
        await connection.execute("INSERT INTO active_alerts (kind, at) VALUES ('from-the-future', 0)")
    assert await SqliteAlertState(database, clock).now() == {AlertKind.CREDITS_LOW, AlertKind.ACCESS_REFUSED}
    for _ in range(2):
        await standing.ends(AlertKind.ACCESS_REFUSED)
    assert await standing.now() == {AlertKind.CREDITS_LOW}


async def test_a_restart_tells_nothing_again(database: Database, clock: FakeClock) -> None:
    """However often the bot starts while KIE refuses it, the operator hears it once, and once when it is over."""
    standing, messenger = SqliteAlertState(database, clock), FakeMessenger()
    for _ in range(5):
        await (await key_breaker(messenger, clock, standing)).pause(OutOfCredits("402"))
    for _ in range(2):
        await (await key_breaker(messenger, clock, standing)).serves()
    assert [alert.kind for alert in messenger.alerts] == [AlertKind.OUT_OF_CREDITS, AlertKind.CREDITS_BACK]


async def test_one_trouble_after_another(database: Database, clock: FakeClock) -> None:
    """Another trouble takes the first one's place, also for the next process."""
    standing, messenger = SqliteAlertState(database, clock), FakeMessenger()
    first = await key_breaker(messenger, clock, standing)
    await first.pause(OutOfCredits("402"))
    await first.pause(AccessRefused("401"))
    assert await standing.now() == {AlertKind.ACCESS_REFUSED}
    await (await key_breaker(messenger, clock, standing)).serves()
    assert [alert.kind for alert in messenger.alerts][-1] is AlertKind.ACCESS_BACK
    assert await standing.now() == frozenset()


async def test_after_a_restart_somebody_may_try(database: Database, clock: FakeClock) -> None:
    """A stored alert delays nothing: a new process tries at once, one submission first."""
    standing, messenger = SqliteAlertState(database, clock), FakeMessenger()
    await (await key_breaker(messenger, clock, standing)).pause(OutOfCredits("402"))
    again = await key_breaker(messenger, clock, standing)
    again.require()
    assert again.admit() is None
    assert again.admit() is not None


async def test_a_low_balance_is_announced_once(database: Database, clock: FakeClock) -> None:
    """A balance that is still low after a restart is not announced again; a top-up is announced by the new process."""
    standing, messenger = SqliteAlertState(database, clock), FakeMessenger()
    for left in (10, 9, 1000, 1001):
        provider = FakeProvider()
        provider.will("credits", Decimal(left))
        kie_balance_monitor = KieBalanceMonitor(
            provider, messenger, low=500, on_balance=lambda _: None, state=standing
        )
        await kie_balance_monitor.restore()
        await kie_balance_monitor.check()
    assert [alert.kind for alert in messenger.alerts] == [AlertKind.CREDITS_LOW, AlertKind.CREDITS_FINE]
