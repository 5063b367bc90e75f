"""Media for a draft: a photo, video or audio, with or without a caption; albums arrive picture by picture."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.generation import Reference
from bot.domain.person import Draft
from bot.errors import ReferenceNotTaken, Refusal
from handlers.compose.media_facts import needs_look
from handlers.compose.probe import probe_in_background, show_after_probe
from handlers.compose.screens import arrival_screen, show_card
from handlers.compose.words_about_media import ask_about_media, what_to_make
from handlers.core.buttons.draft import (
    RemoveLastReferenceButton,
    RemoveReferencesButton,
    SwapReferencesButton,
)
from handlers.core.carried import lately_carried
from handlers.core.context import Context
from handlers.core.draft_service import PROMPT_KEPT
from handlers.core.filters import ForBot, HasDraft, HasMedia, Private
from handlers.core.fsm_states import (
    SentMedium,
    answer_of,
    draft_of_album,
    is_guess,
    joined,
    note_medium,
    note_words,
    noted_medium,
    noted_words,
    reply_target,
    set_current_draft,
    suggest_draft,
)
from handlers.core.given_media import given_media, known_medium
from handlers.core.incoming_media import check_downloadable, is_forwarded, own_caption, unique_id_of
from handlers.core.shown_draft import replaced, show_draft_at
from handlers.core.views import verb_buttons as verbs
from handlers.core.views.screen import Screen


class _HasOtherMedium(Filter):
    """Another photo, video or sound was put into a message that the draft has one from; the old one's `earlier` arrives."""

    async def __call__(self, message: Message, state: FSMContext) -> bool | dict[str, Any]:
        noted = await noted_medium(state, message.message_id)
        if noted is None or noted.unique_id == unique_id_of(message):
            return False
        return {"earlier": noted}


def build() -> Router:
    """The router of media."""
    router = Router(name="references")
    router.message.register(take, ForBot(), HasMedia(), HasDraft())
    router.message.register(suggest, Private(), HasMedia())
    router.edited_message.register(correct, HasMedia(), HasDraft(), _HasOtherMedium())
    router.callback_query.register(take_back, RemoveLastReferenceButton.filter())
    router.callback_query.register(swap, SwapReferencesButton.filter())
    router.callback_query.register(drop, RemoveReferencesButton.filter())
    return router


async def take(message: Message, reference: Reference, draft_id: int, ctx: Context) -> None:
    """A reference of the draft that was touched last; a caption is its prompt."""
    check_downloadable(reference)
    reference = await known_medium(message, reference, ctx)
    draft = await ctx.drafts.get(draft_id)
    if await draft_of_album(ctx.state, message.media_group_id) == draft.id:
        await _take_next_of_album(message, reference, draft, ctx)
        return
    if own_caption(message) and await is_guess(ctx.state, draft.id):
        await suggest(message, reference, ctx)  # another picture with words of its own
        return
    try:
        draft = await ctx.drafts.with_reference(draft, reference)
    except ReferenceNotTaken:
        if not ctx.catalog.takers(reference.media):
            raise
        await ctx.chat.send(await offer_takers(reference, own_caption(message), draft, ctx))
        return
    if caption := own_caption(message):
        draft = await ctx.drafts.with_prompt(draft, caption)
    await set_current_draft(ctx.state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    await note_words(ctx.state, {message.message_id: caption})
    await _note(message, reference, ctx)
    show = partial(arrival_screen, ctx, reply_to=message.message_id)
    await show_after_probe(draft, ctx, show)


async def correct(
    message: Message, reference: Reference, draft_id: int, earlier: SentMedium, ctx: Context
) -> None:
    """The new medium takes the old one's place in the draft, with the words below it; the open card follows."""
    check_downloadable(reference)
    reference = await known_medium(message, reference, ctx)
    draft, answer = await ctx.drafts.get(draft_id), await answer_of(ctx.state, draft_id)
    if answer is None or all(known.file_id != earlier.file_id for known in draft.references):
        return
    changed = tuple(reference if known.file_id == earlier.file_id else known for known in draft.references)
    ctx.drafts.require_taken(draft, changed)
    draft = await ctx.drafts.save(replace(draft, references=changed, continues=None))
    await _note(message, reference, ctx)
    words = await noted_words(ctx.state)
    if (caption := own_caption(message)) != words.get(message.message_id, ""):
        words[message.message_id] = caption
        draft = await ctx.drafts.with_prompt(draft, joined(words))
        await note_words(ctx.state, words)
    show = partial(arrival_screen, ctx, reply_to=await reply_target(ctx.state))
    if not (needs_look(ctx, draft, reference) and probe_in_background(draft, answer, ctx, show)):
        await show_draft_at(ctx, draft.id, await ctx.chat.replace_message(answer, await show(draft)))


async def suggest(message: Message, reference: Reference, ctx: Context) -> None:
    """Media out of the blue: the words below it say what to do with it; without any, ask."""
    check_downloadable(reference)
    if earlier := await draft_of_album(ctx.state, message.media_group_id):
        reference = await known_medium(message, reference, ctx)
        await _suggest_next_of_album(message, reference, await ctx.drafts.get(earlier), ctx)
        return
    given, words = await given_media(message, ctx), own_caption(message)
    if words and not is_forwarded(message):
        await ask_about_media(given, words, message, ctx)
        await _note(message, reference, ctx)
        return
    before = await lately_carried(ctx)
    if words or (before is not None and before.media):
        before = None
    words = before.prompt if before is not None else words
    former = await answer_of(ctx.state, before.id) if before is not None else None
    draft = await ctx.drafts.keep(ctx.chat.topic, prompt=words, references=given)
    await suggest_draft(ctx.state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    await note_words(ctx.state, {message.message_id: words})
    await _note(message, reference, ctx)
    await show_draft_at(
        ctx, draft.id, await ctx.chat.send(what_to_make(ctx, draft, album=bool(message.media_group_id)))
    )
    if before is not None:
        await replaced(ctx, before, former)


async def _suggest_next_of_album(message: Message, reference: Reference, draft: Draft, ctx: Context) -> None:
    """One more item of an album that no one has said anything of; words below it are about all of the items."""
    if ctx.drafts.has_room(draft, reference.media):
        draft = await ctx.drafts.with_reference(draft, reference)
        await _note(message, reference, ctx)
    caption = own_caption(message)
    if not caption:
        return
    answer = await answer_of(ctx.state, draft.id)
    words = await noted_words(ctx.state) | {message.message_id: caption}
    await ask_about_media(draft.references, joined(words), message, ctx)
    if answer is not None:
        await ctx.chat.delete([answer])


async def take_back(
    _: CallbackQuery, callback_data: RemoveLastReferenceButton, draft: Draft, ctx: Context
) -> None:
    """Forget what was sent last."""
    draft = await ctx.drafts.save(replace(draft, references=draft.sent[:-1]))
    await _show(draft, ctx, card=callback_data.card)


async def swap(_: CallbackQuery, callback_data: SwapReferencesButton, draft: Draft, ctx: Context) -> None:
    """The last frame becomes the first, and the first the last."""
    draft = await ctx.drafts.save(replace(draft, references=draft.sent[::-1]))
    await _show(draft, ctx, card=callback_data.card)


async def drop(_: CallbackQuery, callback_data: RemoveReferencesButton, draft: Draft, ctx: Context) -> None:
    """Forget all the media that were sent."""
    await _show(await ctx.drafts.save(replace(draft, references=(), unused_references=())), ctx, card=True)


async def _show(draft: Draft, ctx: Context, *, card: bool) -> None:
    await ctx.chat.answer_callback()
    if card:
        await show_card(draft, ctx)
        return
    await set_current_draft(ctx.state, draft.id)
    shown = await ctx.chat.replace(await arrival_screen(ctx, draft, reply_to=await reply_target(ctx.state)))
    await show_draft_at(ctx, draft.id, shown)


async def _take_next_of_album(message: Message, reference: Reference, draft: Draft, ctx: Context) -> None:
    """One more item of the same album: the answer to the first one is brought up to date.

    What the model or recipe has no room for is kept and said; where the same can be made of each alone, that is offered.
    Words below any item are the prompt's: apps put them below the first picture, but
    below the last file.
    """
    answer, caption = await answer_of(ctx.state, draft.id), own_caption(message)
    has_room = ctx.drafts.has_room(draft, reference.media)
    is_kept = not has_room and ctx.drafts.can_keep(draft)
    if answer is None or not (has_room or is_kept or caption):
        return
    if has_room:
        draft = await ctx.drafts.with_reference(draft, reference)
        await _note(message, reference, ctx)
    elif is_kept:
        draft = await ctx.drafts.with_unused_reference(draft, reference)
    refusal: Refusal | None = None
    if caption:
        words = await noted_words(ctx.state) | {message.message_id: caption}
        try:
            draft = await ctx.drafts.with_prompt(draft, joined(words))
            await note_words(ctx.state, words)
        except Refusal as no:
            refusal = no
    show = partial(arrival_screen, ctx, reply_to=await reply_target(ctx.state))
    if not (has_room and needs_look(ctx, draft, reference) and probe_in_background(draft, answer, ctx, show)):
        await ctx.chat.replace_message(answer, await show(draft))
    if refusal is not None:
        raise refusal


async def offer_takers(reference: Reference, caption: str, draft: Draft, ctx: Context) -> Screen:
    """The model does not work with such media: they are kept, and what can use them is offered with the words that there are."""
    draft = await ctx.drafts.with_unused_reference(draft, reference)
    if caption:
        draft = await ctx.drafts.save(replace(draft, prompt=caption[:PROMPT_KEPT]))
    verb_buttons = verbs.on_draft(ctx.t, ctx.catalog.verbs(reference.media), draft)
    target = ctx.drafts.target(draft)
    return verbs.takers(ctx.t, ctx.catalog, target, reference.media, verb_buttons, draft)


async def _note(message: Message, reference: Reference, ctx: Context) -> None:
    """Remember which medium came with this message, to know another one by an edit."""
    if unique_id := unique_id_of(message):
        medium = SentMedium(unique_id=unique_id, file_id=reference.file_id)
        await note_medium(ctx.state, message.message_id, medium)
