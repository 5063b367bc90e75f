"""What came in and what it cost, by day (UTC)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from bot.catalog.pricing import MILLICREDITS
from bot.domain.model_terms import ModelSales
from bot.domain.writer import WriterCost
from bot.ledger.entries import Bucket, EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelMoney:
    """What came of a model in a span of days, with the operator's key.

    Attributes:
        slug: the model's.
        sold: generations that were delivered or kept in the history, samples left out.
        failed: generations that failed.
        credits: that people paid.
        taken: thousandths of a credit that KIE said it took.
        expected: thousandths of a credit of the price list, for what was made and KIE said nothing of.
    """

    slug: str
    sold: int = 0
    failed: int = 0
    credits: int = 0
    taken: int = 0
    expected: int = 0

    @property
    def kie(self) -> Decimal:
        """Credits at KIE."""
        return Decimal(self.taken + self.expected) / MILLICREDITS


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyDay:
    """One day.

    Attributes:
        day: which.
        stars: less what was returned and what Telegram's referral programme took.
        kie: credits at KIE.
        sold, failed: as in `ModelMoney`, of all models.
    """

    day: date
    stars: int
    kie: Decimal
    sold: int = 0
    failed: int = 0

    @property
    def success(self) -> int | None:
        """As `success_percent`."""
        return success_percent(self.sold, self.failed)


def success_percent(sold: int, failed: int) -> int | None:
    """Per cent of what ended that ended in a result, rounded down; None when nothing ended."""
    return 100 * sold // (sold + failed) if sold + failed else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What came in and what it cost in a span of days (UTC). A payment counts on its day, and its refund on that of the refund.

    Attributes:
        first, last: the days, both included.
        payments, stars: how many payments, and their Stars.
        affiliate: Stars of these that Telegram's referral programme took.
        refunds, refunded: how many refunds, and their Stars.
        ledger: sums of the ledger's entries, by kind of entry and bucket.
        models: by model, the one with the most credits first.
        days: every day of the span.
        writer: what suggestions have cost.
        paid_left, available: credits that people have now: paid ones, and all.
    """

    first: date
    last: date
    payments: int
    stars: int
    affiliate: int
    refunds: int
    refunded: int
    ledger: Mapping[tuple[str, str], int]
    models: Sequence[ModelMoney]
    days: Sequence[MoneyDay]
    writer: Sequence[WriterCost]
    paid_left: int
    available: int

    @property
    def net_stars(self) -> int:
        """Stars that stay."""
        return self.stars - self.affiliate - self.refunded

    @property
    def sold(self) -> int:
        """Credits that payments brought, less those that refunds took back."""
        return sum(
            amount
            for (kind, _), amount in self.ledger.items()
            if kind in {EntryKind.PURCHASE, EntryKind.REFUND}
        )

    @property
    def given(self) -> int:
        """Credits that were given: by operators, codes, bonuses and rewards, for good."""
        return self.ledger.get((EntryKind.GRANT, Bucket.BOUGHT), 0)

    @property
    def free(self) -> int:
        """Credits of allowances, less those that expired."""
        return self.ledger.get((EntryKind.GRANT, Bucket.ALLOWANCE), 0) + self.ledger.get(
            (EntryKind.EXPIRE, Bucket.ALLOWANCE), 0
        )

    @property
    def made(self) -> int:
        """Generations that were delivered or kept in the history, samples left out."""
        return sum(one.sold for one in self.models)

    @property
    def failed(self) -> int:
        """Generations that failed."""
        return sum(one.failed for one in self.models)

    @property
    def spent(self) -> int:
        """Credits that people paid for what was made."""
        return sum(one.credits for one in self.models)

    @property
    def kie(self) -> Decimal:
        """Credits at KIE for what was made, suggestions left out."""
        return sum((one.kie for one in self.models), Decimal(0))

    @property
    def taken_percent(self) -> int | None:
        """How much of `kie` KIE itself has said, in percent; None where nothing was taken."""
        taken, expected = sum(one.taken for one in self.models), sum(one.expected for one in self.models)
        return taken * 100 // (taken + expected) if taken + expected else None

    @property
    def writer_credits(self) -> Decimal:
        """Credits at KIE for suggestions."""
        return sum((one.credits for one in self.writer), Decimal(0))


class MoneyReader(Protocol):
    """Reads sums that are kept by day."""

    async def model_sales(self, slug: str, since: datetime) -> ModelSales:
        """What came of a model on the day of `since` and after it (UTC)."""
        ...

    async def money(self, first: date, last: date) -> Money:
        """What came in and what it cost from the one day to the other."""
        ...
