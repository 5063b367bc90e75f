"""Accounts, ledger entries and holds, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

LARGEST_AMOUNT: Final = 1_000_000_000
"""Credits of one allowance, grant, top-up or budget: so many of them that the sums still fit where they are kept."""


class EntryKind(StrEnum):
    """Why credits moved."""

    GRANT = "grant"
    """An allowance or an operator's gift."""
    HOLD = "hold"
    """Set aside for a generation."""
    CAPTURE = "capture"
    """Spent: the hold became the price. Moves nothing, the hold took it."""
    RELEASE = "release"
    """Back from a hold."""
    PURCHASE = "purchase"
    REFUND = "refund"
    """Taken back by the operator, or returned to a buyer."""
    EXPIRE = "expire"
    """An allowance's rest at the end of its period, or what comes back of it after that."""
    TRANSFER = "transfer"
    """From one account to another."""


class Bucket(StrEnum):
    """The two parts of an account; the first is spent first."""

    ALLOWANCE = "allowance"
    """Of the period; it expires."""
    BOUGHT = "bought"
    """Bought or granted; it never expires."""


class OwnerKind(StrEnum):
    """What an account belongs to, and so what its owner's id is."""

    PERSON = "person"
    """A Telegram user id."""
    GROUP = "group"
    """The chat id of a group or supergroup."""
    PARTY = "party"
    """The id of a party: the account is its budget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What holds credits: one per person, one per group, one per party.

    Attributes:
        id: row id.
        owner_kind: what it belongs to.
        owner_id: which person, group or party; None when the person was forgotten.
        forgotten_as: pseudonym of the person who was forgotten, by which the account is found again when they return;
            None for everybody else.
        allowance, bought: credits available now, holds already taken off.
        purchased: credits that its payments that stand have brought, spent or not (`bot.ledger.purchases`).
        period: key of the allowance period it was last refilled for, empty before the first.
        blocked: no new generations.
    """

    id: int
    owner_kind: OwnerKind
    owner_id: int | None
    forgotten_as: int | None = None
    allowance: int = 0
    bought: int = 0
    purchased: int = 0
    period: str = ""
    blocked: bool = False

    @property
    def available(self) -> int:
        """Credits that can be held now."""
        return self.allowance + self.bought

    @property
    def is_personal(self) -> bool:
        """Whether it belongs to a person: only these get an allowance."""
        return self.owner_kind is OwnerKind.PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """An account's credits as a person sees them.

    Attributes:
        available: credits that can be spent now, holds already taken off.
        allowance, bought: its two parts.
        held: credits set aside for open generations.
        unlimited: whether the allowance has no end.
        refills_at: when the next allowance comes, None when none does.
        lapsed: credits of an earlier period's allowance that came back too late to be spent: of what the balance is shown
            with, or in this period.
    """

    available: int
    allowance: int
    bought: int
    held: int
    unlimited: bool = False
    refills_at: datetime | None = None
    lapsed: int = 0

    def covers(self, price: int) -> bool:
        """Whether so many credits can be held now."""
        return self.unlimited or self.available >= price

    def after(self, price: int) -> int:
        """Credits that are left then; only meaningful when it covers them."""
        return max(0, self.available - price)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One line of the ledger; never changed, never deleted.

    Attributes:
        amount: credits by which the available ones moved; negative when taken.
        operation_key: unique name of the operation; a second one with the same key is refused.
    """

    id: int
    account_id: int
    kind: EntryKind
    bucket: Bucket
    amount: int
    operation_key: str
    at: datetime
    generation_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Credits set aside for one generation, by bucket.

    Attributes:
        period: the account's allowance period then. What comes back of the allowance after it expires at once.
    """

    generation_id: int
    account_id: int
    allowance: int
    bought: int
    period: str = ""

    @property
    def amount(self) -> int:
        """Credits held in all."""
        return self.allowance + self.bought
