"""The operator learns in time that the KIE balance runs low: once, and once when it is topped up."""

from __future__ import annotations

import logging
from decimal import Decimal

import pytest

from bot.availability.kie_balance import KieBalanceMonitor
from bot.errors import AccessRefused, ProviderError, StatusUnavailable
from bot.ports import Alert, AlertKind
from tests.support.fake_messenger import FakeMessenger
from tests.support.fake_provider import FakeProvider


class FakeBalance:
    """A balance monitor whose checks read given amounts.

    Attributes:
        heard: the amounts that it has passed on.
    """

    def __init__(self, *left: object, low: int = 500) -> None:
        self.provider, self.messenger = FakeProvider(), FakeMessenger()
        self.heard: list[Decimal] = []
        self.provider.will("credits", *left)
        self.kie_balance_monitor = KieBalanceMonitor(
            self.provider, self.messenger, low=low, on_balance=self._hear
        )

    async def look(self, times: int = 1) -> list[tuple[AlertKind, str]]:
        """Look so often; every alert so far."""
        for _ in range(times):
            await self.kie_balance_monitor.check()
        return self.alerts

    @property
    def alerts(self) -> list[tuple[AlertKind, str]]:
        """Kind and number of each."""
        return [(alert.kind, alert.detail) for alert in self.messenger.alerts]

    def _hear(self, left: Decimal) -> None:
        self.heard.append(left)


async def test_told_once_when_few_are_left() -> None:
    """Enough is no news; the first look that finds fewer than the limit is, the next ones are not."""
    account = FakeBalance(Decimal(500), Decimal("499.99"), Decimal(3))
    assert await account.look() == []
    assert await account.look() == [(AlertKind.CREDITS_LOW, "499.99")]
    assert await account.look() == [(AlertKind.CREDITS_LOW, "499.99")]


async def test_told_again_only_after_it_was_filled() -> None:
    """A top-up is announced once; after that a low balance is announced again."""
    account = FakeBalance(Decimal(10), Decimal(1000), Decimal(2000), Decimal(20), Decimal(19))
    assert await account.look(5) == [
        (AlertKind.CREDITS_LOW, "10"),
        (AlertKind.CREDITS_FINE, "1000"),
        (AlertKind.CREDITS_LOW, "20"),
    ]


@pytest.mark.parametrize("error", [StatusUnavailable("KIE cannot be reached"), AccessRefused("wrong key")])
async def test_a_look_in_vain_changes_nothing(error: ProviderError, caplog: pytest.LogCaptureFixture) -> None:
    """An error of KIE's is written to the log; it neither tells anybody nor makes a low account news again."""
    caplog.set_level(logging.WARNING, "bot.availability.kie_balance")
    account = FakeBalance(Decimal(10), error, Decimal(9))
    assert await account.look(3) == [(AlertKind.CREDITS_LOW, "10")]
    assert account.heard == [10, 9]
    assert str(error) in caplog.text


@pytest.mark.parametrize("left", [Decimal(-5), Decimal(0)])
async def test_switched_off(left: Decimal) -> None:
    """With a limit of 0 no one is notified, whatever is left; the number is read all the same."""
    account = FakeBalance(left, low=0)
    assert await account.look() == []
    assert account.heard == [left]


async def test_numbers_as_people_write_them() -> None:
    """No exponent and no trailing zeros in what the admins read."""
    account = FakeBalance(Decimal("4E+2"))
    await account.look()
    assert account.messenger.alerts == [Alert(kind=AlertKind.CREDITS_LOW, detail="400")]
