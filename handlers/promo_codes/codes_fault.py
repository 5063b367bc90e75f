"""What is wrong with a line behind /codes that was not understood, where that can be said in a sentence."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

from bot.domain.promo_code import LARGEST_PERCENT
from bot.i18n import Html, Translator
from bot.ledger.entries import LARGEST_AMOUNT

_PERCENT = frozenset({"percent", "%"})
_KINDS = _PERCENT | {"credit", "credits"}


def codes_fault(t: Translator, args: str, now: datetime) -> Html | None:
    """The sentence: an amount beyond its bounds, or a day that is none or is over; None for anything else."""
    words = args.replace("%", " % ").casefold().split()
    for before, word in pairwise(words):
        if word in _KINDS and before.lstrip("-").isdecimal():
            most = LARGEST_PERCENT if word in _PERCENT else LARGEST_AMOUNT
            if not (len(before) <= len(str(most)) and 0 < int(before) <= most):
                return t("codes-percent-bounds" if word in _PERCENT else "codes-credits-bounds", most=most)
        if before == "until" and (wrong := _day_fault(t, word, now)) is not None:
            return wrong
    return None


def _day_fault(t: Translator, word: str, now: datetime) -> Html | None:
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return t("codes-no-day")
    return t("codes-day-over") if day < now.date() else None
