"""What is known of a key that KIE does not serve: it waits, from the refusal to the first acceptance."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.availability.operator_key import RETRY_AFTER, OperatorKeyBreaker
from bot.errors import AccessRefused, OutOfCredits, ProviderError
from bot.ports import Alert
from tests.support.fake_clock import FakeClock


class _Silent:
    async def alert(self, alert: Alert) -> bool:
        """Admins play no part here."""
        return True


@pytest.fixture
def breaker(clock: FakeClock) -> OperatorKeyBreaker:
    """That of the operator's key."""
    return OperatorKeyBreaker(_Silent(), clock)


@pytest.mark.parametrize("error", [OutOfCredits("402"), AccessRefused("401")])
async def test_from_the_refusal_to_the_first_acceptance(
    breaker: OperatorKeyBreaker, clock: FakeClock, error: ProviderError
) -> None:
    """Also while a trial is due: only an accepted request shows that KIE serves again."""
    assert not breaker.is_waiting
    await breaker.pause(error)
    clock.moment += 2 * RETRY_AFTER
    assert breaker.is_waiting
    await breaker.serves()
    assert not breaker.is_waiting


async def test_maintenance_ends_by_itself_or_by_an_acceptance(
    breaker: OperatorKeyBreaker, clock: FakeClock
) -> None:
    """It pauses nothing, and is over when its time is, or when KIE has accepted something."""
    breaker.rest(300)
    assert breaker.is_waiting
    assert breaker.paused_until is None
    clock.moment += timedelta(seconds=301)
    assert not breaker.is_waiting
    breaker.rest(300)
    await breaker.serves()
    assert not breaker.is_waiting
