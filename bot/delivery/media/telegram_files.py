"""Opens the media that people send: Telegram's copy on disk, checked for being what it says.

The address of a file at Telegram contains the bot's token. It is used here and nowhere else, and no error repeats it.
"""

from __future__ import annotations

import asyncio
import math
import shutil
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramNotFound
from aiohttp import ClientError

from bot.catalog.image_constraints import needs_resize
from bot.catalog.spec import Media, ReferenceNeed
from bot.delivery.media.media_info import (
    HEAD_BYTES,
    media_info_of_decoded,
    media_info_of_file,
    media_info_of_head,
    read_head,
)
from bot.delivery.media.resize import resize_to_fit
from bot.delivery.media.send_form import MediaInfo
from bot.delivery.media.subprocess_runner import SubprocessRunner
from bot.delivery.media.temp_files import TempFiles, write
from bot.domain.generation import Reference
from bot.errors import FailureKind, TaskRefused, UploadFailed
from bot.ports import ReferenceFile

MAXIMUM: Final = 20 * 1024 * 1024
"""Bytes that Telegram's own Bot API server hands out (https://core.telegram.org/bots/api#getfile)."""
_TOO_BIG: Final = "file is too big"
"""What Telegram says of larger ones (observed)."""
SECONDS: Final = 120
"""Longest time for one download."""
_MEDIA: Final = {"image": Media.PHOTO, "video": Media.VIDEO, "audio": Media.AUDIO}


class CopyTooLarge(TaskRefused):
    """There is a copy, and it is too large to be fetched."""


class TelegramReferences:
    """Fetches references from Telegram: the `ReferenceSource` of the generation's ports.

    Args:
        bot: who received them.
        temp_files: where they are stored meanwhile.
        subprocesses: where they are decoded.
        maximum: bytes; a local Bot API server hands out larger ones.
    """

    def __init__(
        self, bot: Bot, temp_files: TempFiles, subprocesses: SubprocessRunner, *, maximum: int = MAXIMUM
    ) -> None:
        self._bot = bot
        self._temp_files = temp_files
        self._subprocesses = subprocesses
        self._maximum = maximum
        self._mending = asyncio.Lock()

    @asynccontextmanager
    async def open(
        self, reference: Reference, need: ReferenceNeed | None = None
    ) -> AsyncIterator[ReferenceFile]:
        """Fetch a reference into a temporary file; see `ReferenceSource.open`."""
        async with self.fetched(reference) as (path, size):
            with self._temp_files.file() as thumbnail, self._temp_files.file() as smaller:
                facts = await media_info_of_decoded(self._subprocesses, path, size, thumbnail)
                media = _checked(facts)
                if media is not reference.media:
                    raise _refused(f"{media} instead of {reference.media}")
                if need is not None and needs_resize(need, _described(reference, facts)):
                    path, facts = smaller, await self._mended(path, smaller, facts, need)
                yield ReferenceFile(path=str(path), mime_type=facts.mime_type, size=facts.size, media=media)

    async def look(self, reference: Reference) -> Reference:
        """Read what the content tells; see `MediaProbe.look`."""
        return await self._looked(reference, await self._locate(reference))

    async def glance(self, reference: Reference) -> Reference:
        """Read what the beginning tells; see `MediaProbe.glance`."""
        source = await self._locate(reference)
        facts = media_info_of_head(await self._head(source), reference.size)
        media = _checked(facts)
        if media is not Media.PHOTO or not facts.width:
            return await self._looked(reference, source)
        return replace(_described(reference, facts), media=media)

    async def _looked(self, reference: Reference, source: str) -> Reference:
        async with self._fetched(reference, source) as (path, size):
            with self._temp_files.file() as thumbnail:
                facts = await media_info_of_file(self._subprocesses, path, size, thumbnail)
        return replace(_described(reference, facts), media=_checked(facts))

    @asynccontextmanager
    async def fetched(self, reference: Reference) -> AsyncIterator[tuple[Path, int]]:
        """The bytes on disk, and how many they are; what they hold was not looked at.

        Raises:
            UploadFailed: not now.
            TaskRefused: gone, or too large.
        """
        async with self._fetched(reference, await self._locate(reference)) as found:
            yield found

    @asynccontextmanager
    async def _fetched(self, reference: Reference, source: str) -> AsyncIterator[tuple[Path, int]]:
        with (
            self._temp_files.space(reference.size or self._maximum, _no_room),
            self._temp_files.file() as path,
        ):
            yield path, await self._download(source, path)

    async def _mended(self, path: Path, target: Path, facts: MediaInfo, need: ReferenceNeed) -> MediaInfo:
        """Make a picture fit; one at a time, since an unpacked picture is large."""
        async with self._mending:
            fitting = await resize_to_fit(self._subprocesses, path, target, facts, need)
        if fitting is None:
            raise _refused("a picture that cannot be made to fit")
        return fitting

    async def _locate(self, reference: Reference) -> str:
        try:
            file = await self._bot.get_file(reference.file_id)
        except (TelegramBadRequest, TelegramNotFound) as error:
            if _TOO_BIG in error.message.lower():
                raise _too_large() from None
            raise _refused(error.message) from None
        except AiogramError as error:
            raise UploadFailed(type(error).__name__) from None
        if not file.file_path:
            raise _refused("no file at Telegram")
        if (file.file_size or 0) > self._maximum:
            raise _too_large()
        return file.file_path

    async def _download(self, source: str, path: Path) -> int:
        """Bring the file here; returns its bytes."""
        try:
            if (local := self._local(source)) is not None:
                return await asyncio.to_thread(_copy, local, path)
            async with aclosing(self._stream(source)) as chunks:
                return await write(path, chunks, self._maximum, _too_large)
        except (ClientError, TimeoutError, OSError) as error:
            raise _unread(error) from None

    async def _head(self, source: str) -> bytes:
        """The beginning of a file; the rest is not fetched."""
        head = b""
        try:
            if (local := self._local(source)) is not None:
                return await asyncio.to_thread(read_head, local)
            async with aclosing(self._stream(source)) as chunks:
                async for chunk in chunks:
                    head += chunk
                    if len(head) >= HEAD_BYTES:
                        break
        except (ClientError, TimeoutError, OSError) as error:
            raise _unread(error) from None
        return head[:HEAD_BYTES]

    def _local(self, source: str) -> Path | None:
        """Where a Bot API server on this machine keeps the file; None for Telegram's own."""
        api = self._bot.session.api
        return Path(api.wrap_local_file.to_local(source)) if api.is_local else None

    def _stream(self, source: str) -> AsyncGenerator[bytes, None]:
        url = self._bot.session.api.file_url(self._bot.token, source)
        return self._bot.session.stream_content(url, timeout=SECONDS)


def _described(reference: Reference, facts: MediaInfo) -> Reference:
    """The reference as its content describes it."""
    return replace(
        reference,
        size=facts.size,
        mime_type=facts.mime_type,
        width=facts.width or reference.width,
        height=facts.height or reference.height,
        seconds=math.ceil(facts.seconds) or reference.seconds,
        is_measured=facts.seconds > 0,
    )


def _unread(error: Exception) -> UploadFailed:
    """Without the cause: it repeats the address, and the address contains the token."""
    return UploadFailed(f"Telegram's copy could not be read ({type(error).__name__})")


def _no_room() -> UploadFailed:
    return UploadFailed("no room on the disk for another file now")


def _copy(source: Path, path: Path) -> int:
    shutil.copyfile(source, path)
    return path.stat().st_size


def _checked(facts: MediaInfo) -> Media:
    """What the content is. What is known to be broken is refused; what could not be found out is not broken."""
    media = _MEDIA.get(facts.mime_type.partition("/")[0])
    if media is None:
        raise _refused(f"not a picture, video or sound ({facts.mime_type or 'unknown type'})")
    if facts.readable is False:
        raise _refused("a broken picture" if media is Media.PHOTO else "a broken recording")
    return media


def _refused(reason: str) -> TaskRefused:
    return TaskRefused(FailureKind.REQUEST, f"reference: {reason}")


def _too_large() -> TaskRefused:
    return CopyTooLarge(FailureKind.REQUEST, "reference: too large")
