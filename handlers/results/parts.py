"""Results that came together: what can be done with one of them, and back to all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aiogram.types import CallbackQuery

from bot.domain.batch import BatchKind
from bot.domain.generation import Generation
from bot.generation.continue_chain import ChainContinuer
from handlers.compose.screens import next_screen
from handlers.core.buttons.result import MissingPartsButton, PartButton, PartsAgainButton, PartsButton
from handlers.core.context import Context
from handlers.core.fsm_states import set_answer
from handlers.core.refusals import CardGone
from handlers.core.remix import is_own, reply_target_of
from handlers.recipes.continue_chain import make_step_again
from handlers.results.facts import facts_here, with_writer
from handlers.results.views.batch import batch, part, without_result
from handlers.results.views.result import ResultFacts, remix


async def show_part(
    _: CallbackQuery, callback_data: PartButton, generation: Generation, ctx: Context
) -> None:
    """What can be done with one of them, in place of the list; another member gets a message of their own."""
    facts = ResultFacts.of(generation, ctx.catalog.models)
    await ctx.chat.answer_callback()
    if not is_own(generation, ctx):
        await ctx.chat.send(remix(ctx.t, await with_writer(facts, ctx)), alone=True)
        return
    await ctx.chat.replace(part(ctx.t, await facts_here(generation, ctx)))


async def show_parts(
    _: CallbackQuery, callback_data: PartsButton, generation: Generation, ctx: Context
) -> None:
    """Back to the list, as it is now. Raises CardGone."""
    if generation.batch_id is None or not is_own(generation, ctx):
        raise CardGone
    await ctx.chat.answer_callback()
    parts = await ctx.user.store.parts(generation.batch_id)
    await ctx.chat.replace(batch(ctx.t, [ResultFacts.of(one, ctx.catalog.models) for one in parts]))


async def missing_again(
    _: CallbackQuery,
    callback_data: MissingPartsButton,
    generation: Generation,
    ctx: Context,
    chain_continuer: ChainContinuer,
) -> None:
    """The price of what came to nothing, once more. Raises CardGone: everything came."""
    await _once_more(generation, ctx, without_result, chain_continuer)


async def all_again(
    _: CallbackQuery,
    callback_data: PartsAgainButton,
    generation: Generation,
    ctx: Context,
    chain_continuer: ChainContinuer,
) -> None:
    """The price of all of it, once more. Raises CardGone."""
    await _once_more(generation, ctx, lambda parts: parts, chain_continuer)


async def _once_more(
    generation: Generation,
    ctx: Context,
    which: Callable[[Sequence[Generation]], Sequence[Generation]],
    chain_continuer: ChainContinuer,
) -> None:
    batch_row = await ctx.user.store.batch_of(generation)
    if batch_row is None:
        raise CardGone
    if batch_row.kind is BatchKind.CHOOSE:
        # Its recipe has their words, and goes on with one of them.
        await make_step_again(generation, ctx, chain_continuer)
        return
    parts = which([one for one in await ctx.user.store.parts(batch_row.id) if not one.deleted])
    if not parts:
        raise CardGone
    await ctx.chat.answer_callback()
    draft = await ctx.drafts.open_several(ctx.chat.topic, parts, batch_row.kind)
    shown = await ctx.chat.send(await next_screen(ctx, draft, reply_to=reply_target_of(generation, ctx)))
    await set_answer(ctx.state, draft.id, shown)
