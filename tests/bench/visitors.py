"""People who use the bot, as raw updates, and a Telegram that answers every call at once without a network."""

from __future__ import annotations

import itertools
import time
from collections.abc import AsyncGenerator, Iterator
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageReplyMarkup,
    EditMessageText,
    SendAnimation,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import Animation, Chat, InlineKeyboardMarkup, Message

from tests.bench.figures import BenchmarkFailed

Update = dict[str, Any]

VISIT = (
    "/start",
    None,
    None,
    "/balance",
    "/gen z-image a lighthouse in the fog, oil on canvas",
    None,
    "/status",
    "/history",
)
"""What one person does: words and commands; None taps the first button of the bot's latest message.

So the welcome, a shelf, a model's card, the balance, a quote, its confirmation, what is open, and the history.
"""


class InstantTelegram(BaseSession):
    """Answers calls from memory and remembers the first button of the latest message in each chat."""

    def __init__(self) -> None:
        super().__init__()
        self._ids = itertools.count(1000)
        self.buttons: dict[int, tuple[int, str]] = {}
        """By chat: the message's id and what its first button sends."""
        self.calls = 0
        self.unexpected: set[str] = set()
        """Calls that no visit should lead to: the bot survives what it raises, so the bench has to look here."""

    async def close(self) -> None:
        """Nothing is open."""

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 - the signature is aiogram's
        """Do as Telegram does with an acceptable call."""
        self.calls += 1
        match method:
            case SendMessage():
                return self._shown(bot, method, next(self._ids))
            case EditMessageText() | EditMessageReplyMarkup():
                return self._shown(bot, method, method.message_id or 0)
            case SendAnimation():
                return self._played(bot, method, next(self._ids))
            case AnswerCallbackQuery():
                return True
        self.unexpected.add(method.__api_method__)
        msg = f"the visit leads to a call that nobody expected: {method.__api_method__}"
        raise BenchmarkFailed(msg)

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """No file is ever fetched here."""
        msg = "the visit leads to a download"
        raise BenchmarkFailed(msg)
        yield b""

    def _played(self, bot: Bot, method: SendAnimation, message_id: int) -> Message:
        clip = Animation(
            file_id=f"clip-{message_id}", file_unique_id=f"{message_id}", width=1, height=1, duration=1
        )
        chat = Chat(id=int(method.chat_id), type="private")
        return Message(message_id=message_id, date=datetime.now(UTC), chat=chat, animation=clip).as_(bot)

    def _shown(
        self, bot: Bot, method: SendMessage | EditMessageText | EditMessageReplyMarkup, message_id: int
    ) -> Message:
        chat_id = int(method.chat_id or 0)
        markup = method.reply_markup
        if isinstance(markup, InlineKeyboardMarkup):
            self.buttons[chat_id] = (message_id, str(markup.inline_keyboard[0][0].callback_data))
        chat = Chat(id=chat_id, type="private")
        return Message(
            message_id=message_id, date=datetime.now(UTC), chat=chat, text=getattr(method, "text", "…")
        ).as_(bot)


def visit(person_id: int, telegram: InstantTelegram) -> Iterator[Update]:
    """The updates of one person, each made when it is asked for: a tap depends on what the bot showed before."""
    user = {"id": person_id, "is_bot": False, "first_name": "Alice", "language_code": "en"}
    for number, words in enumerate(VISIT, start=1):
        update_id = person_id * len(VISIT) + number
        if words is not None:
            yield {"update_id": update_id, "message": _message(user, number, words)}
        else:
            yield {"update_id": update_id, "callback_query": _tap(user, update_id, telegram)}


def command(update_id: int, person_id: int, words: str) -> Update:
    """One command of one person, that depends on nothing before it."""
    user = {"id": person_id, "is_bot": False, "first_name": "Alice", "language_code": "en"}
    return {"update_id": update_id, "message": _message(user, update_id, words)}


def _message(user: dict[str, Any], number: int, words: str) -> dict[str, Any]:
    command = words.split(maxsplit=1)[0]
    return {
        "message_id": number,
        "date": int(time.time()),
        "chat": {"id": user["id"], "type": "private", "first_name": user["first_name"]},
        "from": user,
        "text": words,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(command)}],
    }


def _tap(user: dict[str, Any], number: int, telegram: InstantTelegram) -> dict[str, Any]:
    message_id, data = telegram.buttons[user["id"]]
    shown = {
        "message_id": message_id,
        "date": int(time.time()),
        "chat": {"id": user["id"], "type": "private", "first_name": user["first_name"]},
        "from": {"id": 42, "is_bot": True, "first_name": "Kiosk", "username": "kiosk_bot"},
        "text": "…",
    }
    return {"id": str(number), "from": user, "chat_instance": "1", "data": data, "message": shown}
