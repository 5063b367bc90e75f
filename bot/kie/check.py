"""Comparing the catalogue with what a key may use at KIE, for `python -m bot check`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.catalog.spec import Dialect, Model, Offer

_LISTED_FAMILY = "market"


class Problem(StrEnum):
    """What can be off about a model."""

    GONE = "gone"
    """We sell it and KIE does not list it: take it off, or correct its id."""
    BACK = "back"
    """We show it as unavailable and KIE lists it: it can be sold again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One model that is off.

    Attributes:
        slug: ours.
        supplier_model: KIE's id of it.
        problem: what is off.
    """

    slug: str
    supplier_model: str
    problem: Problem


def compare(models: Iterable[Model], listed: Collection[str]) -> tuple[Finding, ...]:
    """Every difference, in the order of the models.

    Only routes through KIE's current endpoint can be compared: its list names nothing else.

    Args:
        models: the catalogue.
        listed: ids that KIE lists for the key.
    """
    return tuple(finding for model in models for finding in _findings(model, listed))


def _findings(model: Model, listed: Collection[str]) -> Iterator[Finding]:
    offer = model.offer(Dialect.LIVE)
    if offer is None:
        return
    for supplier_model in _listed_ids(offer):
        if bool(offer.unavailable) is (supplier_model in listed):
            problem = Problem.BACK if offer.unavailable else Problem.GONE
            yield Finding(slug=model.slug, supplier_model=supplier_model, problem=problem)


def _listed_ids(offer: Offer) -> Iterable[str]:
    """Each id once, in the order of the routes."""
    ids = (route.supplier_model for route in offer.routes if route.family == _LISTED_FAMILY)
    return dict.fromkeys(filter(None, ids))
