"""Who wants to know that the service works again hears it once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.availability.operator_key import OperatorKeyBreaker
from bot.availability.service_return import ServiceReturnNotifier
from bot.errors import OutOfCredits
from bot.ports import Alert
from storage.core.database import Database
from storage.operations.service_waits import SqliteServiceWaitRepository
from tests.support.fake_clock import FakeClock
from tests.support.fake_service_return import FakeServiceReturnSender


class _Silent:
    async def alert(self, alert: Alert) -> bool:
        """Admins play no part here."""
        return True


@pytest.fixture
def sender() -> FakeServiceReturnSender:
    """Reaches everybody."""
    return FakeServiceReturnSender()


@pytest.fixture
def breaker(clock: FakeClock) -> OperatorKeyBreaker:
    """That of the operator's key."""
    return OperatorKeyBreaker(_Silent(), clock)


@pytest.fixture
def notifier(
    database: Database, sender: FakeServiceReturnSender, breaker: OperatorKeyBreaker, clock: FakeClock
) -> ServiceReturnNotifier:
    """Over a real table."""
    return ServiceReturnNotifier(SqliteServiceWaitRepository(database), sender, breaker, clock)


async def test_each_once(notifier: ServiceReturnNotifier, sender: FakeServiceReturnSender) -> None:
    """Asking twice is asking once, and who was notified waits no more."""
    for person in (8, 7, 7):
        await notifier.ask(person)
    await notifier.tell()
    await notifier.tell()
    assert sender.reached == [7, 8]


async def test_who_cannot_be_reached_goes_on_waiting(
    notifier: ServiceReturnNotifier, sender: FakeServiceReturnSender
) -> None:
    """Telegram's trouble loses no one."""
    await notifier.ask(7)
    sender.reachable = False
    await notifier.tell()
    sender.reachable = True
    await notifier.tell()
    assert sender.reached == [7]


async def test_many_people(notifier: ServiceReturnNotifier, sender: FakeServiceReturnSender) -> None:
    """More than are read at once."""
    for person in range(1, 121):
        await notifier.ask(person)
    await notifier.tell()
    assert sender.reached == list(range(1, 121))


async def test_a_balance_that_has_grown_serves_again(
    notifier: ServiceReturnNotifier, breaker: OperatorKeyBreaker
) -> None:
    """With nothing in line that would try, the balance tells; what is left of it when it is too small does not."""
    await breaker.pause(OutOfCredits("402"))
    for left in (3, 3, 2):
        notifier.note_balance(Decimal(left))
    assert not notifier.serves
    notifier.note_balance(Decimal(1000))
    assert notifier.serves
    await breaker.pause(OutOfCredits("402"))
    await breaker.serves()
    notifier.note_balance(Decimal(990))
    assert notifier.serves
