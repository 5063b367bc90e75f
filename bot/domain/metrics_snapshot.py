"""The figures that monitoring asks for: what is in the database now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.generation import State
from bot.domain.money import Money
from bot.ledger.entries import EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsSnapshot:
    """How full and how busy the database is.

    Attributes:
        generations: how many of all time, by state and model.
        due: how many steps are due now and not taken yet, by state.
        moved: sum of all ledger entries by kind, in credits; what they add up to is `available`.
        available: credits that all accounts could still spend.
        held: credits in open holds.
        captured: credits spent.
        people: how many ever wrote.
        paid_left: of `available`, those that were paid for: what is owed.
        money: of the last 30 days (UTC); None where it was not read.
    """

    generations: Mapping[tuple[State, str], int] = field(default_factory=dict)
    due: Mapping[State, int] = field(default_factory=dict)
    moved: Mapping[EntryKind, int] = field(default_factory=dict)
    available: int = 0
    held: int = 0
    captured: int = 0
    people: int = 0
    paid_left: int = 0
    money: Money | None = None
