"""How an operation is named after the message that asks for it, so that the same message never does anything twice."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import Message


def message_key(bot: Bot, message: Message) -> str:
    """The name of a message that no other has, in any chat and of any bot.

    Another bot on the same database (a new BOT_TOKEN) begins with small numbers again (Bot API, Message).
    """
    return f"{bot.id}:{message.chat.id}:{message.message_id}"
