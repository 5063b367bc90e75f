"""From the list of recipes to one of them; also in one line."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.catalog.recipe import Recipe
from bot.catalog.recipe_names import recipes_named
from bot.errors import BadOption, UnknownOption, UnknownRecipe
from bot.i18n import Texts
from handlers.compose.gen_parser import parse
from handlers.compose.new_request import EarlierItems, begin_request
from handlers.compose.probe import show_after_probe
from handlers.compose.recipe_screens import priced_recipes, recipe_card
from handlers.compose.screens import next_screen
from handlers.compose.views import recipe as view
from handlers.core.buttons.recipe import RecipeButton, RecipesButton
from handlers.core.carried import lately_carried
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget, LinkTo
from handlers.core.fsm_states import answer_of, clear_state, reply_target, set_answer, set_current_draft
from handlers.core.given_media import given_media
from handlers.core.reply_input import words_of_reply
from handlers.core.shown_draft import replaced
from handlers.core.views.screen import Screen
from handlers.recipes import views
from handlers.recipes.suggest_recipes import recipe_names, suggest_recipes


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
    await _open(chosen, ctx, named=callback_data.draft)
    await _ask_in_group(chosen, ctx)


async def open_by_link(_: object, link: DeepLink, ctx: Context) -> None:
    """A recipe's card by a link."""
    try:
        chosen = ctx.drafts.quoter.recipe(link.value)
    except UnknownRecipe:
        raise SkipHandler from None
    await clear_state(ctx.state)
    await _open(chosen, ctx)


async def _open(chosen: Recipe, ctx: Context, *, named: int | None = None) -> None:
    """The card of the recipe; with what was said and sent before (for the `named` draft), its price or what it still lacks.

    Nothing starts without a question: what was said before was not said for this recipe.
    """
    carried = await ctx.drafts.get(named) if named is not None else await lately_carried(ctx)
    asked = await reply_target(ctx.state)
    media = carried.media if carried is not None else ()
    draft = await ctx.drafts.open_recipe(ctx.chat.topic, chosen, references=media)
    if carried is not None and carried.choices:
        taken, unfit = _taken(chosen, carried.choices, ctx)
        draft = await ctx.drafts.save(replace(draft, choices=taken, unused_choices=unfit))
    if carried is not None and carried.prompt:
        draft = await ctx.drafts.with_prompt(draft, carried.prompt)
    if carried is not None:
        former = await answer_of(ctx.state, carried.id)
        await set_current_draft(ctx.state, draft.id, asked=asked)
        await ctx.chat.answer_callback()
        ctx = ctx.asking()
        await show_after_probe(draft, ctx, partial(next_screen, ctx, reply_to=asked))
        await replaced(ctx, carried, former)
        return
    screen = await recipe_card(ctx, chosen, draft)
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id)
    await set_answer(ctx.state, draft.id, await ctx.chat.replace(screen))


def _taken(
    chosen: Recipe, said: Mapping[str, str], ctx: Context
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Those of the options that the recipe has, and the others."""
    taken: dict[str, str] = {}
    for name, value in said.items():
        with suppress(BadOption, UnknownOption):
            taken.update(ctx.drafts.recipe_choices(chosen, taken, {name: value}))
    return taken, {name: value for name, value in said.items() if name not in taken}


async def recipe(message: Message, command: CommandObject, ctx: Context, texts: Texts) -> None:
    """A whole request in one line, by itself or as a reply: its price, or what it lacks.

    Raises:
        Refusal: the recipe does not have such an option or take such words, or media cannot be used.
    """
    line = (command.args or "").strip()
    earlier = await begin_request(message, ctx)
    came = EarlierItems(
        references=(*earlier.references, *await given_media(message, ctx)),
        words=earlier.words or words_of_reply(message, ctx.chat.bot.id),
    )
    if not (line or came.references or came.words):
        await recipes(message, ctx)
        return
    named = recipes_named(line, recipe_names(ctx, texts))
    if named.only is None:
        await suggest_recipes(named, line, came, message, ctx)
        return
    chosen = ctx.drafts.quoter.recipe(named.only)
    options = tuple(ctx.drafts.quoter.options(chosen, {}))
    said = parse(named.rest, replace(ctx.drafts.quoter.input(chosen), options=options))
    prompt = said.prompt or came.words
    draft = await ctx.drafts.open_recipe(
        ctx.chat.topic,
        chosen,
        choices=ctx.drafts.recipe_choices(chosen, {}, said.choices),
        references=came.references,
    )
    await set_current_draft(ctx.state, draft.id, asked=message.message_id)
    if said.unfit:
        if prompt:  # the card that the refusal leads to has the words
            draft = await ctx.drafts.with_prompt(draft, prompt)
        ctx.drafts.recipe_choices(chosen, draft.choices, said.unfit)
    if not prompt and not draft.references:
        await set_answer(ctx.state, draft.id, await ctx.chat.send(await recipe_card(ctx, chosen, draft)))
        await _ask_in_group(chosen, ctx)
        return
    if prompt:
        draft = await ctx.drafts.with_prompt(draft, prompt)
    await show_after_probe(draft, ctx, partial(next_screen, ctx, reply_to=message.message_id))


async def _ask_in_group(recipe: Recipe, ctx: Context) -> None:
    """Under privacy mode the answer to a card does not arrive; that to a question does."""
    if ctx.chat.in_group:
        await ctx.chat.send(Screen(view.wanted(ctx.t, recipe, has_media=False), asks=True))
