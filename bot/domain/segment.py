"""Which people a broadcast is for: conditions that all have to be met."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final

ANY_GROUP: Final = 0
"""In place of a group's id: whichever it is."""
MOST_DAYS: Final = 3_650
MOST_BALANCE: Final = 10_000_000


class SegmentField(StrEnum):
    """A condition of a segment, by its name in `Segment`."""

    LANGUAGE = "language"
    PAID = "paid"
    ACTIVE = "active"
    IDLE = "idle"
    BALANCE = "balance"
    MODEL = "model"
    GROUP = "group"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Conditions; None = whatever it is. People fit who meet all of them.

    Attributes:
        language: code of the language that the bot speaks with them.
        paid: whether a payment of theirs stands.
        active: days within which they have done something; 1 = today.
        idle: days in which they have done nothing.
        balance: credits that they have at least, free ones of the present period included.
        model: slug of a model that has made something for them.
        group: chat id of a group that they have made something in, `ANY_GROUP` for any.
        source: what brought them (`Person.source`).
    """

    language: str | None = None
    paid: bool | None = None
    active: int | None = None
    idle: int | None = None
    balance: int | None = None
    model: str | None = None
    group: int | None = None
    source: str | None = None

    @property
    def conditions(self) -> dict[SegmentField, str | int | bool]:
        """What was set."""
        found = {SegmentField(one.name): getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in found.items() if value is not None}

    def __str__(self) -> str:
        """For the operators' log, in words of no language."""
        return ", ".join(f"{name}={_said(value)}" for name, value in self.conditions.items()) or "all"

    def having(self, field: SegmentField, value: str | int | bool | None) -> Segment:
        """The same with another value of one condition; None takes it away."""
        values: dict[str, Any] = {field.value: value}
        return replace(self, **values)

    @property
    def is_contradiction(self) -> bool:
        """Whether no one can fit."""
        return self.active is not None and self.idle is not None and self.active <= self.idle


def _said(value: str | int | bool) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
