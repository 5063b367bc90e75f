"""What a result card says in the chat where it is shown."""

from __future__ import annotations

from bot.domain.generation import Generation
from handlers.core.context import Context
from handlers.results.views.result import ResultFacts


async def facts_here(generation: Generation, ctx: Context) -> ResultFacts:
    """The facts of a result: in a group with the marks of all, in private with the person's own."""
    of = None if ctx.chat.in_group else ctx.person.id
    hearts = await ctx.catalog.history.hearts(generation.id, of=of)
    return ResultFacts.of(generation, ctx.catalog.models, hearts=hearts)
