"""Who administers a group: Telegram is asked, and the answer is good for a moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from cachetools import TTLCache

LOOKING_SECONDS: Final = 30.0
"""How long an answer is good enough to show a person a panel. To change something Telegram is asked anew."""
_REMEMBERED: Final = 1000
_OUTSIDE: Final = {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}
_ADMINS: Final = {ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR}


class ChatAdmins:
    """Knows group admins.

    Args:
        monotonic: seconds that only go forward.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._known: TTLCache[tuple[int, int], bool] = TTLCache(_REMEMBERED, LOOKING_SECONDS, monotonic)

    async def is_admin(self, bot: Bot, chat_id: int, person_id: int, *, now: bool) -> bool:
        """Whether the person administers the group.

        Args:
            bot: asks.
            chat_id: the group.
            person_id: of whom.
            now: whether it must be true at this moment: rights may be lost between opening a panel and tapping on it.
        """
        key = (chat_id, person_id)
        known = self._known.get(key)
        if not now and known is not None:
            return known
        try:
            member = await bot.get_chat_member(chat_id, person_id)
        except (TelegramBadRequest, TelegramForbiddenError):  # not a member, or the group is gone
            answer = False
        else:
            answer = member.status in _ADMINS
        self._known[key] = answer
        return answer

    async def is_member(self, bot: Bot, chat_id: int, person_id: int) -> bool:
        """Whether the person is in the group now; who cannot be asked about is not."""
        try:
            member = await bot.get_chat_member(chat_id, person_id)
        except (TelegramBadRequest, TelegramForbiddenError):
            return False
        return member.status not in _OUTSIDE
