"""Flood control: who sends too much at once is asked to slow down, once, and then not listened to until it calms."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import structlog
from aiogram import BaseMiddleware
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, InlineQuery, Message, TelegramObject, User
from cachetools import LRUCache

from bot.rolling_window import RollingWindow, WindowLimit
from handlers.core.filters import Handler, is_addressed
from handlers.core.responder import Responder
from handlers.core.views.screen import Screen

SECONDS: Final = 10.0
"""The window of the limit."""
_CALM: Final = 0.5
"""Share of the window that must be free before a person who was asked to slow down is listened to again."""
_ALBUM_ITEMS: Final = 40
"""Items of albums in the window, if that is more than the limit: thirty pictures are three albums that come at once."""
_BELIEVED: Final = 24 * 3600.0
"""Seconds by which a message may seem to be sent later than any before it, until its date is taken for an error."""
_REMEMBERED: Final = 10_000
"""People whose windows are kept; who was silent longest is forgotten first."""

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Sender:
    """What a person has sent, the newest moment of it, and whether they were asked to slow down."""

    window: RollingWindow
    window_limit: int
    moment: float = 0.0
    muted: bool = False


class ThrottlingMiddleware(BaseMiddleware):
    """Lets at most `limit` updates of a person in any ten seconds in, in bursts or evenly. What is left out does not count.

    It stands before the line in which a person's updates wait for each other, so that the line stays short. Messages
    count at the moment they were sent: what waited while the bot was down is not a flood. What has no such moment counts
    by a steady clock that is set by the newest message: the machine's time of day may be wrong, and may be set.

    Args:
        limit: updates in ten seconds.
        now: a clock in seconds that never goes back.
    """

    def __init__(self, limit: int, now: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._now = now
        self._ahead: float | None = None
        self._senders: LRUCache[tuple[int, bool], _Sender] = LRUCache(_REMEMBERED)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Count the update, and let it in or not."""
        user: User | None = data.get("event_from_user")
        if user is None or not isinstance(event, Message | CallbackQuery | InlineQuery):
            return await handler(event, data)
        if isinstance(event, Message) and not await is_addressed(event, data["bot"]):
            return None
        # An album is one thing to send and ten updates: its items have a window of their own.
        of_album = isinstance(event, Message) and event.media_group_id is not None
        sender = self._sender(user.id, of_album=of_album)
        now = sender.moment = max(
            sender.moment, self._moment(event)
        )  # Telegram's clock and ours may differ a little
        wanted = math.ceil(sender.window_limit * _CALM) if sender.muted else 1
        if sender.window.free_at(now, wanted) <= now:
            sender.window.spend(now)
            sender.muted = False
            return await handler(event, data)
        if not sender.muted:
            sender.muted = True
            if not isinstance(event, InlineQuery):  # who types into another chat has none here to be asked in
                await self._ask(user, event, data)
        return None

    def _moment(self, event: Message | CallbackQuery | InlineQuery) -> float:
        """When it was sent; a tap and an inline query tell no time."""
        now = self._now()
        if not isinstance(event, Message):
            return now + (self._ahead or 0.0)
        sent = float(event.edit_date or event.date.timestamp())
        if self._ahead is None:
            self._ahead = sent - now
        elif sent - now > self._ahead + _BELIEVED:
            return now + self._ahead
        self._ahead = max(self._ahead, sent - now)
        return sent

    def _sender(self, person_id: int, *, of_album: bool) -> _Sender:
        key = (person_id, of_album)
        sender = self._senders.get(key)
        if sender is None:
            limit = max(self._limit, _ALBUM_ITEMS) if of_album else self._limit
            window = RollingWindow(WindowLimit(limit, SECONDS))
            sender = self._senders[key] = _Sender(window, limit)
        return sender

    async def _ask(self, user: User, event: Message | CallbackQuery, data: dict[str, Any]) -> None:
        """One polite message, in the person's language; on a tap it is shown to them alone."""
        _log.info("person_slowed_down", person=user.id)
        person = await data["people"].person(user.id)
        texts = data["texts"]
        chosen = person.language if person is not None else ""
        t = texts.speaking(texts.pick(chosen, user.language_code or ""))
        chat = Responder.of(data["bot"], event)
        with suppress(TelegramAPIError):
            if chat.callback_query_id is not None:
                await chat.answer_callback(t.plain("toast-slow-down"), alert=True)
            else:
                await chat.send(Screen(t("toast-slow-down")))
