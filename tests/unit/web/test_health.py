"""`/healthz` and `/readyz`."""

from __future__ import annotations

from bot.web.health import health_routes
from tests.unit.web.conftest import Serve


async def well() -> bool:
    """Something that works."""
    return True


async def broken() -> bool:
    """Something that does not."""
    return False


async def test_alive_whatever_is_broken(serve: Serve) -> None:
    """A process that answers is alive."""
    client = await serve(health_routes({"database": broken}))
    async with client.get("/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"alive": True})


async def test_ready_when_all_is_well(serve: Serve) -> None:
    """Ready means that every check passes."""
    client = await serve(health_routes({"database": well, "telegram": well}))
    async with client.get("/readyz") as answer:
        assert (answer.status, await answer.json()) == (200, {"database": True, "telegram": True})


async def test_says_what_is_not_well(serve: Serve) -> None:
    """One failed check makes it not ready, and the answer names it."""
    client = await serve(health_routes({"database": broken, "telegram": well}))
    async with client.get("/readyz") as answer:
        assert (answer.status, await answer.json()) == (503, {"database": False, "telegram": True})
