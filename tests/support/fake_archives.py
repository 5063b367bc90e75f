"""Archives that are never packed, and what was said about them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.archives.worker import PackedPart
from bot.domain.archive import Archive, ArchivePlace


@dataclass
class FakeArchiveBuilder:
    """Packs so many results into each part, or fails as a test says (`bot.archives.worker.ArchiveBuilder`)."""

    in_a_part: int = 10
    fails: list[Exception] = field(default_factory=list)
    packed: list[Archive] = field(default_factory=list)

    @asynccontextmanager
    async def next_part(
        self, archive: Archive, seen_to: Callable[[int], Awaitable[None]]
    ) -> AsyncIterator[PackedPart]:
        """The part, or the next failure."""
        self.packed.append(archive)
        if self.fails:
            raise self.fails.pop(0)
        begin = archive.place.result
        end = min(begin + self.in_a_part, len(archive.results))
        await seen_to(end)
        yield PackedPart(
            path=Path("part.zip") if end > begin else None,
            size=1,
            files=end - begin,
            place=ArchivePlace(end),
            left_out=archive.left_out,
            is_last=end == len(archive.results),
        )


@dataclass
class FakeArchiveNotifier:
    """Hears what is said (`bot.archives.worker.ArchiveNotifier`)."""

    said: list[tuple[str, Archive]] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)

    async def show(self, archive: Archive, done: int) -> None:
        """Note it."""
        self.said.append(("show", archive))

    async def send(self, archive: Archive, part: PackedPart) -> None:
        """Note it, or fail."""
        self.said.append(("send", archive))
        if self.fails:
            raise self.fails.pop(0)

    async def remove(self, archive: Archive) -> None:
        """Note it."""
        self.said.append(("remove", archive))

    async def refuse(self, archive: Archive) -> None:
        """Note it, or fail."""
        self.said.append(("refuse", archive))
        if self.fails:
            raise self.fails.pop(0)
