"""How a giver learns what became of a gift."""

from __future__ import annotations

from typing import Protocol

from bot.domain.gift import Gift


class GiftNotifier(Protocol):
    """Writes to givers, and changes cards. Neither raises: the credits have moved whether or not it can be said."""

    async def tell_opened(self, gift: Gift) -> None:
        """A gift was opened."""
        ...

    async def tell_returned(self, gift: Gift) -> None:
        """A gift went back because it was too old, or because who it was for left."""
        ...

    async def close_card(self, gift: Gift) -> None:
        """A gift is over: its card cannot be used any more."""
        ...
