"""Ideas, one tap each: an example, or a surprise, becomes the prompt and goes up to the quote."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.person import Draft
from handlers.compose import prompt_ideas as inspiration
from handlers.compose import song
from handlers.compose.screens import next_screen
from handlers.compose.views import prompt as view
from handlers.core.callback_data import ExampleButton, SurpriseButton
from handlers.core.fsm_states import asked_by, current_draft, song_step, touch
from handlers.core.refusals import CardGone
from handlers.core.responder import Stage
from handlers.core.user_context import Desk, Missing


def build() -> Router:
    """The router of ideas."""
    router = Router(name="ideas")
    router.callback_query.register(take_example, ExampleButton.filter())
    router.callback_query.register(surprise, SurpriseButton.filter())
    return router


async def take_example(
    _: CallbackQuery, callback_data: ExampleButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The example is the prompt."""
    draft = await desk.draft(callback_data.draft)
    prompt = inspiration.example(desk, draft, callback_data.place)
    if prompt is None:
        raise CardGone
    await _show(await desk.with_prompt(draft, prompt), desk, stage, state)


async def surprise(
    _: CallbackQuery, callback_data: SurpriseButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """A prompt that nobody wrote; once more makes another one."""
    draft = await desk.draft(callback_data.draft)
    prompt = inspiration.surprise(desk, draft, turn=callback_data.turn)
    await _show(await desk.with_prompt(draft, prompt), desk, stage, state, next_turn=callback_data.turn + 1)


async def _show(
    draft: Draft, desk: Desk, stage: Stage, state: FSMContext, *, next_turn: int | None = None
) -> None:
    """What comes next for the draft, in place of the tapped message."""
    await stage.answer()
    if await song_step(state) and await current_draft(state) == draft.id:
        await stage.turn(await song.after_words(desk, draft, stage, state))
        return
    await touch(state, draft.id)
    screen = await next_screen(desk, draft, reply_to=await asked_by(state))
    if next_turn is not None and desk.missing(draft) is Missing.NOTHING:
        screen = view.with_another(desk.t, screen, draft, next_turn)
    await stage.turn(screen)
