"""The buttons of a chain: make it, put it away, other words, continue it, stop it."""

from __future__ import annotations

from functools import partial

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.errors import ModelTroubled, ModelUnavailable, QuoteUnknown
from bot.generation.quote import Quoter
from bot.groups.refusals import ApprovalNeeded
from handlers.compose.screens import dismiss_draft, show_progress
from handlers.core.buttons.recipe import (
    ChainAgainButton,
    ChainWordsButton,
    ConfirmChainButton,
    DismissChainButton,
)
from handlers.core.context import Context
from handlers.core.fsm_states import clear_state
from handlers.core.views.screen import Screen
from handlers.recipes import views as recipes
from handlers.recipes.input_state import RecipeInput, load_input, save_input
from handlers.recipes.screens import RecipeScreens


def build() -> Router:
    """The router of chains."""
    router = Router(name="chain")
    router.callback_query.register(go, ConfirmChainButton.filter())
    router.callback_query.register(drop, DismissChainButton.filter())
    router.callback_query.register(ask_words, ChainWordsButton.filter())
    router.callback_query.register(again, ChainAgainButton.filter())
    return router


async def go(
    _: CallbackQuery,
    callback_data: ConfirmChainButton,
    ctx: Context,
    quoter: Quoter,
) -> None:
    """Accept the price: the card becomes the progress message of the first step. A second tap changes nothing."""
    quote = await quoter.find_by_id(callback_data.chain, ctx.person.id)
    begin = partial(
        ctx.drafts.confirmer.confirm,
        quote.token,
        ctx.person.id,
        progress_message_id=ctx.chat.message_id,
    )
    try:
        begun = await begin()
    except ApprovalNeeded:
        # Above the group's limit a chain is begun by an admin, or not at all.
        if not await ctx.admins.is_admin(ctx.chat.bot, ctx.chat.topic.chat_id, ctx.person.id, now=True):
            raise
        begun = await begin(approved=True)
    except (QuoteUnknown, ModelTroubled, ModelUnavailable):
        # Too old, or a model stopped working since: the same at today's price, with models that work.
        priced = await quoter.again(callback_data.chain, ctx.person.id)
        await ctx.chat.answer_callback()
        await ctx.chat.replace(await RecipeScreens(ctx, quoter).quote(priced, renewed=True))
        return
    if begun.repeated:
        await ctx.chat.answer_callback(ctx.t.plain("toast-already-started"))
        return
    await _leave(ctx.state, callback_data.chain)
    await ctx.chat.answer_callback(ctx.t.plain("toast-started"))
    await show_progress(begun, ctx, ctx.chat.public_message)
    await ctx.chat.delete_menus(but=ctx.chat.public_message)


async def drop(_: CallbackQuery, callback_data: DismissChainButton, ctx: Context, quoter: Quoter) -> None:
    """Put the price away; nothing was held."""
    chain = await quoter.find_by_id(callback_data.chain, ctx.person.id)
    await _leave(ctx.state, chain.id)
    await dismiss_draft(ctx)


async def ask_words(_: CallbackQuery, callback_data: ChainWordsButton, ctx: Context, quoter: Quoter) -> None:
    """Ask for other words; in a group as a question that is answered by a reply."""
    chain = await quoter.find_by_id(callback_data.chain, ctx.person.id)
    await ctx.chat.answer_callback()
    recipe_input = RecipeInput(
        recipe=chain.recipe or "",
        prompt=chain.prompt,
        references=chain.references,
        chain=chain.id,
        asked=chain.reply_to,
    )
    await save_input(ctx.state, recipe_input)
    asking = recipes.ask_words(ctx.t, quoter.recipe(chain.recipe or ""), chain.prompt)
    await ctx.chat.ask(Screen(asking))


async def again(_: CallbackQuery, callback_data: ChainAgainButton, ctx: Context, quoter: Quoter) -> None:
    """The price of what was not made, today or days later."""
    priced = await quoter.again(callback_data.chain, ctx.person.id)
    await ctx.chat.answer_callback()
    await ctx.chat.send(await RecipeScreens(ctx, quoter).quote(priced))


async def _leave(state: FSMContext, chain_id: int) -> None:
    """End the conversation, if it is about this chain."""
    recipe_input = await load_input(state)
    if recipe_input is not None and recipe_input.chain == chain_id:
        await clear_state(state)
