"""Media for a draft: a photo, video or audio, with or without a caption; albums arrive picture by picture."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.generation import Reference
from bot.domain.person import Draft
from bot.errors import ReferenceNotTaken
from handlers.compose.probe import ProbeContext, is_unseen, probe_in_background, show_after_probe
from handlers.compose.screens import arrival_screen, show_card
from handlers.core.callback_data import (
    RemoveLastReferenceButton,
    RemoveReferencesButton,
    SwapReferencesButton,
)
from handlers.core.filters import ForBot, HasMedia, InDialogue, Private
from handlers.core.fsm_states import asked_by, draft_of_album, remember, touch
from handlers.core.incoming_media import check_downloadable, own_caption
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views import model_lists as shelves
from handlers.core.views import verb_buttons as verbs


def build() -> Router:
    """The router of media."""
    router = Router(name="references")
    router.message.register(take, ForBot(), HasMedia(), InDialogue())
    router.message.register(suggest, Private(), HasMedia())
    router.callback_query.register(take_back, RemoveLastReferenceButton.filter())
    router.callback_query.register(swap, SwapReferencesButton.filter())
    router.callback_query.register(drop, RemoveReferencesButton.filter())
    return router


async def take(
    message: Message,
    reference: Reference,
    draft_id: int,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    probe_context: ProbeContext,
) -> None:
    """A reference of the draft that was touched last; a caption is its prompt."""
    check_downloadable(reference)
    draft = await desk.draft(draft_id)
    if await draft_of_album(state, message.media_group_id) == draft.id:
        await _take_next_of_album(reference, draft, desk, stage, await asked_by(state), probe_context)
        return
    try:
        draft = await desk.with_reference(draft, reference)
    except ReferenceNotTaken:
        if not desk.shop.takers(reference.media):
            raise
        await _offer_takers(message, reference, draft, desk, stage)
        return
    if caption := own_caption(message):
        draft = await desk.with_prompt(draft, caption)
    await touch(state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    show = partial(arrival_screen, desk, reply_to=message.message_id)
    await show_after_probe(draft, probe_context, desk, stage, state, show)


async def suggest(
    message: Message, reference: Reference, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Media out of the blue: ask what to make of it."""
    check_downloadable(reference)
    if earlier := await draft_of_album(state, message.media_group_id):
        draft = await desk.draft(earlier)
        if desk.has_room(draft, reference.media):
            await desk.with_reference(draft, reference)
        return
    model = desk.shop.roomiest(reference.media)
    draft = await desk.open(stage.place, model.slug, prompt=own_caption(message), references=(reference,))
    await remember(state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    deeds = verbs.on_draft(desk.t, desk.shop.verbs(reference.media), draft)
    await stage.say(shelves.offer_media(desk.t, deeds, draft=draft.id))


async def take_back(
    _: CallbackQuery, callback_data: RemoveLastReferenceButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Forget what was sent last."""
    draft = await desk.draft(callback_data.draft)
    draft = await desk.keep(replace(draft, references=draft.references[:-1]))
    await _show(draft, desk, stage, state, card=callback_data.card)


async def swap(
    _: CallbackQuery, callback_data: SwapReferencesButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The last frame becomes the first, and the first the last."""
    draft = await desk.draft(callback_data.draft)
    draft = await desk.keep(replace(draft, references=draft.references[::-1]))
    await _show(draft, desk, stage, state, card=callback_data.card)


async def drop(
    _: CallbackQuery, callback_data: RemoveReferencesButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """Forget all the media that were sent."""
    draft = await desk.draft(callback_data.draft)
    await _show(await desk.keep(replace(draft, references=())), desk, stage, state, card=True)


async def _show(draft: Draft, desk: Desk, stage: Stage, state: FSMContext, *, card: bool) -> None:
    await stage.answer()
    if card:
        await show_card(draft, desk, stage, state)
        return
    await touch(state, draft.id)
    shown = await stage.turn(await arrival_screen(desk, draft, reply_to=await asked_by(state)))
    await desk.keep(replace(draft, message_id=shown))


async def _take_next_of_album(
    reference: Reference,
    draft: Draft,
    desk: Desk,
    stage: Stage,
    asked: int | None,
    probe_context: ProbeContext,
) -> None:
    """One more picture of the same album: the answer to the first one is brought up to date.

    What the model has no room for is left out: the card says how many it has.
    """
    answer = draft.message_id
    if answer is None or not desk.has_room(draft, reference.media):
        return
    draft = await desk.with_reference(draft, reference)
    show = partial(arrival_screen, desk, reply_to=asked)
    if is_unseen(reference) and probe_in_background(draft, probe_context, desk, stage, show):
        return
    await stage.change(answer, await show(draft))


async def _offer_takers(
    message: Message, reference: Reference, draft: Draft, desk: Desk, stage: Stage
) -> None:
    """The model does not work with such media: those that do, with the words that there are."""
    title = desk.shop.model(draft.model).title
    holder = await desk.open(
        stage.place,
        desk.shop.roomiest(reference.media).slug,
        prompt=own_caption(message) or draft.prompt,
        references=(reference,),
    )
    deeds = verbs.on_draft(desk.t, desk.shop.verbs(reference.media), holder)
    await stage.say(verbs.takers(desk.t, desk.shop, title, reference.media, deeds, draft, holder))
