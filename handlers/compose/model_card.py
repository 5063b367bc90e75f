"""A model's card: opening it, and setting its options in place."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery

from bot.catalog.recipe import Recipe
from bot.catalog.spec import Option
from bot.domain.batch import MOST_COPIES, copies_of
from bot.domain.person import Draft
from bot.generation.voice_samples import VOICE, Sampler
from handlers.compose.recipe_screens import step_models
from handlers.compose.screens import option_facts, show_card
from handlers.compose.views import model_card as card
from handlers.compose.views import prompt, voices
from handlers.core.buttons.draft import CardButton, ChoiceButton, CopiesButton, OptionButton
from handlers.core.buttons.menu import PickButton
from handlers.core.carried import carried_draft
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget, LinkTo
from handlers.core.fsm_states import clear_state, expect_option
from handlers.core.refusals import CardGone
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of the cards' buttons."""
    router = Router(name="model_card")
    router.message.register(open_by_link, AnyCaseCommand("start"), LinkTo(LinkTarget.MODEL))
    router.callback_query.register(pick, PickButton.filter())
    router.callback_query.register(open_card, CardButton.filter())
    router.callback_query.register(open_option, OptionButton.filter())
    router.callback_query.register(choose, ChoiceButton.filter())
    router.callback_query.register(choose_copies, CopiesButton.filter())
    return router


async def pick(_: CallbackQuery, callback_data: PickButton, ctx: Context) -> None:
    """Open a model's card with what was said and sent so far; the options used last where none were said."""
    model = ctx.catalog.model(callback_data.slug)
    # Before a draft begins: "to the card" of a model that is not sold would lead in a circle.
    ctx.catalog.offer(model)
    ctx.catalog.require_allowed(model)
    preferences = await ctx.user.preferences()
    carried = await carried_draft(ctx, callback_data.draft)
    if carried is not None:
        draft = await ctx.drafts.with_model(carried, model, usual=preferences.choices_of(model.slug))
    else:
        draft = await ctx.drafts.open_as_before(ctx.chat.topic, model, preferences)
    await _show(draft, ctx)


async def open_by_link(_: object, link: DeepLink, ctx: Context) -> None:
    """A model's card by a link. Raises Refusal: it cannot be had now."""
    if link.value not in ctx.catalog.models:
        raise SkipHandler
    await clear_state(ctx.state)
    model = ctx.catalog.model(link.value)
    ctx.catalog.offer(model)
    await show_card(await ctx.drafts.open_as_before(ctx.chat.topic, model, await ctx.user.preferences()), ctx)


async def open_card(_: CallbackQuery, callback_data: CardButton, ctx: Context) -> None:
    """Back to the card."""
    await _show(await ctx.drafts.get(callback_data.draft), ctx)


async def open_option(
    _: CallbackQuery, callback_data: OptionButton, draft: Draft, ctx: Context, sampler: Sampler
) -> None:
    """The choices of one option, voices with what each is like, or the question for a value that is typed."""
    if (recipe := ctx.drafts.target(draft).recipe) is not None:
        await ctx.chat.answer_callback()
        await ctx.chat.replace(step_models(ctx, recipe, draft, callback_data.option))
        return
    model = ctx.catalog.model(draft.model)
    offer = ctx.catalog.offer(model)
    option = offer.option(callback_data.option)
    if option is None:
        raise CardGone
    await ctx.chat.answer_callback()
    page = callback_data.page
    screen = await option_screen(draft, option, ctx, samples=sampler.enabled, page=page)
    typed = not option.choices
    await (ctx.chat.ask(screen) if typed and ctx.chat.in_group else ctx.chat.replace(screen))


async def option_screen(
    draft: Draft, option: Option, ctx: Context, *, samples: bool, page: int = 0
) -> Screen:
    """A page of the option's choices; or the question for its value, and the next words are for it.

    `samples` says whether voices can be heard here.
    """
    facts = option_facts(ctx, draft, ctx.drafts.settled(draft))
    chosen = facts.settled.get(option.name, "")
    if not option.choices:
        await expect_option(ctx.state, draft.id, option.name)
        return prompt.ask_value(ctx.t, draft, option, chosen)
    if option.name == VOICE:
        return voices.voices(ctx.t, draft, option, chosen, page=page, samples=samples)
    return card.choices(ctx.t, facts, option, page=page)


async def choose(_: CallbackQuery, callback_data: ChoiceButton, draft: Draft, ctx: Context) -> None:
    """Set an option; whatever does not go with it is mended."""
    if (recipe := ctx.drafts.target(draft).recipe) is not None:
        await _show(await _with_recipe_choice(callback_data, draft, recipe, ctx), ctx)
        return
    offer = ctx.catalog.offer(ctx.catalog.model(draft.model))
    option = offer.option(callback_data.option)
    if option is None or not 0 <= callback_data.choice < len(option.buttons):
        raise CardGone
    draft = await ctx.drafts.with_option(draft, option.name, option.buttons[callback_data.choice])
    await _show(draft, ctx)


async def choose_copies(_: CallbackQuery, callback_data: CopiesButton, draft: Draft, ctx: Context) -> None:
    """Set how many are made at once. Raises CardGone."""
    if draft.is_undecided or draft.recipe is not None or not 1 <= callback_data.number <= MOST_COPIES:
        raise CardGone
    several = copies_of(callback_data.number)
    await _show(await ctx.drafts.save(replace(draft, several=several)), ctx)


async def _with_recipe_choice(button: ChoiceButton, draft: Draft, recipe: Recipe, ctx: Context) -> Draft:
    options = ctx.drafts.quoter.options(recipe, draft.choices)
    option = next((one for one in options if one.name == button.option), None)
    if option is None or not 0 <= button.choice < len(option.choices):
        raise CardGone
    return await ctx.drafts.with_recipe_choice(draft, recipe, option.name, option.choices[button.choice])


async def _show(draft: Draft, ctx: Context) -> None:
    await ctx.chat.answer_callback()
    await show_card(draft, ctx)
