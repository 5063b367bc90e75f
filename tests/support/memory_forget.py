"""Forgetting in memory; people, drafts and dialogues are not kept here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.generation import OPEN_STATES, Destination, Generation
from bot.ledger.entries import OwnerKind
from tests.support.memory_tables import GenerationRow, Tables


class MemoryForget:
    """Wipes what is a person's (`bot.ports.Transaction`)."""

    _tables: Tables

    async def open_of(self, person_id: int) -> Sequence[Generation]:
        """The person's open generations."""
        rows = [row.generation for row in self._tables.generations.values()]
        return [one for one in rows if one.person_id == person_id and one.state in OPEN_STATES]

    async def forget_person(self, person_id: int, alias: int) -> None:
        """Quotes go, the account takes the alias, generations are wiped now or when they end."""
        tables = self._tables
        for quote_id, quote in list(tables.quotes.items()):
            if quote.person_id == person_id:
                del tables.quotes[quote_id]
        for key in [key for key in tables.votes if key[1] == person_id]:
            del tables.votes[key]
        for number, party in list(tables.parties.items()):
            if party.starter_id == person_id:
                tables.parties[number] = replace(party, starter_id=None)
        for number, account in list(tables.accounts.items()):
            if (account.owner_kind, account.owner_id) == (OwnerKind.PERSON, person_id):
                tables.accounts[number] = replace(account, owner_id=None, forgotten_as=alias)
        for row in list(tables.generations.values()):
            if row.generation.person_id == person_id:
                self._wiped_at_its_end(replace(row, forgotten_as=alias))

    def _wiped_at_its_end(self, row: GenerationRow) -> None:
        """Keep a row; without anything personal when it is forgotten and has ended."""
        one = row.generation
        if row.forgotten_as is not None and one.notified and not one.is_open:
            row = replace(row, wake_requested=False, generation=_wiped(one), emptied=True)
            self._tables.steps = [
                (number, replace(step, detail="") if number == one.id else step)
                for number, step in self._tables.steps
            ]
        self._tables.generations[one.id] = row


def _wiped(generation: Generation) -> Generation:
    return replace(
        generation,
        person_id=None,
        language="",
        destination=Destination(chat_id=0),
        choices={},
        prompt="",
        user_prompt="",
        references=(),
        token=f"forgotten {generation.id}",
        due_at=None,
        external_task_id="",
        hinted_task_id="",
        stage="",
        progress_message_id=None,
        late_notice_id=None,
        own_key="",
        deleted=True,
        failure_detail="",
        assets=(),
    )
