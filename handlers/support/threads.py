"""Support threads in private chats: a reply to a message of a thread is part of it, and no prompt.

Plain words stay prompts; only replies, and what is sent after *Write to the operator* (`handlers.payments.support`), go to
support. Who answers is checked with each message: a role may be gone by then.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, ReactionTypeEmoji

from bot.domain.staff import Act
from bot.domain.support import SupportSide, SupportThread
from bot.people.person_record import PersonRecords
from bot.staff.staff import Staff
from bot.support.service import Said, SupportService
from handlers.core.buttons import button_in
from handlers.core.buttons.support import SupportCloseButton, SupportPersonButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct, Private
from handlers.core.support_said import said_in
from handlers.core.views.screen import Screen
from handlers.operator.private_answer import answer_alone
from handlers.operator.user_card import user_card

TAKEN = "👌"
"""The reaction to a person's message that the operators will have."""


class OfThread(Filter):
    """A reply to a message of a thread in this chat; `said` and `replied_to` arrive."""

    async def __call__(self, message: Message, support_service: SupportService) -> bool | dict[str, Any]:
        """What is replied to, or no match."""
        said, replied = said_in(message), message.reply_to_message
        if said is None or replied is None or replied.chat.id != message.chat.id:
            return False
        place = await support_service.at(message.chat.id, replied.message_id)
        if place is not None:
            return {"said": said, "replied_to": RepliedTo(place.thread, place.side, place.message.id)}
        # A process that was killed between sending a letter and noting it knows the letter by its buttons.
        thread = await _thread_of_buttons(replied, support_service)
        return {"said": said, "replied_to": RepliedTo(thread, SupportSide.STAFF, None)} if thread else False


@dataclass(frozen=True, slots=True)
class RepliedTo:
    """What is replied to.

    Attributes:
        thread: whose message it is.
        side: who replies there.
        message_id: row id of the message of the thread, None for one that was not noted.
    """

    thread: SupportThread
    side: SupportSide
    message_id: int | None


async def _thread_of_buttons(replied: Message, support_service: SupportService) -> SupportThread | None:
    rows = replied.reply_markup.inline_keyboard if replied.reply_markup is not None else []
    for one in chain.from_iterable(rows):
        button = button_in(one.callback_data or "")
        if isinstance(button, SupportCloseButton):
            return await support_service.thread(button.thread)
    return None


class OfAlbum(Filter):
    """A part of an album; `said` arrives."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """What it says, or no match."""
        said = said_in(message) if message.media_group_id else None
        return {"said": said} if said is not None else False


def build() -> Router:
    """The router of replies, edits, /close and buttons; it comes after what takes keys, and before everything else."""
    router = Router(name="support_threads")
    router.message.register(reply, Private(), OfThread())
    router.message.register(album, Private(), OfAlbum())
    router.message.register(close, AnyCaseCommand("close"), MayAct(Act.SUPPORT))
    router.edited_message.register(edited, Private())
    router.callback_query.register(close_by_button, SupportCloseButton.filter(), MayAct(Act.SUPPORT))
    router.callback_query.register(show_person, SupportPersonButton.filter(), MayAct(Act.USER))
    return router


async def reply(
    message: Message, said: Said, replied_to: RepliedTo, ctx: Context, support_service: SupportService
) -> None:
    """A person's to support, or an operator's to the person."""
    thread = replied_to.thread
    if replied_to.side is SupportSide.PERSON:
        if thread.person_id != ctx.person.id:
            raise SkipHandler
        await support_service.write(said, answers=replied_to.message_id)
        await _show_taken(message, ctx)
    elif support_service.may_answer(ctx.person.id):
        await support_service.answer(said, thread, replied_to.message_id)
    else:
        await ctx.chat.send(Screen(ctx.t("support-no-role")))


async def album(message: Message, said: Said, ctx: Context, support_service: SupportService) -> None:
    """A further part of what a reply, or the answer to a question, has begun."""
    if await support_service.go_on(said) is None:
        raise SkipHandler


async def edited(message: Message, support_service: SupportService) -> None:
    """What was written to support says something else now."""
    said = said_in(message)
    if said is None or not await support_service.change(said):
        raise SkipHandler


async def close(message: Message, ctx: Context, support_service: SupportService) -> None:
    """In reply to a message of the thread, or in its topic."""
    thread = await _thread_meant(message, support_service)
    if thread is None:
        await answer_alone(ctx, Screen(ctx.t("close-usage")))
        return
    is_closed = await support_service.close(thread.id, by=ctx.person.id)
    await ctx.chat.send(Screen(ctx.t("support-closed" if is_closed else "support-closed-already")))


async def close_by_button(
    _: CallbackQuery,
    support_thread: SupportThread,
    ctx: Context,
    support_service: SupportService,
) -> None:
    """The same by a tap."""
    is_closed = await support_service.close(support_thread.id, by=ctx.person.id)
    await ctx.chat.answer_callback(
        ctx.t.plain("support-closed-toast" if is_closed else "support-closed-already")
    )


async def show_person(
    _: CallbackQuery,
    support_thread: SupportThread,
    ctx: Context,
    staff: Staff,
    person_records: PersonRecords,
) -> None:
    """The person's record in the private chat of who asks: not everybody in a forum may see all of it."""
    await ctx.chat.answer_callback()
    await answer_alone(ctx, await user_card(ctx, staff, person_records, support_thread.person_id))


async def _thread_meant(message: Message, support_service: SupportService) -> SupportThread | None:
    replied, topic = message.reply_to_message, message.message_thread_id
    if message.chat.id == support_service.forum and message.is_topic_message and topic is not None:
        return await support_service.of_topic(message.chat.id, topic)
    if replied is None:
        return None
    place = await support_service.at(message.chat.id, replied.message_id)
    if place is not None:
        return place.thread if place.side is SupportSide.STAFF else None
    return await _thread_of_buttons(replied, support_service)


async def _show_taken(message: Message, ctx: Context) -> None:
    with suppress(TelegramAPIError):
        await ctx.chat.bot.set_message_reaction(
            message.chat.id, message.message_id, reaction=[ReactionTypeEmoji(emoji=TAKEN)]
        )
