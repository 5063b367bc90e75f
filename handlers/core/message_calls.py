"""The Bot API's calls that change a message, whether everybody sees it or one person alone."""

from __future__ import annotations

from typing import Any, Final

from aiogram.enums import ParseMode
from aiogram.methods import (
    DeleteEphemeralMessage,
    DeleteMessage,
    EditEphemeralMessageReplyMarkup,
    EditEphemeralMessageText,
    EditMessageReplyMarkup,
    EditMessageText,
    TelegramMethod,
)
from aiogram.types import InaccessibleMessage, InlineKeyboardMarkup, LinkPreviewOptions, Message

from bot.domain.message_ref import MessageRef
from handlers.core.views.screen import Screen

NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)

_EPHEMERAL: Final = "ephemeral_message_id"


def named(chat_id: int, message: MessageRef, receiver: int) -> dict[str, int]:
    """The arguments that name a message; of an ephemeral one who its receiver is."""
    if not message.ephemeral:
        return {"chat_id": chat_id, "message_id": message.id}
    return {"chat_id": chat_id, "receiver_user_id": receiver, _EPHEMERAL: message.id}


def edit_call(name: dict[str, int], screen: Screen) -> TelegramMethod[Any]:
    """Show this screen instead."""
    content: dict[str, Any] = {
        **name,
        "text": screen.text,
        "parse_mode": ParseMode.HTML,
        "reply_markup": screen.buttons,
        "link_preview_options": NO_PREVIEW,
    }
    return EditEphemeralMessageText(**content) if _EPHEMERAL in name else EditMessageText(**content)


def relabel_call(name: dict[str, int], buttons: InlineKeyboardMarkup | None) -> TelegramMethod[Any]:
    """Change only the buttons."""
    content: dict[str, Any] = {**name, "reply_markup": buttons}
    if _EPHEMERAL in name:
        return EditEphemeralMessageReplyMarkup(**content)
    return EditMessageReplyMarkup(**content)


def delete_call(name: dict[str, int]) -> TelegramMethod[bool]:
    """Take the message away."""
    return DeleteEphemeralMessage(**name) if _EPHEMERAL in name else DeleteMessage(**name)


def is_in_thread(message: Message | InaccessibleMessage | None) -> bool:
    """Whether a message stands below another one, such as a channel's post; a forum's topic is no such thread."""
    if not isinstance(message, Message):
        return False
    return message.message_thread_id is not None and not message.is_topic_message
