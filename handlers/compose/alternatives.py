"""What the credits reach for when a wish costs too much: other options of its model, and other models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.catalog.cheaper_options import CheaperOption, CheapestFit
from bot.catalog.spec import Model
from bot.domain.person import Draft
from bot.ledger.entries import Balance
from handlers.core.user_context import Desk

_SAVINGS = 2
_MODELS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What is affordable instead.

    Attributes:
        savings: single options of the same model, the smallest sacrifice first.
        models: other models of the kind with their exact price, options cheaper where they must be.
    """

    savings: Sequence[CheaperOption] = ()
    models: Sequence[tuple[Model, int]] = ()

    @property
    def any(self) -> bool:
        """Whether the credits reach for anything of the kind."""
        return bool(self.savings or self.models)


def reach(desk: Desk, draft: Draft, balance: Balance) -> Reach | None:
    """What to do instead; None while the credits cover the draft, or nobody knows its price yet."""
    price = desk.shop.price(draft)
    if price is None or balance.covers(price):
        return None
    return Reach(
        savings=desk.shop.savings(draft, balance.available)[:_SAVINGS],
        models=tuple(islice(_affordable(desk, draft, balance.available), _MODELS)),
    )


def fitting(desk: Desk, draft: Draft, model: Model, available: int) -> tuple[Draft, CheapestFit] | None:
    """The draft with another model, changed as little as possible until it is affordable; None when it cannot be."""
    other = desk.switched(draft, model)
    if desk.shop.price(other) is None:
        return None
    fit = desk.shop.fit(other, available)
    return (other, fit) if fit is not None else None


def _affordable(desk: Desk, draft: Draft, available: int) -> Iterator[tuple[Model, int]]:
    for model in desk.shop.cheaper(draft, available):
        found = fitting(desk, draft, model, available)
        if found is not None:
            yield model, found[1].price
