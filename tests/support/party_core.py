"""The core of Kiosk with parties: people who join and vote, the worker, and what groups were notified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.generation import Generation
from bot.domain.party import GOING_ON, Party, PartyState
from bot.domain.terms import FixedTariff
from bot.generation.plan import GenerationRequest
from bot.parties.service import PartyRequest
from bot.workers.lease_worker import LEASE
from storage.core.database import Database
from storage.core.lease_schedule import SqliteLeaseSchedule
from storage.parties.parties import read_party
from tests.support.core import Core

GROUP = -100
"""The chat of the party."""
LEAST = 3
"""Credits of the cheapest thing in the small catalogue: a sketch."""


class PartyCore(Core):
    """The core of Kiosk with one group that has parties."""

    def __init__(self, database: Database, terms: FixedTariff | None = None) -> None:
        self.started = 0
        self.schedule = SqliteLeaseSchedule(database, "parties", read_party)
        super().__init__(database, terms)

    async def party(self, credits: int = 50, person_id: int = 1, **facts: Any) -> Party:  # noqa: A002  as the rule says
        """A party that this person has started."""
        self.started += 1
        known: dict[str, Any] = {"thread_id": None, "message_id": self.started}
        facts["key"] = f"42:{GROUP}:{facts.get('message_id', self.started)}"
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
        return (await self.quoter.quote(_request(person_id, **facts))).quote.token

    async def as_it_is(self, party: Party) -> Party:
        """The party as it is stored."""
        async with self.store.transaction() as tx:
            found = await tx.party(party.id)
        assert found is not None
        return found

    async def host_steps(self, most: int = 40) -> None:
        """Every step of a party that is due now."""
        for _ in range(most):
            now = self.clock.now()
            due = await self.schedule.claim(now, lease_until=now + LEASE)
            if due is None:
                return
            await self.party_worker.advance(due)
            await self.schedule.drop(due.id)

    async def end(self, party: Party, state: PartyState = PartyState.OPEN) -> None:
        """A person who is allowed ends joining, or the vote."""
        await self.parties.end(party.id, GROUP, state, person_id=party.starter_id or 0)

    async def budget(self, party: Party) -> tuple[int, int]:
        """What is in the budget: available, held."""
        async with self.store.transaction() as tx:
            account = await tx.account(party.budget_account_id)
            return account.available, await tx.held(account.id)

    async def votes(self, party: Party) -> Mapping[int, int]:
        """Who voted for which generation."""
        async with self.store.transaction() as tx:
            return await tx.votes(party.id)

    async def goes_on(self) -> list[Party]:
        """Parties that the group has now."""
        parties = [read_party(row) for row in await self.database.rows("SELECT * FROM parties")]
        return [party for party in parties if party.state in GOING_ON]


def _request(person_id: int, **facts: Any) -> GenerationRequest:
    known: dict[str, Any] = {"language": "en", "model": "film", "choices": {}, "prompt": "a red kite"}
    return GenerationRequest(person_id=person_id, **{"chat_id": person_id, **known, **facts})
