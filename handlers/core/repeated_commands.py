"""The same look at the same thing, asked for again and again in a group: what is shown there already is not sent once more.

A group's budget is twenty messages a minute (`bot.delivery.session.rate_limit`); results need it more than the sixth panel.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

import structlog
from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import Message, TelegramObject

from bot.rolling_window import RollingWindows, WindowLimit
from handlers.core.filters import Handler

ANSWERED: Final = WindowLimit(2, 20.0)
"""How often one person's same line is answered in a group, within so many seconds."""
LOOKS: Final = frozenset(
    {"group", "menu", "image", "video", "audio", "music", "models", "recipes", "balance", "quota", "history", "status", "help"}
)  # fmt: skip
"""Commands that only show something. What asks for something to be made, or moves credits, is obeyed every time."""
_ACTS: Final = frozenset({"topup"})
"""First words behind such a command that make it more than a look."""
_REMEMBERED: Final = 5_000

_log = structlog.get_logger(__name__)


class RepeatedCommandMiddleware(BaseMiddleware):
    """Leaves out what one person asks to see again and again in a group.

    Args:
        monotonic: seconds that only go forward.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._asked: RollingWindows[tuple[int, int | None, int, str]] = RollingWindows(_REMEMBERED, ANSWERED)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Let it through, or not."""
        if isinstance(event, Message) and self._is_repeated(event):
            _log.info("repeated_command_left_out", chat=event.chat.id)
            return None
        return await handler(event, data)

    def _is_repeated(self, message: Message) -> bool:
        sender = message.from_user
        if message.chat.type == ChatType.PRIVATE or sender is None or not _is_look(message.text or ""):
            return False
        line = " ".join((message.text or "").casefold().split())
        key = (message.chat.id, message.message_thread_id, sender.id, line)
        return not self._asked.take(key, self._monotonic())


def _is_look(text: str) -> bool:
    name, _, words = text.partition(" ")
    if not name.startswith("/") or name[1:].partition("@")[0].casefold() not in LOOKS:
        return False
    return words.strip().partition(" ")[0].casefold() not in _ACTS
