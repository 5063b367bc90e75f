"""What operators do for one person from the card of /user; each act takes the role that its command takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aiogram import F, Router
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.filters import CommandObject, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.domain.staff import LONGEST_REASON, Act
from bot.staff.confirmations import Confirmations, GrantRequest, MessageRequest
from bot.staff.person_contacts import LONGEST_MESSAGE, PersonContacts
from bot.staff.staff import Staff
from handlers.core.buttons.operator import PersonAct, PersonActButton, SendToPersonButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.data_files import send_data
from handlers.core.filters import HasWords, MayAct, Private
from handlers.core.fsm_states import PersonActStates, clear_state, expect_of_person, expected_of_person
from handlers.core.message_key import message_key
from handlers.core.person_meant import person_meant
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut
from handlers.operator import person_messages
from handlers.operator import user_views as views
from handlers.operator.block import change_block
from handlers.operator.grant import credits_in, give
from handlers.operator.person_services import PersonServices
from handlers.operator.private_answer import answer_alone
from handlers.operator.tell_person import translator_of
from handlers.operator.user_card import user_card

ACTS: Final[Mapping[PersonAct, Act]] = {
    PersonAct.GRANT: Act.GRANT,
    PersonAct.TAKE: Act.GRANT,
    PersonAct.NOTE: Act.NOTE,
    PersonAct.MESSAGE: Act.MESSAGE,
    PersonAct.BLOCK: Act.BLOCK,
    PersonAct.UNBLOCK: Act.BLOCK,
    PersonAct.DATA: Act.DATA,
}
"""What each of them takes."""
_NO_REASON: Final = frozenset({"-", "–", "—"})


def build() -> Router:
    """The router of the buttons, of the words that were asked for, and of /note."""
    router = Router(name="person_acts")
    for what, act in ACTS.items():
        handler = data if what is PersonAct.DATA else ask
        router.callback_query.register(handler, PersonActButton.filter(F.what == what), MayAct(act))
    router.callback_query.register(send, SendToPersonButton.filter(), MayAct(Act.MESSAGE))
    router.message.register(note, AnyCaseCommand("note"), MayAct(Act.NOTE))
    router.message.register(take_words, Private(), HasWords(), StateFilter(PersonActStates.words))
    return router


async def note(
    message: Message, command: CommandObject, ctx: Context, person_contacts: PersonContacts
) -> None:
    """`/note 77 words`, `/note @name words`, or `/note words` in reply to a message of the person's."""
    meant = await person_meant(message, (command.args or "").split(), ctx.user.people)
    if meant is None or not meant.rest:
        await answer_alone(ctx, Screen(ctx.t("note-usage")))
        return
    await person_contacts.note(meant.person.id, " ".join(meant.rest), by=ctx.person.id)
    await answer_alone(ctx, Screen(ctx.t("note-done", person=NamedPerson.like(meant.person).shown(ctx.t))))


async def ask(_: CallbackQuery, callback_data: PersonActButton, ctx: Context, staff: Staff) -> None:
    """Ask for the words that it takes; letting a person in again takes none."""
    person_id, what = callback_data.person, callback_data.what
    await ctx.chat.answer_callback()
    if ctx.chat.in_group:  # cards are shown in private: this is made up
        return
    if what is PersonAct.UNBLOCK:
        await change_block(ctx, staff, person_id, blocked=False)
        return
    if what is PersonAct.BLOCK:
        staff.require_no_role(person_id)
    named = await NamedPerson.of(person_id, ctx.user.people)
    asked = await ctx.chat.ask(Screen(ctx.t(f"user-ask-{what}", person=named.shown(ctx.t)), asks=True))
    await expect_of_person(ctx.state, what, person_id, asked.id)


async def data(
    _: CallbackQuery,
    callback_data: PersonActButton,
    ctx: Context,
    staff: Staff,
    person_services: PersonServices,
) -> None:
    """All that is stored of a person, as a file; sums of Stars for who may see the bot's."""
    await ctx.chat.answer_callback()
    if ctx.chat.in_group:
        return
    await person_services.contacts.note_reading(callback_data.person, by=ctx.person.id)
    sees_stars = staff.may(ctx.person.id, Act.STARS)
    tasks = ctx.probe.background_tasks
    await send_data(ctx, person_services.data, tasks, callback_data.person, with_payments=sees_stars)


async def take_words(
    message: Message,
    prompt: str,
    ctx: Context,
    staff: Staff,
    person_services: PersonServices,
) -> None:
    """The words for it. Whose role is gone meanwhile does nothing by them."""
    said, person_id = await expected_of_person(ctx.state)
    what = PersonAct(said)
    if not staff.may(ctx.person.id, ACTS[what]):
        await clear_state(ctx.state)
        await ctx.chat.send(Screen(ctx.t("user-question-over")))
        return
    words = prompt.strip()
    match what:
        case PersonAct.GRANT | PersonAct.TAKE:
            amount, reason = credits_in(words.split())
            if amount <= 0:
                await ctx.chat.send(Screen(ctx.t("user-ask-number"), asks=True))
                return
            await clear_state(ctx.state)
            request = GrantRequest(
                owner_id=person_id,
                amount=amount if what is PersonAct.GRANT else -amount,
                reason=reason,
                operation_key=f"grant:{message_key(ctx.chat.bot, message)}",
            )
            await give(ctx, request, person_services.confirmations, person_services.groups)
        case PersonAct.NOTE:
            await clear_state(ctx.state)
            await person_services.contacts.note(person_id, words, by=ctx.person.id)
            await ctx.chat.send(await user_card(ctx, staff, person_services.records, person_id))
        case PersonAct.MESSAGE:
            await clear_state(ctx.state)
            request_ = MessageRequest(person_id=person_id, words=cut(words, LONGEST_MESSAGE))
            token = person_services.confirmations.ask(request_, by=ctx.person.id)
            named = await NamedPerson.of(person_id, ctx.user.people)
            await ctx.chat.send(views.message_preview(ctx.t, named, request_.words, token))
        case _:
            await clear_state(ctx.state)
            reason = "" if words in _NO_REASON else cut(words, LONGEST_REASON)
            await change_block(ctx, staff, person_id, blocked=True, reason=reason)


async def send(
    _: CallbackQuery,
    callback_data: SendToPersonButton,
    ctx: Context,
    confirmations: Confirmations,
    person_contacts: PersonContacts,
) -> None:
    """The message that was looked at goes out, once, or does not."""
    request = confirmations.take(callback_data.code, MessageRequest, by=ctx.person.id)
    await ctx.chat.answer_callback()
    if request is None:
        await ctx.chat.replace(Screen(ctx.t("user-question-over")))
        return
    if not callback_data.send:
        await ctx.chat.replace(Screen(ctx.t("grant-dropped")))
        return

    async def deliver() -> bool:
        t = await translator_of(ctx, request.person_id)
        try:
            await ctx.chat.bot.send_message(
                request.person_id,
                person_messages.message(t, request.words),
                parse_mode=ParseMode.HTML,
            )
        except (TelegramForbiddenError, TelegramBadRequest):
            return False
        return True

    await person_contacts.send(request.person_id, request.words, by=ctx.person.id, deliver=deliver)
    named = await NamedPerson.of(request.person_id, ctx.user.people)
    await ctx.chat.replace(Screen(ctx.t("user-message-sent", person=named.shown(ctx.t))))
