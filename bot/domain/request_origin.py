"""Where work for later is asked for: a film of clips, an archive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOrigin:
    """Who asks, and where what is made comes to.

    Attributes:
        person_id: who asks.
        chat_id, thread_id, reply_to: where, and the message that asks.
        language: what is spoken there.
    """

    person_id: int
    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    language: str
