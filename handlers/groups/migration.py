"""A group became a supergroup: Telegram says so in both chats, in either order."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.groups.migration import ChatMigrator


class Migration(Filter):
    """Telegram's note about a move, in the old chat or in the new one; it arrives as `old_id` and `new_id`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """Both ids, or no match."""
        if message.migrate_to_chat_id is not None:
            return {"old_id": message.chat.id, "new_id": message.migrate_to_chat_id}
        if message.migrate_from_chat_id is not None:
            return {"old_id": message.migrate_from_chat_id, "new_id": message.chat.id}
        return False


def build() -> Router:
    """The router of migrations. It needs no person behind the update, so it comes before all that do."""
    router = Router(name="migration")
    router.message.register(follow, Migration())
    return router


async def follow(_: Message, old_id: int, new_id: int, chat_migrator: ChatMigrator) -> None:
    """Move what belongs to the chat; whatever was moved before is left alone."""
    await chat_migrator.migrate(old_id, new_id)
