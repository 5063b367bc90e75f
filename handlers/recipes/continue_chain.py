"""Going on with a recipe: from where it ended, with another prompt, or from a result, also of another person's."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.generation import Generation
from bot.domain.quote import Quote
from bot.generation.continue_chain import ChainContinuer, ContinueRequest
from bot.generation.quote import PricedQuote
from handlers.compose.auto_confirm import auto_confirm
from handlers.compose.screens import priced_screen, prompt_screen, quote_screen
from handlers.core.buttons.recipe import ChainAgainButton, ChainWordsButton
from handlers.core.buttons.result import ContinueChainButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.fsm_states import set_answer, set_current_draft
from handlers.core.remix import reply_target_of
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of /continue and its buttons."""
    router = Router(name="continue")
    router.message.register(by_command, AnyCaseCommand("continue"))
    router.callback_query.register(by_tap, ContinueChainButton.filter())
    router.callback_query.register(again, ChainAgainButton.filter())
    router.callback_query.register(ask_prompt, ChainWordsButton.filter())
    return router


async def by_command(message: Message, ctx: Context, chain_continuer: ChainContinuer) -> None:
    """The price of what follows the result that the command replies to."""
    if message.reply_to_message is None:
        await ctx.chat.send(Screen(ctx.t("continue-usage")))
        return
    priced = await chain_continuer.from_message(message.reply_to_message.message_id, request_here(ctx))
    await show_priced(priced, ctx)


async def by_tap(
    _: CallbackQuery,
    callback_data: ContinueChainButton,
    generation: Generation,
    ctx: Context,
    chain_continuer: ChainContinuer,
) -> None:
    """The same by the button; the result keeps its card."""
    request = replace(request_here(ctx), reply_to=reply_target_of(generation, ctx))
    priced = await chain_continuer.from_generation(generation.id, request)
    await ctx.chat.answer_callback()
    await show_priced(priced, ctx)


async def make_step_again(generation: Generation, ctx: Context, chain_continuer: ChainContinuer) -> None:
    """The price of a recipe's step, and of those after it, from what the steps before it have made."""
    request = replace(request_here(ctx), reply_to=reply_target_of(generation, ctx))
    priced = await chain_continuer.step_again(generation.id, request)
    await ctx.chat.answer_callback()
    await show_priced(priced, ctx)


async def again(_: CallbackQuery, callback_data: ChainAgainButton, quote: Quote, ctx: Context) -> None:
    """The price of what was not made, today or days later."""
    draft = await ctx.drafts.open_again(ctx.chat.topic, quote)
    screen = await quote_screen(ctx, draft, reply_to=_reply_target(quote, ctx))
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id, asked=_reply_target(quote, ctx))
    shown = await ctx.chat.send(screen)
    await set_answer(ctx.state, draft.id, shown)
    await auto_confirm(ctx, draft, shown)


async def ask_prompt(_: CallbackQuery, callback_data: ChainWordsButton, quote: Quote, ctx: Context) -> None:
    """Ask for another prompt; in a group as a question that is answered by a reply."""
    await ctx.chat.answer_callback()
    draft = await ctx.drafts.open_again(ctx.chat.topic, quote)
    await set_current_draft(ctx.state, draft.id, asked=_reply_target(quote, ctx))
    await ctx.chat.ask(await prompt_screen(ctx, draft))


async def show_priced(priced: PricedQuote, ctx: Context) -> None:
    """The price of what goes on, as a draft of its own. Nothing starts without a question."""
    draft = await ctx.drafts.open_again(ctx.chat.topic, priced.quote, priced=True)
    await set_current_draft(ctx.state, draft.id, asked=priced.quote.reply_to)
    await set_answer(ctx.state, draft.id, await ctx.chat.send(await priced_screen(ctx, draft, priced)))


def request_here(ctx: Context) -> ContinueRequest:
    """Who goes on, and where."""
    return ContinueRequest(
        person_id=ctx.person.id,
        language=ctx.t.language,
        chat_id=ctx.chat.topic.chat_id,
        thread_id=ctx.chat.topic.thread_id,
        reply_to=ctx.chat.message_id,
    )


def _reply_target(quote: Quote, ctx: Context) -> int | None:
    """The message that asked for it, where that is in this chat."""
    return quote.reply_to if quote.chat_id == ctx.chat.topic.chat_id else None
