"""What the use cases of operators need of Telegram: a person reads what was changed for them."""

from __future__ import annotations

from typing import Protocol

from bot.ledger.entries import Balance


class PersonNotifier(Protocol):
    """Writes to one person in their language; nothing to who is not known. What was changed counts whether or not it can be said."""

    async def credits_changed(self, person_id: int, amount: int, balance: Balance, reason: str) -> None:
        """Credits were given, or with a negative amount taken back: then the reason is said, too. Never raises."""
        ...

    async def blocked(self, person_id: int, reason: str) -> None:
        """New requests of theirs are declined, for this reason, possibly empty. Never raises."""
        ...

    async def unblocked(self, person_id: int) -> None:
        """They can create again. Never raises."""
        ...

    async def message(self, person_id: int, words: str) -> bool:
        """An operator writes to them; False where they have blocked the bot, or are gone.

        Raises:
            DeliveryPostponed: it is to be tried again.
        """
        ...
