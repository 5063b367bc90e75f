"""The operator hears in time that KIE's purse runs low: once, and once when it is filled again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from decimal import Decimal

import pytest

from bot.availability.kie_balance import KieBalanceMonitor
from bot.errors import AccessRefused, ProviderError, StatusUnavailable
from bot.ports import Alert, AlertKind
from tests.support.fake_courier import FakeCourier
from tests.support.fake_provider import FakeProvider


class Purse:
    """A treasury whose looks read promised amounts.

    Attributes:
        heard: the amounts that it has passed on.
    """

    def __init__(self, *left: object, low: int = 500, pause: float = 0.0) -> None:
        self.provider, self.messenger = FakeProvider(), FakeCourier()
        self.heard: list[Decimal] = []
        self.provider.will("credits", *left)
        self.kie_balance_monitor = KieBalanceMonitor(
            self.provider, self.messenger, low=low, heard=self._hear, pause=pause
        )
        self.on_look: Callable[[], object] = lambda: None

    async def look(self, times: int = 1) -> list[tuple[AlertKind, str]]:
        """Look so often; every alert so far."""
        for _ in range(times):
            await self.kie_balance_monitor.look()
        return self.alerts

    @property
    def alerts(self) -> list[tuple[AlertKind, str]]:
        """Kind and number of each."""
        return [(alert.kind, alert.detail) for alert in self.messenger.alerts]

    def _hear(self, left: Decimal) -> None:
        self.heard.append(left)
        self.on_look()


async def test_told_once_when_few_are_left() -> None:
    """Enough is no news; the first look that finds fewer than the limit is, the next ones are not."""
    account = Purse(Decimal(500), Decimal("499.99"), Decimal(3))
    assert await account.look() == []
    assert await account.look() == [(AlertKind.CREDITS_LOW, "499.99")]
    assert await account.look() == [(AlertKind.CREDITS_LOW, "499.99")]


async def test_told_again_only_after_it_was_filled() -> None:
    """Filled up is told once; after that a low purse is news again."""
    account = Purse(Decimal(10), Decimal(1000), Decimal(2000), Decimal(20), Decimal(19))
    assert await account.look(5) == [
        (AlertKind.CREDITS_LOW, "10"),
        (AlertKind.CREDITS_FINE, "1000"),
        (AlertKind.CREDITS_LOW, "20"),
    ]


@pytest.mark.parametrize("error", [StatusUnavailable("KIE cannot be reached"), AccessRefused("wrong key")])
async def test_a_look_in_vain_changes_nothing(error: ProviderError, caplog: pytest.LogCaptureFixture) -> None:
    """An error of KIE's is written to the log; it neither tells anybody nor makes a low purse news again."""
    caplog.set_level(logging.WARNING, "bot.availability.kie_balance")
    account = Purse(Decimal(10), error, Decimal(9))
    assert await account.look(3) == [(AlertKind.CREDITS_LOW, "10")]
    assert account.heard == [10, 9]
    assert str(error) in caplog.text


@pytest.mark.parametrize("left", [Decimal(-5), Decimal(0)])
async def test_switched_off(left: Decimal) -> None:
    """With a limit of 0 nobody is told, whatever is left; the number is read all the same."""
    account = Purse(left, low=0)
    assert await account.look() == []
    assert account.heard == [left]


async def test_looks_again_and_again() -> None:
    """It looks at once and again after each pause, also after an error, until it is cancelled."""
    account, enough = (
        Purse(Decimal(10), StatusUnavailable("not now"), Decimal(9), Decimal(8)),
        asyncio.Event(),
    )
    account.on_look = lambda: enough.set() if len(account.heard) == 3 else None
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        running = group.create_task(account.kie_balance_monitor.run())
        await enough.wait()
        running.cancel()
    assert account.heard[:3] == [10, 9, 8]
    assert running.cancelled()
    assert account.alerts[0] == (AlertKind.CREDITS_LOW, "10")


async def test_looks_are_far_apart() -> None:
    """Between two looks it pauses: whatever else the loop does meanwhile, there is only one."""
    account, looked = Purse(Decimal(1000), pause=3600.0), asyncio.Event()
    account.on_look = looked.set
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        running = group.create_task(account.kie_balance_monitor.run())
        await looked.wait()
        for _ in range(10):
            await asyncio.sleep(0)
        running.cancel()
    assert account.heard == [1000]


async def test_numbers_as_people_write_them() -> None:
    """No exponent and no trailing zeros in what the admins read."""
    account = Purse(Decimal("4E+2"))
    await account.look()
    assert account.messenger.alerts == [Alert(kind=AlertKind.CREDITS_LOW, detail="400")]
