"""The buttons of a chain: make it, put it away, other words, continue it, stop it."""

from __future__ import annotations

from functools import partial

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.chains.confirm import ChainConfirmer
from bot.chains.quote import ChainQuoter
from bot.errors import ModelTroubled, ModelUnavailable, QuoteUnknown
from bot.generation.cancel import Canceller
from bot.generation.confirm import Confirmed
from bot.groups.refusals import ApprovalNeeded
from handlers.compose.screens import dismiss_draft, show_progress
from handlers.core.buttons.recipe import (
    ChainAgainButton,
    ChainStopButton,
    ChainWordsButton,
    ConfirmChainButton,
    DismissChainButton,
)
from handlers.core.context import Context
from handlers.core.fsm_states import clear_state
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.chain_text import step_name
from handlers.core.views.model_lists import credits_line
from handlers.core.views.screen import Screen
from handlers.recipes import views as recipes
from handlers.recipes.input_state import Pot, load_input, save_input
from handlers.recipes.screens import RecipeScreens


def build() -> Router:
    """The router of chains."""
    router = Router(name="chain")
    router.callback_query.register(go, ConfirmChainButton.filter())
    router.callback_query.register(drop, DismissChainButton.filter())
    router.callback_query.register(ask_words, ChainWordsButton.filter())
    router.callback_query.register(again, ChainAgainButton.filter())
    router.callback_query.register(stop, ChainStopButton.filter())
    return router


async def go(
    _: CallbackQuery,
    callback_data: ConfirmChainButton,
    ctx: Context,
    chain_confirmer: ChainConfirmer,
    chain_quoter: ChainQuoter,
) -> None:
    """Accept the price: the card becomes the progress message of the first step. A second tap changes nothing."""
    begin = partial(
        chain_confirmer.confirm,
        callback_data.chain,
        ctx.person.id,
        progress_message_id=ctx.chat.public_message_id,
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
        priced = await chain_quoter.again(callback_data.chain, ctx.person.id)
        await ctx.chat.answer_callback()
        await ctx.chat.replace(await RecipeScreens(ctx, chain_quoter).quote(priced, renewed=True))
        return
    if begun.repeated:
        await ctx.chat.answer_callback(ctx.t.plain("toast-already-started"))
        return
    await _leave(ctx.state, callback_data.chain)
    await ctx.chat.answer_callback(ctx.t.plain("toast-started"))
    first = Confirmed(generation=begun.steps[0], repeated=False, place=begun.place)
    await show_progress(first, ctx, ctx.chat.public_message_id)
    await ctx.chat.delete_menus(but=ctx.chat.public_message_id)


async def drop(
    _: CallbackQuery, callback_data: DismissChainButton, ctx: Context, chain_quoter: ChainQuoter
) -> None:
    """Put the price away; nothing was held."""
    chain = await chain_quoter.find(callback_data.chain, ctx.person.id)
    await _leave(ctx.state, chain.id)
    await dismiss_draft(ctx)


async def ask_words(
    _: CallbackQuery, callback_data: ChainWordsButton, ctx: Context, chain_quoter: ChainQuoter
) -> None:
    """Ask for other words; in a group as a question that is answered by a reply."""
    chain = await chain_quoter.find(callback_data.chain, ctx.person.id)
    await ctx.chat.answer_callback()
    pot = Pot(
        recipe=chain.recipe,
        prompt=chain.prompt,
        references=chain.references,
        chain=chain.id,
        asked=chain.reply_to,
    )
    await save_input(ctx.state, pot)
    asking = recipes.ask_words(ctx.t, chain_quoter.recipe(chain.recipe), chain.prompt)
    await ctx.chat.ask(Screen(asking))


async def again(
    _: CallbackQuery, callback_data: ChainAgainButton, ctx: Context, chain_quoter: ChainQuoter
) -> None:
    """The price of what was not made, today or days later."""
    priced = await chain_quoter.again(callback_data.chain, ctx.person.id)
    await ctx.chat.answer_callback()
    await ctx.chat.send(await RecipeScreens(ctx, chain_quoter).quote(priced))


async def stop(_: CallbackQuery, callback_data: ChainStopButton, ctx: Context, canceller: Canceller) -> None:
    """What is not at KIE yet is cancelled; what KIE has is finished."""
    stopped = await canceller.cancel_chain(callback_data.chain, ctx.person.id)
    await ctx.chat.answer_callback()
    money = credits_line(ctx.t, stopped.balance)
    if stopped.goes_on is not None:
        step = step_name(ctx.t, stopped.goes_on.chain_step)
        await ctx.chat.send(
            Screen(ctx.t("chain-stopped-after", step=step, returned=stopped.returned, money=money))
        )
        return
    onwards = inline_button(ctx.t.plain("button-chain-continue"), ChainAgainButton(chain=callback_data.chain))
    text = ctx.t("chain-stopped", returned=stopped.returned, money=money)
    await ctx.chat.replace(Screen(text, keyboard([[onwards]])))


async def _leave(state: FSMContext, chain_id: int) -> None:
    """End the dialogue, if it is about this chain."""
    pot = await load_input(state)
    if pot is not None and pot.chain == chain_id:
        await clear_state(state)
