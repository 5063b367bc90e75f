"""The one paced way out to Telegram: budgets per chat, per group and in all, results before answers before progress.

The limits are soft and unpublished; the numbers are those that Telegram's FAQ gives
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this): about one message per second in a chat
with short bursts, 20 a minute in a group, about 30 a second in all. Edits count like messages (observed).
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType

from bot.domain.chat import is_group
from bot.rolling_window import RollingWindow, WindowLimit

EVERYWHERE: Final = (WindowLimit(30, 1),)
PRIVATE: Final = (WindowLimit(3, 1), WindowLimit(10, 10))
GROUP: Final = (WindowLimit(3, 1), WindowLimit(20, 60))
GROUP_ANSWERS: Final = (WindowLimit(16, 60),)
"""What of a group's minute answers and progress may take: the rest is kept for results, however much is asked there."""
PATIENCE_SECONDS: Final = 30.0
"""A call that flood control holds up for longer fails at once, so that its sender can come back later."""
LONGEST_LINE: Final = 100
"""Calls that wait for one chat. Answers and progress beyond it fail at once; results always may wait."""
ATTEMPTS: Final = 3
"""How often one call waits out flood control."""
_ROOM: Final = 0.5
"""Progress is shown while at most this share of a budget is used."""
_REMEMBERED: Final = 1000
"""Chats kept before idle ones are forgotten."""

_PACED: Final = ("send", "editMessage", "copyMessage", "forwardMessage", "stopPoll")
_ALBUM_ITEMS: Final = 3
"""Items of an album that count as one message in a private chat: nine every three seconds were let through for a year
(observed: node-telegram-bot-api, issue 1148). In groups every item counts.
"""
_FREE: Final = frozenset({"sendChatAction", "deleteMessage", "deleteMessages", "setMessageReaction"})
"""They cost no budget, but flood control forbids them as well."""


class Priority(IntEnum):
    """Who goes first when there is a queue."""

    RESULT = 0
    """Finished media and the end of a generation."""
    ANSWER = 1
    """Answers to what a person has just done."""
    PROGRESS = 2
    """Nice to know."""


# A context variable has to live as long as the module: contexts keep it alive.
_priority: ContextVar[Priority] = ContextVar("kiosk_send_priority", default=Priority.ANSWER)


@contextmanager
def priority(level: Priority) -> Iterator[None]:
    """Everything sent inside goes at this priority."""
    token = _priority.set(level)
    try:
        yield
    finally:
        _priority.reset(token)


@dataclass(order=True, slots=True)
class _Ticket:
    """A call in line. Its turn comes with 0.0, or with the seconds of a hold that is too long to wait for."""

    priority: Priority
    number: int
    weight: int = field(compare=False)
    turn: asyncio.Future[float] = field(compare=False)


@dataclass(slots=True)
class _Chat:
    """A chat's budget, its line, and the moment until which Telegram forbids everything.

    `answers` is what of a group's budget is not kept for results; None where nothing is kept.
    """

    budget: RollingWindow
    answers: RollingWindow | None = None
    line: list[_Ticket] = field(default_factory=list)
    held_until: float = 0.0

    def head(self) -> _Ticket | None:
        """The first ticket whose owner still waits."""
        while self.line and self.line[0].turn.done():
            heapq.heappop(self.line)
        return self.line[0] if self.line else None

    def is_crowded(self) -> bool:
        """Whether as many wait as may; who left the line is not counted."""
        if len(self.line) < LONGEST_LINE:
            return False
        self.line = [ticket for ticket in self.line if not ticket.turn.done()]
        heapq.heapify(self.line)
        return len(self.line) >= LONGEST_LINE

    def free_at(self, now: float, ticket: _Ticket) -> float:
        """The earliest moment at which this call may go."""
        moment = max(self.held_until, self.budget.free_at(now, ticket.weight))
        if self.answers is None or ticket.priority is Priority.RESULT:
            return moment
        return max(moment, self.answers.free_at(now, ticket.weight))

    def spend(self, now: float, ticket: _Ticket) -> None:
        """The call goes now."""
        self.budget.spend(now, ticket.weight)
        if self.answers is not None and ticket.priority is not Priority.RESULT:
            self.answers.spend(now, ticket.weight)

    def is_idle(self, now: float) -> bool:
        """Whether it can be forgotten."""
        return self.head() is None and self.held_until <= now and self.budget.is_idle(now)


class RateLimitMiddleware(BaseRequestMiddleware):
    """Middleware of the bot's session: `bot.session.middleware(rate_limiter)`. Every call waits for its turn here.

    It starts no task: callers and a timer of the event loop hand out the turns. A caller that is cancelled just
    leaves the line.
    """

    def __init__(self) -> None:
        self._all = RollingWindow(*EVERYWHERE)
        self._chats: dict[int | str | None, _Chat] = {}
        self._busy: dict[int | str | None, _Chat] = {}
        self._numbers = itertools.count()
        self._sweep_at = _REMEMBERED
        self._timer: asyncio.TimerHandle | None = None

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Wait for a turn, make the call, and obey flood control.

        Raises:
            TelegramRetryAfter: flood control asks for more patience than a caller has, or too many wait already.
        """
        if not method.__api_method__.startswith(_PACED) and method.__api_method__ not in _FREE:
            return await make_request(bot, method)
        attempt = 1
        while True:
            await self._turn(method)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as refusal:
                self._hold(method, refusal.retry_after)
                if attempt == ATTEMPTS or _priority.get() is Priority.PROGRESS:
                    raise
            attempt += 1

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return sum(not ticket.turn.done() for chat in self._busy.values() for ticket in chat.line)

    def has_room(self, chat_id: int | str) -> bool:
        """Whether an optional message may be sent now without delaying one that a person waits for."""
        now = asyncio.get_running_loop().time()
        if self._all.is_short(now, _ROOM):
            return False
        chat = self._chats.get(chat_id)
        return chat is None or not (chat.head() or chat.held_until > now or chat.budget.is_short(now, _ROOM))

    async def _turn(self, method: TelegramMethod[Any]) -> None:
        loop = asyncio.get_running_loop()
        key = getattr(method, "chat_id", None)
        chat = self._chat(key, loop.time())
        wait = chat.held_until - loop.time()
        if _priority.get() is not Priority.RESULT and chat.is_crowded():
            wait = max(wait, PATIENCE_SECONDS + 1)
        if wait <= PATIENCE_SECONDS:
            ticket = _Ticket(_priority.get(), next(self._numbers), _weight(method), loop.create_future())
            heapq.heappush(chat.line, ticket)
            self._busy[key] = chat
            self._serve()
            try:
                wait = await ticket.turn
            except asyncio.CancelledError:
                self._serve()  # the next ones in the queue may fit now
                raise
        if wait > 0:
            raise TelegramRetryAfter(method=method, message="still held", retry_after=math.ceil(wait))

    def _chat(self, key: int | str | None, now: float) -> _Chat:
        chat = self._chats.get(key)
        if chat is None:
            if len(self._chats) >= self._sweep_at:
                self._chats = {known: chat for known, chat in self._chats.items() if not chat.is_idle(now)}
                self._sweep_at = max(_REMEMBERED, 2 * len(self._chats))
            windows = _windows(key)
            answers = RollingWindow(*GROUP_ANSWERS) if windows is GROUP else None
            chat = self._chats[key] = _Chat(RollingWindow(*windows), answers)
        return chat

    def _hold(self, method: TelegramMethod[Any], seconds: float) -> None:
        """Nothing goes to this chat for so long. Callers that cannot wait get an error at once."""
        now = asyncio.get_running_loop().time()
        chat = self._chat(getattr(method, "chat_id", None), now)
        chat.held_until = max(chat.held_until, now + seconds)
        if chat.held_until - now > PATIENCE_SECONDS:
            for ticket in chat.line:
                if not ticket.turn.done():
                    ticket.turn.set_result(chat.held_until - now)

    def _serve(self) -> None:
        """Give a turn to everyone who may go now, and set the timer for the next one."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        upcoming = self._all.free_at(now, 1)
        if upcoming <= now:  # else none can go: no need to look at the queues
            upcoming = self._give_turns(now)
        if self._busy and upcoming < math.inf:
            self._timer = loop.call_at(upcoming, self._serve)

    def _give_turns(self, now: float) -> float:
        """Let those whose chat is free go, first in line first; returns when the next one may."""
        self._busy = {key: chat for key, chat in self._busy.items() if chat.head()}
        ready: list[tuple[_Ticket, _Chat]] = []
        upcoming = min((_line_up(chat, ready, now) for chat in self._busy.values()), default=math.inf)
        while ready:
            ticket, chat = heapq.heappop(ready)
            if (free_at := self._all.free_at(now, ticket.weight)) > now:
                return free_at
            chat.spend(now, ticket)
            self._all.spend(now, ticket.weight)
            ticket.turn.set_result(0.0)
            upcoming = min(upcoming, _line_up(chat, ready, now))
        return upcoming


def _line_up(chat: _Chat, ready: list[tuple[_Ticket, _Chat]], now: float) -> float:
    """Put the first ticket of a chat among those that may go now; else returns when it may."""
    ticket = chat.head()
    if ticket is None:
        return math.inf
    moment = chat.free_at(now, ticket)
    if moment <= now:
        heapq.heappush(ready, (ticket, chat))
        return math.inf
    return moment


def _weight(method: TelegramMethod[Any]) -> int:
    """How many messages a call counts as."""
    if method.__api_method__ in _FREE:
        return 0
    many = getattr(method, "media", None) or getattr(method, "message_ids", None)
    if not isinstance(many, list):
        return 1
    is_private = _windows(getattr(method, "chat_id", None)) is PRIVATE
    return math.ceil(len(many) / _ALBUM_ITEMS) if is_private else len(many)


def _windows(key: int | str | None) -> tuple[WindowLimit, ...]:
    """Budget of a chat; inline messages have none of their own, channels known by name count as groups."""
    if key is None:
        return EVERYWHERE
    return PRIVATE if isinstance(key, int) and not is_group(key) else GROUP
