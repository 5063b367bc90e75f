"""The quote card's buttons: price, generate, put away."""

from __future__ import annotations

from functools import partial

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.group import Group
from bot.errors import QuoteUnknown
from bot.generation.confirm import Confirmer
from bot.groups.refusals import ApprovalNeeded
from bot.i18n import Texts
from handlers.compose.approval import ask_admins
from handlers.compose.auto_confirm import is_underway
from handlers.compose.probe import ProbeContext, show_after_probe
from handlers.compose.screens import next_screen, put_away, quote_screen, show_progress
from handlers.core.callback_data import DismissButton, GenerateButton, PriceButton
from handlers.core.chat_admins import ChatAdmins
from handlers.core.fsm_states import asked_by, current_draft, leave, touch
from handlers.core.group_words import group_words
from handlers.core.responder import Stage
from handlers.core.user_context import Desk


def build() -> Router:
    """The router of quotes."""
    router = Router(name="quote")
    router.callback_query.register(price, PriceButton.filter())
    router.callback_query.register(generate, GenerateButton.filter())
    router.callback_query.register(dismiss, DismissButton.filter())
    return router


async def price(
    _: CallbackQuery,
    callback_data: PriceButton,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    probe_context: ProbeContext,
) -> None:
    """The exact price of a draft, or what is still missing."""
    draft = await desk.draft(callback_data.draft)
    if await is_underway(desk, stage):
        await stage.answer(desk.t.plain("toast-already-started"))
        return
    await stage.answer()
    await touch(state, draft.id)
    show = partial(next_screen, desk, reply_to=await asked_by(state))
    await show_after_probe(draft, probe_context, desk, stage, state, show)


async def generate(
    _: CallbackQuery,
    callback_data: GenerateButton,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    confirmer: Confirmer,
    chat_admins: ChatAdmins,
    texts: Texts,
    group: Group | None = None,
) -> None:
    """Accept the quote: the card becomes the progress message. A second tap changes nothing."""
    token, person_id = callback_data.token, desk.person.id
    try:
        confirmed = await confirmer.confirm(token, person_id, progress_message_id=stage.public_id)
    except QuoteUnknown:
        await _renew(token, desk, stage, state)
        return
    except ApprovalNeeded:
        if not await chat_admins.is_admin(stage.bot, stage.place.chat_id, person_id, now=True):
            await ask_admins(token, group_words(desk, group, texts), desk, stage, state)
            return
        confirmed = await confirmer.confirm(
            token, person_id, progress_message_id=stage.public_id, approved=True
        )
    if confirmed.repeated:
        await stage.answer(desk.t.plain("toast-already-started"))
        return
    if await current_draft(state) == callback_data.draft:
        await leave(state)
    await stage.answer(desk.t.plain("toast-started"))
    await show_progress(confirmed, desk, stage, stage.public_id)
    await stage.clear_away(callback_data.draft, but=stage.public_id)


async def dismiss(
    _: CallbackQuery, callback_data: DismissButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Put the quote away; nothing was held."""
    draft = await desk.draft(callback_data.draft)
    if await current_draft(state) == draft.id:
        await leave(state)
    await put_away(desk, stage, draft.id)


async def _renew(token: str, desk: Desk, stage: Stage, state: FSMContext) -> None:
    """The price is too old to be kept: the same wish at today's price. Raises QuoteUnknown when it is forgotten."""
    old = await desk.quoter.find(token, desk.person.id)
    await stage.answer()
    draft = await desk.open_like(stage.place, old)
    await touch(state, draft.id)
    await stage.turn(await quote_screen(desk, draft, reply_to=old.reply_to, renewed=True))
