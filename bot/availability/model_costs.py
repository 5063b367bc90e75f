"""Compares what KIE took for a task with what the catalogue had let expect, and notifies the operator of a wrong price.

What people pay does not depend on it: they pay what they were quoted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Self

from bot.catalog.pricing import MILLICREDITS, cost_agrees, millicredits, sold_units
from bot.catalog.spec import Offer, Per
from bot.catalog.supplied_media import SuppliedMedia
from bot.domain.generation import Generation
from bot.errors import CatalogError, LengthUnknown
from bot.ports import Alert, AlertKind, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class CostNotice:
    """What the operator reads of a model's cost.

    Attributes:
        model: slug.
        per: what the amounts are for: a second, a picture … or the whole generation.
        taken: credits that KIE takes for that.
        expected: credits that the catalogue lets expect.
    """

    model: str
    per: Per
    taken: Decimal
    expected: Decimal

    def detail(self) -> str:
        """As an alert's detail."""
        return f"{self.model} {self.per} {millicredits(self.taken)} {millicredits(self.expected)}"

    @classmethod
    def read(cls, detail: str) -> Self:
        """Back from an alert's detail.

        Raises:
            ValueError: it is none.
        """
        model, per, taken, expected = detail.split()
        return cls(
            model=model,
            per=Per(per),
            taken=Decimal(int(taken)) / MILLICREDITS,
            expected=Decimal(int(expected)) / MILLICREDITS,
        )


async def note_cost(tx: Transaction, generation: Generation, offer: Offer, now: datetime) -> None:
    """Compare, inside the caller's transaction; the third surprise in a row adds a notice, and so does the way back.

    Args:
        tx: the transaction that learns the cost.
        generation: with what KIE took; where KIE did not say, or what to expect is not known, nothing is noted.
        offer: what it was made by.
        now: the time.
    """
    if generation.kie_taken is None or generation.kie_expected is None:
        return
    per, units = _sold(generation, offer)
    agrees = cost_agrees(per, units, expected=generation.kie_expected, taken=generation.kie_taken)
    known = await tx.model_cost(generation.model)
    after = known.after(agrees=agrees)
    if after == known:
        return
    await tx.save_model_cost(after)
    if after.differs is known.differs:
        return
    for_one = MILLICREDITS * (units or Decimal(1))  # no words are no thousand characters
    notice = CostNotice(
        model=generation.model,
        per=per,
        taken=generation.kie_taken / for_one,
        expected=generation.kie_expected / for_one,
    )
    kind = AlertKind.COST_DIFFERS if after.differs else AlertKind.COST_AGREES
    await tx.add_notice(Alert(kind=kind, generation_id=generation.id, detail=notice.detail()), now)


def _sold(generation: Generation, offer: Offer) -> tuple[Per, Decimal]:
    """What the price is for, and how many of them it was; the whole, where the catalogue does not say that (any more)."""
    media = SuppliedMedia.of(generation.references)
    try:
        return sold_units(offer, generation.choices, media=media, prompt=generation.prompt)
    except (CatalogError, LengthUnknown, KeyError, ArithmeticError):  # it was changed after the quote
        return Per.GENERATION, Decimal(1)
