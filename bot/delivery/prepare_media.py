"""Turns an asset into an outgoing medium: by URL after a HEAD request, or downloaded, probed and given a form."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.catalog.spec import Kind
from bot.delivery.media.download import Download, Downloader, MediaTooLarge
from bot.delivery.media.encode import Encoding, encode_to_play, encoding_of
from bot.delivery.media.media_info import (
    draw_thumbnail,
    is_page,
    media_info_of_file,
    media_info_of_head,
    read_head,
)
from bot.delivery.media.picture_header import is_cut_off
from bot.delivery.media.send_form import MEGABYTE, Limits, MediaInfo, SendAs, choose, fits_url
from bot.delivery.media.subprocess_runner import SubprocessRunner
from bot.delivery.media.temp_files import TempFiles
from bot.delivery.outgoing_media import OutgoingMedia
from bot.domain.generation import Asset
from bot.errors import KioskError, MediaError, MediaUnreachable, ProviderError

COVER_BYTES: Final = 10 * MEGABYTE
"""Largest cover picture that is worth a thumbnail."""
_SEEN: Final = {Kind.IMAGE: SendAs.PHOTO, Kind.VIDEO: SendAs.VIDEO}
"""What may go by URL: the form must be the one that the shelf promises."""

_RECORDINGS: Final = ("video/", "audio/")
_ENCODED_MORE: Final = 4 * MEGABYTE
"""By how much a recording may grow by being encoded; only silence that was packed well grows at all."""
_PLAYED: Final = frozenset({SendAs.VOICE, SendAs.AUDIO})

_log = logging.getLogger(__name__)


class MediaPreparer:
    """Prepares outgoing media.

    Args:
        fetcher: brings files.
        temp_files: holds thumbnails.
        subprocesses: where they are decoded.
        links: gives a fresh link for a result's address (`Provider.fresh_link`).
        limits: of the Bot API server.
    """

    def __init__(
        self,
        downloader: Downloader,
        temp_files: TempFiles,
        subprocesses: SubprocessRunner,
        links: Callable[[str], Awaitable[str]],
        limits: Limits,
    ) -> None:
        self._downloader = downloader
        self._temp_files = temp_files
        self._subprocesses = subprocesses
        self._links = links
        self._limits = limits

    async def pack(self, stack: AsyncExitStack, asset: Asset, performer: str) -> OutgoingMedia:
        """The cheapest way to send an asset: by URL when nothing is lost by it, else a file that lives in `stack`.

        Telegram cannot reach private addresses, so where those are allowed nothing goes by URL.

        Raises:
            MediaUnreachable, MediaRejected: it cannot be fetched.
        """
        expected = _SEEN.get(asset.kind)
        if expected and not self._downloader.allow_private:
            with contextlib.suppress(MediaUnreachable):  # fetching it tries harder
                peek = await self._downloader.peek(asset.url)
                _require_media(peek.head)
                facts = media_info_of_head(peek.head, peek.size)
                form = choose(facts, asset.kind, self._limits)
                whole = form is not SendAs.VIDEO or not is_cut_off(peek.head, peek.size)
                if form is expected and fits_url(form, facts) and whole:
                    return OutgoingMedia(asset=asset, form=form, facts=facts, performer=performer)
        return await self.prepare_file(stack, asset, performer)

    async def prepare_file(self, stack: AsyncExitStack, asset: Asset, performer: str) -> OutgoingMedia:
        """The file itself, or a link when it is too large.

        Raises:
            MediaUnreachable, MediaRejected: it cannot be fetched.
        """
        try:
            download = await self.download(stack, asset.url)
        except MediaTooLarge as error:
            return OutgoingMedia(asset=asset, form=SendAs.LINK, facts=MediaInfo(size=error.size))
        thumbnail = stack.enter_context(self._temp_files.file(".jpg"))
        facts = await media_info_of_file(self._subprocesses, download.path, download.size, thumbnail)
        _require_readable(facts, asset.kind)
        item = OutgoingMedia(
            asset=asset,
            form=choose(facts, asset.kind, self._limits),
            facts=facts,
            path=download.path,
            announced=download.announced,
            performer=performer,
        )
        encoding = encoding_of(facts, asset.kind)
        if item.form is SendAs.DOCUMENT and encoding is not None:
            item = await self._encoded(stack, item, download.path, encoding) or item
        if item.form is SendAs.AUDIO:
            drawn = bool(asset.cover_url) and await self._draw_cover(asset.cover_url, thumbnail)
        else:
            drawn = item.facts.width > 0 and thumbnail.stat().st_size > 0
        return replace(item, thumbnail=thumbnail if drawn else None)

    async def prepare_original(self, stack: AsyncExitStack, asset: Asset) -> OutgoingMedia:
        """The file as a document, whatever it is.

        Raises:
            MediaUnreachable, MediaRejected: it cannot be fetched, or is too large.
        """
        download = await self.download(stack, asset.url)
        head = await asyncio.to_thread(read_head, download.path)
        facts = media_info_of_head(head, download.size)
        return OutgoingMedia(
            asset=asset,
            form=SendAs.DOCUMENT,
            facts=facts,
            path=download.path,
            announced=download.announced,
        )

    async def download(self, stack: AsyncExitStack, url: str) -> Download:
        """Fetch a result into `stack`; when its address does not answer with media, through a fresh link.

        Raises:
            MediaUnreachable, MediaRejected: it cannot be fetched.
        """
        try:
            return await self._fetch(stack, url)
        except MediaUnreachable:
            try:
                fresh = await self._links(url)
            except ProviderError:
                fresh = url
            if fresh == url:
                raise
        return await self._fetch(stack, fresh)

    async def _fetch(self, stack: AsyncExitStack, url: str) -> Download:
        download = await stack.enter_async_context(self._downloader.fetch(url, maximum=self._limits.file))
        _require_media(await asyncio.to_thread(read_head, download.path))
        return download

    async def _encoded(
        self, stack: AsyncExitStack, original: OutgoingMedia, path: Path, encoding: Encoding
    ) -> OutgoingMedia | None:
        """The same recording as Telegram plays it in the chat; None when that does not succeed, and nothing is left of it."""
        maximum = min(self._limits.file, original.facts.size + _ENCODED_MORE)
        with ExitStack() as files:
            try:
                files.enter_context(self._temp_files.space(maximum, _no_room))
                target = files.enter_context(self._temp_files.file(encoding.suffix))
                if not await encode_to_play(
                    self._subprocesses, path, target, original.facts, encoding, maximum
                ):
                    return None
                with self._temp_files.file(".jpg") as thumbnail:
                    size = target.stat().st_size
                    facts = await media_info_of_file(self._subprocesses, target, size, thumbnail)
            except (KioskError, OSError) as error:
                _log.warning("a recording was not encoded: %s", type(error).__name__)
                return None
            form = choose(facts, original.asset.kind, self._limits)
            if form not in _PLAYED or not facts.readable:
                return None
            stack.enter_context(files.pop_all())
            return replace(original, form=form, facts=facts, path=target, announced="", original=original)

    async def _draw_cover(self, url: str, thumbnail: Path) -> bool:
        """Best effort: a song without a picture is still a song."""
        try:
            async with self._downloader.fetch(url, maximum=COVER_BYTES) as cover:
                return await draw_thumbnail(self._subprocesses, cover.path, thumbnail)
        except MediaError:
            return False


def _no_room() -> MediaUnreachable:
    return MediaUnreachable("no room on the disk for another file now")


def _require_media(head: bytes) -> None:
    """Storage behind a CDN answers some errors as 200 with a page, and the page may be gone a moment later."""
    if is_page(head):
        raise MediaUnreachable("a page instead of media")


def _require_readable(facts: MediaInfo, kind: Kind) -> None:
    """Half a recording is not what was sold; like a page it may be whole a moment later."""
    if facts.readable is False and facts.mime_type.startswith(_RECORDINGS):
        raise MediaUnreachable("a recording in which nothing can be played")
    if kind is Kind.VIDEO and facts.mime_type.startswith("audio/"):
        raise MediaUnreachable("a video without a picture")
