"""Opens clips and songs that are worked on here: Telegram's copy, or the result's own address where Telegram gives none."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from bot.catalog.spec import Media
from bot.delivery.media.copy_files import CopyFiles
from bot.delivery.media.media_info import media_info_of_file
from bot.delivery.media.probe_child import DEMUXERS
from bot.delivery.media.send_form import MediaInfo
from bot.delivery.media.subprocess_runner import SubprocessRunner
from bot.delivery.media.temp_files import TempFiles
from bot.domain.generation import Reference
from bot.errors import FailureKind, TaskRefused

MAXIMUM: Final = 100 * 1024 * 1024
"""Bytes of a result that is fetched from its own address."""
_MEDIA: Final = {"video": Media.VIDEO, "audio": Media.AUDIO}


class ClipFiles:
    """Files of recordings, checked for being what they are taken for.

    Args:
        copies: fetches them.
        temp_files: where files live meanwhile.
        subprocesses: where they are decoded.
    """

    def __init__(self, copies: CopyFiles, temp_files: TempFiles, subprocesses: SubprocessRunner) -> None:
        self._copies = copies
        self._temp_files = temp_files
        self._subprocesses = subprocesses

    @asynccontextmanager
    async def open(self, reference: Reference) -> AsyncIterator[tuple[Path, MediaInfo]]:
        """The file, absolute, and what is known of it.

        Raises:
            UploadFailed: it cannot be had now.
            TaskRefused: gone, too large, broken, or something else than the reference says.
        """
        async with AsyncExitStack() as stack:
            copy = await self._copies.fetch(stack, reference, maximum=MAXIMUM)
            with self._temp_files.file() as thumbnail:
                facts = await media_info_of_file(self._subprocesses, copy.path, copy.size, thumbnail)
            media = _MEDIA.get(facts.mime_type.partition("/")[0])
            if media is not reference.media or facts.mime_type not in DEMUXERS or facts.readable is not True:
                raise TaskRefused(FailureKind.REQUEST, f"not a {reference.media} that can be decoded")
            yield copy.path, facts
