"""How long something usually takes, in words."""

from __future__ import annotations

from bot.i18n import Html, Words
from bot.ports.history import Usual

_IN_SECONDS_UP_TO = 90
_STEP = 5


def usually(words: Words, usual: Usual) -> Html:
    """`usually 2–4 min`, `usually 20–35 s`; one figure where the two would be the same: `about 3 min`."""
    if usual.high <= _IN_SECONDS_UP_TO:
        low, high = (max(1, round(seconds / _STEP)) * _STEP for seconds in (usual.low, usual.high))
        if low == high:
            return words("time-about-seconds", span=str(low))
        return words("time-usual-seconds", span=f"{low}–{high}")
    low, high = (max(1, round(seconds / 60)) for seconds in (usual.low, usual.high))
    if low == high:
        return words("time-about-minutes", span=str(low))
    return words("time-usual-minutes", span=f"{low}–{high}")
