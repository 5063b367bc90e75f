"""Options that are typed instead of tapped: a title, a number, what to leave out."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.person import Draft
from handlers.compose import song
from handlers.compose.long_text import goes_on
from handlers.compose.prompt import take as take_prompt
from handlers.compose.screens import show_card
from handlers.core.callback_data import ClearOptionButton
from handlers.core.filters import AwaitsOption, ForBot, HasWords
from handlers.core.fsm_states import song_step
from handlers.core.responder import Stage
from handlers.core.user_context import Desk


def build() -> Router:
    """The router of typed options; it comes before the prompts."""
    router = Router(name="typed_option")
    router.message.register(take, ForBot(), HasWords(), AwaitsOption())
    router.callback_query.register(unset, ClearOptionButton.filter())
    return router


async def take(
    message: Message, prompt: str, draft_id: int, option: str, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The words are the option's value; one that it does not take is explained and awaited again."""
    singing = await song_step(state)
    if singing and await goes_on(state, message):
        # The next piece of the lyrics, cut by the app: the question that it overtook is asked again.
        await take_prompt(message, prompt, draft_id, desk, stage, state)
        return
    draft = await desk.with_option(await desk.draft(draft_id), option, prompt)
    if singing:
        await stage.say(await song.after_option(option, desk, draft, stage, state))
        return
    await _show(draft, desk, stage, state)


async def unset(
    _: CallbackQuery, callback_data: ClearOptionButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The option is left out."""
    draft = await desk.with_option(await desk.draft(callback_data.draft), callback_data.option, "")
    await _show(draft, desk, stage, state)


async def _show(draft: Draft, desk: Desk, stage: Stage, state: FSMContext) -> None:
    await stage.answer()
    await show_card(draft, desk, stage, state)
