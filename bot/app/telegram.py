"""The line to Telegram, and everything that each call on it passes."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode

from bot.app.context import AppContext
from bot.app.repositories import Repositories
from bot.delivery.session.chat_migration import ChatMigrationMiddleware
from bot.delivery.session.group_settings import GroupSettingsMiddleware
from bot.delivery.session.inline_mode import InlineButtonsMiddleware
from bot.delivery.session.metrics import MetricsMiddleware
from bot.delivery.session.quiet_hours import QuietHoursMiddleware
from bot.delivery.session.rate_limit import RateLimitMiddleware
from bot.delivery.session.unchanged_edits import UnchangedEditsMiddleware
from bot.groups.migration import ChatMigrator
from bot.people.quiet_hours import QuietHoursService
from bot.telegram.channel_links import TelegramChannelLinks
from bot.telegram.chat_members import TelegramChatMembers
from bot.telegram.session import TelegramSession

_TIMEOUT: Final = 60.0
"""Seconds for one call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramClient:
    """The connection to Telegram.

    Attributes:
        rate_limiter: every call waits there until Telegram's limits allow it.
        rest: who has quiet hours now.
        chat_migrator: moves a group that got another id.
        chat_members: knows who is in a group.
        channel_links: knows how people get into a channel.
    """

    bot: Bot
    rate_limiter: RateLimitMiddleware
    rest: QuietHoursService
    chat_migrator: ChatMigrator
    chat_members: TelegramChatMembers
    channel_links: TelegramChannelLinks


def open_telegram(context: AppContext, repositories: Repositories, stack: AsyncExitStack) -> TelegramClient:
    """The bot, with its session's middlewares from the outermost to the innermost."""
    telegram = build_telegram(context, repositories, _bot(context))
    for middleware in (
        UnchangedEditsMiddleware(),
        QuietHoursMiddleware(telegram.rest.until),
        GroupSettingsMiddleware(repositories.groups.group, context.clock),
        telegram.rate_limiter,
        InlineButtonsMiddleware(),
        ChatMigrationMiddleware(telegram.chat_migrator.migrate),
        MetricsMiddleware(context.telemetry.telegram_called),
    ):
        telegram.bot.session.middleware(middleware)
    stack.push_async_callback(telegram.bot.session.close)
    return telegram


def build_telegram(context: AppContext, repositories: Repositories, bot: Bot) -> TelegramClient:
    """What every call of this bot has to do with, beside its session."""
    return TelegramClient(
        bot=bot,
        rate_limiter=RateLimitMiddleware(),
        rest=QuietHoursService(repositories.people, context.clock),
        chat_migrator=ChatMigrator(repositories.store, context.clock, context.tariff),
        chat_members=TelegramChatMembers(bot),
        channel_links=TelegramChannelLinks(bot),
    )


def _bot(context: AppContext) -> Bot:
    settings = context.settings
    server = TelegramAPIServer.from_base(settings.telegram_api_url, is_local=settings.telegram_local_server)
    return Bot(
        settings.bot_token.get_secret_value(),
        session=TelegramSession(
            api=server, timeout=_TIMEOUT, authorities=context.authorities, proxy=settings.telegram_proxy
        ),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True),
    )
