"""What the console lists: everybody's generations and payments, a page at a time by key, and the figures of days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.generation import State
from bot.domain.payment import Payment, PaymentState
from bot.domain.promo_code import PromoTerms
from bot.ledger.entries import Bucket, EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """One day (UTC).

    Attributes:
        day: which.
        made: generations that ended in a result on it; samples, and what people's own keys paid, are left out.
        failed: those that ended without one; cancelled ones are neither.
        stars: of the payments of that day, before refunds.
    """

    day: date
    made: int = 0
    failed: int = 0
    stars: int = 0

    @property
    def success(self) -> int | None:
        """Per cent of what ended that ended in a result, rounded down; None when nothing ended."""
        ended = self.made + self.failed
        return 100 * self.made // ended if ended else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationLine:
    """A generation as a list shows it: without its words.

    Attributes:
        id: row id.
        person_id: whose; None when they were forgotten.
        name, username: what Telegram tells of them, possibly empty.
        model: slug.
        state: where it is.
        price: credits.
        created_at: when it was confirmed.
    """

    id: int
    person_id: int | None
    name: str
    username: str
    model: str
    state: State
    price: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationQuery:
    """Which generations are wanted: a person's, or those of a model, in a state, or both; without any of these all.

    Attributes:
        person_id: whose; the others do not count then.
        model: slug; empty = any.
        state: None = any.
        before_id: only those with smaller ids; None = from the newest.
    """

    person_id: int | None = None
    model: str = ""
    state: State | None = None
    before_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """A ledger entry of a generation."""

    kind: EntryKind
    bucket: Bucket
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """A payment with the name of who paid, possibly empty."""

    payment: Payment
    name: str
    username: str


class ConsoleLists(Protocol):
    """Reads them; queries that change nothing."""

    async def days(self, last: date, count: int) -> Sequence[DayFigures]:
        """So many days that end with `last`, the oldest first."""
        ...

    async def generations(self, query: GenerationQuery, limit: int) -> Sequence[GenerationLine]:
        """The newest that fit, newest first."""
        ...

    async def entries_of(self, generation_id: int) -> Sequence[EntryLine]:
        """How credits moved for it, in order."""
        ...

    async def used_models(self) -> Sequence[str]:
        """Slugs of all models that anything was ever made with, in order."""
        ...

    async def model_counts(self) -> Mapping[str, tuple[int, int]]:
        """How many generations of all time ended with a result, and how many failed, by slug."""
        ...

    async def promo_terms(self, before: int | None, limit: int) -> Sequence[PromoTerms]:
        """Codes and series, the newest first, with ids below `before`."""
        ...

    async def payments(
        self, state: PaymentState | None, before: int | None, limit: int
    ) -> Sequence[PaymentLine]:
        """The newest, or the newest that are unclaimed or being refunded, with receipt numbers below `before`."""
        ...
