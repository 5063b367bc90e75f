"""Results that came together: what can be done with one of them, and back to all."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from bot.domain.generation import Generation
from handlers.core.buttons.result import PartButton, PartsButton
from handlers.core.context import Context
from handlers.core.refusals import CardGone
from handlers.core.remix import is_own
from handlers.results.views.batch import batch, part
from handlers.results.views.result import ResultFacts, remix


async def show_part(
    _: CallbackQuery, callback_data: PartButton, generation: Generation, ctx: Context
) -> None:
    """What can be done with one of them, in place of the list; another member gets a message of their own."""
    facts = ResultFacts.of(generation, ctx.catalog.models)
    await ctx.chat.answer_callback()
    if not is_own(generation, ctx):
        await ctx.chat.send(remix(ctx.t, facts), alone=True)
        return
    await ctx.chat.replace(part(ctx.t, facts))


async def show_parts(
    _: CallbackQuery, callback_data: PartsButton, generation: Generation, ctx: Context
) -> None:
    """Back to the list, as it is now. Raises CardGone."""
    if generation.batch_id is None or not is_own(generation, ctx):
        raise CardGone
    await ctx.chat.answer_callback()
    parts = await ctx.user.store.parts(generation.batch_id)
    await ctx.chat.replace(batch(ctx.t, [ResultFacts.of(one, ctx.catalog.models) for one in parts]))
