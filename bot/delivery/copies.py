"""Sends media that Telegram has copies of: by file id, without a download."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram.methods import SendMediaGroup
from aiogram.types import Message

from bot.delivery.media.send_form import SendAs
from bot.delivery.outgoing_media import METHODS, album_item
from bot.domain.generation import Asset, Destination
from bot.telegram.send import MessageSender


async def send_copies(
    sender: MessageSender, items: Sequence[tuple[Asset, str]], destination: Destination, **content: Any
) -> Sequence[Message]:
    """Send assets that go together, each with its HTML caption: several as an album, one alone.

    Args:
        sender: sends them.
        items: one asset at least.
        destination: where to.
        content: further arguments that albums and single media have.

    Raises:
        AiogramError: what Telegram or the way to it did.
    """
    if len(items) > 1:
        media = [album_item(SendAs(asset.sent_as), asset.file_id, caption) for asset, caption in items]
        return await sender.send(SendMediaGroup, destination, media=media, **content)
    asset, caption = items[0]
    return [await send_copy(sender, asset, destination, caption=caption, **content)]


async def send_copy(
    sender: MessageSender, asset: Asset, destination: Destination, *, caption: str | None, **content: Any
) -> Message:
    """Send one asset with an HTML caption in the form in which it was sent before; see `send_copies`."""
    form = SendAs(asset.sent_as)
    content |= {form.value: asset.file_id, "caption": caption, "parse_mode": "HTML"}
    message: Message = await sender.send(METHODS[form], destination, **content)
    return message
