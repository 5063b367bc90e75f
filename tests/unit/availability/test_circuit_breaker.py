"""A key that KIE takes no more requests of for a while: everything that goes with it waits, ever longer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.availability.circuit_breaker import TRIAL
from bot.availability.operator_key import OperatorKeyBreaker
from tests.support.fake_clock import FakeClock
from tests.support.fake_messenger import FakeMessenger


def breaker(clock: FakeClock, chance: float = 0.0) -> OperatorKeyBreaker:
    """The operator's."""
    key_breaker = OperatorKeyBreaker(FakeMessenger(), clock)
    key_breaker._dice = lambda: chance
    return key_breaker


@pytest.mark.parametrize("chance", [0.0, 0.999])
async def test_ever_later_for_the_whole_key(chance: float) -> None:
    """Twice as long with every refusal, up to minutes, and a part of it by chance; the first success ends it."""
    clock = FakeClock()
    key_breaker = breaker(clock, chance)
    for seconds in (10, 20, 40, 80, 160, 300, 300):
        until = key_breaker.slow_down(10)
        assert until - clock.now() == timedelta(seconds=seconds) * (1 + chance / 2)
        assert key_breaker.admit() == until
        key_breaker.require()  # what is confirmed meanwhile waits in line
        clock.moment = until
        assert key_breaker.admit() is None, "one goes ahead"
        assert key_breaker.admit() == clock.now() + TRIAL, "the others wait for what becomes of it"
    await key_breaker.serves()
    assert key_breaker.admit() is None
    assert key_breaker.admit() is None


@given(st.lists(st.floats(0, 10_000), min_size=1, max_size=60), st.floats(0, 0.999))
def test_never_sooner_than_kie_asks(pauses: list[float], chance: float) -> None:
    """Whatever it asks for, and however often."""
    clock = FakeClock()
    key_breaker = breaker(clock, chance)
    for seconds in pauses:
        until = key_breaker.slow_down(seconds)
        assert until - clock.now() >= timedelta(seconds=min(seconds, 10_000) - 0.001)
        assert until - clock.now() <= 1.5 * max(timedelta(minutes=5), timedelta(seconds=seconds)) + timedelta(
            seconds=1
        )
