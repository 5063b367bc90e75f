"""What the memory store keeps: frozen records in dictionaries that are cheap to copy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.generation import Generation
from bot.domain.group import Group, GroupChange
from bot.domain.party import Party
from bot.ledger.entries import Account, Hold, LedgerEntry
from bot.ports import Quote, TransitionRecord


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold, and what was captured when it ended (None while open)."""

    hold: Hold
    captured: int | None = None


@dataclass(frozen=True, slots=True)
class GenerationRow:
    """A generation with its lease, its poke, and whether its person is forgotten."""

    generation: Generation
    leased_until: datetime | None = None
    wake_requested: bool = False
    forgotten_as: int | None = None
    emptied: bool = False

    def is_free(self, now: datetime) -> bool:
        """Whether nobody has it under lease."""
        return self.leased_until is None or self.leased_until <= now

    def is_due(self, now: datetime) -> bool:
        """Whether its next step may be taken."""
        due_at = self.generation.due_at
        return due_at is not None and due_at <= now


@dataclass(slots=True)
class Tables:
    """All rows."""

    accounts: dict[int, Account] = field(default_factory=dict)
    entries: dict[str, LedgerEntry] = field(default_factory=dict)
    holds: dict[int, HoldRow] = field(default_factory=dict)
    quotes: dict[int, Quote] = field(default_factory=dict)
    generations: dict[int, GenerationRow] = field(default_factory=dict)
    steps: list[tuple[int, TransitionRecord]] = field(default_factory=list)
    callbacks: set[tuple[int, str]] = field(default_factory=set)
    assets: int = 0
    groups: dict[int, Group] = field(default_factory=dict)
    group_changes: list[tuple[int, GroupChange]] = field(default_factory=list)
    parties: dict[int, Party] = field(default_factory=dict)
    votes: dict[tuple[int, int], int] = field(default_factory=dict)

    def copy(self) -> Tables:
        """The same rows in containers of their own."""
        return Tables(
            accounts=dict(self.accounts),
            entries=dict(self.entries),
            holds=dict(self.holds),
            quotes=dict(self.quotes),
            generations=dict(self.generations),
            steps=list(self.steps),
            callbacks=set(self.callbacks),
            assets=self.assets,
            groups=dict(self.groups),
            group_changes=list(self.group_changes),
            parties=dict(self.parties),
            votes=dict(self.votes),
        )
