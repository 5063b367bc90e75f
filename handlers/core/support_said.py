"""A message of a person as support takes it in."""

from __future__ import annotations

from aiogram.types import Message

from bot.domain.support import SupportKind
from bot.support.service import Said


def said_in(message: Message) -> Said | None:
    """What a message says; None for what Telegram itself says of a chat, and for commands."""
    if (message.text or message.caption or "").startswith("/"):
        return None
    kind = _kind(message)
    if kind is None or message.from_user is None:
        return None
    has_words = message.text is not None or message.caption is not None
    return Said(
        author_id=message.from_user.id,
        chat_id=message.chat.id,
        message_id=message.message_id,
        kind=kind,
        words=message.html_text if has_words else "",
        album=message.media_group_id or "",
    )


def _kind(message: Message) -> SupportKind | None:
    if message.text is not None:
        return SupportKind.TEXT
    captioned = (
        message.animation,
        message.photo,
        message.video,
        message.voice,
        message.document,
        message.audio,
    )
    if any(captioned):
        return SupportKind.MEDIA
    others = (
        message.sticker,
        message.video_note,
        message.location,
        message.venue,
        message.contact,
        message.poll,
        message.dice,
        message.story,
        message.paid_media,
        message.checklist,
    )
    return SupportKind.OTHER if any(others) else None
