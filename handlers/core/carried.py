"""What a person said or sent last and no model has got yet: the next screen goes on with it, however they came there."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.domain.person import Draft
from handlers.core.context import Context
from handlers.core.fsm_states import current_draft, reply_target, suggest_draft, suggested_draft
from handlers.core.refusals import CardGone, CardNotYours

_TOGETHER: Final = timedelta(hours=1)
"""So long after each other what was sent and what is said are still taken to belong together."""


def is_recent(draft: Draft, ctx: Context) -> bool:
    """Whether what was sent then and what is said now may belong together."""
    return ctx.clock.now() - draft.created_at <= _TOGETHER


async def lately_carried(ctx: Context) -> Draft | None:
    """The draft of what was said or sent last, if that was not long ago."""
    draft = await carried_draft(ctx)
    return draft if draft is not None and is_recent(draft, ctx) else None


async def carried_draft(ctx: Context, named: int | None = None) -> Draft | None:
    """The draft that a button names, else the one of what was said or sent last; None when there is none.

    What the model of an open card cannot use waits for another one, too: it goes on in a draft of its own, and the card stays
    as it is.

    Raises:
        CardGone, CardNotYours: the button's draft is not there, or another person's.
    """
    if named:
        return await ctx.drafts.get(named)
    current = await current_draft(ctx.state)
    waiting = current or await suggested_draft(ctx.state)
    if waiting is None:
        return None
    try:
        draft = await ctx.drafts.get(waiting)
    except (CardGone, CardNotYours):
        return None
    if current is None:
        return draft
    if not draft.unused_references:
        return None
    asked = await reply_target(ctx.state)
    copy = await ctx.drafts.keep(ctx.chat.topic, prompt=draft.prompt, references=draft.media)
    if asked is not None:
        await suggest_draft(ctx.state, copy.id, asked=asked)
    return copy
