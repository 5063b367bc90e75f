"""Kiosk with a witness inside: it writes down every step boundary, and is killed at the one that it is configured for.

A boundary is the moment before or after a commit that changed something, or a call to another service. The product knows
nothing of this: the libraries through which it commits and calls are wrapped, in this process only. Where a boundary
lies is read from the call stack, so its name is the product's own function.

`python -m tests.chaos.mortal` takes these variables beside the operator's: `CHAOS_EVENTS` (a file that gets a line for each
boundary), `CHAOS_KILL` (`label#occurrence`), `CHAOS_AHEAD` (seconds by which the clock is ahead), `CHAOS_CLOCK` (a file
that says by how many more at the moment).
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

import aiohttp
import httpx
from aiogram.client.session.aiohttp import AiohttpSession

from bot.clock import SystemClock
from storage.core.connections import Connection

_OURS = ("bot.", "handlers", "storage")
_TELLING = (
    "bot.generation.",
    "bot.gifts.",
    "bot.groups.",
    "bot.parties.",
    "bot.payments.",
    "bot.people.",
    "bot.referrals.",
    "handlers",
)
"""Packages whose function names say what a step means."""
_CARRIERS = frozenset(
    {
        "handlers.core.responder",
        "handlers.core.user_context",
        "storage.core.database",
        "storage.store",
        "bot.telegram.send",
        "bot.delivery.session.rate_limit",
    }
)
"""Modules that carry every call: their names would say nothing."""
_SHARED = "bot.generation.fail"
"""Its functions end many steps: the caller's name is added."""
_SETUP = ("getMe", "setMy", "deleteMy", "deleteWebhook", "setWebhook")
"""Calls at every start, before anything of a person's is touched."""


class Witness:
    """Writes boundaries down; a line is with the kernel before the process can die."""

    def __init__(self, events: str, doom: str) -> None:
        self._file = os.open(events, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._doom = doom
        self._seen: Counter[str] = Counter()

    def at(self, label: str) -> None:
        """A boundary is reached."""
        self._seen[label] += 1
        name = f"{label}#{self._seen[label]}"
        with suppress(OSError):  # a disk without room is trouble for the bot, not for who watches it
            os.write(self._file, f"{time.time():.6f}\t{name}\n".encode())
        if name == self._doom:
            os.kill(os.getpid(), signal.SIGKILL)

    async def around(self, what: str, call: Callable[[], Awaitable[Any]]) -> Any:
        """Both boundaries of a call; one that fails has an end as well."""
        self.at(f"before {what}")
        try:
            return await call()
        finally:
            self.at(f"after {what}")


def arm(environment: Mapping[str, str]) -> None:
    """Put a witness into this process."""
    witness = Witness(environment["CHAOS_EVENTS"], environment.get("CHAOS_KILL", ""))
    _watch_commits(witness)
    _watch_telegram(witness)
    _watch_kie(witness)
    _watch_fetches(witness)
    _set_clock(float(environment.get("CHAOS_AHEAD", "0")), Path(environment.get("CHAOS_CLOCK", "")))


def live(environment: Mapping[str, str]) -> int:
    """Run the bot until it ends or dies. Returns its exit code."""
    from bot.app.run import run
    from bot.settings import load_settings

    arm(environment)
    return asyncio.run(run(load_settings()))


def _watch_commits(witness: Witness) -> None:
    """Commits of nothing, by which the engine finds that nothing is due, are no boundaries."""
    commit = Connection.commit
    changes: dict[int, int] = {}

    async def watched(self: Connection) -> None:
        known, changes[id(self)] = changes.get(id(self), 0), self.total_changes
        if known == self.total_changes:
            await commit(self)
        else:
            await witness.around(f"commit · {_whose()}", lambda: commit(self))

    Connection.commit = watched  # type: ignore[method-assign]  # the point of this module


def _watch_telegram(witness: Witness) -> None:
    make_request = AiohttpSession.make_request
    confirmed: list[int | None] = [None]

    async def watched(self: AiohttpSession, bot: Any, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109  aiogram's
        name = method.__api_method__
        if name.startswith(_SETUP):
            return await make_request(self, bot, method, timeout)
        if name != "getUpdates":
            return await witness.around(
                f"Telegram {name} · {_whose()}", lambda: make_request(self, bot, method, timeout)
            )
        if method.offset != confirmed[0]:
            confirmed[0] = method.offset
            witness.at("before Telegram getUpdates · confirming")
        updates = await make_request(self, bot, method, timeout)
        if updates:
            witness.at("after Telegram getUpdates · receiving")
        return updates

    AiohttpSession.make_request = watched  # type: ignore[method-assign]  # the point of this module


def _watch_kie(witness: Witness) -> None:
    send = httpx.AsyncClient.send

    async def watched(self: httpx.AsyncClient, request: httpx.Request, **how: Any) -> httpx.Response:
        what = f"KIE {request.method} {request.url.path.rpartition('/')[2]} · {_whose()}"
        answer: httpx.Response = await witness.around(what, lambda: send(self, request, **how))
        return answer

    httpx.AsyncClient.send = watched  # type: ignore[method-assign]  # the point of this module


def _watch_fetches(witness: Witness) -> None:
    request = aiohttp.ClientSession._request

    async def watched(self: aiohttp.ClientSession, method: str, url: Any, **how: Any) -> Any:
        address = str(url)
        if "/bot" in address and "/file/bot" not in address:  # a method of Telegram's, seen above
            return await request(self, method, url, **how)
        kind = "file of Telegram" if "/file/bot" in address else "result"
        return await witness.around(f"fetch {kind} · {_whose()}", lambda: request(self, method, url, **how))

    aiohttp.ClientSession._request = watched  # type: ignore[method-assign,assignment]  # the point of this module


def _set_clock(ahead: float, steps: Path) -> None:
    """The machine's clock is ahead, and by as much more as a file says at the moment."""

    def wall() -> float:
        with suppress(OSError, ValueError):
            return time.time() + ahead + float(steps.read_text(encoding="utf-8"))
        return time.time() + ahead

    _, steady = SystemClock.__init__.__defaults__ or ()
    SystemClock.__init__.__defaults__ = (wall, steady)


def _whose() -> str:
    """The product's function that is at work, by its qualified name."""
    frames = [frame for frame in _stack() if _module(frame) not in _CARRIERS]
    telling = [frame for frame in frames if _module(frame).startswith(_TELLING)] or frames
    if not telling:
        return "nobody"
    names = [telling[0].f_code.co_qualname]
    users = [frame for frame in telling if _module(frame) != _SHARED]
    if _module(telling[0]) == _SHARED and users:
        names.append(users[0].f_code.co_qualname)
    return " ‹ ".join(name.replace(".<locals>", "") for name in names)


def _stack() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if _module(frame).startswith(_OURS):
            yield frame
        frame = frame.f_back


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))


if __name__ == "__main__":
    sys.exit(live(os.environ))
