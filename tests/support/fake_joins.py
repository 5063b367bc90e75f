"""Films that are never made, and what was said about them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.join import Join
from bot.joins.worker import Film


@dataclass
class FakeFilmMaker:
    """Makes a film of nothing, or fails as a test says (`bot.joins.worker.FilmMaker`)."""

    fails: list[Exception] = field(default_factory=list)
    made: list[Join] = field(default_factory=list)
    stuck: asyncio.Event | None = None

    @asynccontextmanager
    async def make(self, join: Join) -> AsyncIterator[Film]:
        """The film, or the next failure."""
        self.made.append(join)
        await _be_stuck(self.stuck)
        if self.fails:
            raise self.fails.pop(0)
        yield Film(path=Path("film.mp4"), thumbnail=None, size=1, width=64, height=64, seconds=join.seconds)


@dataclass
class FakeJoinNotifier:
    """Hears what is said (`bot.joins.worker.JoinNotifier`)."""

    said: list[tuple[str, Join]] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)
    stuck: asyncio.Event | None = None

    async def show(self, join: Join) -> None:
        """Note it."""
        self.said.append(("show", join))

    async def send(self, join: Join, film: Film) -> str:
        """Note it, or fail."""
        self.said.append(("send", join))
        await _be_stuck(self.stuck)
        if self.fails:
            raise self.fails.pop(0)
        return f"film of {film.size}"

    async def remove(self, join: Join) -> None:
        """Note it."""
        self.said.append(("remove", join))

    async def refuse(self, join: Join) -> None:
        """Note it, or fail."""
        self.said.append(("refuse", join))
        if self.fails:
            raise self.fails.pop(0)


async def _be_stuck(begun: asyncio.Event | None) -> None:
    """Say that it is under way, and never end."""
    if begun is not None:
        begun.set()
        await asyncio.Event().wait()
