"""The short form of the storm of payments. `make chaos` lets it rain hundreds."""

from __future__ import annotations

import pytest

from tests.chaos.payments_storm import payments_storm
from tests.support.fork_server import fork_server

pytestmark = [pytest.mark.story, pytest.mark.timeout(400)]


async def test_payments_while_the_bot_dies() -> None:
    """None is lost or counted twice, whatever Telegram says of it and however it is returned; the sums are Telegram's."""
    with fork_server() as server:
        weather = await payments_storm(server, seed=12, payments=25)
    assert weather.verdict.violations == []
    assert weather.payments == 25
    assert (weather.lost, weather.doubled, weather.verdict.lost) == (0, 0, 0)
