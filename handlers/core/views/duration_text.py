"""How long something usually takes, in words."""

from __future__ import annotations

from bot.i18n import Html, Translator
from bot.ports.history import DurationQuartiles

_IN_SECONDS_UP_TO = 90
_STEP = 5


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
