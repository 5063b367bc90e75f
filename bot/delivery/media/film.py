"""Asks the media process to join clips to a film (`bot.joins.worker.FilmMaker`)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

from bot.delivery.media.clip_files import ClipFiles
from bot.delivery.media.join_child import TOO_LONG
from bot.delivery.media.media_info import media_info_of_file
from bot.delivery.media.probe_child import DEMUXERS
from bot.delivery.media.send_form import MEGABYTE, MediaInfo
from bot.delivery.media.subprocess_runner import SubprocessRunner
from bot.delivery.media.temp_files import TempFiles
from bot.domain.join import LONGEST, LONGEST_SIDE, MOST_MEGABYTES, SHORTEST_SIDE, Join, JoinPiece, JoinProblem
from bot.errors import NotJoined, TaskRefused, UploadFailed
from bot.joins.worker import Film

SECONDS: Final = 600.0
"""How long one film may take."""
MAXIMUM_BYTES: Final = 49 * MEGABYTE
"""Of a film: Telegram takes 50 MB with the form around it."""
_SMALLEST_SIDE: Final = 64
_SLACK_SECONDS: Final = 1.0
"""Ends of clips that are no whole frames."""


class JoinedFilms:
    """Makes films on the disk.

    Args:
        clip_files: fetches clips and songs.
        temp_files: where files live meanwhile.
        subprocesses: where they are joined. Its own: what is delivered waits for no film.
    """

    def __init__(self, clip_files: ClipFiles, temp_files: TempFiles, subprocesses: SubprocessRunner) -> None:
        self._clip_files = clip_files
        self._temp_files = temp_files
        self._subprocesses = subprocesses

    @asynccontextmanager
    async def make(self, join: Join) -> AsyncIterator[Film]:
        """Fetch and join the clips; see `FilmMaker.make`."""
        async with AsyncExitStack() as stack:
            opened = await self._fetched(stack, join)
            clips, song = opened[: len(join.clips)], next(iter(opened[len(join.clips) :]), None)
            seconds = sum(facts.seconds for _, facts in clips)
            if seconds > LONGEST + _SLACK_SECONDS:
                raise NotJoined(JoinProblem.TOO_LONG)
            stack.enter_context(self._temp_files.space(MAXIMUM_BYTES, _no_room))
            target = stack.enter_context(self._temp_files.file(".mp4"))
            order = {
                "clips": [_source(clip) for clip in clips],
                "song": _source(song) if song is not None else None,
                "sides": sides_of(clips[0][1]),
                "with_sound": song is not None or any(facts.has_audio for _, facts in clips),
                "seconds": seconds,
                "maximum_seconds": LONGEST + round(_SLACK_SECONDS),
                "maximum_bytes": MAXIMUM_BYTES,
            }
            found = await self._subprocesses.run(
                "bot.delivery.media.join_child", str(target), json.dumps(order), seconds=SECONDS
            )
            yield await self._film(stack, target, found)

    async def _fetched(self, stack: AsyncExitStack, join: Join) -> list[tuple[Path, MediaInfo]]:
        """The clips, then the song, one after the other: nothing more is fetched once they are too large together."""
        numbered = [*enumerate(join.clips, start=1), *([(0, join.song)] if join.song is not None else [])]
        opened: list[tuple[Path, MediaInfo]] = []
        left = MOST_MEGABYTES * MEGABYTE
        for number, piece in numbered:
            path, facts = await self._opened(stack, piece, number)
            opened.append((path, facts))
            left -= facts.size
            if left < 0:
                raise NotJoined(JoinProblem.TOO_LARGE)
        return opened

    async def _opened(self, stack: AsyncExitStack, piece: JoinPiece, number: int) -> tuple[Path, MediaInfo]:
        try:
            return await stack.enter_async_context(self._clip_files.open(piece.reference))
        except TaskRefused as error:
            raise NotJoined(JoinProblem.UNREADABLE, number) from error

    async def _film(self, stack: AsyncExitStack, target: Path, found: dict[str, Any]) -> Film:
        if "size" not in found:
            too_long = found.get("problem") == TOO_LONG
            raise NotJoined(JoinProblem.TOO_LONG if too_long else JoinProblem.FAILED)
        thumbnail = stack.enter_context(self._temp_files.file(".jpg"))
        size = await asyncio.to_thread(lambda: target.stat().st_size)
        facts = await media_info_of_file(self._subprocesses, target, size, thumbnail)
        drawn = await asyncio.to_thread(lambda: thumbnail.stat().st_size > 0)
        if facts.readable is not True:
            raise NotJoined(JoinProblem.FAILED)
        return Film(
            path=target,
            thumbnail=thumbnail if drawn else None,
            size=size,
            width=facts.width,
            height=facts.height,
            seconds=facts.seconds,
        )


def sides_of(first: MediaInfo) -> tuple[int, int]:
    """The film's: those of the first clip, made smaller where they are too large. Both are even."""
    longer, shorter = max(first.width, first.height), min(first.width, first.height)
    scale = min(1.0, LONGEST_SIDE / longer, SHORTEST_SIDE / shorter)
    width, height = (max(_SMALLEST_SIDE, round(side * scale / 2) * 2) for side in (first.width, first.height))
    return width, height


def _source(opened: tuple[Path, MediaInfo]) -> dict[str, str]:
    path, facts = opened
    return {"path": str(path), "demuxer": DEMUXERS[facts.mime_type]}


def _no_room() -> UploadFailed:
    return UploadFailed("no room on the disk for a film now")
