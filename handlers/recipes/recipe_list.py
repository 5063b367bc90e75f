"""From the list of recipes to one of them; also in one line."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.catalog.recipe import Recipe
from bot.generation.quote import Quoter
from handlers.core.buttons.recipe import RecipeButton, RecipesButton
from handlers.core.context import Context
from handlers.core.fsm_states import clear_state
from handlers.core.reply_input import references_of, words_of_reply
from handlers.core.views.screen import Screen
from handlers.recipes import views
from handlers.recipes.input_state import RecipeInput, save_input
from handlers.recipes.screens import RecipeScreens


def build() -> Router:
    """The router of /recipes, /recipe and the recipes' buttons."""
    router = Router(name="recipes")
    router.message.register(recipes, Command("recipes"))
    router.message.register(recipe, Command("recipe"))
    router.callback_query.register(recipes_tap, RecipesButton.filter())
    router.callback_query.register(open_card, RecipeButton.filter())
    return router


async def recipes(_: object, ctx: Context, quoter: Quoter) -> None:
    """Every recipe."""
    await ctx.chat.send(RecipeScreens(ctx, quoter).listed())


async def recipes_tap(_: CallbackQuery, ctx: Context, quoter: Quoter) -> None:
    """Every recipe, from a button."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(RecipeScreens(ctx, quoter).listed())


async def open_card(_: CallbackQuery, callback_data: RecipeButton, ctx: Context, quoter: Quoter) -> None:
    """A recipe's card; what is sent next is for it."""
    chosen = quoter.recipe(callback_data.slug)
    screen = await RecipeScreens(ctx, quoter).card(chosen)
    await ctx.chat.answer_callback()
    await save_input(ctx.state, RecipeInput(recipe=chosen.slug))
    await ctx.chat.replace(screen)
    await _ask_in_group(chosen, ctx)


async def recipe(message: Message, command: CommandObject, ctx: Context, quoter: Quoter) -> None:
    """A whole request in one line, by itself or as a reply: its price, or what it lacks."""
    await clear_state(ctx.state)
    recipe_screens = RecipeScreens(ctx, quoter)
    slug, _, said = (command.args or "").strip().partition(" ")
    if not slug:
        await ctx.chat.send(recipe_screens.listed())
        return
    chosen = quoter.recipe(slug)
    t, references = said.strip() or words_of_reply(message, ctx.chat.bot.id), references_of(message)
    recipe_input = RecipeInput(recipe=chosen.slug, prompt=t, references=references, asked=message.message_id)
    if t or references:
        await ctx.chat.send(await recipe_screens.next_screen(recipe_input))
        return
    await save_input(ctx.state, recipe_input)
    await ctx.chat.send(await recipe_screens.card(chosen))
    await _ask_in_group(chosen, ctx)


async def _ask_in_group(recipe: Recipe, ctx: Context) -> None:
    """Under privacy mode the answer to a card does not arrive; that to a question does."""
    if ctx.chat.in_group:
        asking = views.wanted(ctx.t, recipe, has_media=False)
        await ctx.chat.send(Screen(asking, asks=True))
