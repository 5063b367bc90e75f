"""What was measured of models, as a test says it."""

from __future__ import annotations

from bot.ports.history import USUAL_OF, DurationQuartiles


class FakeHistory:
    """Knows how long models take (the part of `bot.ports.history.History` that waiting needs).

    Attributes:
        measured: by slug; what is not in it was never measured.
        asked: slugs that were asked for, in order.
    """

    def __init__(self) -> None:
        self.measured: dict[str, DurationQuartiles] = {}
        self.asked: list[str] = []

    async def usual_duration(self, model: str, *, newest: int = USUAL_OF) -> DurationQuartiles | None:
        """What was measured."""
        self.asked.append(model)
        return self.measured.get(model)
