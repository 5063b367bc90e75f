"""`/healthz`: the process answers. `/readyz`: what it depends on works, or did lately; no probe makes a call."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiohttp import web

Checks = Mapping[str, Callable[[], Awaitable[bool]]]
"""What must be well, by name."""

LATELY = 1080.0
"""Seconds. An idle bot asks both services every five minutes or so: two calls in vain, each ending in a time-out, say
nothing yet."""


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


async def keep_alive(
    liveness: Liveness, ask: Callable[[], Awaitable[object]], *, quiet: float = LATELY / 3
) -> None:
    """Ask a service that has been silent for `quiet` seconds, again and again until cancelled.

    `ask` notes its outcome at the pulse itself; its errors say nothing more.
    """
    while True:
        rest = quiet - liveness.silent_for()
        if rest <= 0:
            with suppress(TelegramAPIError, ClientDecodeError):
                await ask()
            rest = quiet / 4
        await asyncio.sleep(rest)


def health_routes(checks: Checks) -> list[web.RouteDef]:
    """The two routes; `/readyz` names what is not well, with status 503."""

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.Response:
        found = {name: await check() for name, check in checks.items()}
        return web.json_response(found, status=200 if all(found.values()) else 503)

    return [web.get("/healthz", alive), web.get("/readyz", ready)]
