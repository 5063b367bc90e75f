"""Comparing models by taps: the list of those that can make the same, marks on it, and the way back."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.batch import MOST_COMPARED, comparison_of
from bot.domain.person import Draft
from handlers.compose.comparison import can_compare, comparable, compared, comparison_screen
from handlers.compose.screens import show_card
from handlers.core.buttons.draft import CompareButton, CompareNoMoreButton, CompareWithButton
from handlers.core.context import Context
from handlers.core.fsm_states import set_current_draft
from handlers.core.refusals import CardGone
from handlers.core.shown_draft import show_draft_at


def build() -> Router:
    """The router of comparisons."""
    router = Router(name="comparison")
    router.callback_query.register(show_models, CompareButton.filter())
    router.callback_query.register(mark, CompareWithButton.filter())
    router.callback_query.register(end, CompareNoMoreButton.filter())
    return router


async def show_models(_: CallbackQuery, callback_data: CompareButton, draft: Draft, ctx: Context) -> None:
    """The models that can make the same, each with its price. Raises CardGone: there is none."""
    if not can_compare(ctx, draft):
        raise CardGone
    await ctx.chat.answer_callback()
    await _show_list(ctx, draft, callback_data.page)


async def mark(_: CallbackQuery, callback_data: CompareWithButton, draft: Draft, ctx: Context) -> None:
    """Compare with a model, or with it no more. Raises CardGone: it is none that can make the same."""
    slug = callback_data.slug
    able = {step.model for step in comparable(ctx, draft)} if can_compare(ctx, draft) else set()
    if slug not in able:
        raise CardGone
    chosen = [one for one in compared(draft) if one in {draft.model, *able} - {slug}]
    if callback_data.on and len(chosen) >= MOST_COMPARED:
        await ctx.chat.answer_callback(ctx.t.plain("toast-compare-full", most=MOST_COMPARED))
        return
    models = (*chosen, slug) if callback_data.on else tuple(chosen)
    several = comparison_of(models, instead_of=draft.several)
    if several != draft.several:
        draft = await ctx.drafts.save(replace(draft, several=several))
    await ctx.chat.answer_callback()
    await _show_list(ctx, draft, callback_data.page)


async def end(_: CallbackQuery, callback_data: CompareNoMoreButton, draft: Draft, ctx: Context) -> None:
    """The price of the draft's own model alone, as it was before. Raises CardGone."""
    if draft.is_undecided or draft.recipe is not None:
        raise CardGone
    await ctx.chat.answer_callback()
    if draft.several is not None and draft.several.compares:
        draft = await ctx.drafts.save(replace(draft, several=comparison_of((), instead_of=draft.several)))
    await show_card(draft, ctx)


async def _show_list(ctx: Context, draft: Draft, page: int) -> None:
    await set_current_draft(ctx.state, draft.id)
    shown = await ctx.chat.replace(await comparison_screen(ctx, draft, page=page))
    await show_draft_at(ctx, draft.id, shown)
