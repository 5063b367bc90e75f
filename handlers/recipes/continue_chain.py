"""Going on from a result of a recipe, also of another person's: /continue as a reply, or the button below it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.generation.continue_chain import ChainContinuer, ContinueRequest
from bot.generation.quote import Quoter
from handlers.core.buttons.result import ContinueChainButton
from handlers.core.context import Context
from handlers.core.views.screen import Screen
from handlers.recipes.screens import RecipeScreens


def build() -> Router:
    """The router of who goes on."""
    router = Router(name="relay")
    router.message.register(by_command, Command("continue", ignore_case=True))
    router.callback_query.register(by_tap, ContinueChainButton.filter())
    return router


async def by_command(message: Message, ctx: Context, chain_continuer: ChainContinuer, quoter: Quoter) -> None:
    """The price of what follows the result that the command replies to."""
    if message.reply_to_message is None:
        await ctx.chat.send(Screen(ctx.t("continue-usage")))
        return
    priced = await chain_continuer.from_message(message.reply_to_message.message_id, _request(ctx))
    await ctx.chat.send(await RecipeScreens(ctx, quoter).quote(priced))


async def by_tap(
    _: CallbackQuery,
    callback_data: ContinueChainButton,
    ctx: Context,
    chain_continuer: ChainContinuer,
    quoter: Quoter,
) -> None:
    """The same by the button; the result keeps its card."""
    priced = await chain_continuer.from_generation(callback_data.generation, _request(ctx))
    await ctx.chat.answer_callback()
    await ctx.below().chat.send(await RecipeScreens(ctx, quoter).quote(priced))


def _request(ctx: Context) -> ContinueRequest:
    return ContinueRequest(
        person_id=ctx.person.id,
        language=ctx.t.language,
        chat_id=ctx.chat.topic.chat_id,
        thread_id=ctx.chat.topic.thread_id,
        reply_to=ctx.chat.message_id,
    )
