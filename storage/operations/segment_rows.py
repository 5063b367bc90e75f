"""Segments as conditions on rows of `people`, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from bot.domain.segment import ANY_GROUP, Segment
from storage.core.columns import days

AUDIENCE: Final = (
    "FROM people LEFT JOIN accounts ON accounts.owner_kind = 'person' AND accounts.owner_id = people.id"
    " WHERE coalesce(accounts.blocked, 0) = 0"
)
"""Everybody but those whom the operator has blocked; conditions follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentTerms:
    """What conditions are measured by.

    Attributes:
        now: the moment that days are counted back from.
        languages: codes of those that people may choose.
        finished: of these, the complete ones: they are spoken without a choice.
        fallback: spoken with everybody else.
        period: of the allowance that is in force.
        refill: credits of an allowance that is not refilled yet; None = without end.
    """

    now: datetime
    languages: Sequence[str] = ("en",)
    finished: Sequence[str] = ("en",)
    fallback: str = "en"
    period: str = ""
    refill: int | None = 0


_MADE: Final = "SELECT 1 FROM generations WHERE person_id = people.id AND state IN ('delivered', 'stored')"
_PAID: Final = "EXISTS (SELECT 1 FROM payments WHERE payer_id = people.id AND state = 'credited')"
_BALANCE: Final = (
    "iif(accounts.period = :period, accounts.allowance, :refill) + coalesce(accounts.bought, 0) >= :balance"
)


def conditions(segment: Segment, terms: SegmentTerms) -> tuple[str, dict[str, Any]]:
    """What follows `AUDIENCE`, with its values. Each condition is on the person's row, or one search of an index."""
    parts: list[str] = []
    values: dict[str, Any] = {}
    today = days(terms.now)
    if segment.language is not None:
        parts.append(_language(terms, values))
        values["language"] = segment.language
    if segment.paid is not None:
        parts.append(_PAID if segment.paid else f"NOT {_PAID}")
    if segment.active is not None:
        parts.append("people.active_on > :active")
        values["active"] = today - segment.active
    if segment.idle is not None:
        parts.append("people.active_on <= :idle")
        values["idle"] = today - segment.idle
    if segment.balance is not None and terms.refill is not None:
        parts.append(_BALANCE)
        values |= {"period": terms.period, "refill": terms.refill, "balance": segment.balance}
    if segment.model is not None:
        parts.append(f"EXISTS ({_MADE} AND model = :model)")
        values["model"] = segment.model
    if segment.group is not None:
        one = "chat_id < 0" if segment.group == ANY_GROUP else "chat_id = :group"
        parts.append(f"EXISTS ({_MADE} AND deleted = 0 AND {one})")
        values |= {} if segment.group == ANY_GROUP else {"group": segment.group}
    if segment.source is not None:
        parts.append("people.source = :source")
        values["source"] = segment.source
    return "".join(f" AND {part}" for part in parts), values


def _language(terms: SegmentTerms, values: dict[str, Any]) -> str:
    """The language that the bot speaks with a person (`bot.i18n.Texts.pick`)."""
    known, finished = (
        _listed(name, codes, values)
        for name, codes in (("known", terms.languages), ("finished", terms.finished))
    )
    values["fallback"] = terms.fallback
    apps = "lower(people.telegram_language)"
    plain = f"substr({apps}, 1, instr({apps} || '-', '-') - 1)"
    return (
        f"CASE WHEN lower(people.language) IN ({known}) THEN lower(people.language)"
        f" WHEN {apps} IN ({finished}) THEN {apps} WHEN {plain} IN ({finished}) THEN {plain} ELSE :fallback END = :language"
    )


def _listed(name: str, codes: Sequence[str], values: dict[str, Any]) -> str:
    values |= {f"{name}{number}": code for number, code in enumerate(codes)}
    return ", ".join(f":{name}{number}" for number in range(len(codes)))


def packed_segment(segment: Segment) -> str:
    """A segment as JSON: what was set."""
    return json.dumps(dict(segment.conditions), ensure_ascii=False)


def unpacked_segment(text: str) -> Segment:
    """The segment behind such JSON; what this version does not know fits no one, and must not be left out.

    Raises:
        ValueError: it has such a condition.
    """
    found: Mapping[str, Any] = json.loads(text)
    unknown = found.keys() - {one.name for one in fields(Segment)}
    if unknown:
        msg = f"a segment of another version: {sorted(unknown)}"
        raise ValueError(msg)
    return Segment(**found)
