"""Gift cards: credits on their way from one person to another, behind a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

GIFT_LIFE: Final = timedelta(days=30)
"""How long a gift can be opened; afterwards it goes back."""

MOST_OPEN_GIFTS: Final = 50
"""Gifts of one person that no one has opened yet. Each stands for credits of theirs, and is a row that waits."""


class GiftState(StrEnum):
    """Where a gift is."""

    OPEN = "open"
    """Its credits are in no account: they wait for the person who opens it."""
    CLAIMED = "claimed"
    """The person who opened it has them."""
    RETURNED = "returned"
    """They are back where they came from: it was taken back, or was too old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """One gift card. Its link carries a token that is kept as a hash only.

    Attributes:
        id: row id.
        token_hash: of the link's token; names the entries of the ledger.
        made_for: hash of what it was made for, so that the same message or payment makes no second one.
        account_id: which account the credits are from, and go back to.
        giver_id: who gives it; None when they were forgotten: it can still be opened.
        receiver_id: who alone can open it; None for everybody.
        receiver_name: the same by @username (in small letters, without @) while it is open; empty for everybody.
        credits: how many.
        charge_id: the payment whose credits they are; None when they were on the account before.
        state: where it is.
        claimed_by: who opened it; None when they were forgotten, too.
        chat_id, message_id: where its card is; no message while it is not known.
        language: what the card is in.
        made_at: when.
        ends_at: until when it can be opened.
        settled_at: when it was opened or went back.
    """

    id: int = 0
    token_hash: str
    made_for: str
    account_id: int
    giver_id: int | None
    receiver_id: int | None = None
    receiver_name: str = ""
    credits: int
    charge_id: str | None = None
    state: GiftState = GiftState.OPEN
    claimed_by: int | None = None
    chat_id: int
    message_id: int | None = None
    language: str
    made_at: datetime
    ends_at: datetime
    settled_at: datetime | None = None

    @property
    def is_addressed(self) -> bool:
        """Whether one person alone can open it."""
        return self.receiver_id is not None or bool(self.receiver_name)

    def is_for(self, person_id: int, username: str) -> bool:
        """Whether this person may open it; `username` is what Telegram says now, without @, possibly empty."""
        if self.receiver_id is not None:
            return self.receiver_id == person_id
        return not self.receiver_name or self.receiver_name == username.casefold()


class GiftReader(Protocol):
    """Reads gifts, without a transaction."""

    async def gift(self, gift_id: int) -> Gift | None:
        """The gift, or None."""
        ...

    async def open_gifts_of(self, giver_id: int) -> Sequence[Gift]:
        """A person's gifts that no one has opened yet, newest first; there are `MOST_OPEN_GIFTS` at most."""
        ...


class GiftRepository(Protocol):
    """Gifts within a transaction."""

    async def add_gift(self, gift: Gift) -> Gift:
        """Store a new one (its id is ignored); returns it with its id.

        Raises:
            AlreadyDone: one was made for the same.
        """
        ...

    async def gift(self, gift_id: int) -> Gift | None:
        """The gift, or None."""
        ...

    async def gift_with_token(self, token_hash: str) -> Gift | None:
        """The gift whose link has the token with this hash, or None."""
        ...

    async def gift_made_for(self, made_for: str) -> Gift | None:
        """The gift that was made for this, or None."""
        ...

    async def settle_gift(
        self, gift_id: int, state: GiftState, at: datetime, *, claimed_by: int | None = None
    ) -> bool:
        """An open gift is over; False when it was over before."""
        ...

    async def note_gift_card(self, gift_id: int, message_id: int) -> None:
        """Note which message is its card."""
        ...

    async def open_gift_count(self, giver_id: int) -> int:
        """How many gifts of a person wait to be opened."""
        ...

    async def open_gifts_for(self, receiver_id: int) -> Sequence[Gift]:
        """Gifts that only this person can open, and has not."""
        ...

    async def open_gift_of_charge(self, charge_id: str) -> Gift | None:
        """The gift that this payment bought, while no one has opened it."""
        ...

    async def unshown_bought_gifts(self, limit: int, after: int = 0) -> Sequence[Gift]:
        """Open gifts that were bought, and whose cards were not shown yet, behind this one; oldest first."""
        ...

    async def gifts_too_old(self, now: datetime, limit: int, after: Gift | None = None) -> Sequence[Gift]:
        """Gifts that wait to be opened and have waited too long, behind this one; the oldest first."""
        ...
