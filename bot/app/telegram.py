"""The line to Telegram, and everything that each call on it passes."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode

from bot.app.context import Ground
from bot.app.repositories import Books
from bot.delivery.session.chat_migration import ChatMoves
from bot.delivery.session.group_settings import GroupManners
from bot.delivery.session.inline_mode import InlineMode
from bot.delivery.session.metrics import Meter
from bot.delivery.session.quiet_hours import Hush
from bot.delivery.session.rate_limit import Pacer
from bot.groups.migration import Migrator
from bot.people.quiet_hours import Rest
from bot.settings import Settings

_TIMEOUT: Final = 60.0
"""Seconds for one call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line to Telegram.

    Attributes:
        pacer: the one paced way out.
        rest: who wants no sounds now.
        migrator: moves a group that got another id.
    """

    bot: Bot
    pacer: Pacer
    rest: Rest
    migrator: Migrator


def open_line(ground: Ground, books: Books, stack: AsyncExitStack) -> Line:
    """The bot, with its session's middlewares from the outermost to the innermost."""
    line = Line(
        bot=_bot(ground.settings),
        pacer=Pacer(),
        rest=Rest(books.people, ground.clock),
        migrator=Migrator(books.store, ground.clock),
    )
    for middleware in (
        Hush(line.rest.until),
        GroupManners(books.groups.group, ground.clock),
        line.pacer,
        InlineMode(),
        ChatMoves(line.migrator.migrate),
        Meter(ground.journal.telegram_called),
    ):
        line.bot.session.middleware(middleware)
    stack.push_async_callback(line.bot.session.close)
    return line


def _bot(settings: Settings) -> Bot:
    server = TelegramAPIServer.from_base(settings.telegram_api_url, is_local=settings.telegram_local_server)
    return Bot(
        settings.bot_token.get_secret_value(),
        session=AiohttpSession(api=server, timeout=_TIMEOUT),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True),
    )
