"""Packs: what is sold for Telegram Stars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

SUBSCRIPTION_DAYS: Final = 30
"""The only period that Telegram has for subscriptions (Bot API, createInvoiceLink)."""

MOST_STARS: Final = 100_000
MOST_STARS_MONTHLY: Final = 10_000
"""Stars of one pack, and of a subscription (Bot API, createInvoiceLink)."""

MOST_ON_SALE: Final = 20
"""Packs that are on sale at once: each is a row of buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """So many credits for so many Stars. A pack never changes: another price is another pack.

    Attributes:
        id: row id.
        stars: price.
        credits: what the account gets for each payment.
        monthly: whether it is a subscription of 30 days.
        ended_at: it is not sold any more; None while it is on sale.
    """

    id: int
    stars: int
    credits: int
    monthly: bool = False
    ended_at: datetime | None = None


def extra_percent(pack: Pack, than: Pack) -> int:
    """How many percent more credits a Star brings with one pack than with another, rounded; 0 when it brings no more."""
    more = pack.credits * than.stars - than.credits * pack.stars
    base = than.credits * pack.stars
    return max(0, (200 * more + base) // (2 * base))


def paid_once(packs: Iterable[Pack]) -> Sequence[Pack]:
    """Those of the packs that are no subscriptions: a group's account and a gift are bought with these only."""
    return [pack for pack in packs if not pack.monthly]


class PackReader(Protocol):
    """Reads packs, without a transaction."""

    async def packs_on_sale(self) -> Sequence[Pack]:
        """What is sold: single ones first, each kind from the cheapest."""
        ...

    async def pack(self, pack_id: int) -> Pack | None:
        """The pack, on sale or not, or None."""
        ...


class PackRepository(Protocol):
    """Packs within a transaction."""

    async def add_pack(self, *, stars: int, credits_: int, monthly: bool, made_by: int, at: datetime) -> Pack:
        """Put a pack on sale. One with the same terms that is on sale already is returned as it is."""
        ...

    async def end_pack(self, pack_id: int, at: datetime) -> bool:
        """Take a pack off sale; False when it is not on sale."""
        ...

    async def selling_since(self) -> datetime | None:
        """When the first pack was put on sale; None before."""
        ...

    async def pack(self, pack_id: int) -> Pack | None:
        """The pack as this transaction sees it, on sale or not, or None."""
        ...
