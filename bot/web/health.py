"""`/healthz`: the process answers. `/readyz`: what it depends on works, or did lately; no probe makes a call."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Final

from aiogram.exceptions import TelegramAPIError
from aiohttp import web

Checks = Mapping[str, Callable[[], Awaitable[bool]]]
"""What must be well, by name."""

LATELY = 1080.0
"""Seconds. An idle bot asks both services every five minutes or so: two calls in vain, each ending in a time-out, say
nothing yet."""

QUIET_SECONDS: Final = LATELY / 3
"""Seconds of silence after which a service is asked."""
KEEP_ALIVE_SECONDS: Final = QUIET_SECONDS / 4
"""Seconds between two checks of `KeepAlive`."""


class Liveness:
    """Remembers when a service last answered.

    Args:
        alive_at_first: what it counts as before the first attempt.
        now: a clock in seconds that never goes back.
    """

    def __init__(self, *, alive_at_first: bool = False, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._alive_at_first = alive_at_first
        self._answered: float | None = None
        self._tried = False

    def note(self, *, answered: bool) -> None:
        """An attempt was made."""
        self._tried = True
        if answered:
            self._answered = self._now()

    async def is_alive(self) -> bool:
        """Whether it has answered lately."""
        if self._answered is None:
            return self._alive_at_first and not self._tried
        return self._now() - self._answered <= LATELY

    def silent_for(self) -> float:
        """Seconds since it last answered; infinite when it never did."""
        return float("inf") if self._answered is None else self._now() - self._answered


class KeepAlive:
    """Asks a service that has been silent for a while, so that its liveness is known without any traffic.

    Args:
        liveness: `ask` notes its outcome there itself.
        ask: makes the cheapest call; its errors say nothing more.
        quiet: seconds of silence after which it is asked.
    """

    def __init__(
        self, liveness: Liveness, ask: Callable[[], Awaitable[object]], *, quiet: float = QUIET_SECONDS
    ) -> None:
        self._liveness = liveness
        self._ask = ask
        self._quiet = quiet

    async def check(self) -> None:
        """Ask, if it has been silent for long enough."""
        if self._liveness.silent_for() >= self._quiet:
            with suppress(TelegramAPIError):
                await self._ask()


def health_routes(checks: Checks) -> list[web.RouteDef]:
    """The two routes; `/readyz` names what is not well, with status 503."""

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.Response:
        found = {name: await check() for name, check in checks.items()}
        return web.json_response(found, status=200 if all(found.values()) else 503)

    return [web.get("/healthz", alive), web.get("/readyz", ready)]
