"""What a result card says in the chat where it is shown."""

from __future__ import annotations

from dataclasses import replace

from bot.catalog.spec import Media
from bot.domain.generation import Generation
from bot.domain.writer import Ability
from bot.generation.result_reference import media_of
from handlers.core.context import Context
from handlers.results.views.result import ResultFacts


async def facts_here(generation: Generation, ctx: Context) -> ResultFacts:
    """The facts of a result: in a group with the marks of all, in private with the person's own."""
    of = None if ctx.chat.in_group else ctx.person.id
    hearts = await ctx.catalog.history.hearts(generation.id, of=of)
    return ResultFacts.of(generation, ctx.catalog.models, hearts=hearts)


async def with_writer(facts: ResultFacts, ctx: Context) -> ResultFacts:
    """Whether its pictures can be described, where it has any: read only for the page that offers it."""
    if not any(media_of(asset) is Media.PHOTO for asset in facts.generation.assets):
        return facts
    return replace(facts, is_describable=await ctx.user.writer.can(Ability.SEES))
