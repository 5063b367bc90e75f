"""A group that is notified of its party."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.party import Tally
from bot.parties.entries import PartyEntry, PartyView
from tests.support.fault_injector import FaultInjector
from tests.support.scripted import Scripted


class FakePartyNotifier(Scripted):
    """Notes what was notified (`bot.parties.worker.PartyNotifier`)."""

    def __init__(self, fault_injector: FaultInjector | None = None) -> None:
        super().__init__()
        self._fault_injector = fault_injector or FaultInjector()
        self.notified: list[str] = []
        self.tallies: list[Tally] = []
        self.scenes: list[PartyView] = []
        self._messages = 500

    async def invite(self, view: PartyView) -> int:
        """An invitation."""
        return self._tell("invite", view)

    async def close(self, view: PartyView) -> None:
        """Joining is over."""
        self._tell("close", view)

    async def send_album(self, view: PartyView, album: Sequence[PartyEntry]) -> Sequence[int | None]:
        """An album."""
        self._tell(f"album {len(album)}", view)
        return [self._number() for _ in album]

    async def open_vote(self, view: PartyView) -> int:
        """A ballot."""
        return self._tell("vote", view)

    async def close_vote(self, view: PartyView) -> None:
        """The vote is over."""
        self._tell("counted", view)

    async def tell_few(self, view: PartyView) -> None:
        """No vote."""
        self._tell("few", view)

    async def announce(self, view: PartyView, counted: Tally) -> None:
        """The outcome."""
        self.tallies.append(counted)
        self._tell("announce", view)

    def _tell(self, what: str, view: PartyView) -> int:
        self._fault_injector.point()
        self.answer(what.split()[0], lambda: None)
        self.notified.append(what)
        self.scenes.append(view)
        self._fault_injector.point()
        return self._number()

    def _number(self) -> int:
        self._messages += 1
        return self._messages
