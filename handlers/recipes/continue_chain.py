"""Going on from a result of a recipe, also of somebody else's: /continue as a reply, or the button below it."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.chains.continue_chain import ChainContinuer, ContinueRequest
from bot.chains.quote import ChainQuoter
from handlers.core.callback_data import ContinueChainButton
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.screen import Screen
from handlers.recipes.screens import RecipeScreens


def build() -> Router:
    """The router of who goes on."""
    router = Router(name="relay")
    router.message.register(by_command, Command("continue", ignore_case=True))
    router.callback_query.register(by_tap, ContinueChainButton.filter())
    return router


async def by_command(
    message: Message, desk: Desk, stage: Stage, chain_continuer: ChainContinuer, chain_quoter: ChainQuoter
) -> None:
    """The price of what follows the result that the command replies to."""
    if message.reply_to_message is None:
        await stage.say(Screen(desk.t("continue-usage")))
        return
    priced = await chain_continuer.from_message(message.reply_to_message.message_id, _wish(desk, stage))
    await stage.say(await RecipeScreens(desk, chain_quoter).quote(priced))


async def by_tap(
    _: CallbackQuery,
    callback_data: ContinueChainButton,
    desk: Desk,
    stage: Stage,
    chain_continuer: ChainContinuer,
    chain_quoter: ChainQuoter,
) -> None:
    """The same by the button; the result keeps its card."""
    priced = await chain_continuer.from_generation(callback_data.generation, _wish(desk, stage))
    await stage.answer()
    await replace(stage, callback_query_id=None).say(await RecipeScreens(desk, chain_quoter).quote(priced))


def _wish(desk: Desk, stage: Stage) -> ContinueRequest:
    return ContinueRequest(
        person_id=desk.person.id,
        language=desk.t.language,
        chat_id=stage.place.chat_id,
        thread_id=stage.place.thread_id,
        reply_to=stage.message_id,
    )
