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
from bot.generation.progress_estimate import ProgressEstimator
from bot.generation.voice_samples import Sampler
from handlers.compose.auto_confirm import auto_confirm
from handlers.compose.model_card import option_screen
from handlers.compose.screens import card_screen, next_screen, prompt_screen
from handlers.compose.views import model_card as card
from handlers.core.callback_data import (
    AgainButton,
    CardButton,
    EditButton,
    LinkButton,
    OriginalButton,
    OtherModelButton,
    ReopenDraftButton,
    ResendButton,
    StopButton,
    UseInsteadButton,
)
from handlers.core.fsm_states import touch
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.ports import MediaResender
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
    router.callback_query.register(again, AgainButton.filter())
    router.callback_query.register(edit, EditButton.filter())
    router.callback_query.register(reopen, ReopenDraftButton.filter())
    router.callback_query.register(other, OtherModelButton.filter())
    router.callback_query.register(instead, UseInsteadButton.filter())
    router.callback_query.register(stop, StopButton.filter())
    router.callback_query.register(original, OriginalButton.filter())
    router.callback_query.register(resend, ResendButton.filter())
    router.callback_query.register(fresh_link, LinkButton.filter())
    return router


async def again(
    _: CallbackQuery, callback_data: AgainButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The same wish at today's price."""
    draft = await _draft_of(callback_data.generation, desk, stage, state)
    shown = await stage.say(await next_screen(desk, draft, reply_to=stage.message_id))
    await desk.keep(replace(draft, message_id=shown))
    await auto_confirm(desk, draft, stage, state, shown)


async def edit(
    _: CallbackQuery, callback_data: EditButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Ask for another prompt, with the old one to copy."""
    draft = await _draft_of(callback_data.generation, desk, stage, state)
    if not (await desk.generation(callback_data.generation)).wish:
        draft = await desk.keep(replace(draft, prompt=""))  # the words were a recipe's
    await stage.question(desk, prompt_screen(desk, draft))


async def reopen(
    _: CallbackQuery,
    callback_data: ReopenDraftButton,
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
        back = inline_button(desk.t.plain("button-card"), CardButton(draft=draft.id))
        await stage.say(Screen(card.media_needed(desk.t, offer, draft), keyboard([[back]])))
    elif callback_data.at == PROMPT:
        await stage.question(desk, prompt_screen(desk, draft))
    elif (option := offer.option(callback_data.at)) is not None:
        screen = await option_screen(draft, option, desk, state, samples=sampler.enabled)
        await (stage.say(screen) if option.choices else stage.question(desk, screen))
    else:
        await stage.say(await card_screen(desk, draft, in_group=stage.in_group))


async def other(
    _: CallbackQuery, callback_data: OtherModelButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The shelf, with prompt and references kept."""
    generation = await desk.generation(callback_data.generation)
    await stage.answer()
    draft = await desk.open_like(stage.place, generation)
    await touch(state, draft.id, asked=stage.message_id)
    kind = desk.shop.model(generation.model).kind
    await stage.say(shelves.shelf(desk.t, desk.shop, await desk.preferences(), kind, page=0, draft=draft.id))


async def instead(
    _: CallbackQuery, callback_data: UseInsteadButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The same wish with a model that works, up to its price."""
    model = desk.shop.model(callback_data.slug)
    draft = await _draft_of(callback_data.generation, desk, stage, state)
    draft = await desk.with_model(draft, model)
    shown = await stage.say(await next_screen(desk, draft, reply_to=stage.message_id))
    await desk.keep(replace(draft, message_id=shown))
    await auto_confirm(desk, draft, stage, state, shown)


async def stop(
    _: CallbackQuery,
    callback_data: StopButton,
    desk: Desk,
    stage: Stage,
    canceller: Canceller,
    estimator: ProgressEstimator,
) -> None:
    """Take it out of the line; the credits go back. When it is too late, the button goes away."""
    try:
        cancelled = await canceller.cancel(callback_data.generation, desk.person.id)
    except NotCancellable:
        await _show_as_it_is(callback_data.generation, desk, stage, estimator)
        raise
    await stage.answer()
    if cancelled.generation.own_key:
        text = desk.t("cancelled-own-key", id=cancelled.generation.id)
    else:
        money = shelves.credits_line(desk.t, cancelled.balance)
        text = desk.t("cancelled", id=cancelled.generation.id, returned=cancelled.returned, money=money)
    repeat = inline_button(desk.t.plain("button-again"), AgainButton(generation=cancelled.generation.id))
    await stage.turn(Screen(text, keyboard([[repeat]])))


async def _show_as_it_is(generation_id: int, desk: Desk, stage: Stage, estimator: ProgressEstimator) -> None:
    generation = await desk.generation(generation_id)
    if not generation.is_open or generation.progress_message_id != stage.message_id:
        return
    title = desk.shop.title(generation.model)
    screen = waiting.progress(desk.t, generation, await estimator.of(generation), title=title)
    await stage.turn(screen)


async def original(
    _: CallbackQuery, callback_data: OriginalButton, desk: Desk, stage: Stage, media_resender: MediaResender
) -> None:
    """Every asset as a file, and Telegram's copy kept for the next time."""
    generation = await desk.generation(callback_data.generation)
    await stage.answer(desk.t.plain("toast-sending"))
    try:
        for asset in generation.assets:
            file_id = await media_resender.send_original(
                asset, chat_id=stage.place.chat_id, thread_id=stage.place.thread_id, reply_to=stage.message_id
            )
            await desk.shop.history.note_original(asset.id, file_id)
    except (MediaError, DeliveryError):
        await stage.say(Screen(desk.t("original-gone")))


async def resend(
    _: CallbackQuery, callback_data: ResendButton, desk: Desk, stage: Stage, media_resender: MediaResender
) -> None:
    """Everything that a generation made, from Telegram's own copies; links for what Telegram never had."""
    generation = await desk.generation(callback_data.generation)
    await stage.answer()
    kept = [asset for asset in generation.assets if asset.file_id]
    for asset in kept:
        await _resend(asset, generation, desk, stage, media_resender, last=asset is kept[-1])
    for asset in generation.assets:
        if asset.sent_as == LINK:
            await _link(asset, generation, desk, stage, media_resender)
        elif not asset.file_id:
            await _first_time(asset, generation, desk, stage, media_resender)


async def fresh_link(
    _: CallbackQuery, callback_data: LinkButton, desk: Desk, stage: Stage, media_resender: MediaResender
) -> None:
    """A new link in place of one that ran out."""
    generation = await desk.generation(callback_data.generation)
    await stage.answer()
    for asset in generation.assets:
        if asset.id == callback_data.asset:
            await _link(asset, generation, desk, stage, media_resender)


async def _draft_of(generation_id: int, desk: Desk, stage: Stage, state: FSMContext) -> Draft:
    """A draft with everything that the generation had, whose results answer the message where the button is."""
    generation = await desk.generation(generation_id)
    draft = await desk.open_like(stage.place, generation)
    await stage.answer()
    await touch(state, draft.id, asked=stage.message_id)
    return draft


async def _resend(
    asset: Asset,
    generation: Generation,
    desk: Desk,
    stage: Stage,
    media_resender: MediaResender,
    *,
    last: bool,
) -> None:
    """One asset; the last one carries the result card."""
    shown = _card(generation, desk)
    with suppress(DeliveryError):
        await media_resender.resend(
            asset,
            chat_id=stage.place.chat_id,
            thread_id=stage.place.thread_id,
            reply_to=None,
            caption=shown.text if last else None,
            buttons=shown.buttons if last else None,
        )


async def _first_time(
    asset: Asset, generation: Generation, desk: Desk, stage: Stage, media_resender: MediaResender
) -> None:
    """What never reached a chat, because there was none to write to when it was made: a file, or a link to it."""
    place = stage.place
    try:
        file_id = await media_resender.send_original(
            asset, chat_id=place.chat_id, thread_id=place.thread_id, reply_to=stage.message_id
        )
    except (MediaError, DeliveryError):
        await _link(asset, generation, desk, stage, media_resender)
    else:
        await desk.shop.history.note_original(asset.id, file_id)


async def _link(
    asset: Asset, generation: Generation, desk: Desk, stage: Stage, media_resender: MediaResender
) -> None:
    try:
        url = await media_resender.fresh_link(asset.url)
    except StatusUnavailable:
        await stage.say(Screen(desk.t("link-gone"), _card(generation, desk).buttons))
        return
    await stage.say(link.link(desk.t, generation, asset, url, title=desk.shop.title(generation.model)))


def _card(generation: Generation, desk: Desk) -> Screen:
    """What was made, and what can be done with it."""
    return result(desk.t, ResultFacts.of(generation, desk.shop.catalog))
