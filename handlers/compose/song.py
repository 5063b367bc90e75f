"""A song from its parts: lyrics, then style, then title, each with a way on, then the quote."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.catalog.choices import settle
from bot.catalog.song_options import CUSTOM, INSTRUMENTAL, MODE, SIMPLE, SINGER, STYLE, TITLE, has_custom_mode
from bot.domain.person import Draft
from handlers.compose import prompt_ideas as inspiration
from handlers.compose.screens import next_screen, show_card
from handlers.compose.views import song as view
from handlers.core.callback_data import SongButton, SongPickButton, SongStep
from handlers.core.fsm_states import asked_by, expect_song_step, touch
from handlers.core.refusals import CardGone
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.screen import Screen

_ASKED_FOR = {SongStep.STYLE: STYLE, SongStep.TITLE: TITLE}
_AFTER = {STYLE: SongStep.TITLE, TITLE: SongStep.DONE, SINGER: SongStep.STYLE}


def build() -> Router:
    """The router of songs."""
    router = Router(name="song")
    router.callback_query.register(go, SongButton.filter())
    router.callback_query.register(pick, SongPickButton.filter())
    return router


async def go(
    _: CallbackQuery, callback_data: SongButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """To a question, to the quote, or back to a song from a description."""
    draft, step = await desk.draft(callback_data.draft), callback_data.step
    if not has_custom_mode(desk.shop.offer(desk.shop.model(draft.model))):
        raise CardGone
    await stage.answer()
    if step is SongStep.SIMPLE:
        await show_card(await desk.with_option(draft, MODE, SIMPLE), desk, stage, state)
        return
    if step in {SongStep.LYRICS, SongStep.INSTRUMENTAL}:
        silent = "on" if step is SongStep.INSTRUMENTAL else "off"
        draft = await desk.with_option(draft, MODE, CUSTOM)
        draft = await desk.with_option(draft, INSTRUMENTAL, silent)
    shown = SongStep.STYLE if step is SongStep.INSTRUMENTAL else step
    await stage.turn(await screen_at(shown, desk, draft, stage, state))


async def pick(
    _: CallbackQuery, callback_data: SongPickButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """A ready-made style, a singer, or the title from the lyrics; then the next question."""
    draft = await desk.draft(callback_data.draft)
    offer = desk.shop.offer(desk.shop.model(draft.model))
    option = offer.option(callback_data.option)
    if option is None or option.name not in _AFTER:
        raise CardGone
    values = (view.suggested_title(draft, offer),) if option.name == TITLE else option.buttons
    if not 0 <= callback_data.choice < len(values):
        raise CardGone
    await stage.answer()
    draft = await desk.with_option(draft, option.name, values[callback_data.choice])
    await stage.turn(await screen_at(_AFTER[option.name], desk, draft, stage, state))


async def after_words(desk: Desk, draft: Draft, stage: Stage, state: FSMContext) -> Screen:
    """The question that follows the lyrics."""
    return await screen_at(SongStep.STYLE, desk, draft, stage, state)


async def after_option(option: str, desk: Desk, draft: Draft, stage: Stage, state: FSMContext) -> Screen:
    """The question that follows a typed style or title."""
    return await screen_at(_AFTER[option], desk, draft, stage, state)


async def screen_at(step: SongStep, desk: Desk, draft: Draft, stage: Stage, state: FSMContext) -> Screen:
    """A question, whose answer is awaited from now on; or the quote, when all have been asked."""
    if step is SongStep.DONE:
        await touch(state, draft.id)
        return await next_screen(desk, draft, reply_to=await asked_by(state))
    await expect_song_step(state, draft.id, step, option=_ASKED_FOR.get(step))
    model = desk.shop.model(draft.model)
    offer = desk.shop.offer(model)
    facts = view.SongFacts(
        draft=draft,
        offer=offer,
        settled=settle(model, offer, draft.choices),
        rule=desk.prompt_rule(draft),
        examples=inspiration.examples(desk, draft, count=1) if step is SongStep.LYRICS else (),
        in_group=stage.in_group,
    )
    questions = {SongStep.LYRICS: view.lyrics, SongStep.STYLE: view.style, SongStep.TITLE: view.title}
    return questions[step](desk.t, facts)
