"""Media for a draft: a photo, video or audio, with or without a caption; albums arrive picture by picture."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.generation.people import Draft
from bot.generation.record import Reference
from handlers.desk import Desk
from handlers.filters import ForBot, HasMedia, InDialogue, Private
from handlers.flow import next_screen
from handlers.media import check_downloadable, own_caption
from handlers.stage import Stage
from handlers.states import asked_by, draft_of_album, remember, touch
from handlers.unasked import start_unasked
from handlers.views import shelves


def build() -> Router:
    """The router of media."""
    router = Router(name="references")
    router.message.register(take, ForBot(), HasMedia(), InDialogue())
    router.message.register(suggest, Private(), HasMedia())
    return router


async def take(
    message: Message, reference: Reference, draft_id: int, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """A reference of the draft that was touched last; a caption is its prompt."""
    check_downloadable(reference)
    draft = await desk.draft(draft_id)
    if await draft_of_album(state, message.media_group_id) == draft.id:
        await _take_next_of_album(reference, draft, desk, stage, await asked_by(state))
        return
    draft = await desk.with_reference(draft, reference)
    if caption := own_caption(message):
        draft = await desk.with_prompt(draft, caption)
    await touch(state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    shown = await stage.say(await next_screen(desk, draft, reply_to=message.message_id))
    await desk.keep(replace(draft, message_id=shown))
    await start_unasked(desk, draft, stage, state, shown)


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
    await stage.say(shelves.offer_media(desk.words, draft=draft.id))


async def _take_next_of_album(
    reference: Reference, draft: Draft, desk: Desk, stage: Stage, asked: int | None
) -> None:
    """One more picture of the same album: the answer to the first one is brought up to date.

    What the model has no room for is left out: the card says how many it has.
    """
    answer = draft.message_id
    if answer is None or not desk.has_room(draft, reference.media):
        return
    draft = await desk.with_reference(draft, reference)
    await stage.change(answer, await next_screen(desk, draft, reply_to=asked))
