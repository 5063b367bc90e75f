"""Asks the media process for the last frame of a clip: the next scene begins with it."""

from __future__ import annotations

import asyncio
from typing import Final

from bot.delivery.media.clip_files import ClipFiles
from bot.delivery.media.probe_child import DEMUXERS
from bot.delivery.media.subprocess_runner import SubprocessRunner
from bot.delivery.media.temp_files import TempFiles
from bot.domain.generation import Reference
from bot.errors import FailureKind, TaskRefused

SECONDS: Final = 30.0


class LastFrames:
    """Implements `handlers.core.ports.FrameCutter`."""

    def __init__(self, clip_files: ClipFiles, temp_files: TempFiles, subprocesses: SubprocessRunner) -> None:
        self._clip_files = clip_files
        self._temp_files = temp_files
        self._subprocesses = subprocesses

    async def last_frame(self, clip: Reference) -> bytes:
        """The frame as a JPEG that Telegram takes as a photo.

        Raises:
            UploadFailed: the clip cannot be had now.
            TaskRefused: it is gone, too large, or has no frame that can be decoded.
        """
        async with self._clip_files.open(clip) as (path, facts):
            with self._temp_files.file(".jpg") as target:
                found = await self._subprocesses.run(
                    "bot.delivery.media.last_frame_child",
                    *(str(path), str(target), DEMUXERS[facts.mime_type]),
                    seconds=SECONDS,
                )
                if not found:
                    raise TaskRefused(FailureKind.REQUEST, "no frame that can be decoded")
                return await asyncio.to_thread(target.read_bytes)
