"""Brings copies of media here: Telegram's, or the result's own address where Telegram gives none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from bot.delivery.media.download import Download, Downloader, MediaTooLarge
from bot.delivery.media.telegram_files import CopyTooLarge, TelegramReferences
from bot.domain.generation import Reference
from bot.errors import (
    FailureKind,
    MediaRejected,
    MediaUnreachable,
    ProviderError,
    TaskRefused,
    UploadFailed,
)
from bot.ports import Clock


class AddressSilent(UploadFailed):
    """Its address does not answer with it: that may pass, or it is gone."""


class CopyFiles:
    """Fetches files; what they hold is not looked at here.

    Args:
        references: fetches from Telegram.
        downloader: fetches results from their addresses.
        clock: tells whether an address is still good.
        links: gives a fresh link for a result's address (`Provider.fresh_link`); None = what does not answer is not asked for again.
    """

    def __init__(
        self,
        references: TelegramReferences,
        downloader: Downloader,
        clock: Clock,
        links: Callable[[str], Awaitable[str]] | None = None,
    ) -> None:
        self._references = references
        self._downloader = downloader
        self._links = links
        self._clock = clock

    async def fetch(
        self, stack: AsyncExitStack, reference: Reference, *, maximum: int, address_first: bool = False
    ) -> Download:
        """The file; it lives in `stack`.

        Args:
            stack: of who needs it.
            reference: Telegram's copy, an address, or both.
            maximum: bytes of what is fetched from the address.
            address_first: Telegram's copy is the second choice, since it is not what was made.

        Raises:
            UploadFailed: it cannot be had now; `AddressSilent` where only the address is left.
            TaskRefused: gone; `CopyTooLarge` where it is there.
        """
        address = reference.address_at(self._clock.now())
        if address and address_first:
            try:
                return await self._from_address(stack, address, maximum)
            except (UploadFailed, TaskRefused):
                if not reference.file_id:
                    raise
            return await self._from_telegram(stack, reference)
        if reference.file_id:
            try:
                return await self._from_telegram(stack, reference)
            except TaskRefused:  # Telegram hands out no large files
                if not address:
                    raise
        if not address:
            raise TaskRefused(FailureKind.REQUEST, "no copy of it is left")
        return await self._from_address(stack, address, maximum)

    async def _from_telegram(self, stack: AsyncExitStack, reference: Reference) -> Download:
        path, size = await stack.enter_async_context(self._references.fetched(reference))
        return Download(path, size, "")

    async def _from_address(self, stack: AsyncExitStack, address: str, maximum: int) -> Download:
        try:
            try:
                return await stack.enter_async_context(self._downloader.fetch(address, maximum=maximum))
            except MediaUnreachable:
                fresh = await self._fresh(address)
                if fresh == address:
                    raise
            return await stack.enter_async_context(self._downloader.fetch(fresh, maximum=maximum))
        except MediaUnreachable as error:
            raise AddressSilent(str(error)) from error
        except MediaTooLarge as error:
            raise CopyTooLarge(FailureKind.REQUEST, str(error)) from error
        except MediaRejected as error:
            raise TaskRefused(FailureKind.REQUEST, str(error)) from error

    async def _fresh(self, address: str) -> str:
        if self._links is None:
            return address
        try:
            return await self._links(address)
        except ProviderError:
            return address
