"""Going on from a result, also from another person's in a group: what comes of it belongs to who pressed."""

from __future__ import annotations

from bot.domain.generation import Generation
from handlers.core.context import Context


def is_own(generation: Generation, ctx: Context) -> bool:
    """Whether the person who pressed made it."""
    return generation.person_id == ctx.person.id


def reply_target_of(generation: Generation, ctx: Context) -> int | None:
    """The message that what comes of a result replies to: the one whose button was pressed.

    Another person's message is not replied to, so that what comes names who asked for it; but below a channel's post
    only a reply stays in its thread.
    """
    return ctx.chat.message_id if is_own(generation, ctx) or ctx.chat.in_thread else None
