"""One tap from what the credits do not cover to what they do."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.person import Draft
from handlers.compose.alternatives import fitting
from handlers.compose.screens import next_screen
from handlers.core.callback_data import ApplySavingButton, SwitchModelButton
from handlers.core.fsm_states import asked_by, touch
from handlers.core.refusals import CardGone
from handlers.core.responder import Stage
from handlers.core.user_context import Desk


def build() -> Router:
    """The router of what is within reach."""
    router = Router(name="make")
    router.callback_query.register(make, SwitchModelButton.filter())
    router.callback_query.register(save, ApplySavingButton.filter())
    return router


async def make(
    _: CallbackQuery, callback_data: SwitchModelButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The wish with another model, its options cheaper where they must be, up to its price or to what is missing."""
    draft = await desk.draft(callback_data.draft)
    model = desk.shop.model(callback_data.slug)
    found = fitting(desk, draft, model, (await desk.balance()).available)
    if found is None:
        draft = await desk.with_model(draft, model)
    else:
        other, fit = found
        draft = await desk.keep(replace(other, choices=fit.choices))
    await _go_on(draft, desk, stage, state)


async def save(
    _: CallbackQuery, callback_data: ApplySavingButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Set the option, and show the price that comes of it."""
    draft = await desk.draft(callback_data.draft)
    option = desk.shop.offer(desk.shop.model(draft.model)).option(callback_data.option)
    if option is None or not 0 <= callback_data.choice < len(option.choices):
        raise CardGone
    draft = await desk.with_option(draft, option.name, option.choices[callback_data.choice])
    await _go_on(draft, desk, stage, state)


async def _go_on(draft: Draft, desk: Desk, stage: Stage, state: FSMContext) -> None:
    await stage.answer()
    await touch(state, draft.id)
    shown = await stage.turn(await next_screen(desk, draft, reply_to=await asked_by(state)))
    await desk.keep(replace(draft, message_id=shown))
