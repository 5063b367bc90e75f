"""How often to look: polling slows with age."""

from __future__ import annotations

from datetime import timedelta

_POLL_STEPS = (
    (timedelta(seconds=30), timedelta(seconds=2.5)),
    (timedelta(minutes=2), timedelta(seconds=6)),
    (timedelta(minutes=10), timedelta(seconds=15)),
)
"""Up to this age, ask this often: KIE's advice for its status endpoint."""

_SLOWEST_POLL = timedelta(seconds=30)

LONGEST_PAUSE = timedelta(minutes=5)
"""How long a running task is left alone at most when KIE asks for it."""

LATE_POLL = timedelta(minutes=10)
"""How often a task past its deadline is asked for."""

LATE_WATCH = timedelta(days=2)
"""How long a task past its deadline is watched."""


def next_poll(age: timedelta) -> timedelta:
    """How long to wait before the next status query of a task of this age."""
    for limit, pause in _POLL_STEPS:
        if age < limit:
            return pause
    return _SLOWEST_POLL
