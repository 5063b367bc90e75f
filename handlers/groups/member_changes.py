"""Telegram tells who comes into a group, goes, or gets other rights: what was known of them is known no more.

`chat_member` comes only to administrators (Bot API, Update); of comings and goings every bot reads the service messages.
"""

from __future__ import annotations

from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import ChatMemberUpdated, Message, TelegramObject

from bot.ports import ChatMembers
from handlers.core.filters import Handler


class MemberChangesMiddleware(BaseMiddleware):
    """Notes such updates on their way to whatever else they are for."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Note it and go on."""
        members: ChatMembers = data["chat_members"]
        if isinstance(event, Message):
            gone = [event.left_chat_member] if event.left_chat_member is not None else []
            for person in (*gone, *(event.new_chat_members or ())):
                members.changed(event.chat.id, person.id)
        elif isinstance(event, ChatMemberUpdated):
            person = event.new_chat_member.user
            is_this_bot = person.id == data["bot"].id
            members.changed(event.chat.id, None if is_this_bot else person.id)
        return await handler(event, data)


def build() -> Router:
    """The router of other people's memberships: that it has a handler is why Telegram is asked for these updates."""
    router = Router(name="member_changes")
    router.chat_member.register(noted)
    return router


async def noted(_: ChatMemberUpdated) -> None:
    """The middleware has done what there is to do."""
