"""What can be done with a generation that ended, or that still waits in line."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.catalog.failure_field import PROMPT, REFERENCE
from bot.domain.generation import Asset, Generation
from bot.domain.person import Draft
from bot.errors import DeliveryError, MediaError, NotCancellable, StatusUnavailable
from bot.generation.cancel import Canceller
from bot.generation.progress_estimate import Waits
from bot.generation.voice_samples import Sampler
from handlers.compose.auto_confirm import start_unasked
from handlers.compose.model_card import option_screen
from handlers.compose.screens import card_screen, next_screen, prompt_screen
from handlers.compose.views import model_card as card
from handlers.core.callback_data import (
    AgainTap,
    CardTap,
    EditTap,
    InsteadTap,
    LinkTap,
    OriginalTap,
    OtherTap,
    ReopenTap,
    ResendTap,
    StopTap,
)
from handlers.core.fsm_states import touch
from handlers.core.keyboards import keyboard, tap
from handlers.core.ports import Mailer
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views import model_lists as shelves
from handlers.core.views import progress_text as waiting
from handlers.core.views.screen import Screen
from handlers.results.views import link
from handlers.results.views.result import ResultFacts, result

LINK = "link"
"""The form of an asset that Telegram could not carry (`Asset.sent_as`)."""


def build() -> Router:
    """The router of the result card's buttons, and of those that send media again."""
    router = Router(name="results")
    router.callback_query.register(again, AgainTap.filter())
    router.callback_query.register(edit, EditTap.filter())
    router.callback_query.register(reopen, ReopenTap.filter())
    router.callback_query.register(other, OtherTap.filter())
    router.callback_query.register(instead, InsteadTap.filter())
    router.callback_query.register(stop, StopTap.filter())
    router.callback_query.register(original, OriginalTap.filter())
    router.callback_query.register(resend, ResendTap.filter())
    router.callback_query.register(fresh_link, LinkTap.filter())
    return router


async def again(
    _: CallbackQuery, callback_data: AgainTap, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The same wish at today's price."""
    draft = await _draft_of(callback_data.generation, desk, stage, state)
    shown = await stage.say(await next_screen(desk, draft, reply_to=stage.message_id))
    await desk.keep(replace(draft, message_id=shown))
    await start_unasked(desk, draft, stage, state, shown)


async def edit(_: CallbackQuery, callback_data: EditTap, desk: Desk, stage: Stage, state: FSMContext) -> None:
    """Ask for another prompt, with the old one to copy."""
    draft = await _draft_of(callback_data.generation, desk, stage, state)
    if not (await desk.generation(callback_data.generation)).wish:
        draft = await desk.keep(replace(draft, prompt=""))  # the words were a recipe's
    await stage.question(desk, prompt_screen(desk, draft))


async def reopen(
    _: CallbackQuery,
    callback_data: ReopenTap,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    sampler: Sampler,
) -> None:
    """The card, to change what was not accepted; at the very place when that is known."""
    draft = await _draft_of(callback_data.generation, desk, stage, state)
    offer = desk.shop.offer(desk.shop.model(draft.model))
    if callback_data.at == REFERENCE:
        draft = await desk.keep(replace(draft, references=()))
        back = tap(desk.words.plain("button-card"), CardTap(draft=draft.id))
        await stage.say(Screen(card.media_needed(desk.words, offer, draft), keyboard([[back]])))
    elif callback_data.at == PROMPT:
        await stage.question(desk, prompt_screen(desk, draft))
    elif (option := offer.option(callback_data.at)) is not None:
        screen = await option_screen(draft, option, desk, state, samples=sampler.enabled)
        await (stage.say(screen) if option.choices else stage.question(desk, screen))
    else:
        await stage.say(await card_screen(desk, draft, in_group=stage.in_group))


async def other(
    _: CallbackQuery, callback_data: OtherTap, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The shelf, with prompt and references kept."""
    generation = await desk.generation(callback_data.generation)
    await stage.answer()
    draft = await desk.open_like(stage.place, generation)
    await touch(state, draft.id, asked=stage.message_id)
    kind = desk.shop.model(generation.model).kind
    await stage.say(shelves.shelf(desk.words, desk.shop, await desk.taste(), kind, page=0, draft=draft.id))


async def instead(
    _: CallbackQuery, callback_data: InsteadTap, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The same wish with a model that works, up to its price."""
    model = desk.shop.model(callback_data.slug)
    draft = await _draft_of(callback_data.generation, desk, stage, state)
    draft = await desk.with_model(draft, model)
    shown = await stage.say(await next_screen(desk, draft, reply_to=stage.message_id))
    await desk.keep(replace(draft, message_id=shown))
    await start_unasked(desk, draft, stage, state, shown)


async def stop(
    _: CallbackQuery,
    callback_data: StopTap,
    desk: Desk,
    stage: Stage,
    canceller: Canceller,
    waits: Waits,
) -> None:
    """Take it out of the line; the credits go back. When it is too late, the button goes away."""
    try:
        cancelled = await canceller.cancel(callback_data.generation, desk.person.id)
    except NotCancellable:
        await _show_as_it_is(callback_data.generation, desk, stage, waits)
        raise
    await stage.answer()
    if cancelled.generation.own_key:
        text = desk.words("cancelled-own-key", id=cancelled.generation.id)
    else:
        money = shelves.credits_line(desk.words, cancelled.balance)
        text = desk.words("cancelled", id=cancelled.generation.id, returned=cancelled.returned, money=money)
    repeat = tap(desk.words.plain("button-again"), AgainTap(generation=cancelled.generation.id))
    await stage.turn(Screen(text, keyboard([[repeat]])))


async def _show_as_it_is(generation_id: int, desk: Desk, stage: Stage, waits: Waits) -> None:
    generation = await desk.generation(generation_id)
    if not generation.is_open or generation.progress_message_id != stage.message_id:
        return
    title = desk.shop.title(generation.model)
    screen = waiting.progress(desk.words, generation, await waits.of(generation), title=title)
    await stage.turn(screen)


async def original(
    _: CallbackQuery, callback_data: OriginalTap, desk: Desk, stage: Stage, mailer: Mailer
) -> None:
    """Every asset as a file, and Telegram's copy kept for the next time."""
    generation = await desk.generation(callback_data.generation)
    await stage.answer(desk.words.plain("toast-sending"))
    try:
        for asset in generation.assets:
            file_id = await mailer.send_original(
                asset, chat_id=stage.place.chat_id, thread_id=stage.place.thread_id, reply_to=stage.message_id
            )
            await desk.shop.history.note_original(asset.id, file_id)
    except (MediaError, DeliveryError):
        await stage.say(Screen(desk.words("original-gone")))


async def resend(
    _: CallbackQuery, callback_data: ResendTap, desk: Desk, stage: Stage, mailer: Mailer
) -> None:
    """Everything that a generation made, from Telegram's own copies; links for what Telegram never had."""
    generation = await desk.generation(callback_data.generation)
    await stage.answer()
    kept = [asset for asset in generation.assets if asset.file_id]
    for asset in kept:
        await _resend(asset, generation, desk, stage, mailer, last=asset is kept[-1])
    for asset in generation.assets:
        if asset.sent_as == LINK:
            await _link(asset, generation, desk, stage, mailer)
        elif not asset.file_id:
            await _first_time(asset, generation, desk, stage, mailer)


async def fresh_link(
    _: CallbackQuery, callback_data: LinkTap, desk: Desk, stage: Stage, mailer: Mailer
) -> None:
    """A new link in place of one that ran out."""
    generation = await desk.generation(callback_data.generation)
    await stage.answer()
    for asset in generation.assets:
        if asset.id == callback_data.asset:
            await _link(asset, generation, desk, stage, mailer)


async def _draft_of(generation_id: int, desk: Desk, stage: Stage, state: FSMContext) -> Draft:
    """A draft with everything that the generation had, whose results answer the message where the button is."""
    generation = await desk.generation(generation_id)
    draft = await desk.open_like(stage.place, generation)
    await stage.answer()
    await touch(state, draft.id, asked=stage.message_id)
    return draft


async def _resend(
    asset: Asset, generation: Generation, desk: Desk, stage: Stage, mailer: Mailer, *, last: bool
) -> None:
    """One asset; the last one carries the result card."""
    shown = _card(generation, desk)
    with suppress(DeliveryError):
        await mailer.resend(
            asset,
            chat_id=stage.place.chat_id,
            thread_id=stage.place.thread_id,
            reply_to=None,
            caption=shown.text if last else None,
            buttons=shown.buttons if last else None,
        )


async def _first_time(asset: Asset, generation: Generation, desk: Desk, stage: Stage, mailer: Mailer) -> None:
    """What never reached a chat, because there was none to write to when it was made: a file, or a link to it."""
    place = stage.place
    try:
        file_id = await mailer.send_original(
            asset, chat_id=place.chat_id, thread_id=place.thread_id, reply_to=stage.message_id
        )
    except (MediaError, DeliveryError):
        await _link(asset, generation, desk, stage, mailer)
    else:
        await desk.shop.history.note_original(asset.id, file_id)


async def _link(asset: Asset, generation: Generation, desk: Desk, stage: Stage, mailer: Mailer) -> None:
    try:
        url = await mailer.fresh_link(asset.url)
    except StatusUnavailable:
        await stage.say(Screen(desk.words("link-gone"), _card(generation, desk).buttons))
        return
    await stage.say(link.link(desk.words, generation, asset, url, title=desk.shop.title(generation.model)))


def _card(generation: Generation, desk: Desk) -> Screen:
    """What was made, and what can be done with it."""
    return result(desk.words, ResultFacts.of(generation, desk.shop.catalog))
