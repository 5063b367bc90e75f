"""Words and media for a recipe, as it asks for them."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import Message

from bot.domain.generation import Reference
from bot.errors import ReferenceNotTaken
from bot.generation.quote import Quoter
from handlers.core.context import Context
from handlers.core.filters import ForBot, HasMedia, HasWords
from handlers.core.incoming_media import check_downloadable
from handlers.recipes.input_state import InRecipe, RecipeInput
from handlers.recipes.screens import RecipeScreens
from handlers.recipes.views import title


def build() -> Router:
    """The router of what is sent for a recipe; it comes before drafts and suggestions."""
    router = Router(name="recipe_input")
    router.message.register(take_media, ForBot(), HasMedia(), InRecipe())
    router.message.register(take_words, ForBot(), HasWords(), InRecipe())
    return router


async def take_words(
    message: Message, prompt: str, recipe_input: RecipeInput, ctx: Context, quoter: Quoter
) -> None:
    """The recipe's words; after a quote, other words for the same."""
    filled = replace(recipe_input, prompt=prompt, asked=message.message_id)
    await ctx.chat.send(await RecipeScreens(ctx, quoter).next_screen(filled))


async def take_media(
    message: Message, reference: Reference, recipe_input: RecipeInput, ctx: Context, quoter: Quoter
) -> None:
    """The recipe's photo, video or audio; a caption is its words. Of an album the first one counts."""
    check_downloadable(reference)
    recipe = quoter.recipe(recipe_input.recipe)
    if reference.media not in recipe.given:
        raise ReferenceNotTaken(model=title(ctx.t, recipe.slug), media=str(reference.media))
    filled = replace(
        recipe_input.with_media(reference),
        prompt=message.caption or recipe_input.prompt,
        asked=message.message_id,
    )
    await ctx.chat.send(await RecipeScreens(ctx, quoter).next_screen(filled))
