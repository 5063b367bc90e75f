"""A model's card: opening it, and setting its options in place."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.catalog.choices import settle
from bot.catalog.spec import Option
from bot.domain.person import Draft
from bot.generation.voice_samples import VOICE, Sampler
from handlers.compose.screens import show_card
from handlers.compose.views import model_card as card
from handlers.compose.views import prompt, voices
from handlers.core.callback_data import CardButton, ChoiceButton, OptionButton, PickButton
from handlers.core.fsm_states import expect_option
from handlers.core.refusals import CardGone
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of the cards' buttons."""
    router = Router(name="model_card")
    router.callback_query.register(pick, PickButton.filter())
    router.callback_query.register(open_card, CardButton.filter())
    router.callback_query.register(open_option, OptionButton.filter())
    router.callback_query.register(choose, ChoiceButton.filter())
    return router


async def pick(
    _: CallbackQuery, callback_data: PickButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Open a model's card: a new draft with the options used last, or the draft that came along with another model."""
    model = desk.shop.model(callback_data.slug)
    # Before a draft begins: "to the card" of a model that is not sold would lead in a circle.
    desk.shop.offer(model)
    desk.shop.require_allowed(model)
    if callback_data.draft:
        draft = await desk.with_model(await desk.draft(callback_data.draft), model)
    else:
        draft = await desk.open_as_before(stage.place, model, await desk.preferences())
    await _show(draft, desk, stage, state)


async def open_card(
    _: CallbackQuery, callback_data: CardButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Back to the card."""
    await _show(await desk.draft(callback_data.draft), desk, stage, state)


async def open_option(
    _: CallbackQuery,
    callback_data: OptionButton,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    sampler: Sampler,
) -> None:
    """The choices of one option, voices with what each is like, or the question for a value that is typed."""
    draft = await desk.draft(callback_data.draft)
    model = desk.shop.model(draft.model)
    offer = desk.shop.offer(model)
    option = offer.option(callback_data.option)
    if option is None:
        raise CardGone
    await stage.answer()
    page = callback_data.page
    screen = await option_screen(draft, option, desk, state, samples=sampler.enabled, page=page)
    typed = not option.choices
    await (stage.question(desk, screen) if typed and stage.in_group else stage.turn(screen))


async def option_screen(
    draft: Draft, option: Option, desk: Desk, state: FSMContext, *, samples: bool, page: int = 0
) -> Screen:
    """A page of the option's choices; or the question for its value, and the next words are for it.

    `samples` says whether voices can be heard here.
    """
    model = desk.shop.model(draft.model)
    chosen = settle(model, desk.shop.offer(model), draft.choices).get(option.name, "")
    if not option.choices:
        await expect_option(state, draft.id, option.name)
        return prompt.ask_value(desk.t, draft, option, chosen)
    if option.name == VOICE:
        return voices.voices(desk.t, draft, option, chosen, page=page, samples=samples)
    return card.choices(desk.t, draft, option, chosen, page=page)


async def choose(
    _: CallbackQuery, callback_data: ChoiceButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Set an option; whatever does not go with it is mended."""
    draft = await desk.draft(callback_data.draft)
    offer = desk.shop.offer(desk.shop.model(draft.model))
    option = offer.option(callback_data.option)
    if option is None or not 0 <= callback_data.choice < len(option.buttons):
        raise CardGone
    draft = await desk.with_option(draft, option.name, option.buttons[callback_data.choice])
    await _show(draft, desk, stage, state)


async def _show(draft: Draft, desk: Desk, stage: Stage, state: FSMContext) -> None:
    await stage.answer()
    await show_card(draft, desk, stage, state)
