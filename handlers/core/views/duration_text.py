"""How long something usually takes, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import Html, Translator
from bot.ports.history import DurationQuartiles

_IN_SECONDS_UP_TO = 90
_STEP = 5


def together(each: Sequence[DurationQuartiles]) -> DurationQuartiles:
    """How long several take one after the other."""
    return DurationQuartiles(
        sum(one.low for one in each), sum(one.middle for one in each), sum(one.high for one in each)
    )


def usually(t: Translator, usual_duration: DurationQuartiles) -> Html:
    """`usually 2–4 min`, `usually 20–35 s`; one figure where the two would be the same: `about 3 min`."""
    if usual_duration.high <= _IN_SECONDS_UP_TO:
        low, high = (
            max(1, round(seconds / _STEP)) * _STEP for seconds in (usual_duration.low, usual_duration.high)
        )
        if low == high:
            return t("time-about-seconds", span=str(low))
        return t("time-usual-seconds", span=f"{low}–{high}")
    low, high = (max(1, round(seconds / 60)) for seconds in (usual_duration.low, usual_duration.high))
    if low == high:
        return t("time-about-minutes", span=str(low))
    return t("time-usual-minutes", span=f"{low}–{high}")
