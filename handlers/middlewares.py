"""What happens before every handler: one update of a person at a time, and an introduction."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from aiogram import BaseMiddleware, Bot
from aiogram.types import CallbackQuery, ErrorEvent, Message, TelegramObject, User

from bot.domain.group import AdmissionStatus, Group
from bot.groups.admission import GroupAdmission
from bot.groups.refusals import GroupNotAdmitted
from bot.i18n import Html, Translator
from handlers.compose.auto_confirm import update_key_of
from handlers.compose.probe import ProbeContext
from handlers.core.anonymous_senders import ask_for_a_name, is_asked
from handlers.core.filters import Handler, is_addressed
from handlers.core.group_member import GroupMember
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen


class SerialUpdatesMiddleware(BaseMiddleware):
    """Lets the updates of a person in one by one: the pictures of an album must not overwrite each other's draft."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Wait for this person's earlier updates."""
        user: User | None = data.get("event_from_user")
        if user is None:
            return await handler(event, data)
        lock = self._locks.setdefault(user.id, asyncio.Lock())
        # For what goes on when the update was handled, and then changes the same things.
        data["turn"] = lock
        async with lock:
            return await handler(event, data)


class UserContextMiddleware(BaseMiddleware):
    """Tells handlers who writes (`person`), where answers go (`stage`) and what they work with (`desk`).

    Updates without a person behind them (channels, anonymous admins, other bots) have no purse and go no further: who
    writes in the name of a chat is told so.
    Nor does a group's own talk: who never spoke to the bot is not written down.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Introduce the person."""
        user: User | None = data.get("event_from_user")
        spoken = _spoken(event)
        if user is None or user.is_bot or spoken is None or _speaks_for_a_chat(spoken):
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
        data["stage"] = stage = Stage.of(data["bot"], spoken)
        data["desk"] = Desk(
            person=person,
            t=texts.speaking(texts.pick(person.language, person.telegram_language)),
            shop=data["shop"],
            drafts=data["drafts"],
            preferences_repository=data["preferences_repository"],
            balances=data["balances"],
            quoter=data["quoter"],
            confirmer=data["confirmer"],
            estimator=data["estimator"],
            store=data["store"],
            clock=data["clock"],
            cause=update_key_of(spoken) if person.auto_confirm_below and not stage.in_group else "",
        )
        if stage.in_group:
            data["stage"] = stage = replace(
                stage,
                member=GroupMember(
                    person=person,
                    t=data["desk"].t,
                    menus=data["menus"],
                    ephemeral_support=data["ephemeral_support"],
                    clock=data["clock"],
                ),
            )
            data["group"] = group = await _group(stage, spoken, data["group_admission"])
            if group.admission is not AdmissionStatus.ADMITTED:
                await _say_why_not(spoken, data["bot"], data["desk"].t, stage)
                return None
            data["desk"] = replace(data["desk"], shop=data["shop"].within(group.rules))
        if "turn" in data:
            data["probe_context"] = ProbeContext(data["media_probe"], data["background_tasks"], data["turn"])
        return await handler(event, data)


async def _say_why_not(spoken: Message | CallbackQuery, bot: Bot, t: Translator, stage: Stage) -> None:
    """A group that was not let in hears it when it asks, not when it speaks to other bots."""
    if isinstance(spoken, CallbackQuery):
        await stage.answer(refusal_text(t, GroupNotAdmitted(), plain=True), alert=True)
    elif await is_asked(spoken, bot):
        await stage.say(Screen(Html(refusal_text(t, GroupNotAdmitted()))), alone=True)


def _speaks_for_a_chat(spoken: Message | CallbackQuery) -> bool:
    """Whether a group or channel is the sender. The user beside it is a fake one, and not always a bot (Bot API, Message)."""
    return isinstance(spoken, Message) and spoken.sender_chat is not None


async def _group(stage: Stage, spoken: Message | CallbackQuery, group_admission: GroupAdmission) -> Group:
    message = spoken if isinstance(spoken, Message) else spoken.message
    title = (message.chat.title or "") if message is not None else ""
    return await group_admission.group(stage.place.chat_id, title)


def _spoken(event: TelegramObject) -> Message | CallbackQuery | None:
    """The message or tap that an event is, or that an error came from."""
    if isinstance(event, ErrorEvent):
        update = event.update
        return update.message or update.edited_message or update.callback_query
    return event if isinstance(event, Message | CallbackQuery) else None
