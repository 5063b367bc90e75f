"""A line that names no recipe, or several: those that may be meant, with everything that was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiogram.types import Message

from bot.catalog.recipe_names import NamedRecipes
from bot.i18n import Texts
from handlers.compose.gen_parser import parse, split_slug
from handlers.compose.new_request import EarlierItems
from handlers.compose.recipe_screens import priced_recipes
from handlers.compose.views.unused import with_kept
from handlers.core.context import Context
from handlers.core.fsm_states import note_words, suggest_draft
from handlers.core.views.recipe_text import recipe_title
from handlers.recipes import views


def recipe_names(ctx: Context, texts: Texts) -> Mapping[str, Sequence[str]]:
    """By slug what the recipes are called, in every language."""
    spoken = [texts.speaking(code) for code in texts.languages]
    return {
        recipe.slug: (recipe.slug, *(recipe_title(t, recipe.slug) for t in spoken))
        for recipe in ctx.drafts.quoter.recipes()
    }


async def suggest_recipes(
    named: NamedRecipes, line: str, came: EarlierItems, message: Message, ctx: Context
) -> None:
    """Offer the recipes that may be meant, or all of them; words, options and media wait for the tap.

    Args:
        named: what the line begins with.
        line: the name and what follows it.
        came: media and words that came with the line or that it replies to.
        message: the line's message.
        ctx: the update.
    """
    said = parse(named.rest)
    draft = await ctx.drafts.keep(
        ctx.chat.topic, prompt=said.prompt or came.words, references=came.references, choices=said.choices
    )
    await suggest_draft(ctx.state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    await note_words(ctx.state, {message.message_id: draft.prompt})
    every = [(recipe.slug, price) for recipe, price in priced_recipes(ctx)]
    meant = [entry for entry in every if entry[0] in named.slugs]
    name, _ = split_slug(line)
    await ctx.chat.send(
        with_kept(
            ctx.t, views.to_pick(ctx.t, name, meant or every, is_sure=named.is_sure and bool(meant)), draft
        )
    )
