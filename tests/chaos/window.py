"""How long the one open window is: from Telegram's acceptance of media to the commit that writes it down."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, quantiles

from tests.chaos.stall import Boundary, Stall
from tests.chaos.verdict import RECORDED, SENDING


def window_of(stall: Stall) -> list[float]:
    """Seconds, one for each message with media that was written down; both clocks are this machine's."""
    accepted = sorted(
        call.at.timestamp()
        for method in ("sendPhoto", "sendMediaGroup", "sendVideo", "sendAudio", "sendDocument")
        for call in stall.telegram.calls.find(method, ok=True)
    )
    widths: list[float] = []
    for number in range(len(stall.processes)):
        widths += _widths(stall.boundaries(number), accepted)
    return widths


def _widths(boundaries: Sequence[Boundary], accepted: Sequence[float]) -> list[float]:
    widths: list[float] = []
    left: float | None = None
    for boundary in boundaries:
        if boundary.name.startswith("before ") and any(name in boundary.name for name in SENDING):
            left = boundary.at
        elif boundary.label in RECORDED and left is not None:
            moments = [at for at in accepted if left <= at <= boundary.at]
            widths += [boundary.at - moments[0]] if moments else []
            left = None
    return widths


def spread(widths: Sequence[float]) -> str:
    """Median, 95th percentile and longest, in milliseconds."""
    if len(widths) < 2:
        return "not measured"
    ordered = sorted(widths)
    percentile = quantiles(ordered, n=20)[18]
    return (
        f"median {median(ordered) * 1000:.1f} ms, 95th percentile {percentile * 1000:.1f} ms,"
        f" longest {ordered[-1] * 1000:.1f} ms over {len(ordered)} messages"
    )
