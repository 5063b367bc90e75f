"""Opens clips and songs that are worked on here: Telegram's copy, or the result's own address where Telegram gives none."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from bot.catalog.spec import Media
from bot.delivery.media.download import Downloader
from bot.delivery.media.media_info import media_info_of_file
from bot.delivery.media.probe_child import DEMUXERS
from bot.delivery.media.send_form import MediaInfo
from bot.delivery.media.subprocess_runner import SubprocessRunner
from bot.delivery.media.telegram_files import TelegramReferences
from bot.delivery.media.temp_files import TempFiles
from bot.domain.generation import Reference
from bot.errors import FailureKind, MediaRejected, MediaUnreachable, TaskRefused, UploadFailed
from bot.ports import Clock

MAXIMUM: Final = 100 * 1024 * 1024
"""Bytes of a result that is fetched from its own address."""
_MEDIA: Final = {"video": Media.VIDEO, "audio": Media.AUDIO}


class ClipFiles:
    """Files of recordings, checked for being what they are taken for.

    Args:
        references: fetches from Telegram.
        downloader: fetches results from their addresses.
        temp_files: where files live meanwhile.
        subprocesses: where they are decoded.
        clock: tells whether an address is still good.
    """

    def __init__(
        self,
        references: TelegramReferences,
        downloader: Downloader,
        temp_files: TempFiles,
        subprocesses: SubprocessRunner,
        clock: Clock,
    ) -> None:
        self._references = references
        self._downloader = downloader
        self._temp_files = temp_files
        self._subprocesses = subprocesses
        self._clock = clock

    @asynccontextmanager
    async def open(self, reference: Reference) -> AsyncIterator[tuple[Path, MediaInfo]]:
        """The file, absolute, and what is known of it.

        Raises:
            UploadFailed: it cannot be had now.
            TaskRefused: gone, too large, broken, or something else than the reference says.
        """
        async with AsyncExitStack() as stack:
            path, size = await self._fetched(reference, stack)
            with self._temp_files.file() as thumbnail:
                facts = await media_info_of_file(self._subprocesses, path, size, thumbnail)
            media = _MEDIA.get(facts.mime_type.partition("/")[0])
            if media is not reference.media or facts.mime_type not in DEMUXERS or facts.readable is not True:
                raise TaskRefused(FailureKind.REQUEST, f"not a {reference.media} that can be decoded")
            yield path, facts

    async def _fetched(self, reference: Reference, stack: AsyncExitStack) -> tuple[Path, int]:
        address = reference.address_at(self._clock.now())
        if reference.file_id:
            try:
                return await stack.enter_async_context(self._references.fetched(reference))
            except TaskRefused:  # Telegram hands out no large files
                if not address:
                    raise
        if not address:
            raise TaskRefused(FailureKind.REQUEST, "no copy of it is left")
        try:
            download = await stack.enter_async_context(self._downloader.fetch(address, maximum=MAXIMUM))
        except MediaUnreachable as error:
            raise UploadFailed(str(error)) from error
        except MediaRejected as error:
            raise TaskRefused(FailureKind.REQUEST, str(error)) from error
        return download.path, download.size
