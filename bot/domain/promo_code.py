"""Promo codes: words that give credits, or more credits with a purchase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

LARGEST_PERCENT: Final = 300
"""Of a bonus with a purchase; more is taken for a slip."""

LARGEST_SERIES: Final = 5_000
"""Codes of one series: so many rows are written in some tens of milliseconds."""


_SHAPE: Final = re.compile(r"[\w-]{3,32}")


def is_like_a_code(words: str) -> bool:
    """Whether it can be a code: one word of letters, digits, - and _."""
    return _SHAPE.fullmatch(words.strip()) is not None


class PromoKind(StrEnum):
    """What a code gives."""

    CREDITS = "credits"
    """So many credits, at once."""
    PERCENT = "percent"
    """So many percent more credits with the next purchase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromoTerms:
    """What a code, or each code of a series, gives to whom. Terms never change; they can be ended.

    Attributes:
        id: row id.
        name: the code; empty for a series.
        kind: what it gives.
        amount: credits or percent.
        size: how many codes there are: 1, or those of the series.
        most_uses: how often all of them together can be used; None for no limit. Each of a series once.
        uses: how often they were.
        new_people_only: only for people who have neither made nor bought anything yet.
        first_purchase_only: only for people who have not bought anything yet.
        ends_at: until when; None for no end.
        campaign: the operator's name of what it belongs to, possibly empty.
        made_by: the admin.
        made_for: name of the message that asked for it; the same one makes no second series.
        made_at: when.
        ended_at: when it was switched off; None while it is on.
    """

    id: int = 0
    name: str = ""
    kind: PromoKind
    amount: int
    size: int = 1
    most_uses: int | None = None
    uses: int = 0
    new_people_only: bool = False
    first_purchase_only: bool = False
    ends_at: datetime | None = None
    campaign: str = ""
    made_by: int
    made_for: str
    made_at: datetime
    ended_at: datetime | None = None

    def is_on_at(self, moment: datetime) -> bool:
        """Whether it is neither switched off nor over."""
        return self.ended_at is None and (self.ends_at is None or moment < self.ends_at)

    def bonus(self, credits_: int) -> int:
        """Credits that are given beside so many that are bought; whole ones, rounded down."""
        return credits_ * self.amount // 100 if self.kind is PromoKind.PERCENT else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PromoCode:
    """One code.

    Attributes:
        id: row id.
        code: in small letters.
        terms: what it gives.
        uses_left: how often it can still be used; None for no limit.
    """

    id: int
    code: str
    terms: PromoTerms
    uses_left: int | None

    def is_on_at(self, moment: datetime) -> bool:
        """Whether it can still be used by anyone."""
        return self.uses_left != 0 and self.terms.is_on_at(moment)


class PromoCodeReader(Protocol):
    """Reads codes for the operator, without a transaction."""

    async def promo_terms_count(self) -> int:
        """How many codes and series there are."""
        ...

    async def promo_terms_page(self, offset: int, limit: int) -> Sequence[PromoTerms]:
        """Codes and series, newest first."""
        ...

    async def promo_terms(self, terms_id: int) -> PromoTerms | None:
        """A code's or series' terms, or None."""
        ...


class PromoCodeRepository(Protocol):
    """Codes within a transaction. Who has used what is known by account: it is found again when a person returns."""

    async def add_promo_terms(self, terms: PromoTerms, codes: Sequence[str]) -> PromoTerms:
        """Store new terms (their id is ignored) with their codes, in small letters; returns them with their id.

        Raises:
            AlreadyDone: one of the codes exists.
        """
        ...

    async def promo_terms_made_for(self, made_for: str) -> PromoTerms | None:
        """The terms that this message has made, or None."""
        ...

    async def codes_of(self, terms_id: int) -> Sequence[str]:
        """All codes of these terms, in the order in which they were made."""
        ...

    async def promo_terms(self, terms_id: int) -> PromoTerms | None:
        """A code's or series' terms, or None."""
        ...

    async def end_promo_terms(self, terms_id: int, at: datetime) -> bool:
        """Switch a code or series off; False when it was off, or is not there."""
        ...

    async def promo_code(self, code: str) -> PromoCode | None:
        """The code with its terms, or None; `code` is in small letters."""
        ...

    async def promo_code_used_at(self, code_id: int, account_id: int) -> datetime | None:
        """When the account has used the code, or None."""
        ...

    async def use_promo_code(self, code_id: int, account_id: int, at: datetime) -> bool:
        """Note one more use; False when no use was left, and nothing was noted.

        Raises:
            AlreadyDone: the account has used it before; the transaction must be rolled back.
        """
        ...

    async def note_promo_code_use(self, code_id: int, account_id: int, at: datetime) -> None:
        """The account, which has not used the code before, has had its bonus though no use was left."""
        ...

    async def wait_for_purchase(self, account_id: int, code_id: int) -> None:
        """The account's next purchase is to have this code's bonus, in place of an earlier one's."""
        ...

    async def waiting_promo_code(self, account_id: int) -> PromoCode | None:
        """The code whose bonus the account's next purchase is to have, or None."""
        ...

    async def forget_waiting_promo_code(self, account_id: int, code_id: int) -> None:
        """The code does not wait for a purchase of the account any more."""
        ...

    async def has_ever_made(self, account_id: int) -> bool:
        """Whether anything was ever made or bought from the account."""
        ...

    async def has_ever_bought(self, account_id: int) -> bool:
        """Whether anything was ever bought for the account, refunded or not."""
        ...

    async def note_campaign(self, person_id: int, campaign: str) -> None:
        """The person came by a link with a code of this campaign: it counts as what brought them."""
        ...
