"""What a person calls themselves at Telegram, fit to stand in a line beside other words.

Names are people's own: they may be empty for the eye, turn the rest of the line around, or pile marks over their letters.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Final

_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""
_DROPPED: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories (Unicode) of what has no shape of its own: controls, joiners, turns of direction, what is assigned to nothing."""
_MARKS: Final = frozenset({"Mn", "Me"})
_MOST_MARKS: Final = 2
"""Marks over one letter; languages use no more."""
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_ISOLATED: Final = "\u2068{}\u2069"


def shown_name(name: str) -> str:
    """The name as it may be shown; empty where nothing of it can be seen.

    Letters that are written from right to left stay among themselves, so that what follows is read in its order.
    """
    seen = "".join(_visible(one) for one in unicodedata.normalize("NFC", name))
    parts = groupby(seen, lambda one: unicodedata.category(one) in _MARKS)
    kept = "".join("".join(list(part)[:_MOST_MARKS]) if is_mark else "".join(part) for is_mark, part in parts)
    shown = " ".join(kept.split())
    turns = any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in shown)
    return _ISOLATED.format(shown) if turns else shown


def _visible(one: str) -> str:
    if one.isspace() or one in _BLANK:
        return " "
    return "" if unicodedata.category(one) in _DROPPED else one
