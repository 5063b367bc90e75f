"""The quote card's buttons: price, generate, put away."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.errors import QuoteUnknown
from bot.generation.confirm import Confirmed, Confirmer
from bot.generation.record import OPEN_STATES
from bot.generation.waiting import Waits
from handlers.callbacks import DismissTap, GenerateTap, PriceTap
from handlers.desk import Desk
from handlers.flow import next_screen, quote_screen
from handlers.stage import Stage
from handlers.states import asked_by, leave, touch, touched
from handlers.views import waiting
from handlers.views.screen import Screen


def build() -> Router:
    """The router of quotes."""
    router = Router(name="quote")
    router.callback_query.register(price, PriceTap.filter())
    router.callback_query.register(generate, GenerateTap.filter())
    router.callback_query.register(dismiss, DismissTap.filter())
    return router


async def price(
    _: CallbackQuery, callback_data: PriceTap, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The exact price of a draft, or what is still missing."""
    draft = await desk.draft(callback_data.draft)
    await stage.answer()
    await touch(state, draft.id)
    await stage.turn(await next_screen(desk, draft, reply_to=await asked_by(state)))


async def generate(
    _: CallbackQuery,
    callback_data: GenerateTap,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    confirmer: Confirmer,
    waits: Waits,
) -> None:
    """Accept the quote: the card becomes the progress message. A second tap changes nothing."""
    try:
        confirmed = await confirmer.confirm(
            callback_data.token, desk.person.id, progress_message_id=stage.message_id
        )
    except QuoteUnknown:
        await _renew(callback_data.token, desk, stage, state)
        return
    if confirmed.repeated:
        await stage.answer(desk.words.plain("toast-already-started"))
        return
    if await touched(state) == callback_data.draft:
        await leave(state)
    await stage.answer(desk.words.plain("toast-started"))
    await _show_progress(confirmed, desk, stage, waits)


async def dismiss(
    _: CallbackQuery, callback_data: DismissTap, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Put the quote away; nothing was held."""
    draft = await desk.draft(callback_data.draft)
    await stage.answer()
    if await touched(state) == draft.id:
        await leave(state)
    await stage.turn(Screen(desk.words("quote-dismissed")))


async def _show_progress(confirmed: Confirmed, desk: Desk, stage: Stage, waits: Waits) -> None:
    """The card becomes the progress message; when it is gone and the generation still goes on, a new one does."""
    # It may have moved on meanwhile: what the engine has shown of that must not be drawn over.
    generation = await desk.store.generation(confirmed.generation.id) or confirmed.generation
    title = desk.shop.title(generation.model)
    wait = await waits.of(generation, confirmed.place)
    screen = waiting.progress(desk.words, generation, wait, title=title)
    if stage.message_id is not None and await stage.edit(stage.message_id, screen):
        return
    # A quick result removes its progress message before this one is drawn.
    now = await desk.store.generation(generation.id)
    if now is not None and now.state in OPEN_STATES:
        await stage.say(screen)


async def _renew(token: str, desk: Desk, stage: Stage, state: FSMContext) -> None:
    """The price is too old to be kept: the same wish at today's price. Raises QuoteUnknown when it is forgotten."""
    old = await desk.quoter.find(token, desk.person.id)
    await stage.answer()
    draft = await desk.open_like(stage.place, old)
    await touch(state, draft.id)
    await stage.turn(await quote_screen(desk, draft, reply_to=old.reply_to, renewed=True))
