"""What operators type about a broadcast: a condition's value, a moment, a button."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import Final

from bot.broadcasts.refusals import BadLink, BadSegmentValue, BadStart
from bot.domain.broadcast import LinkButton
from bot.domain.segment import SegmentField
from handlers.core.deep_link import DeepLink, LinkTarget

_NUMBER: Final = re.compile(r"-?[0-9]{1,15}")
_SEPARATOR: Final = re.compile(r"[|\n]")
_MOMENT: Final = re.compile(
    r"(?:(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})(?:\.(\d{4})?)?)[\sT,]+)?(\d{1,2}):(\d{2})",
    re.ASCII,
)
_NUMBERS: Final = frozenset(
    {SegmentField.ACTIVE, SegmentField.IDLE, SegmentField.BALANCE, SegmentField.GROUP}
)
_WORDS: Final = {"yes": True, "no": False}


def said_condition(field: SegmentField, words: str) -> str | int | bool:
    """The value of a condition.

    Raises:
        BadSegmentValue: it is none.
    """
    words = words.strip()
    if field is SegmentField.PAID:
        value = _WORDS.get(words)
        if value is None:
            raise BadSegmentValue(field=field.value)
        return value
    if field in _NUMBERS:
        number = "".join(words.split())
        if _NUMBER.fullmatch(number) is None:
            raise BadSegmentValue(field=field.value)
        return int(number)
    return words


def said_start(words: str, now: datetime) -> datetime:
    """A moment in UTC: `2026-12-24 18:00`, `24.12. 18:00`, or `18:00`, which is the next one.

    Raises:
        BadStart: it is none.
    """
    found = _MOMENT.fullmatch(words.strip())
    if found is None:
        raise BadStart
    year, month, day, other_day, other_month, other_year, hour, minute = (
        int(part) if part else None for part in found.groups()
    )
    try:
        clock = time(hour or 0, minute or 0, tzinfo=UTC)
        if (month or other_month) is None:
            moment = datetime.combine(now.date(), clock)
            return moment if moment > now else moment + timedelta(days=1)
        date = now.date().replace(
            year=year or other_year or now.year,
            month=month or other_month or now.month,
            day=day or other_day or now.day,
        )
    except ValueError as error:
        raise BadStart from error
    return datetime.combine(date, clock)


def said_link(words: str) -> LinkButton:
    """A button: its label, then `|` or a new line, then an address or a promo code.

    Raises:
        BadLink: it is none.
    """
    label, separator, target = _SEPARATOR.sub("|", words.strip(), count=1).partition("|")
    label, target = label.strip(), target.strip()
    if not separator or not target:
        raise BadLink
    if "://" in target or "." in target:
        return LinkButton(label=label, url=target if "://" in target else f"https://{target}")
    code = target.casefold()
    if DeepLink.parse(f"{LinkTarget.PROMO}_{code}") is None:
        raise BadLink
    return LinkButton(label=label, code=code)
