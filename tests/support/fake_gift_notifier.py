"""Givers who hear what became of their gifts."""

from __future__ import annotations

from bot.domain.gift import Gift


class FakeGiftNotifier:
    """Remembers what it was to say.

    Attributes:
        said: what happened to which gift, in order.
    """

    def __init__(self) -> None:
        self.said: list[tuple[str, int]] = []

    async def tell_opened(self, gift: Gift) -> None:
        """It was opened."""
        self.said.append(("opened", gift.id))

    async def tell_returned(self, gift: Gift) -> None:
        """It came back."""
        self.said.append(("returned", gift.id))

    async def close_card(self, gift: Gift) -> None:
        """Its card is over."""
        self.said.append(("closed", gift.id))
