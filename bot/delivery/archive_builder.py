"""Fetches results and packs them, part by part (`bot.archives.worker.ArchiveBuilder`)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from bot.archives.worker import PackedPart
from bot.delivery.media.copy_files import AddressSilent, CopyFiles
from bot.delivery.media.download import Download
from bot.delivery.media.file_names import extension
from bot.delivery.media.media_info import media_info_of_head, read_head
from bot.delivery.media.telegram_files import CopyTooLarge
from bot.delivery.media.temp_files import TempFiles
from bot.delivery.media.zip_parts import PART_BYTES, FileToPack, ZipPartsBuilder
from bot.domain.archive import Archive, ArchivePlace, LeftOut, WhyLeftOut
from bot.domain.gallery import KEPT_BY_KIE
from bot.domain.generation import Asset, Generation, Reference
from bot.errors import MediaUnreachable, TaskRefused, UploadFailed
from bot.generation.chain_steps import FRESH_FOR
from bot.generation.deliver import COMPRESSED
from bot.generation.result_reference import media_of
from bot.ports import Clock, Store

_SECONDS: Final = 300.0
"""For one file."""
_PAUSES: Final = (2.0, 10.0)
"""Seconds before a file is fetched once more that could not be had."""
_IN_A_ROW: Final = 3
"""So many files that cannot be had now mean that nothing can be had now."""
_READ_AT_ONCE: Final = 20
"""Results that are read from the database at once."""


class LeftOutWriter(Protocol):
    """Writes the list of what is not in an archive."""

    def left_out_name(self, archive: Archive) -> str:
        """The name of the file with the list."""
        ...

    def left_out_text(self, archive: Archive, left_out: Sequence[LeftOut]) -> str:
        """What stands in it."""
        ...


class ResultArchiveBuilder:
    """Packs the originals of results, as far as they can be had.

    Args:
        store: where the results are.
        copies: fetches files.
        temp_files: where files live meanwhile.
        words: writes the list of what is left out.
        clock: tells how old a result is.
        limit: bytes of a part.
        pauses: seconds before each further try to fetch a file.
    """

    def __init__(
        self,
        store: Store,
        copies: CopyFiles,
        temp_files: TempFiles,
        words: LeftOutWriter,
        clock: Clock,
        *,
        limit: int = PART_BYTES,
        pauses: Sequence[float] = _PAUSES,
    ) -> None:
        self._store = store
        self._copies = copies
        self._temp_files = temp_files
        self._words = words
        self._clock = clock
        self._limit = limit
        self._pauses = pauses

    @asynccontextmanager
    async def next_part(
        self, archive: Archive, seen_to: Callable[[int], Awaitable[None]]
    ) -> AsyncIterator[PackedPart]:
        """Fetch and pack what comes next; see `ArchiveBuilder.next_part`."""
        if self._temp_files.is_crowded:
            raise _no_room()
        walk = _Walk(archive)
        zip_parts = ZipPartsBuilder(self._temp_files, self._limit)
        try:
            async with aclosing(zip_parts.parts(self._files(walk, seen_to), walk.take_back)) as parts:
                part = await anext(parts, None)
                if part is None:
                    yield PackedPart(
                        path=None, place=walk.end, left_out=walk.left_out_up_to(None), is_last=True
                    )
                else:
                    yield walk.packed(part.path, part.size, len(part.names))
        except MediaUnreachable as error:
            raise _no_room() from error

    async def _files(
        self, walk: _Walk, seen_to: Callable[[int], Awaitable[None]]
    ) -> AsyncGenerator[FileToPack]:
        """The files from where the last part ended, and then the list of what is in none."""
        silent = 0
        async for number, generation in self._results(walk.archive):
            await seen_to(number)
            at = walk.archive.place
            begin = at.position if number == at.result else 0
            for asset in generation.assets:
                if asset.position < begin:
                    continue
                async with AsyncExitStack() as stack:
                    after = ArchivePlace(number, asset.position + 1)
                    try:
                        copy = await self._fetched(stack, asset, generation)
                    except CopyTooLarge:
                        walk.leave_out(after, generation, asset, WhyLeftOut.TOO_LARGE)
                    except TaskRefused:
                        walk.leave_out(after, generation, asset, WhyLeftOut.GONE)
                    except UploadFailed as error:
                        walk.leave_out(after, generation, asset, WhyLeftOut.UNREACHABLE)
                        if not isinstance(error, AddressSilent) or self._is_fresh(generation):
                            silent += 1
                        if silent >= _IN_A_ROW:
                            raise
                    else:
                        silent = 0
                        name = await _name(walk.archive, generation, asset, copy)
                        walk.take(after, generation, asset)
                        yield FileToPack(name=name, path=copy.path, made_at=_made_at(generation))
        walk.is_over = True
        left_out = walk.left_out_up_to(None)
        if left_out and walk.has_files:
            with self._temp_files.file(".txt") as path:
                text = self._words.left_out_text(walk.archive, left_out)
                await asyncio.to_thread(path.write_text, text, encoding="utf-8")
                walk.take(walk.end)
                name = self._words.left_out_name(walk.archive)
                yield FileToPack(name=name, path=path, made_at=self._clock.now())

    async def _results(self, archive: Archive) -> AsyncIterator[tuple[int, Generation]]:
        """The results that are left and still the person's, each with its place in the list."""
        for begin in range(archive.place.result, len(archive.results), _READ_AT_ONCE):
            ids = archive.results[begin : begin + _READ_AT_ONCE]
            async with self._store.transaction() as tx:
                found = {one.id: one for one in await tx.results_of(archive.person_id, ids)}
            for number, generation_id in enumerate(ids, begin):
                if generation_id in found:
                    yield number, found[generation_id]

    async def _fetched(self, stack: AsyncExitStack, asset: Asset, generation: Generation) -> Download:
        """The original, tried again after a while. Raises TaskRefused, UploadFailed: it cannot be had."""
        file_id = asset.original_file_id or asset.file_id
        until = (generation.submitted_at or generation.created_at) + KEPT_BY_KIE
        reference = Reference(
            file_id=file_id, media=media_of(asset), url=asset.url, url_until=int(until.timestamp())
        )
        address_first = asset.sent_as in COMPRESSED and not asset.original_file_id
        for pause in (*self._pauses, None):
            try:
                async with asyncio.timeout(_SECONDS):
                    return await self._copies.fetch(
                        stack, reference, maximum=self._limit, address_first=address_first
                    )
            except (UploadFailed, TimeoutError) as error:
                if pause is None:
                    raise UploadFailed("too slow") if isinstance(error, TimeoutError) else error from None
                await asyncio.sleep(pause)
        raise AssertionError

    def _is_fresh(self, generation: Generation) -> bool:
        """Whether its address ought to answer; that of an older result may have run out."""
        made_at = generation.submitted_at or generation.created_at
        return self._clock.now() - made_at < FRESH_FOR


@dataclass(slots=True)
class _Taken:
    """What was handed to be packed: how far the archive is with it, and which file it is."""

    after: ArchivePlace
    left_out: LeftOut | None


class _Walk:
    """What the next part holds, and what lies beside it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.end = ArchivePlace(len(archive.results), 0)
        self.is_over = False
        self._taken: list[_Taken] = []
        self._left_out: list[tuple[ArchivePlace, LeftOut]] = []

    @property
    def has_files(self) -> bool:
        """Whether any file of the archive is in a part."""
        return self.archive.files > 0 or bool(self._taken)

    def take(
        self, after: ArchivePlace, generation: Generation | None = None, asset: Asset | None = None
    ) -> None:
        """A file goes to the ZIP; without a result it is the list of what is left out."""
        file = None
        if generation is not None and asset is not None:
            file = LeftOut(generation.id, asset.position, WhyLeftOut.TOO_LARGE)
        self._taken.append(_Taken(after, file))

    def take_back(self, _: FileToPack) -> None:
        """The newest one is too large for a part."""
        taken = self._taken.pop()
        if taken.left_out is not None:
            self._left_out.append((taken.after, taken.left_out))

    def leave_out(self, after: ArchivePlace, generation: Generation, asset: Asset, why: WhyLeftOut) -> None:
        """A file cannot be had."""
        self._left_out.append((after, LeftOut(generation.id, asset.position, why)))

    def left_out_up_to(self, place: ArchivePlace | None) -> tuple[LeftOut, ...]:
        """What is left out up to there, of earlier parts as well; None = everything."""
        here = (one for after, one in self._left_out if place is None or after <= place)
        return (*self.archive.left_out, *here)

    def packed(self, path: Path, size: int, names: int) -> PackedPart:
        """A part with so many of the files that were taken."""
        inside = self._taken[:names]
        is_last = self.is_over and len(self._taken) == names
        place = self.end if is_last else inside[-1].after
        return PackedPart(
            path=path,
            size=size,
            files=sum(one.left_out is not None for one in inside),
            place=place,
            left_out=self.left_out_up_to(place),
            is_last=is_last,
        )


async def _name(archive: Archive, generation: Generation, asset: Asset, copy: Download) -> str:
    """Such that the files stand in the order in which they were made, or asked for."""
    head = await asyncio.to_thread(read_head, copy.path)
    content = media_info_of_head(head, copy.size).mime_type
    begin = f"{generation.part + 1:02}" if archive.month is None else f"{_made_at(generation):%Y-%m-%d}"
    number = f"{generation.id}-{asset.position + 1}" if len(generation.assets) > 1 else f"{generation.id}"
    ending = extension(content, copy.announced, asset.url)
    return f"{begin}_{number}_{generation.model}.{ending}"


def _made_at(generation: Generation) -> datetime:
    return generation.completed_at or generation.created_at


def _no_room() -> UploadFailed:
    return UploadFailed("no room on the disk for an archive now")
