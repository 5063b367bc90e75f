"""Words below, after or in reply to a picture, video or sound mean that one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from aiogram import Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.catalog.spec import Kind, Media, Verb
from bot.domain.generation import Reference
from bot.domain.person import Draft
from handlers.compose.screens import next_screen
from handlers.compose.suggestion import model_for_words
from handlers.compose.verb_request import VerbRequest, start_verb
from handlers.compose.views import about_media as view
from handlers.core.buttons.draft import NewInsteadButton
from handlers.core.carried import carried_draft
from handlers.core.context import Context
from handlers.core.filters import ForBot, HasWords
from handlers.core.fsm_states import (
    answer_of,
    clear_state,
    current_draft,
    note_words,
    noted_medium,
    reply_target,
    set_current_draft,
    suggest_draft,
    suggested_draft,
)
from handlers.core.given_media import given_media
from handlers.core.incoming_media import reference_of
from handlers.core.shown_draft import replaced, show_draft_at
from handlers.core.views import verb_buttons as verbs
from handlers.core.views.screen import Screen

_NEW_OF: Final = {Media.PHOTO: Kind.IMAGE, Media.VIDEO: Kind.VIDEO}
"""What is made instead of changing such media; sounds are spoken or sung, and only the person knows which."""


class RepliesToMedia(Filter):
    """A reply to a message with a photo, video or sound that the open request was not made from already."""

    async def __call__(self, message: Message, state: FSMContext) -> bool | dict[str, Any]:
        """Whether it is."""
        replied = message.reply_to_message
        shown = replied if replied is not None else message.external_reply
        if shown is None or reference_of(shown) is None:
            return False
        if replied is None or await current_draft(state) is None:
            return True
        known = await noted_medium(state, replied.message_id)
        return known is None and await reply_target(state) != replied.message_id


def build() -> Router:
    """The router of replies to media; it comes before the prompts of open requests."""
    router = Router(name="words_about_media")
    router.message.register(reply, ForBot(), HasWords(), RepliesToMedia())
    router.callback_query.register(new_instead, NewInsteadButton.filter())
    return router


async def reply(message: Message, prompt: str, ctx: Context) -> None:
    """Words in reply to media, the person's own or made here: they mean these."""
    before = await _asked_about(message, ctx)
    former = await answer_of(ctx.state, before.id) if before is not None else None
    await ask_about_media(await given_media(message, ctx), prompt, message, ctx)
    if before is not None:
        await replaced(ctx, before, former)


async def _asked_about(message: Message, ctx: Context) -> Draft | None:
    """The draft of the media that the message replies to, while it still waits for what to do with them."""
    replied = message.reply_to_message
    if replied is None or await suggested_draft(ctx.state) is None:
        return None
    known = await noted_medium(ctx.state, replied.message_id)
    return await carried_draft(ctx) if known is not None else None


async def ask_about_media(
    references: tuple[Reference, ...], prompt: str, message: Message, ctx: Context
) -> None:
    """A picture: the price of changing it as the words say. A video or sound: what can be done to it with the words.

    Nothing starts without a question: what the words are about is a guess.
    """
    await clear_state(ctx.state)
    album = message.media_group_id or ""
    if not _is_to_be_edited(references, ctx):
        draft = await ctx.drafts.keep(ctx.chat.topic, prompt=prompt, references=references)
        await suggest_draft(ctx.state, draft.id, asked=message.message_id, album=album)
        await note_words(ctx.state, {message.message_id: prompt})
        screen = what_to_make(ctx, draft, album=bool(album))
        await show_draft_at(ctx, draft.id, await ctx.chat.send(screen))
        return
    verb_request = VerbRequest(
        verb=Verb.EDIT, references=references, prompt=prompt, asked=message.message_id, album=album
    )
    await start_verb(verb_request, ctx.asking(), guess=True)
    await note_words(ctx.state, {message.message_id: prompt})


def what_to_make(ctx: Context, draft: Draft, *, album: bool = False) -> Screen:
    """What can be done with the media of a draft without a model, and the shelves that can use them.

    `album` says that more of them are arriving.
    """
    first = draft.references[0]
    buttons = verbs.on_draft(ctx.t, ctx.catalog.verbs(first.media, first.maker), draft)
    screen = view.offer_media(ctx.t, buttons, ctx.catalog.kinds_from(first.media), draft, album=album)
    return view.with_new(ctx.t, screen, draft) if draft.prompt and first.media in _NEW_OF else screen


async def new_instead(_: CallbackQuery, callback_data: NewInsteadButton, draft: Draft, ctx: Context) -> None:
    """The words alone, up to the price: they were not about the media."""
    await ctx.chat.answer_callback()
    kind = _NEW_OF.get(draft.references[0].media) if draft.references else None
    model = await model_for_words(ctx, draft.prompt, kind=kind)
    preferences = await ctx.user.preferences()
    alone = replace(draft, model="", references=(), unused_references=(), choices={}, unused_choices={})
    draft = await ctx.drafts.with_model(alone, model, usual=preferences.choices_of(model.slug))
    await set_current_draft(ctx.state, draft.id)
    shown = await ctx.chat.replace(await next_screen(ctx, draft, reply_to=await reply_target(ctx.state)))
    await show_draft_at(ctx, draft.id, shown)


def _is_to_be_edited(references: tuple[Reference, ...], ctx: Context) -> bool:
    """Whether the first thing that words can do to the media is to change a picture."""
    first = references[0]
    return first.media is Media.PHOTO and Verb.EDIT in ctx.catalog.verbs(first.media, first.maker)
