"""Givers who hear what became of their gifts."""

from __future__ import annotations

from bot.domain.gift import Gift
from bot.gifts.give import GiftCard


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

    async def show_card(self, card: GiftCard) -> int:
        """A bought card is shown."""
        self.said.append(("shown", card.gift.id))
        return 100 + card.gift.id

    async def close_card(self, gift: Gift) -> None:
        """Its card is over."""
        self.said.append(("closed", gift.id))
