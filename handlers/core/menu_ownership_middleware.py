"""A menu in a group belongs to the person who opened it: everybody else's taps change nothing."""

from __future__ import annotations

from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, TelegramObject

from bot.domain.group_menu import MenuRepository
from handlers.core.filters import Handler
from handlers.core.menu_ownership import is_personal
from handlers.core.refusals import CardGone, CardNotYours
from handlers.core.responder import Responder


class MenuOwnershipMiddleware(BaseMiddleware):
    """Guards the buttons that name nothing of whose they are; those of drafts, generations and galleries are checked
    where these are read.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Let the owner in.

        Raises:
            CardNotYours: somebody else opened this menu.
            CardGone: it was cleared away, or belongs to nobody.
        """
        if isinstance(event, CallbackQuery) and is_personal(event.data or ""):
            await _require_own(data["ctx"].chat, data["menus"])
        return await handler(event, data)


async def _require_own(chat: Responder, menus: MenuRepository) -> None:
    member, message_id = chat.member, chat.message_id
    if member is None or message_id is None or message_id < 0:
        return  # in private, or what nobody else sees
    owner = await menus.owner(chat.topic.chat_id, message_id)
    if owner is None:
        raise CardGone
    if owner != member.person.id:
        raise CardNotYours
