"""What the tests of the core share."""

from __future__ import annotations

import pytest

from storage.core.database import Database
from tests.support.core import Core
from tests.support.fake_clock import FakeClock


@pytest.fixture
async def core(database: Database, clock: FakeClock) -> Core:
    """The core on an empty database; everybody has 100 credits a month."""
    core = Core(database, clock=clock)
    await core.start()
    return core
