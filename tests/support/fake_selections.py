"""A notifier of selections that records what it was given."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.generation import Generation
from bot.domain.selection import Selection
from tests.support.fault_injector import FaultInjector
from tests.support.scripted import Scripted


class FakeSelectionNotifier(Scripted):
    """Everything is said, unless a test says otherwise (`bot.generation.selection_watch.SelectionNotifier`).

    Attributes:
        said: what, of which selection, with how many days left.
    """

    def __init__(self, fault_injector: FaultInjector | None = None) -> None:
        super().__init__()
        self._fault_injector = fault_injector or FaultInjector()
        self.said: list[tuple[str, int, int]] = []

    async def remind(self, selection: Selection, pictures: Sequence[Generation], days: int) -> None:
        """Note it."""
        self._fault_injector.point()
        self.answer("remind", lambda: None)
        self.said.append(("reminded", selection.id, days))

    async def tell_over(self, selection: Selection, pictures: Sequence[Generation]) -> None:
        """Note it."""
        self._fault_injector.point()
        self.answer("tell_over", lambda: None)
        self.said.append(("over", selection.id, 0))
