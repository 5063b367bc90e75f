"""Words that are spoken: a voice message where words are awaited is written down, seen first, and used only after a tap.

It is listened to beside the updates. A process that dies meanwhile loses only what it has heard: the draft is as it was, and its
question for words is one tap away.
"""

from __future__ import annotations

from typing import Final

from aiogram import F, Router
from aiogram.types import Message

from bot.catalog.spec import Media
from bot.domain.generation import Reference
from bot.domain.message_ref import MessageRef
from bot.domain.person import Draft
from bot.domain.suggestion import Suggestion
from bot.domain.writer import Ability, WriterPurpose
from bot.errors import Refusal, TaskRefused, UploadFailed, WriterRefused, WriterSlow, WriterUnavailable
from bot.i18n import Html
from handlers.compose import references
from handlers.compose.long_text import goes_on
from handlers.compose.views import spoken_words as views
from handlers.core.better_words import writer_user
from handlers.core.context import Context
from handlers.core.filters import HasDraft, HasMedia, Private
from handlers.core.fsm_states import (
    await_answer,
    awaited_answer,
    expected_option,
    set_current_draft,
    song_step,
)
from handlers.core.incoming_media import is_forwarded
from handlers.core.ports import RecordingReader
from handlers.core.refusals import CardGone
from handlers.core.shown_draft import show_draft_at
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen, paragraphs

MOST_SECONDS: Final = 60
"""Of what is listened to; a longer one is a sound like any other."""

LARGEST_PROMISED: Final = 2_000_000
"""Bytes of what is fetched to be listened to."""


def build() -> Router:
    """The router of spoken words."""
    router = Router(name="spoken_words")
    router.message.register(take, Private(), F.voice, HasMedia(), HasDraft())
    return router


async def take(
    message: Message, reference: Reference, draft_id: int, ctx: Context, recording_reader: RecordingReader
) -> None:
    """Listen, where typed words would be the draft's; else the voice is a sound like any other."""
    draft = await ctx.drafts.get(draft_id)
    if not await _speaks_words(message, reference, draft, ctx):
        await references.take(message, reference, draft_id, ctx)
        return
    await set_current_draft(ctx.state, draft.id)
    shown = await ctx.chat.send(views.listening(ctx.t, draft.id))
    await show_draft_at(ctx, draft.id, shown)
    await await_answer(ctx.state, shown)

    async def background_task() -> None:
        await _bring(draft, reference, shown, ctx, recording_reader)

    if not ctx.suggesting.background_tasks.send(background_task, only_of=ctx.person.id):
        await ctx.chat.replace_message(shown, await _no(draft, reference, WriterUnavailable(), ctx))


async def _speaks_words(message: Message, reference: Reference, draft: Draft, ctx: Context) -> bool:
    """Whether these are the person's own words, for the draft, and can be heard."""
    if is_forwarded(message) or message.via_bot or message.caption:
        return False
    if reference.seconds > MOST_SECONDS or reference.size > LARGEST_PROMISED:
        return False
    if draft.is_undecided or draft.is_each or await expected_option(ctx.state) or await song_step(ctx.state):
        return False
    if await goes_on(ctx.state, message) is not None:  # these go behind a text that there is
        return False
    try:
        offer, room = ctx.drafts.target(draft).offer, ctx.drafts.prompt_rule(draft).room
    except Refusal:
        return False
    if not room or any(need.media is Media.AUDIO for need in offer.references):
        return False
    return await ctx.user.writer.can(Ability.HEARS)


async def _bring(
    draft: Draft,
    reference: Reference,
    shown: MessageRef,
    ctx: Context,
    recording_reader: RecordingReader,
) -> None:
    """Listen, keep what was said, and show it, if it is still awaited."""
    words, trouble = "", None
    try:
        recording = await recording_reader.read(reference)
        words = await ctx.user.writer.transcribe(writer_user(ctx, draft), recording)
    except (Refusal, UploadFailed, TaskRefused) as no:
        trouble = no
    async with ctx.probe.turn:
        try:
            now = await ctx.drafts.get(draft.id)
        except CardGone:  # put away meanwhile, or all of the person's data is
            await ctx.chat.delete([shown])
            return
        if now.prompt != draft.prompt or await awaited_answer(ctx.state) != shown:
            await ctx.chat.delete([shown])  # the person has gone on without it
            return
        if trouble is not None:
            screen = await _no(now, reference, trouble, ctx)
        else:
            heard = Suggestion(
                draft_id=draft.id,
                person_id=ctx.person.id,
                purpose=WriterPurpose.TRANSCRIBE,
                before=draft.prompt,
                words=words,
                created_at=ctx.clock.now(),
            )
            screen = views.heard(ctx.t, await ctx.suggesting.suggestions.add(heard))
        await show_draft_at(ctx, draft.id, await ctx.chat.replace_message(shown, screen))


async def _no(
    draft: Draft, reference: Reference, trouble: Refusal | UploadFailed | TaskRefused, ctx: Context
) -> Screen:
    """Why there are no words, above what could be done with the sound."""
    offer = await references.offer_takers(reference, "", draft, ctx)
    return Screen(paragraphs(_why(trouble, ctx), offer.text, gap="\n\n"), offer.buttons)


def _why(trouble: Refusal | UploadFailed | TaskRefused, ctx: Context) -> Html:
    match trouble:
        case UploadFailed() | WriterSlow() | WriterUnavailable():
            return ctx.t("spoken-unheard")
        case WriterRefused() | TaskRefused():
            return ctx.t("spoken-no-words")
        case _:
            return Html(refusal_text(ctx.t, trouble))
