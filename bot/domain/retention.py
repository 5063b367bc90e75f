"""How long what has done its work is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Ages at which rows go. The ledger and the generations stay for good, and so does all that belongs to an open one.

    Attributes:
        quotes: since they were made; those of a recipe that was confirmed stay, since it can be continued.
        drafts: since they were opened or last changed.
        callbacks: since KIE called.
        transitions: since a generation entered the state.
        payments: since they were paid: then they lose who paid. The rows stay.
    """

    quotes: timedelta
    drafts: timedelta
    callbacks: timedelta
    transitions: timedelta
    payments: timedelta
