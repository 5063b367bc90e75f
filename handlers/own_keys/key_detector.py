"""A message that looks like a KIE key, so that a secret sent without a question is no prompt."""

from __future__ import annotations

from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message

from handlers.core.key_shape import key_in


class HoldsKey(Filter):
    """A message that looks like a KIE key and is no command; it arrives as `found`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """The key, or no match."""
        said = message.text or message.caption or ""
        found = None if said.startswith("/") else key_in(said)
        return {"found": found} if found else False
