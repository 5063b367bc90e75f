"""Who is in a group, asked by getChatMember (`bot.ports.ChatMembers`); the answer is good for a moment.

A bot that is no administrator is answered for most people, but not surely (Bot API, getChatMember); in a supergroup that
hides its members it reads `CHAT_ADMIN_REQUIRED` or `PARTICIPANT_ID_INVALID` about members, too (observed:
github.com/teloxide/teloxide/issues/1349), so that these are no answer at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramMigrateToChat
from cachetools import TTLCache

from bot.errors import KioskError
from bot.ports import Standing
from bot.telegram.errors import is_no_member
from bot.telegram.untyped_calls import GetUntypedChatMember

GOOD_SECONDS: Final = 60.0
"""How long a person counts as a member, or as an admin for what only shows something, without being asked about anew."""
_REMEMBERED: Final = 10_000
"""People and chats."""
_PATIENCE_SECONDS: Final = 10
"""For one answer; a person waits for it with their finger on the button."""

_STANDINGS: Final = {
    "creator": Standing.ADMIN,
    "administrator": Standing.ADMIN,
    "member": Standing.MEMBER,
    "left": Standing.OUTSIDE,
    "kicked": Standing.OUTSIDE,
}
"""By `status` (Bot API, ChatMember); `restricted` says more in `is_member`."""

_log = structlog.get_logger(__name__)


class TelegramChatMembers:
    """Asks Telegram about people in groups, and remembers who is in.

    Args:
        bot: asks.
        monotonic: seconds that only go forward.
    """

    def __init__(self, bot: Bot, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._inside: TTLCache[tuple[int, int], Standing] = TTLCache(_REMEMBERED, GOOD_SECONDS, monotonic)
        self._changes = 0

    async def standing(self, chat_id: int, person_id: int, *, now: bool = False) -> Standing:
        """See `ChatMembers`. Only who is in the group is remembered."""
        key = (chat_id, person_id)
        known = self._inside.get(key)
        if known is not None and not now:
            return known
        changes = self._changes
        standing = await self._ask(chat_id, person_id)
        if standing not in (Standing.ADMIN, Standing.MEMBER):
            self._inside.pop(key, None)
        elif changes == self._changes:  # else the answer may be older than the change that Telegram reported
            self._inside[key] = standing
        return standing

    def changed(self, chat_id: int, person_id: int | None = None) -> None:
        """See `ChatMembers`."""
        self._changes += 1
        if person_id is not None:
            self._inside.pop((chat_id, person_id), None)
            return
        for key in [key for key in self._inside if key[0] == chat_id]:
            self._inside.pop(key, None)

    async def _ask(self, chat_id: int, person_id: int) -> Standing:
        call = GetUntypedChatMember(chat_id=chat_id, user_id=person_id)
        try:
            answer: Any = await self._bot(call, request_timeout=_PATIENCE_SECONDS)
        except TelegramMigrateToChat as moved:
            if moved.migrate_to_chat_id == chat_id:
                return Standing.UNKNOWN
            return await self._ask(moved.migrate_to_chat_id, person_id)
        except (AiogramError, KioskError) as error:
            if isinstance(error, AiogramError) and is_no_member(error):
                return Standing.OUTSIDE
            _log.info("membership_unknown", chat=chat_id, error=type(error).__name__)
            return Standing.UNKNOWN
        return _standing(answer)


def _standing(answer: Any) -> Standing:
    """What a ChatMember says."""
    if not isinstance(answer, dict):
        return Standing.UNKNOWN
    status = answer.get("status")
    if status == "restricted":
        is_member = answer.get("is_member")
        if not isinstance(is_member, bool):
            return Standing.UNKNOWN
        return Standing.MEMBER if is_member else Standing.OUTSIDE
    return _STANDINGS.get(status, Standing.UNKNOWN) if isinstance(status, str) else Standing.UNKNOWN
