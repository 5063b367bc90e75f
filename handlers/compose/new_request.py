"""The beginning of a request by a command, which may stand below any item of an album."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import Message

from bot.domain.generation import Reference
from handlers.core.context import Context
from handlers.core.fsm_states import clear_state, draft_of_album, joined, noted_words
from handlers.core.refusals import CardGone


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
            found = EarlierItems(references=draft.references, words=joined(await noted_words(ctx.state)))
            await ctx.drafts.withdrawer.close(earlier)
    await clear_state(ctx.state)
    return found
