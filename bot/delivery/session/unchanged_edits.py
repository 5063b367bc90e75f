"""Spares Telegram, and the rate limit, edits that change nothing."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any, Final

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    DeleteEphemeralMessage,
    DeleteMessage,
    DeleteMessages,
    EditEphemeralMessageReplyMarkup,
    EditEphemeralMessageText,
    EditMessageReplyMarkup,
    EditMessageText,
    SendMessage,
    TelegramMethod,
)
from aiogram.methods.base import Response, TelegramType
from aiogram.types import Message
from cachetools import LRUCache

from bot.telegram.errors import is_not_modified, not_modified

_REMEMBERED: Final = 10_000
"""Messages whose content is known; of those that were edited longest ago Telegram is asked."""

_TEXT: Final[tuple[type, ...]] = (EditMessageText, EditEphemeralMessageText)
_BUTTONS: Final[tuple[type, ...]] = (EditMessageReplyMarkup, EditEphemeralMessageReplyMarkup)
_EDITS: Final = frozenset((*_TEXT, *_BUTTONS))
_CONTENT: Final = ("text", "parse_mode", "entities", "link_preview_options")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a message shows as far as it is known: hashes of its text and of its buttons."""

    text: int | None = None
    buttons: int | None = None


class UnchangedEditsMiddleware(BaseRequestMiddleware):
    """Middleware of the bot's session, before the one of the rate limit.

    It remembers what messages were sent as, and edited into. An edit into the same is answered as Telegram would: "not modified".
    Whatever else happens to a message makes it unknown: then Telegram says whether something changes.
    """

    def __init__(self) -> None:
        self._shown: LRUCache[Hashable, object] = LRUCache(_REMEMBERED)

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call, if it changes something.

        Raises:
            TelegramAPIError: what Telegram did; also "not modified", without asking it.
        """
        keys = _messages_of(method)
        if not keys:
            answer = await make_request(bot, method)
            if isinstance(method, SendMessage) and isinstance(answer, Message):
                self._shown[answer.chat.id, None, answer.message_id] = _after(_Shown(), method)
            return answer
        if type(method) not in _EDITS:
            for key in keys:
                self._shown.pop(key, None)
            return await make_request(bot, method)
        (key,) = keys
        before = self._shown.get(key)
        known = before if isinstance(before, _Shown) else _Shown()
        after = _after(known, method)
        if before == after:
            raise not_modified(method)
        # While two edits are under way at once no one knows which is the later one: both leave it unknown.
        under_way = self._shown[key] = object()
        try:
            answer = await make_request(bot, method)
        except BaseException as refusal:
            same = isinstance(refusal, TelegramBadRequest) and is_not_modified(refusal)
            self._settle(key, under_way, after if same else None)
            raise
        self._settle(key, under_way, after)
        return answer

    def _settle(self, key: Hashable, under_way: object, after: _Shown | None) -> None:
        if self._shown.get(key) is under_way and after is not None:
            self._shown[key] = after
        else:
            self._shown.pop(key, None)


def _after(known: _Shown, method: TelegramMethod[Any]) -> _Shown:
    """What the message shows after the edit."""
    buttons = hash(repr(getattr(method, "reply_markup", None)))
    if isinstance(method, _BUTTONS):
        return replace(known, buttons=buttons)
    return _Shown(hash(repr([getattr(method, name, None) for name in _CONTENT])), buttons)


def _messages_of(method: TelegramMethod[Any]) -> list[Hashable]:
    """The messages that a call changes or deletes, each with what names it."""
    if isinstance(method, DeleteMessages):
        return [(method.chat_id, None, number) for number in method.message_ids]
    changes = type(method).__name__.startswith("Edit") or isinstance(
        method, DeleteMessage | DeleteEphemeralMessage
    )
    number = getattr(method, "message_id", None) or getattr(method, "ephemeral_message_id", None)
    if not changes or number is None:
        return []
    return [(getattr(method, "chat_id", None), getattr(method, "receiver_user_id", None), number)]
