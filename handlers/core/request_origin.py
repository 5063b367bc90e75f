"""Where work for later is asked for, as an event says it."""

from __future__ import annotations

from bot.domain.request_origin import RequestOrigin
from handlers.core.context import Context
from handlers.core.group_words import group_words


def request_origin(ctx: Context, asked: int | None) -> RequestOrigin:
    """The person and the chat of the event; `asked` is the message that asks, which is replied to in groups."""
    return RequestOrigin(
        person_id=ctx.person.id,
        chat_id=ctx.chat.topic.chat_id,
        thread_id=ctx.chat.topic.thread_id,
        reply_to=asked if ctx.chat.in_group else None,
        language=group_words(ctx).language,
    )
