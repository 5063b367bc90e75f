"""Sends media that was made before: the original as a file, or the same again by Telegram's own copy."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import SendDocument
from aiogram.types import InlineKeyboardMarkup, Message

from bot.delivery.copies import send_copy
from bot.delivery.media.send_form import SendAs
from bot.delivery.prepare_media import MediaPreparer
from bot.domain.generation import Asset, Destination
from bot.errors import CopyLost, DeliveryError, MediaRejected
from bot.telegram.errors import is_copy_lost, translated
from bot.telegram.send import MessageSender


class TelegramMediaResender:
    """Sends assets on request.

    Args:
        bot: its session carries the pacer as middleware.
        media_preparer: prepares files.
        links: gives a fresh link for a result's address (`Provider.fresh_link`).
    """

    def __init__(
        self, bot: Bot, media_preparer: MediaPreparer, links: Callable[[str], Awaitable[str]]
    ) -> None:
        self._sender = MessageSender(bot)
        self._media_preparer = media_preparer
        self._links = links

    async def send_original(
        self, asset: Asset, *, chat_id: int, thread_id: int | None, reply_to: int | None
    ) -> str:
        """Send Telegram's copy when it has one, else the file fetched again; see `OriginalSender.send_original`."""
        destination = Destination(chat_id=chat_id, thread_id=thread_id, reply_to=reply_to)
        known = asset.original_file_id or (asset.file_id if asset.sent_as == SendAs.DOCUMENT else "")
        if known:
            with suppress(CopyLost):
                await self._send(SendDocument, destination, document=known)
                return known
        async with AsyncExitStack() as stack:
            item = await self._media_preparer.prepare_original(stack, asset)
            message = await self._send(
                SendDocument,
                destination,
                upload=item.upload,
                document=item.medium(),
                **item.arguments(),
            )
        return message.document.file_id if message.document else ""

    async def resend(
        self,
        asset: Asset,
        *,
        chat_id: int,
        thread_id: int | None,
        reply_to: int | None,
        caption: str | None,
        buttons: InlineKeyboardMarkup | None,
    ) -> None:
        """Send it in the form in which it was sent before; see `MediaResender.resend`."""
        if not asset.file_id:
            raise MediaRejected("no copy at Telegram")
        destination = Destination(chat_id=chat_id, thread_id=thread_id, reply_to=reply_to)
        try:
            await send_copy(self._sender, asset, destination, caption=caption, reply_markup=buttons)
        except AiogramError as error:
            raise _refusal(error) from None  # the cause may hold the Bot API's address with the token

    async def fresh_link(self, url: str) -> str:
        """See `MediaResender.fresh_link`."""
        return await self._links(url)

    async def _send(self, method: Any, destination: Destination, **content: Any) -> Message:
        try:
            message: Message = await self._sender.send(method, destination, **content)
        except AiogramError as error:
            raise _refusal(error) from None  # the cause may hold the Bot API's address with the token
        return message


def _refusal(error: AiogramError) -> CopyLost | DeliveryError:
    return CopyLost("no copy at Telegram any more") if is_copy_lost(error) else translated(error)
