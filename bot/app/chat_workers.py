"""What goes on in chats beside the answers to updates: broadcasts, slow work of handlers, menus that no one uses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from aiogram import Bot

from bot.app.context import AppContext
from bot.app.repositories import Repositories
from bot.app.telegram import TelegramClient
from bot.delivery.broadcast import Broadcaster
from bot.kie.chat import AT_ONCE
from handlers.core.background_tasks import BackgroundTasks
from handlers.core.news_buttons import NewsButtons
from handlers.groups.menu_cleaner import MenuCleaner
from handlers.messages import LocalizedMessageTemplates


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatWorkers:
    """What goes on in chats.

    Attributes:
        broadcaster: sends an admin's message to everybody.
        background_tasks: does what takes a handler seconds.
        writer_tasks: waits for the writer, so that nothing else waits behind one that is slow.
        menu_cleaner: removes menus that no one uses.
    """

    broadcaster: Broadcaster
    background_tasks: BackgroundTasks
    writer_tasks: BackgroundTasks
    menu_cleaner: MenuCleaner


async def _bot_name(bot: Bot) -> str:
    return (await bot.me()).username or ""


def build_chat_workers(
    context: AppContext, repositories: Repositories, telegram: TelegramClient
) -> ChatWorkers:
    """Workers over this bot."""
    templates = LocalizedMessageTemplates(context.texts, context.catalog, repositories.health)
    return ChatWorkers(
        broadcaster=Broadcaster(
            telegram.bot,
            repositories.broadcasts,
            repositories.people,
            context.clock,
            buttons=NewsButtons(repositories.people, context.texts, partial(_bot_name, telegram.bot)),
            reports=templates,
            code_uses=repositories.broadcasts,
        ),
        background_tasks=BackgroundTasks(),
        writer_tasks=BackgroundTasks(at_once=AT_ONCE, waiting=2 * AT_ONCE),
        menu_cleaner=MenuCleaner(telegram.bot, repositories.menus, context.clock),
    )
