"""From the list of recipes to one of them; also in one line."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.catalog.recipe import Recipe
from bot.chains.quote import ChainQuoter
from handlers.core.callback_data import RecipeButton, RecipesButton
from handlers.core.fsm_states import leave
from handlers.core.reply_input import references_of, words_of_reply
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.screen import Screen
from handlers.recipes import views
from handlers.recipes.input_state import Pot, save_input
from handlers.recipes.screens import RecipeScreens


def build() -> Router:
    """The router of /recipes, /recipe and the recipes' buttons."""
    router = Router(name="recipes")
    router.message.register(recipes, Command("recipes"))
    router.message.register(recipe, Command("recipe"))
    router.callback_query.register(recipes_tap, RecipesButton.filter())
    router.callback_query.register(open_card, RecipeButton.filter())
    return router


async def recipes(_: object, desk: Desk, stage: Stage, chain_quoter: ChainQuoter) -> None:
    """Every recipe."""
    await stage.say(RecipeScreens(desk, chain_quoter).listed())


async def recipes_tap(_: CallbackQuery, desk: Desk, stage: Stage, chain_quoter: ChainQuoter) -> None:
    """Every recipe, from a button."""
    await stage.answer()
    await stage.turn(RecipeScreens(desk, chain_quoter).listed())


async def open_card(
    _: CallbackQuery,
    callback_data: RecipeButton,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    chain_quoter: ChainQuoter,
) -> None:
    """A recipe's card; what is sent next is for it."""
    chosen = chain_quoter.recipe(callback_data.slug)
    screen = await RecipeScreens(desk, chain_quoter).card(chosen)
    await stage.answer()
    await save_input(state, Pot(recipe=chosen.slug))
    await stage.turn(screen)
    await _ask_in_group(chosen, desk, stage)


async def recipe(
    message: Message,
    command: CommandObject,
    bot: Bot,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    chain_quoter: ChainQuoter,
) -> None:
    """A whole wish in one line, by itself or as a reply: its price, or what it lacks."""
    await leave(state)
    recipe_screens = RecipeScreens(desk, chain_quoter)
    slug, _, said = (command.args or "").strip().partition(" ")
    if not slug:
        await stage.say(recipe_screens.listed())
        return
    chosen = chain_quoter.recipe(slug)
    t, references = said.strip() or words_of_reply(message, bot.id), references_of(message)
    pot = Pot(recipe=chosen.slug, prompt=t, references=references, asked=message.message_id)
    if t or references:
        await stage.say(await recipe_screens.next_screen(pot, stage, state))
        return
    await save_input(state, pot)
    await stage.say(await recipe_screens.card(chosen))
    await _ask_in_group(chosen, desk, stage)


async def _ask_in_group(recipe: Recipe, desk: Desk, stage: Stage) -> None:
    """Under privacy mode the answer to a card does not arrive; that to a question does."""
    if stage.in_group:
        asking = views.wanted(desk.t, recipe, has_media=False)
        await stage.say(Screen(asking, asks=True))
