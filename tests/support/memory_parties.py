"""The parties' side of a transaction in memory, and their schedule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.generation import Generation
from bot.domain.party import GOING_ON, Party, PartyState, ShownEntry
from bot.errors import AlreadyDone, IllegalStep
from bot.ledger.entries import Account, OwnerKind
from tests.support.memory_tables import Tables


class MemoryParties:
    """Keeps parties and votes (`bot.domain.party.PartyRepository`)."""

    _tables: Tables

    async def add_party(self, party: Party) -> Party:
        """Store a new party and open its pot."""
        tables = self._tables
        rows = tables.parties.values()
        if any(one.asked_by == party.asked_by for one in rows):
            raise AlreadyDone(party.asked_by)
        if any(one.chat_id == party.chat_id and one.state in GOING_ON for one in rows):
            raise AlreadyDone(party.asked_by)
        number = len(tables.parties) + 1
        pot = Account(id=len(tables.accounts) + 1, owner_kind=OwnerKind.PARTY, owner_id=number)
        tables.accounts[pot.id] = pot
        tables.parties[number] = replace(party, id=number, budget_account_id=pot.id)
        return tables.parties[number]

    async def party(self, party_id: int) -> Party | None:
        """The party, or None."""
        return self._tables.parties.get(party_id)

    async def party_asked_by(self, asked_by: str) -> Party | None:
        """The party that this message made."""
        return next((one for one in self._tables.parties.values() if one.asked_by == asked_by), None)

    async def party_in(self, chat_id: int) -> Party | None:
        """The party that goes on in this chat."""
        found = (one for one in self._tables.parties.values() if one.chat_id == chat_id)
        return next((one for one in found if one.state in GOING_ON), None)

    async def save_party(self, party: Party, *, expected: PartyState) -> None:
        """Write it back when nobody was first."""
        known = self._tables.parties.get(party.id)
        if known is None or known.state is not expected or known.chat_id != party.chat_id:
            msg = f"party {party.id} is no longer {expected}"
            raise IllegalStep(msg)
        self._tables.parties[party.id] = replace(
            party, starter_id=known.starter_id, source_id=known.source_id
        )

    async def party_entries(self, party_id: int) -> Sequence[Generation]:
        """Every generation of the party."""
        found = (row.generation for row in self._tables.generations.values())
        return [generation for generation in found if generation.party_id == party_id]

    async def cast_vote(self, party_id: int, person_id: int, generation_id: int | None) -> None:
        """The person's one vote."""
        self._tables.votes.pop((party_id, person_id), None)
        if generation_id is not None:
            self._tables.votes[party_id, person_id] = generation_id

    async def votes(self, party_id: int) -> Mapping[int, int]:
        """Who voted for which."""
        return {person: one for (party, person), one in self._tables.votes.items() if party == party_id}

    def _move_parties(self, old_chat_id: int, new_chat_id: int) -> bool:
        """The gallery and the invitation are posted anew in the new chat."""
        parties = self._tables.parties
        moving = [party for party in parties.values() if party.chat_id == old_chat_id]
        taken = any(one.chat_id == new_chat_id and one.state in GOING_ON for one in parties.values())
        for party in moving:
            state = party.state
            if state in GOING_ON and taken:
                state = PartyState.REFUNDING
            elif state is PartyState.VOTING:
                state = PartyState.SHOWING
            parties[party.id] = replace(
                party,
                chat_id=new_chat_id,
                thread_id=None,
                reply_to=None,
                message_id=None,
                ballot_id=None,
                state=state,
                due_at=None if party.due_at is None else datetime.fromtimestamp(0, party.created_at.tzinfo),
                entries=tuple(ShownEntry(hung.generation_id) for hung in party.entries),
            )
        return bool(moving)


class MemoryPartySchedule:
    """Which party is due (`bot.domain.party.PartySchedule`); one process, so leases are not kept."""

    def __init__(self, tables: Callable[[], Tables]) -> None:
        self._tables = tables

    async def claim_party(self, now: datetime, *, lease_until: datetime) -> Party | None:
        """The one that is due longest."""
        due = [
            (party.due_at, party.id, party)
            for party in self._tables().parties.values()
            if party.due_at is not None and party.due_at <= now
        ]
        return min(due)[2] if due else None

    async def renew_party_leases(self, party_ids: Sequence[int], lease_until: datetime) -> None:
        """There are none."""

    async def drop_party_lease(self, party_id: int) -> None:
        """There is none."""

    async def drop_party_leases(self) -> None:
        """There are none."""

    async def next_party_due(self) -> datetime | None:
        """The first moment."""
        return min((one.due_at for one in self._tables().parties.values() if one.due_at), default=None)
