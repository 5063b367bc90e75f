"""Who wants to know that the service works again hears it once."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.availability.key_breakers import KeyBreakers
from bot.availability.operator_key import OperatorKeyBreaker
from bot.availability.service_return import ServiceReturnNotifier
from bot.errors import AccessRefused, OutOfCredits
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
    return ServiceReturnNotifier(
        SqliteServiceWaitRepository(database), sender, KeyBreakers({"operator#1": breaker}), clock
    )


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


async def test_a_refund_before_the_next_refusal_says_nothing(
    notifier: ServiceReturnNotifier, breaker: OperatorKeyBreaker
) -> None:
    """KIE gave back a failed task, a request tried, and it was still too little: the growth was disproved."""
    await breaker.pause(OutOfCredits("402"))
    notifier.note_balance(Decimal(2))
    notifier.note_balance(Decimal(3))
    assert notifier.serves
    await breaker.pause(OutOfCredits("402"))
    assert not notifier.serves
    notifier.note_balance(Decimal(3))
    assert not notifier.serves
    notifier.note_balance(Decimal(4))
    assert notifier.serves


async def test_the_end_of_a_maintenance_is_no_evidence(
    notifier: ServiceReturnNotifier, breaker: OperatorKeyBreaker, clock: FakeClock
) -> None:
    """Its time is over, and nothing has tried: an accepted request tells, and another refusal takes it back."""
    breaker.rest(300)
    notifier.note_balance(Decimal(1000))
    clock.moment += timedelta(seconds=301)
    assert not notifier.serves
    await breaker.serves()
    assert notifier.serves
    breaker.rest(300)
    assert not notifier.serves


async def test_a_balance_after_a_maintenance_is_evidence(
    notifier: ServiceReturnNotifier, breaker: OperatorKeyBreaker, clock: FakeClock
) -> None:
    """With nothing in line that would try. What is in line has a minute to try, and knows better."""
    breaker.rest(600)
    clock.moment += timedelta(seconds=601)
    notifier.note_balance(Decimal(1000))
    assert not notifier.serves
    clock.moment += timedelta(seconds=60)
    notifier.note_balance(Decimal(1000))
    assert notifier.serves
    breaker.rest(600)
    assert not notifier.serves


async def test_after_a_restart_nothing_is_known(
    notifier: ServiceReturnNotifier, breaker: OperatorKeyBreaker, clock: FakeClock
) -> None:
    """An earlier process may have known of a maintenance: a balance stated at once says nothing, a later one does."""
    notifier.note_balance(Decimal(1000))
    assert not notifier.serves
    clock.moment += timedelta(minutes=6)
    notifier.note_balance(Decimal(1000))
    assert notifier.serves


async def test_a_refused_key_is_right_again_only_by_an_acceptance(
    notifier: ServiceReturnNotifier, breaker: OperatorKeyBreaker, clock: FakeClock
) -> None:
    """KIE states the balance also to a key that may not order."""
    await breaker.pause(AccessRefused("401"))
    clock.moment += timedelta(hours=1)
    for left in (1000, 2000):
        notifier.note_balance(Decimal(left))
    assert not notifier.serves
    await breaker.serves()
    assert notifier.serves
