"""`/healthz` and `/readyz`."""

from __future__ import annotations

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe

from bot.availability.kie_balance import CHECK_SECONDS
from bot.web.health import LATELY, KeepAlive, Liveness, health_routes
from tests.unit.web.conftest import Serve

TIME_OUT = 45.0
"""Seconds after which a question to KIE is given up."""


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


class TestLiveness:
    """Whether a service has answered lately, without asking it."""

    async def test_at_first(self) -> None:
        """Before the first attempt it counts as created; a first attempt in vain ends that."""
        assert not await Liveness().is_alive()
        liveness = Liveness(alive_at_first=True)
        assert await liveness.is_alive()
        liveness.note(answered=False)
        assert not await liveness.is_alive()

    async def test_an_answer_lasts_a_while(self) -> None:
        """An answer counts for some minutes, whatever fails after it; then the service is silent until the next."""
        moments = [100.0]
        liveness = Liveness(now=lambda: moments[0])
        liveness.note(answered=True)
        moments[0] += LATELY
        liveness.note(answered=False)
        assert await liveness.is_alive()
        assert liveness.silent_for() == pytest.approx(LATELY)
        moments[0] += 1
        assert not await liveness.is_alive()
        liveness.note(answered=True)
        assert await liveness.is_alive()
        assert liveness.silent_for() == 0

    async def test_calls_in_vain(self) -> None:
        """An idle bot whose looks into KIE's account time out twice in a row is still ready when the third works."""
        moments = [0.0]
        liveness = Liveness(now=lambda: moments[0])
        liveness.note(answered=True)
        for _ in range(2):
            moments[0] += CHECK_SECONDS + TIME_OUT
            liveness.note(answered=False)
        moments[0] += CHECK_SECONDS + TIME_OUT
        assert await liveness.is_alive()

    async def test_is_kept(self) -> None:
        """A silent service is asked, also again after an attempt in vain; one that spoke lately is left alone."""
        moments = [0.0]
        liveness = Liveness(now=lambda: moments[0])
        asked: list[float] = []

        async def ask() -> None:
            asked.append(moments[0])
            if len(asked) == 1:
                raise TelegramNetworkError(method=GetMe(), message="no")
            liveness.note(answered=True)

        liveness.note(answered=True)
        keep_alive = KeepAlive(liveness, ask, quiet=10.0)
        for moment in (9.0, 10.0, 12.0, 14.0, 21.0, 22.0):
            moments[0] = moment
            await keep_alive.check()
        assert asked == [10.0, 12.0, 22.0]
        assert await liveness.is_alive()
