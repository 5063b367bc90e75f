"""What the credits can pay when a request costs too much: other options of its model, and other models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.catalog.cheaper_options import CheaperOption, CheapestFit
from bot.catalog.spec import Model
from bot.domain.person import Draft
from bot.ledger.entries import Balance
from handlers.core.context import Context

_SAVINGS = 2
_MODELS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternatives:
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


def find_alternatives(ctx: Context, draft: Draft, balance: Balance) -> Alternatives | None:
    """What to do instead; None while the credits cover the draft, or its price is not known yet."""
    price = ctx.catalog.price(draft)
    if price is None or balance.covers(price):
        return None
    return Alternatives(
        savings=ctx.catalog.savings(draft, balance.available)[:_SAVINGS],
        models=tuple(islice(_affordable(ctx, draft, balance.available), _MODELS)),
    )


def fitting(ctx: Context, draft: Draft, model: Model, available: int) -> tuple[Draft, CheapestFit] | None:
    """The draft with another model, changed as little as possible until it is affordable; None when it cannot be."""
    other = ctx.drafts.switched(draft, model)
    if ctx.catalog.price(other) is None:
        return None
    fit = ctx.catalog.fit(other, available)
    return (other, fit) if fit is not None else None


def _affordable(ctx: Context, draft: Draft, available: int) -> Iterator[tuple[Model, int]]:
    for model in ctx.catalog.cheaper(draft, available):
        found = fitting(ctx, draft, model, available)
        if found is not None:
            yield model, found[1].price
