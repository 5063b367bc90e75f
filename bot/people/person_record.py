"""What operators see of one person: everything that people see of themselves, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.generation import Generation
from bot.domain.payment import Payment, PaymentReader
from bot.domain.person import Person, PersonRepository
from bot.domain.person_facts import PersonFacts, PersonFactsReader
from bot.domain.terms import Tariff
from bot.errors import PersonUnknown
from bot.ledger.entries import Balance, LedgerEntry
from bot.ledger.operations import read_balance
from bot.ports import Clock, Store
from bot.ports.history import History

ENTRIES: Final = 10
"""Entries of the ledger that a record has."""
PAYMENTS: Final = 5
"""Payments that a record has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """One person.

    Attributes:
        person: who.
        balance: what they have.
        blocked: whether new generations are refused.
        entries: the newest of their account, newest first.
        payments: the newest that they have made, newest first; empty where sums of Stars were not asked for.
        open: what is being made for them, oldest first.
        facts: what operators know besides.
    """

    person: Person
    balance: Balance
    blocked: bool
    entries: Sequence[LedgerEntry]
    payments: Sequence[Payment]
    open: Sequence[Generation]
    facts: PersonFacts


class PersonRecords:
    """Reads records.

    Args:
        store: opens transactions.
        people: who is known.
        payments: what they have paid.
        history: what was made for them.
        clock: the time.
        tariff: what an allowance is.
        facts: what is known besides.
    """

    def __init__(
        self,
        store: Store,
        people: PersonRepository,
        payments: PaymentReader,
        history: History,
        clock: Clock,
        tariff: Tariff,
        facts: PersonFactsReader,
    ) -> None:
        self._store = store
        self._people = people
        self._payments = payments
        self._history = history
        self._clock = clock
        self._tariff = tariff
        self._facts = facts

    async def read(self, person_id: int, *, with_payments: bool) -> PersonRecord:
        """Everything of a person. Raises PersonUnknown."""
        person = await self._people.person(person_id)
        if person is None:
            raise PersonUnknown(person=person_id)
        async with self._store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            balance = await read_balance(tx, account, self._tariff.allowance, self._clock.now())
            entries = await tx.entries(account.id, ENTRIES)
        return PersonRecord(
            person=person,
            balance=balance,
            blocked=account.blocked,
            entries=entries,
            payments=await self._payments.payments_of(person_id, PAYMENTS) if with_payments else (),
            open=await self._history.open(person_id),
            facts=await self._facts.facts(person_id),
        )
