"""What those who answer read of a person beside their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.payment import Payment, PaymentReader
from bot.domain.person import Person, PersonRepository
from bot.domain.staff import Act
from bot.domain.support import FailureLine, SupportDelivery, SupportReader, SupportThread
from bot.domain.terms import Tariff
from bot.ledger.entries import Balance
from bot.ledger.operations import read_balance
from bot.ports import Clock, Store
from bot.staff.staff import Staff

_PAYMENTS: Final = 3
_FAILURES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportFacts:
    """What stands above a message.

    Attributes:
        reader: who reads it, for the language; in the forum the first owner.
        person: whose thread it is.
        author: who wrote it.
        payment: the payment that it is about, None for none.
        sees_stars: whether the reader may see sums of Stars.
    """

    reader: Person
    person: Person
    author: Person
    payment: Payment | None = None
    sees_stars: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportCard:
    """What stands on top of a topic.

    Attributes:
        reader: who reads it, for the language.
        person: whose thread it is.
        thread: the thread.
        balance: what they have.
        failures: the newest of theirs, newest first.
        payments: the newest of theirs, newest first.
    """

    reader: Person
    person: Person
    thread: SupportThread
    balance: Balance
    failures: Sequence[FailureLine]
    payments: Sequence[Payment]


class SupportFactsReader:
    """Reads them.

    Args:
        store: opens transactions.
        reader: reads threads.
        people: who is known.
        payments: what they have paid.
        staff: who may see what.
        tariff: what an allowance is.
        clock: the time.
    """

    def __init__(
        self,
        store: Store,
        reader: SupportReader,
        people: PersonRepository,
        payments: PaymentReader,
        staff: Staff,
        tariff: Tariff,
        clock: Clock,
    ) -> None:
        self._store = store
        self._reader = reader
        self._people = people
        self._payments = payments
        self._staff = staff
        self._tariff = tariff
        self._clock = clock

    async def of(self, delivery: SupportDelivery) -> SupportFacts:
        """What stands above a message where it goes to."""
        thread, message = delivery.thread, delivery.message
        payment = await self._payments.payment_with_number(message.receipt) if message.receipt else None
        return SupportFacts(
            reader=await self.reader_of(delivery.chat_id),
            person=await self._person(thread.person_id),
            author=await self._person(message.author_id or 0),
            payment=payment if payment is not None and payment.payer_id == thread.person_id else None,
            sees_stars=self._staff.may(delivery.chat_id, Act.STARS),
        )

    async def card(self, thread: SupportThread, chat_id: int) -> SupportCard:
        """What stands on top of a topic."""
        async with self._store.transaction() as tx:
            account = await tx.account_of_person(thread.person_id)
            balance = await read_balance(tx, account, self._tariff.allowance, self._clock.now())
        return SupportCard(
            reader=await self.reader_of(chat_id),
            person=await self._person(thread.person_id),
            thread=thread,
            balance=balance,
            failures=await self._reader.failures_of(thread.person_id, _FAILURES),
            payments=await self._payments.payments_of(thread.person_id, _PAYMENTS),
        )

    async def reader_of(self, chat_id: int) -> Person:
        """Who reads there: the person of a private chat; the first owner for all of a group."""
        owners = self._staff.owners
        return await self._person(chat_id if chat_id > 0 else owners[0] if owners else 0)

    async def _person(self, person_id: int) -> Person:
        return await self._people.person(person_id) or Person(id=person_id)
