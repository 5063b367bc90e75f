"""Support threads: who takes messages in, and what brings them to their chats."""

from __future__ import annotations

from dataclasses import dataclass

from bot.app.context import AppContext
from bot.app.repositories import Repositories
from bot.app.telegram import TelegramClient
from bot.delivery.support_messenger import TelegramSupportMessenger
from bot.support.facts import SupportFactsReader
from bot.support.sender import SupportSender
from bot.support.service import SupportService
from handlers.support.messages import LocalizedSupportMessageTemplates
from storage.payments.payments import SqlitePaymentReader
from storage.support.support import SqliteSupportReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Both sides of support."""

    service: SupportService
    sender: SupportSender


def build_support(context: AppContext, repositories: Repositories, telegram: TelegramClient) -> Support:
    """Build them."""
    reader, forum = SqliteSupportReader(repositories.database), context.settings.support_chat
    sender = SupportSender(
        repositories.store,
        reader,
        SupportFactsReader(
            repositories.store,
            reader,
            repositories.people,
            SqlitePaymentReader(repositories.database),
            repositories.staff,
            context.tariff,
            context.clock,
        ),
        TelegramSupportMessenger(telegram.bot, LocalizedSupportMessageTemplates(context.texts)),
        context.clock,
        lambda: service.operators(),
    )
    service = SupportService(
        repositories.store,
        reader,
        repositories.staff,
        context.clock,
        lambda: telegram.chat_migrator.successor(forum) if forum is not None else None,
        sender.wake,
    )
    return Support(service=service, sender=sender)
