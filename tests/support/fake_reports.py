"""A messenger of reports that records what it was asked to do."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.generation import Asset, Generation
from bot.domain.report import ReportState
from tests.support.fault_injector import FaultInjector
from tests.support.scripted import Scripted


class FakeReportMessenger(Scripted):
    """Telegram does everything, unless a test says otherwise (`bot.reports.messenger.ReportMessenger`).

    Attributes:
        shown: chats that media was shown in, with how many.
        deleted: messages that were deleted.
        notified: who was notified, with what has become of the result.
        operators: operators that were notified, of how many, and the message that was changed for it (0: a new one).
    """

    def __init__(self, fault_injector: FaultInjector | None = None) -> None:
        super().__init__()
        self._fault_injector = fault_injector or FaultInjector()
        self.shown: list[tuple[int, int]] = []
        self.deleted: list[tuple[int, int]] = []
        self.notified: list[tuple[int, str]] = []
        self.operators: list[tuple[int, int, int]] = []

    async def show(self, assets: Sequence[Asset], chat_id: int) -> Sequence[int]:
        """Note it; the messages have numbers above 9,000."""
        self.shown.append((chat_id, len(assets)))
        return [9000 + asset.id for asset in assets]

    async def delete_message(self, chat_id: int, message_id: int) -> bool:
        """Note it."""
        self._fault_injector.point()
        answer: bool = self.answer("delete_message", lambda: True)
        self.deleted.append((chat_id, message_id))
        self._fault_injector.point()
        return answer

    async def tell_maker(self, person_id: int, generation: Generation) -> None:
        """Note it."""
        self._fault_injector.point()
        self.answer("tell_maker", lambda: None)
        self.notified.append((person_id, "maker"))
        self._fault_injector.point()

    async def tell_reporter(self, person_id: int, generation: Generation, outcome: ReportState) -> None:
        """Note it."""
        self._fault_injector.point()
        self.answer("tell_reporter", lambda: None)
        self.notified.append((person_id, outcome))
        self._fault_injector.point()

    async def tell_operator(self, person_id: int, count: int, newest_id: int, message_id: int) -> int:
        """Note it; new messages are numbered."""
        self._fault_injector.point()
        answer: int | None = self.answer(f"tell_operator {person_id}", lambda: None)
        self.operators.append((person_id, count, message_id))
        self._fault_injector.point()
        return (message_id or len(self.operators)) if answer is None else answer
