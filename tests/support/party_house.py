"""A house that throws parties: people who join and vote, a host, and a herald that notes what it told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.domain.generation import Generation
from bot.domain.party import GOING_ON, Party, PartyState, Tally
from bot.domain.terms import Tariff
from bot.generation.plan import GenerationRequest
from bot.parties.entries import PartyEntry, PartyView
from bot.parties.service import PartyRequest, PartyService
from bot.parties.worker import PartyWorker
from bot.workers.lease_worker import LEASE
from tests.support.house import House
from tests.support.memory_parties import MemoryPartySchedule
from tests.support.memory_store import MemoryStore
from tests.support.script import Mishap, Script

GROUP = -100
"""The chat of the party."""
LEAST = 3
"""Credits of the cheapest thing in the small catalogue: a sketch."""


class FakePartyHerald(Script):
    """Notes what was told (`bot.parties.worker.PartyNotifier`)."""

    def __init__(self, mishap: Mishap) -> None:
        super().__init__()
        self._mishap = mishap
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

    async def hang(self, view: PartyView, album: Sequence[PartyEntry]) -> Sequence[int]:
        """An album."""
        self._tell(f"hang {len(album)}", view)
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
        self._mishap.moment()
        self.answer(what.split()[0], lambda: None)
        self.notified.append(what)
        self.scenes.append(view)
        self._mishap.moment()
        return self._number()

    def _number(self) -> int:
        self._messages += 1
        return self._messages


class PartyHouse(House):
    """The core of Kiosk in a group that celebrates."""

    def __init__(self, terms: Tariff | None = None) -> None:
        self.started = 0
        super().__init__(terms)

    def start(self) -> None:
        """Build what a process builds at its start."""
        super().start()
        memory = self.memory
        self.party_notifier = FakePartyHerald(self.mishap)
        self.parties = PartyService(self.store, self.clock, self.tariff)
        self.host = PartyWorker(
            store=self.store,
            schedule=MemoryPartySchedule(lambda: memory.tables),
            notifier=self.party_notifier,
            people=self.people,
            clock=self.clock,
            tariff=self.tariff,
        )

    @property
    def memory(self) -> MemoryStore:
        """The books, with their tables open to view."""
        assert isinstance(self.store, MemoryStore)
        return self.store

    async def party(self, credits: int = 50, person_id: int = 1, **facts: Any) -> Party:  # noqa: A002  as the rule says
        """A party that this person has started."""
        self.started += 1
        known: dict[str, Any] = {"is_admin": False, "thread_id": None, "message_id": self.started}
        return await self.parties.start(
            PartyRequest(
                person_id=person_id,
                language="en",
                chat_id=GROUP,
                theme="cats",
                credits=credits,
                least=LEAST,
                **{**known, **facts},
            )
        )

    async def joined(self, party: Party, person_id: int, model: str = "sketch") -> Generation:
        """An entry of this person, held."""
        return await self.ordered(person_id, model=model, chat_id=GROUP, party_id=party.id)

    async def ordered(self, person_id: int = 1, **facts: Any) -> Generation:
        """A confirmed generation, held; in the group when it says so."""
        token = await self.quoted(person_id, **facts)
        return (await self.confirmer.confirm(token, person_id)).generation

    async def quoted(self, person_id: int = 1, **facts: Any) -> str:
        """The token of a quote; in the group when it says so."""
        return (await self.quoter.quote(_wish(person_id, **facts))).quote.token

    async def as_it_is(self, party: Party) -> Party:
        """The party as the books have it."""
        return self.memory.tables.parties[party.id]

    async def host_steps(self, most: int = 40) -> None:
        """Every step of a party that is due now."""
        schedule = MemoryPartySchedule(lambda: self.memory.tables)
        for _ in range(most):
            now = self.clock.now()
            due = await schedule.claim_party(now, lease_until=now + LEASE)
            if due is None:
                return
            await self.host.advance(due)

    async def end(self, party: Party, state: PartyState = PartyState.OPEN) -> None:
        """Somebody who may ends joining, or the vote."""
        await self.parties.end(party.id, GROUP, state)

    def pot(self, party: Party) -> tuple[int, int]:
        """What is in the pot: available, held."""
        tables = self.memory.tables
        held = sum(
            row.hold.amount
            for row in tables.holds.values()
            if row.captured is None and row.hold.account_id == party.budget_account_id
        )
        return tables.accounts[party.budget_account_id].available, held

    def goes_on(self) -> list[Party]:
        """Parties that the group has now."""
        return [one for one in self.memory.tables.parties.values() if one.state in GOING_ON]


def _wish(person_id: int, **facts: Any) -> GenerationRequest:
    known: dict[str, Any] = {"language": "en", "model": "film", "choices": {}, "prompt": "a red kite"}
    return GenerationRequest(person_id=person_id, **{"chat_id": person_id, **known, **facts})
