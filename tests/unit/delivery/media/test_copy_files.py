"""Which copy of a file is fetched, and what is said when there is none."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

import pytest

from bot.catalog.spec import Media
from bot.delivery.media.copy_files import AddressSilent, CopyFiles
from bot.delivery.media.download import Download, Downloader, MediaTooLarge
from bot.delivery.media.telegram_files import CopyTooLarge, TelegramReferences
from bot.domain.generation import Reference
from bot.errors import (
    FailureKind,
    MediaRejected,
    MediaUnreachable,
    StatusUnavailable,
    TaskRefused,
    UploadFailed,
)
from tests.support.fake_clock import START, FakeClock

ADDRESS: Final = "https://cdn.example/1.png"
FRESH: Final = "https://cdn.example/1.png?token=new"
GOOD_UNTIL: Final = int(START.timestamp()) + 60
MAXIMUM: Final = 1000


@dataclass
class Sources:
    """Telegram and the result's host: what each gives, by file id or address, and what was asked for in which order."""

    gives: dict[str, Exception | None] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def fetched(self, reference: Reference) -> AsyncIterator[tuple[Path, int]]:
        """Telegram's copy."""
        self._ask(reference.file_id)
        yield Path(reference.file_id), 7
        self.closed.append(reference.file_id)

    @asynccontextmanager
    async def fetch(self, url: str, *, maximum: int) -> AsyncIterator[Download]:
        """What the address gives."""
        assert maximum == MAXIMUM
        self._ask(url)
        yield Download(Path("download"), 9, "image/png")
        self.closed.append(url)

    def _ask(self, name: str) -> None:
        self.asked.append(name)
        error = self.gives.get(name)
        if error is not None:
            raise error


def copies(
    sources: Sources, clock: FakeClock | None = None, links: Callable[[str], Awaitable[str]] | None = None
) -> CopyFiles:
    """What is tested."""
    telegram, downloader = cast("TelegramReferences", sources), cast("Downloader", sources)
    return CopyFiles(telegram, downloader, clock or FakeClock(), links)


def reference(file_id: str = "file", url: str = ADDRESS) -> Reference:
    """A picture of which both have a copy."""
    return Reference(file_id=file_id, media=Media.PHOTO, url=url, url_until=GOOD_UNTIL)


async def fresh(_: str) -> str:
    """A link that is new."""
    return FRESH


async def fetch(files: CopyFiles, wanted: Reference, *, address_first: bool = False) -> int:
    """The size of what came."""
    async with AsyncExitStack() as stack:
        return (await files.fetch(stack, wanted, maximum=MAXIMUM, address_first=address_first)).size


async def test_telegrams_copy_is_enough() -> None:
    """The address is not asked, and the file lives as long as who needs it."""
    sources = Sources()
    async with AsyncExitStack() as stack:
        download = await copies(sources).fetch(stack, reference(), maximum=MAXIMUM)
        assert (download.size, sources.closed) == (7, [])
    assert (sources.asked, sources.closed) == (["file"], ["file"])


async def test_where_telegram_gives_none_the_address_does() -> None:
    """Telegram hands out no large files."""
    sources = Sources({"file": CopyTooLarge(FailureKind.REQUEST, "large")})
    assert await fetch(copies(sources), reference()) == 9
    assert sources.asked == ["file", ADDRESS]


async def test_what_telegram_cannot_give_now_is_not_asked_for_elsewhere() -> None:
    """It is tried again later: the address may not be what the chat has."""
    sources = Sources({"file": UploadFailed("slow")})
    with pytest.raises(UploadFailed):
        await fetch(copies(sources), reference())
    assert sources.asked == ["file"]


@pytest.mark.parametrize("error", [MediaUnreachable("gone"), MediaRejected("a page"), MediaTooLarge(MAXIMUM)])
async def test_the_address_first(error: Exception) -> None:
    """Where Telegram has changed the bytes, its copy is the second choice, whatever is wrong with the first."""
    sources = Sources()
    assert await fetch(copies(sources), reference(), address_first=True) == 9
    assert sources.asked == [ADDRESS]
    sources = Sources({ADDRESS: error})
    assert await fetch(copies(sources), reference(), address_first=True) == 7
    assert sources.asked == [ADDRESS, "file"]


async def test_a_fresh_link_in_place_of_one_that_does_not_answer() -> None:
    """It is asked for once; without a new one, or without KIE, the silence is said."""
    alone = reference(file_id="")
    sources = Sources({ADDRESS: MediaUnreachable("403")})
    assert await fetch(copies(sources, links=fresh), alone) == 9
    assert sources.asked == [ADDRESS, FRESH]

    async def no_other(address: str) -> str:
        return address

    async def no_kie(_: str) -> str:
        raise StatusUnavailable("silent")

    for links in (None, no_other, no_kie):
        sources = Sources({ADDRESS: MediaUnreachable("403")})
        with pytest.raises(AddressSilent):
            await fetch(copies(sources, links=links), alone)
        assert sources.asked == [ADDRESS]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MediaUnreachable("gone"), AddressSilent),
        (MediaTooLarge(MAXIMUM), CopyTooLarge),
        (MediaRejected("a page"), TaskRefused),
    ],
)
async def test_what_the_address_says(error: Exception, said: type[Exception]) -> None:
    """Silence may pass; what is too large, or no medium, does not."""
    with pytest.raises(said):
        await fetch(copies(Sources({ADDRESS: error})), reference(file_id=""))


async def test_no_copy_is_left() -> None:
    """Neither a file id nor an address that is still good: no one is asked."""
    sources, clock = Sources(), FakeClock()
    clock.advance(seconds=61)
    for wanted in (reference(file_id=""), reference(file_id="", url="")):
        with pytest.raises(TaskRefused):
            await fetch(copies(sources, clock), wanted)
    assert sources.asked == []
