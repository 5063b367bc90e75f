"""What costs more than a group's limit waits for an admin of the group: any of them, as it is when they tap."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.person import PersonRepository
from bot.errors import AccountBlocked, QuoteUnknown, Refusal
from bot.generation.confirm import Confirmer
from bot.groups.administration import GroupAdministration
from bot.groups.refusals import KindNotAllowed, ModelNotAllowed, TooDearForGroup, WordBanned
from bot.i18n import Html, Texts, Translator
from bot.ports import Quote
from handlers.compose.screens import show_progress
from handlers.compose.views import quote as views
from handlers.core.callback_data import ApproveButton, GenerateButton
from handlers.core.chat_admins import ChatAdmins
from handlers.core.fsm_states import leave
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.refusals import CardGone, NotGroupAdmin
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of the admins' answers."""
    router = Router(name="approval")
    router.callback_query.register(decide, ApproveButton.filter())
    return router


async def ask_admins(token: str, t: Translator, desk: Desk, stage: Stage, state: FSMContext) -> None:
    """The asker accepts the price: the card becomes the question to the group's admins, in words for all of them."""
    priced = await desk.quoter.priced(token)
    await leave(state)
    await stage.answer()
    asker = _mention(t, desk.person.id, desk.person.name)
    shown = await stage.publish(views.approval(t, priced, desk.shop.offer(priced.model), asker=asker))
    await stage.clear_away(but=shown)


async def decide(
    _: CallbackQuery,
    callback_data: ApproveButton,
    desk: Desk,
    stage: Stage,
    confirmer: Confirmer,
    group_administration: GroupAdministration,
    chat_admins: ChatAdmins,
    people: PersonRepository,
    texts: Texts,
) -> None:
    """An admin agrees: it is made for the asker, within the rules as they are now. Or does not: nothing was held.

    The first answer counts, whoever gives it. Who asked may take the request back.
    """
    person_id = desk.person.id
    quote = (await desk.quoter.priced(callback_data.token)).quote
    if quote.chat_id != stage.place.chat_id:
        raise CardGone
    takes_back = not callback_data.agree and quote.person_id == person_id
    if not takes_back and not await chat_admins.is_admin(stage.bot, quote.chat_id, person_id, now=True):
        raise NotGroupAdmin
    # The card goes on in the group's language, or that of who asked; only toasts are the admin's.
    toasts, desk = desk.t, replace(desk, t=texts.speaking(quote.language))
    asker = await _asker(desk, people, quote)
    if not callback_data.agree:
        if await confirmer.withdraw(quote.token):
            await stage.answer()
            said = desk.t("approval-withdrawn" if takes_back else "approval-declined", name=asker)
            await stage.turn(Screen(said))
        else:
            await stage.answer(toasts.plain("toast-already-started"))
    elif not await chat_admins.is_member(stage.bot, quote.chat_id, quote.person_id):
        await stage.answer()
        await confirmer.withdraw(quote.token)
        await stage.turn(Screen(desk.t("approval-asker-gone", name=asker)))
    else:
        await _agree(quote, person_id, confirmer, group_administration, desk, stage, toasts, asker)


async def _agree(
    quote: Quote,
    admin_id: int,
    confirmer: Confirmer,
    group_administration: GroupAdministration,
    desk: Desk,
    stage: Stage,
    toasts: Translator,
    asker: Html,
) -> None:
    try:
        confirmed = await confirmer.confirm(
            quote.token, quote.person_id, progress_message_id=stage.message_id, approved=True
        )
    except Refusal as refusal:
        await stage.answer()
        await stage.turn(_refused(desk.t, quote, refusal, asker))
        return
    if confirmed.repeated:
        await stage.answer(toasts.plain("toast-already-started"))
        return
    await group_administration.note_approval(quote.chat_id, admin_id, quote.price)
    await stage.answer(toasts.plain("toast-started"))
    await show_progress(confirmed, desk, stage, stage.message_id)


def _refused(t: Translator, quote: Quote, refusal: Refusal, asker: Html) -> Screen:
    """Why it is not made although an admin agreed, said to who asked; what may still become possible stays open."""
    if isinstance(refusal, QuoteUnknown):
        again = inline_button(t.plain("button-ask-again"), GenerateButton(token=quote.token, draft=0))
        why = t("approval-outdated")
        return Screen(t("approval-not-any-more", name=asker, why=why), keyboard([[again]]))
    why = Html(refusal_text(t, refusal))
    if isinstance(refusal, _FINAL):
        return Screen(t("approval-not-any-more", name=asker, why=why))
    return Screen(t("approval-not-now", name=asker, why=why), views.approval_buttons(t, quote))


async def _asker(desk: Desk, people: PersonRepository, quote: Quote) -> Html:
    """Who asked, as a mention."""
    asker = await people.person(quote.person_id)
    return _mention(desk.t, quote.person_id, asker.name if asker else "")


def _mention(t: Translator, person_id: int, name: str) -> Html:
    return t("mention", id=person_id, name=name or str(person_id))


_FINAL = (AccountBlocked, KindNotAllowed, ModelNotAllowed, TooDearForGroup, WordBanned)
"""Refusals that no second try changes."""
