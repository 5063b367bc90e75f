"""What a group's admins want of everything that comes into it: pictures covered, and no sound in quiet hours."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import SendMediaGroup, TelegramMethod
from aiogram.methods.base import Response, TelegramType

from bot.domain.chat import is_group
from bot.domain.group import Group
from bot.errors import StorageError
from bot.ports import Clock

_log = logging.getLogger(__name__)

_SILENT: Final = "disable_notification"
_COVERED: Final = "has_spoiler"
"""Arguments of the methods that send something, and of those that send what can be covered (Bot API, sendPhoto)."""


class GroupSettingsMiddleware(BaseRequestMiddleware):
    """Middleware of the bot's session; people's own quiet hours are `QuietHoursMiddleware`'s.

    What says `has_spoiler=False` by itself stays uncovered: a chart is no result.

    Args:
        group: finds a group by its chat.
        clock: tells whether its quiet hours are now.
    """

    def __init__(self, group: Callable[[int], Awaitable[Group | None]], clock: Clock) -> None:
        self._group = group
        self._clock = clock

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call, as the group wants it."""
        chat_id = getattr(method, "chat_id", None)
        if isinstance(chat_id, int) and is_group(chat_id) and _SILENT in type(method).model_fields:
            group = await self._found(chat_id)
            if group is not None:
                method = self._mannerly(method, group)
        return await make_request(bot, method)

    async def _found(self, chat_id: int) -> Group | None:
        """The group; None also while the database cannot be read: no message is kept back for that."""
        try:
            return await self._group(chat_id)
        except StorageError as error:
            _log.warning("a group's settings are not known: %s", error)
            return None

    def _mannerly(self, method: TelegramMethod[TelegramType], group: Group) -> TelegramMethod[TelegramType]:
        changes: dict[str, Any] = {}
        if group.is_quiet_at(self._clock.now()):
            changes[_SILENT] = True
        if group.rules.spoiler:
            changes |= _cover(method)
        return method.model_copy(update=changes) if changes else method


def _cover(method: TelegramMethod[Any]) -> dict[str, Any]:
    """What covers the media of a call; nothing where there are none that can be covered."""
    if isinstance(method, SendMediaGroup):
        return {"media": [item.model_copy(update=_cover_one(item)) for item in method.media]}
    return _cover_one(method)


def _cover_one(medium: Any) -> dict[str, Any]:
    undecided = _COVERED in type(medium).model_fields and getattr(medium, _COVERED) is None
    return {_COVERED: True} if undecided else {}
