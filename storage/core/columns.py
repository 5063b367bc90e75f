"""How records are written into columns: times as microseconds, mappings and references as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any, overload

from bot.catalog.spec import Media
from bot.domain.batch import BatchKind, Several
from bot.domain.generation import Reference, TaskResult

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@overload
def stamp(moment: datetime) -> int: ...
@overload
def stamp(moment: None) -> None: ...
def stamp(moment: datetime | None) -> int | None:
    """A moment as microseconds since 1970, exactly."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


@overload
def moment(stamp: int) -> datetime: ...
@overload
def moment(stamp: None) -> None: ...
def moment(stamp: int | None) -> datetime | None:
    """The moment behind a stamp."""
    return None if stamp is None else _EPOCH + timedelta(microseconds=stamp)


def days(moment: datetime) -> int:
    """The day of a moment in UTC, as days since 1970."""
    return (moment - _EPOCH).days


def day_number(day: date) -> int:
    """A day as days since 1970."""
    return (day - _EPOCH.date()).days


def day_of(number: int) -> date:
    """The day behind a number of days since 1970."""
    return (_EPOCH + timedelta(days=number)).date()


def packed(value: Mapping[str, Any]) -> str:
    """A mapping as JSON."""
    return json.dumps(dict(value), ensure_ascii=False)


def packed_references(references: Iterable[Reference]) -> str:
    """References as a JSON array."""
    return json.dumps([asdict(reference) for reference in references], ensure_ascii=False)


def unpacked_references(text: str) -> tuple[Reference, ...]:
    """The references behind a JSON array."""
    return tuple(map(unpacked_reference, json.loads(text)))


def unpacked_reference(fields: Mapping[str, Any]) -> Reference:
    """The reference behind its JSON object."""
    task = fields.get("task")
    return Reference(
        **{**fields, "media": Media(fields["media"]), "task": TaskResult(**task) if task else None}
    )


def packed_several(several: Several | None) -> str | None:
    """How several are asked for, as JSON; None for one."""
    return None if several is None else json.dumps(asdict(several))


def unpacked_several(text: str | None) -> Several | None:
    """What is behind such JSON."""
    if text is None:
        return None
    fields = json.loads(text)
    return Several(**{**fields, "kind": BatchKind(fields["kind"]), "models": tuple(fields["models"])})
