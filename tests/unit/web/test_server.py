"""The server's own life."""

from __future__ import annotations

import aiohttp
import pytest

from bot.errors import SettingsError
from bot.web.health import health_routes
from bot.web.server import serving


async def test_serves_while_it_lasts() -> None:
    """The address answers inside the context and is closed after it."""
    async with (
        serving(health_routes({}), host="127.0.0.1", port=0) as address,
        aiohttp.ClientSession() as session,
        session.get(f"{address}/healthz") as answer,
    ):
        assert answer.status == 200
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get(f"{address}/healthz")


async def test_an_address_that_is_taken() -> None:
    """Two servers on one address: the second start ends in a line that names the two variables."""
    async with serving([], host="127.0.0.1", port=0) as address:
        port = int(address.rpartition(":")[2])
        with pytest.raises(SettingsError, match=r"^HTTP_HOST, HTTP_PORT: "):
            async with serving([], host="127.0.0.1", port=port):
                pytest.fail("it must not begin")
