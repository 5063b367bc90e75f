"""What happens before every handler: one update of a person at a time, and an introduction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, ErrorEvent, Message, TelegramObject, User

from handlers.anonymous import ask_for_a_name
from handlers.desk import Desk
from handlers.filters import is_addressed
from handlers.stage import Stage

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class OneAtATime(BaseMiddleware):
    """Lets the updates of a person in one by one: the pictures of an album must not overwrite each other's draft."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Wait for this person's earlier updates."""
        user: User | None = data.get("event_from_user")
        if user is None:
            return await handler(event, data)
        lock = self._locks.setdefault(user.id, asyncio.Lock())
        async with lock:
            return await handler(event, data)


class Introduce(BaseMiddleware):
    """Tells handlers who writes (`person`), where answers go (`stage`) and what they work with (`desk`).

    Updates without a person behind them (channels, anonymous admins, other bots) have no purse and go no further: who
    writes in the name of a chat is told so.
    Nor does a group's own talk: who never spoke to the bot is not written down.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Introduce the person."""
        user: User | None = data.get("event_from_user")
        spoken = _spoken(event)
        if user is None or user.is_bot or spoken is None:
            if isinstance(spoken, Message):
                await ask_for_a_name(spoken, data["bot"], data["texts"])
            return None
        if isinstance(spoken, Message) and not await is_addressed(spoken, data["bot"]):
            return None
        person = await data["people"].see(
            user.id, telegram_language=user.language_code or "", name=user.first_name
        )
        texts = data["texts"]
        data["person"] = person
        data["stage"] = Stage.of(data["bot"], spoken)
        data["desk"] = Desk(
            person=person,
            words=texts.speaking(texts.pick(person.language, person.telegram_language)),
            shop=data["shop"],
            drafts=data["drafts"],
            tastes=data["tastes"],
            quoter=data["quoter"],
            store=data["store"],
            clock=data["clock"],
        )
        return await handler(event, data)


def _spoken(event: TelegramObject) -> Message | CallbackQuery | None:
    """The message or tap that an event is, or that an error came from."""
    if isinstance(event, ErrorEvent):
        update = event.update
        return update.message or update.edited_message or update.callback_query
    return event if isinstance(event, Message | CallbackQuery) else None
