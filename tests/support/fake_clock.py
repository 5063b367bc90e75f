"""A clock that tests own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 10, 12, tzinfo=UTC)
"""When every test begins: a Tuesday, in the middle of a month."""


class FakeClock:
    """Stands still until it is advanced (`bot.ports.Clock`)."""

    def __init__(self, start: datetime = START) -> None:
        self.moment = start

    def now(self) -> datetime:
        """The moment that the test has chosen."""
        return self.moment

    def advance(self, step: timedelta | None = None, **amount: float) -> None:
        """Let time pass: by a step, or by `minutes=5`; negative amounts turn it back."""
        self.moment += step if step is not None else timedelta(**amount)
