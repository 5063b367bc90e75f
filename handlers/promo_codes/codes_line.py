"""What an operator writes behind /codes: `SUMMER 100 credits max 50 until 2026-12-31`, `series 100 50 credits campaign X`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from bot.domain.promo_code import LARGEST_PERCENT, LARGEST_SERIES, PromoKind, is_like_a_code
from bot.ledger.entries import LARGEST_AMOUNT

_SERIES: Final = "series"
_CAMPAIGN: Final = re.compile(r"[\w-]{1,32}")
_KINDS: Final[Mapping[str, PromoKind]] = {
    "credits": PromoKind.CREDITS,
    "credit": PromoKind.CREDITS,
    "percent": PromoKind.PERCENT,
    "%": PromoKind.PERCENT,
}
_MOST: Final[Mapping[PromoKind, int]] = {
    PromoKind.CREDITS: LARGEST_AMOUNT,
    PromoKind.PERCENT: LARGEST_PERCENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesLine:
    """The terms that were written.

    Attributes:
        name: the code; empty for a series.
        size: how many codes.
        kind: what each gives.
        amount: how much of that.
        most_uses: of a code; None for no limit.
        ends_at: the end of its last day; None for none.
        new_people_only, first_purchase_only: who it is for.
        campaign: what it belongs to.
    """

    name: str
    size: int
    kind: PromoKind
    amount: int
    most_uses: int | None = None
    ends_at: datetime | None = None
    new_people_only: bool = False
    first_purchase_only: bool = False
    campaign: str = ""


def codes_line(args: str, now: datetime) -> CodesLine | None:
    """The terms; None when the line says anything else, or a day that is over."""
    words = args.replace("%", " % ").split()
    is_series = bool(words) and words[0].casefold() == _SERIES
    size = _number(words[1], LARGEST_SERIES) if is_series and len(words) > 1 else 1
    rest = words[2:] if is_series else words[1:]
    kind = _KINDS.get(rest[1].casefold()) if len(rest) > 1 else None
    if size is None or kind is None or not (is_series or is_like_a_code(words[0])):
        return None
    amount = _number(rest[0], _MOST[kind])
    options = _options(rest[2:], now)
    if amount is None or options is None or (is_series and "most_uses" in options):
        return None
    return CodesLine(name="" if is_series else words[0], size=size, kind=kind, amount=amount, **options)


def _options(words: list[str], now: datetime) -> dict[str, Any] | None:
    readers: Mapping[str, tuple[str, Callable[[str], Any]]] = {
        "max": ("most_uses", lambda word: _number(word, LARGEST_AMOUNT)),
        "until": ("ends_at", lambda word: _end_of(word, now)),
        "campaign": ("campaign", lambda word: word if _CAMPAIGN.fullmatch(word) else None),
    }
    flags = {"new": "new_people_only", "first": "first_purchase_only"}
    found: dict[str, Any] = {}
    left = list(words)
    while left:
        word = left.pop(0).casefold()
        if word in flags:
            name, value = flags[word], True
        elif word in readers and left:
            name, value = readers[word][0], readers[word][1](left.pop(0))
        else:
            return None
        if value is None or name in found:
            return None
        found[name] = value
    return found


def _number(word: str, most: int) -> int | None:
    if not (word.isascii() and word.isdigit() and len(word) <= len(str(most))):
        return None
    return int(word) if 0 < int(word) <= most else None


def _end_of(word: str, now: datetime) -> datetime | None:
    """The end of a day (UTC); None for what is no day, or one that is over."""
    try:
        day = date.fromisoformat(word)
        ends_at = datetime.combine(day, time(), UTC) + timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return ends_at if ends_at > now else None
