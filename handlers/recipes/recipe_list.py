"""From the list of recipes to one of them; also in one line."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import Final

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.catalog.recipe import FORMAT, Recipe
from bot.errors import BadOption, UnknownRecipe
from handlers.compose.gen_parser import parse
from handlers.compose.probe import show_after_probe
from handlers.compose.recipe_screens import priced_recipes, recipe_card
from handlers.compose.screens import next_screen
from handlers.compose.views import recipe as view
from handlers.core.buttons.recipe import RecipeButton, RecipesButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget, LinkTo
from handlers.core.fsm_states import clear_state, set_answer, set_current_draft
from handlers.core.reply_input import references_of, words_of_reply
from handlers.core.views.screen import Screen
from handlers.recipes import views

_FORMAT: Final = re.compile(r"\d{1,2}:\d{1,2}")


def build() -> Router:
    """The router of /recipes, /recipe and the recipes' buttons."""
    router = Router(name="recipes")
    router.message.register(recipes, AnyCaseCommand("recipes"))
    router.message.register(recipe, AnyCaseCommand("recipe"))
    router.message.register(open_by_link, AnyCaseCommand("start"), LinkTo(LinkTarget.RECIPE))
    router.callback_query.register(recipes_tap, RecipesButton.filter())
    router.callback_query.register(open_card, RecipeButton.filter())
    return router


async def recipes(_: object, ctx: Context) -> None:
    """Every recipe."""
    await ctx.chat.send(views.listed(ctx.t, priced_recipes(ctx)))


async def recipes_tap(_: CallbackQuery, ctx: Context) -> None:
    """Every recipe, from a button."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.listed(ctx.t, priced_recipes(ctx)))


async def open_card(_: CallbackQuery, callback_data: RecipeButton, ctx: Context) -> None:
    """A recipe's card; what is sent next is for it."""
    chosen = ctx.drafts.quoter.recipe(callback_data.slug)
    await _open(chosen, ctx)
    await _ask_in_group(chosen, ctx)


async def open_by_link(_: object, link: DeepLink, ctx: Context) -> None:
    """A recipe's card by a link."""
    try:
        chosen = ctx.drafts.quoter.recipe(link.value)
    except UnknownRecipe:
        raise SkipHandler from None
    await clear_state(ctx.state)
    await _open(chosen, ctx)


async def _open(chosen: Recipe, ctx: Context) -> None:
    draft = await ctx.drafts.open_recipe(ctx.chat.topic, chosen)
    screen = await recipe_card(ctx, chosen, draft)
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id)
    await set_answer(ctx.state, draft.id, await ctx.chat.replace(screen))


async def recipe(message: Message, command: CommandObject, ctx: Context) -> None:
    """A whole request in one line, by itself or as a reply: its price, or what it lacks."""
    await clear_state(ctx.state)
    slug, _, typed = (command.args or "").strip().partition(" ")
    if not slug:
        await recipes(message, ctx)
        return
    chosen = ctx.drafts.quoter.recipe(slug)
    options = tuple(ctx.drafts.quoter.options(chosen, {}))
    said = parse(typed, replace(ctx.drafts.quoter.input(chosen), options=options))
    _require_known_format(chosen, said.prompt)
    prompt = said.prompt or words_of_reply(message, ctx.chat.bot.id)
    draft = await ctx.drafts.open_recipe(
        ctx.chat.topic,
        chosen,
        choices=ctx.drafts.recipe_choices(chosen, {}, said.choices),
        references=references_of(message),
    )
    await set_current_draft(ctx.state, draft.id, asked=message.message_id)
    if not prompt and not draft.references:
        await set_answer(ctx.state, draft.id, await ctx.chat.send(await recipe_card(ctx, chosen, draft)))
        await _ask_in_group(chosen, ctx)
        return
    if prompt:
        draft = await ctx.drafts.with_prompt(draft, prompt)
    await show_after_probe(draft, ctx, partial(next_screen, ctx, reply_to=message.message_id))


def _require_known_format(recipe: Recipe, words: str) -> None:
    """What has the shape of a format is no word of a picture. Raises BadOption."""
    first = words.partition(" ")[0]
    if recipe.formats and _FORMAT.fullmatch(first):
        raise BadOption(option=FORMAT, value=first, allowed=", ".join(recipe.formats))


async def _ask_in_group(recipe: Recipe, ctx: Context) -> None:
    """Under privacy mode the answer to a card does not arrive; that to a question does."""
    if ctx.chat.in_group:
        await ctx.chat.send(Screen(view.wanted(ctx.t, recipe, has_media=False), asks=True))
