"""An update as Telegram sent it, before anything reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingUpdate:
    """An update that was not looked into.

    Attributes:
        id: Telegram's `update_id`.
        kind: which field of the update is set ("message", "callback_query" …).
        chat_id: where it happened; None when it happened in no chat.
        person_id: who did it, or the chat in whose name it was done; None when it does not say.
        is_about_money: whether it says that money has moved, or what became of a subscription: it is never stepped over,
            and waits for nothing, not for another payment's receipt either.
        content: the whole update as JSON; None when it has to be fetched from where it was written down.
    """

    id: int
    kind: str
    chat_id: int | None = None
    person_id: int | None = None
    is_about_money: bool = False
    content: Mapping[str, Any] | None = None

    @property
    def line(self) -> object:
        """What it has in common with the updates that are handled one after the other: chat and person; money by itself."""
        if self.chat_id is None or self.is_about_money:
            return "alone", self.id
        return self.chat_id, self.person_id
