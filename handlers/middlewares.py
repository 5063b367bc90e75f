"""What happens before every handler: one update of a person at a time, and an introduction."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.fsm.middleware import FSMContextMiddleware
from aiogram.types import CallbackQuery, ErrorEvent, Message, TelegramObject, User

from bot.domain.cast import CastReadOnce, NoCast
from bot.domain.group import AdmissionStatus, Group
from bot.errors import StorageError
from bot.groups.admission import GroupAdmission
from bot.groups.refusals import GroupNotAdmitted
from bot.i18n import Html, Translator
from handlers.compose.auto_confirm import update_key_of
from handlers.core.anonymous_senders import ask_for_a_name, is_asked
from handlers.core.context import Context, ProbeContext, SuggestionContext
from handlers.core.conversation_state import ConversationState
from handlers.core.deep_link import source_of
from handlers.core.direct_messages import decline_direct_message, is_direct_message
from handlers.core.draft_service import DraftService
from handlers.core.filters import Handler, is_addressed, words_after_mention
from handlers.core.group_member import GroupMember
from handlers.core.responder import Responder
from handlers.core.user_context import UserContext
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen

_log = structlog.get_logger(__name__)


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


class StorageTroubleMiddleware(BaseMiddleware):
    """Says "try later" when the database cannot be used: before all others, since they need it to know who it is."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle the event, or say that it cannot be handled now."""
        try:
            if isinstance(event, ErrorEvent) and isinstance(event.exception, StorageError):
                raise event.exception  # it comes from before the handlers: what a conversation waits for is not known
            return await handler(event, data)
        except StorageError as error:
            _log.warning("storage_trouble", detail=str(error))
            user: User | None = data.get("event_from_user")
            spoken = _spoken(event)
            if user is not None and spoken is not None:
                t = data["texts"].speaking(data["texts"].pick("", user.language_code or ""))
                with suppress(TelegramAPIError):
                    await _apologise(spoken, data["bot"], t)
        return None


async def _apologise(spoken: Message | CallbackQuery, bot: Bot, t: Translator) -> None:
    """Say it to a person who wants something of the bot; a group's own talk, and what is for other bots, gets no answer."""
    chat = Responder.of(bot, spoken)
    if isinstance(spoken, CallbackQuery):
        await chat.answer_callback(t.plain("error-storage"), alert=True)
    elif await is_asked(spoken, bot) or await words_after_mention(spoken, bot) is not None:
        await chat.send(Screen(t("error-storage")), alone=True)


class ConversationKeyMiddleware(BaseMiddleware):
    """Gives each update the `state` of its conversation, as aiogram's own middleware does, and reads nothing.

    What the state is (`raw_state`) is read by `UserContextMiddleware`, when it is this update's turn.
    """

    def __init__(self, fsm: FSMContextMiddleware) -> None:
        self._fsm = fsm

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Add the state."""
        data["fsm_storage"] = self._fsm.storage
        state = self._fsm.resolve_event_context(data["bot"], data)
        if state is not None:
            data["state"] = state
        return await handler(event, data)


class UserContextMiddleware(BaseMiddleware):
    """Gives handlers the `ctx` of an update: who sent it, where answers go, what they work with.

    Updates without a person behind them (channels, anonymous admins, other bots) have no account and go no further: who
    writes in the name of a chat gets an answer. A group's own talk is ignored: who never addressed the bot is not recorded.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Build the context, or end the update."""
        user: User | None = data.get("event_from_user")
        spoken = _spoken(event)
        if spoken is not None and is_direct_message(spoken):
            await decline_direct_message(spoken, data["bot"], data["texts"])
            return None
        if user is None or user.is_bot or spoken is None or _speaks_for_a_chat(spoken):
            if isinstance(spoken, Message):
                await ask_for_a_name(spoken, data["bot"], data["texts"])
            return None
        if isinstance(spoken, Message) and not await is_addressed(spoken, data["bot"]):
            return None
        ctx = await _context(spoken, user, data)
        if ctx.group is not None and ctx.group.admission is not AdmissionStatus.ADMITTED:
            await _say_why_not(spoken, ctx)
            return None
        # Read within the person's turn: an update before this one may have changed it.
        data["ctx"], data["state"], data["raw_state"] = ctx, ctx.state, await ctx.state.get_state()
        # A draft, its price and the conversation are written together where that goes.
        async with data["gathering"]():
            try:
                return await handler(event, data)
            finally:
                await ctx.state.flush()


async def _context(spoken: Message | CallbackQuery, user: User, data: dict[str, Any]) -> Context:
    people, texts, catalog = data["people"], data["texts"], data["catalog"]
    person = await people.see(
        user.id,
        telegram_language=user.language_code or "",
        name=user.first_name,
        username=user.username or "",
        source=source_of(spoken),
    )
    t = texts.speaking(texts.pick(person.language, person.telegram_language))
    chat, group = Responder.of(data["bot"], spoken), None
    chat = chat.moved_to(data["chat_migrator"].successor(chat.topic.chat_id))
    if chat.in_group:
        member = GroupMember(
            person=person,
            t=t,
            menus=data["menus"],
            ephemeral_support=data["ephemeral_support"],
            clock=data["clock"],
        )
        chat = replace(chat, member=member)
        group = await _group(chat, spoken, data["group_admission"])
        catalog = catalog.within(group.rules)
    user_context = UserContext(
        person=person,
        t=t,
        texts=texts,
        catalog=catalog,
        people=people,
        preferences_repository=data["preferences_repository"],
        balances=data["balances"],
        store=data["store"],
        estimator=data["estimator"],
        examples=data["examples"],
        packs=data["packs"],
        sales=data["sales"],
        looks=data["looks"],
        writer=data["writer"],
        is_operator=user.id in data["admin_ids"],
        clock=data["clock"],
        update_key=update_key_of(data["bot"], spoken)
        if person.auto_confirm_below and not chat.in_group
        else "",
    )
    return Context(
        user=user_context,
        drafts=DraftService(
            user=user_context,
            chat_id=chat.topic.chat_id,
            repository=data["drafts"],
            quoter=data["quoter"],
            confirmer=data["confirmer"],
            withdrawer=data["quote_withdrawer"],
            cast=CastReadOnce(data["cast"]) if data["has_casts"]() else NoCast(),
        ),
        chat=chat,
        state=ConversationState(data["state"]),
        members=data["chat_members"],
        probe=ProbeContext(data["media_probe"], data["background_tasks"], data.get("turn") or asyncio.Lock()),
        suggesting=SuggestionContext(data["suggestions"], data["writer_tasks"]),
        group=group,
    )


async def _say_why_not(spoken: Message | CallbackQuery, ctx: Context) -> None:
    """A group that was not let in hears it when it asks, not when it speaks to other bots."""
    if isinstance(spoken, CallbackQuery):
        text = refusal_text(ctx.t, GroupNotAdmitted(), plain=True)
        await ctx.chat.answer_callback(text, alert=True)
    elif await is_asked(spoken, ctx.chat.bot):
        await ctx.chat.send(Screen(Html(refusal_text(ctx.t, GroupNotAdmitted()))), alone=True)


def _speaks_for_a_chat(spoken: Message | CallbackQuery) -> bool:
    """Whether a group or channel is the sender. The user beside it is a fake one, and not always a bot (Bot API, Message)."""
    return isinstance(spoken, Message) and spoken.sender_chat is not None


async def _group(chat: Responder, spoken: Message | CallbackQuery, group_admission: GroupAdmission) -> Group:
    message = spoken if isinstance(spoken, Message) else spoken.message
    title = (message.chat.title or "") if message is not None else ""
    return await group_admission.group(chat.topic.chat_id, title)


def _spoken(event: TelegramObject) -> Message | CallbackQuery | None:
    """The message or tap that an event is, or that an error came from."""
    if isinstance(event, ErrorEvent):
        update = event.update
        return update.message or update.edited_message or update.callback_query
    return event if isinstance(event, Message | CallbackQuery) else None
