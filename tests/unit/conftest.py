"""What the tests of the core share."""

from __future__ import annotations

import pytest

from tests.support.fake_clock import FakeClock
from tests.support.house import House


@pytest.fixture
def house(clock: FakeClock) -> House:
    """The core with fakes around it; everybody has 100 credits a month."""
    return House(clock=clock)
