"""One tap from what the credits do not cover to what they do."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.person import Draft
from handlers.compose.alternatives import fitting
from handlers.compose.screens import next_screen
from handlers.core.buttons.draft import ApplySavingButton, SwitchModelButton
from handlers.core.context import Context
from handlers.core.fsm_states import reply_target, set_current_draft
from handlers.core.refusals import CardGone
from handlers.core.shown_draft import show_draft_at


def build() -> Router:
    """The router of what is within reach."""
    router = Router(name="make")
    router.callback_query.register(switch_model, SwitchModelButton.filter())
    router.callback_query.register(apply_saving, ApplySavingButton.filter())
    return router


async def switch_model(
    _: CallbackQuery, callback_data: SwitchModelButton, draft: Draft, ctx: Context
) -> None:
    """The request with another model, its options cheaper where they must be, up to its price or to what is missing."""
    model = ctx.catalog.model(callback_data.slug)
    found = fitting(ctx, draft, model, (await ctx.paying_balance()).available)
    if found is None:
        draft = await ctx.drafts.with_model(draft, model)
    else:
        other, fit = found
        draft = await ctx.drafts.save(replace(other, choices=fit.choices))
    await _go_on(draft, ctx)


async def apply_saving(
    _: CallbackQuery, callback_data: ApplySavingButton, draft: Draft, ctx: Context
) -> None:
    """Set the option, and show the price that comes of it."""
    option = ctx.catalog.offer(ctx.catalog.model(draft.model)).option(callback_data.option)
    if option is None or not 0 <= callback_data.choice < len(option.choices):
        raise CardGone
    draft = await ctx.drafts.with_option(draft, option.name, option.choices[callback_data.choice])
    await _go_on(draft, ctx)


async def _go_on(draft: Draft, ctx: Context) -> None:
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id)
    shown = await ctx.chat.replace(await next_screen(ctx, draft, reply_to=await reply_target(ctx.state)))
    await show_draft_at(ctx, draft.id, shown)
