"""People who write in the name of a chat: they are unknown, so they cannot pay. The answer says what to do instead."""

from __future__ import annotations

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.types import Message

from bot.i18n import FALLBACK, Texts
from handlers.commands import GROUP
from handlers.core.command import AnyCaseCommand
from handlers.core.filters import ForBot
from handlers.core.responder import Responder
from handlers.core.views.screen import Screen


async def ask_for_a_name(message: Message, bot: Bot, texts: Texts) -> None:
    """Answer an anonymous group admin, or a channel in its discussion group, who asked the bot for something."""
    if message.sender_chat is None or message.is_automatic_forward or message.chat.type == ChatType.CHANNEL:
        return
    if await is_asked(message, bot):
        t = texts.speaking(FALLBACK)
        await Responder.of(bot, message).send(Screen(t("anonymous-hint")))


async def is_asked(message: Message, bot: Bot) -> bool:
    """Whether a group's message is one of the bot's own commands, or answers the bot."""
    return bool(await AnyCaseCommand(*GROUP)(message, bot)) or await ForBot()(message, bot)
