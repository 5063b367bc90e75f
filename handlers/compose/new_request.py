"""The beginning of a request by a command, which may stand below any item of an album."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import Message

from bot.domain.generation import Reference
from bot.domain.person import Draft
from handlers.compose.gen_parser import parse
from handlers.core.carried import carried_draft
from handlers.core.context import Context
from handlers.core.fsm_states import (
    clear_state,
    draft_of_album,
    joined,
    note_words,
    noted_words,
    suggest_draft,
)
from handlers.core.given_media import given_media
from handlers.core.refusals import CardGone
from handlers.core.reply_input import words_of_reply


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierItems:
    """What came with the items of an album before the one with the command.

    Attributes:
        references: their media.
        words: what stands below them.
    """

    references: tuple[Reference, ...] = ()
    words: str = ""


async def begin_request(message: Message, ctx: Context) -> EarlierItems:
    """End the conversation: what an earlier request was about must not get into this one.

    Apps put the words below the last item of an album of files: the items before it belong to the command, too, and the
    draft that they were taken for is over.
    """
    earlier, found = await draft_of_album(ctx.state, message.media_group_id), EarlierItems()
    if earlier is not None:
        try:
            draft = await ctx.drafts.get(earlier)
        except CardGone:
            draft = None
        if draft is not None:
            found = EarlierItems(references=draft.sent, words=joined(await noted_words(ctx.state)))
            await ctx.drafts.withdrawer.close(earlier)
    await clear_state(ctx.state)
    return found


async def kept_request(message: Message, words: str, ctx: Context) -> Draft | None:
    """What a command says and came with, in a draft that waits for a model: options, words, media.

    Without any, what was said or sent before goes on waiting. None when there is nothing at all.

    Raises:
        NotUsable, FileTooLarge: as `given_media`.
    """
    given = await given_media(message, ctx)
    said = parse(words)
    prompt = said.prompt or words_of_reply(message, ctx.chat.bot.id)
    if not (given or prompt or said.choices):
        return await carried_draft(ctx)
    earlier = await begin_request(message, ctx)
    references = (*earlier.references, *given)
    draft = await ctx.drafts.keep(
        ctx.chat.topic, prompt=prompt or earlier.words, references=references, choices=said.choices
    )
    await suggest_draft(ctx.state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    await note_words(ctx.state, {message.message_id: draft.prompt})
    return draft


async def kept_of_button(ctx: Context, draft_id: int | None) -> Draft | None:
    """What a list of models carries along; None when that is nothing, or is over.

    Raises:
        CardNotYours: it is another person's.
    """
    if draft_id is None:
        return None
    try:
        return await ctx.drafts.get(draft_id)
    except CardGone:
        return None
