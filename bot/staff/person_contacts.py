"""Operators write to a person, and write down what others should know of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from bot.domain.person import PersonRepository
from bot.domain.person_facts import LONGEST_NOTE, PersonNote
from bot.domain.staff import LONGEST_REASON, Act, ActRecord
from bot.errors import PersonUnknown
from bot.ports import Clock, Store
from bot.rolling_window import RollingWindows, WindowLimit
from bot.staff.refusals import MessagesUsedUp, PersonNotReached

LONGEST_MESSAGE: Final = 1_000
"""Characters of one message."""
PER_OPERATOR: Final = WindowLimit(30, 3600.0)
PER_PERSON: Final = WindowLimit(5, 86400.0)
_REMEMBERED: Final = 10_000


class PersonContacts:
    """Writes notes about people, and messages to them.

    Args:
        store: opens transactions.
        people: who is known.
        clock: the time.
    """

    def __init__(self, store: Store, people: PersonRepository, clock: Clock) -> None:
        self._store = store
        self._people = people
        self._clock = clock
        self._of_operators: RollingWindows[int] = RollingWindows(_REMEMBERED, PER_OPERATOR)
        self._of_people: RollingWindows[int] = RollingWindows(_REMEMBERED, PER_PERSON)

    async def note(self, person_id: int, words: str, *, by: int) -> None:
        """Write a note of the operator `by` down.

        Raises:
            PersonUnknown: they never wrote to the bot, or were forgotten.
        """
        await self._require_known(person_id)
        now = self._clock.now()
        note = PersonNote(person_id=person_id, by_id=by, words=words.strip()[:LONGEST_NOTE], at=now)
        async with self._store.transaction() as tx:
            await tx.add_person_note(note)
            await tx.note_act(
                ActRecord(
                    by_id=by, act=Act.NOTE, person_id=person_id, reason=note.words[:LONGEST_REASON], at=now
                )
            )

    async def note_reading(self, person_id: int, *, by: int) -> None:
        """Note that the operator `by` reads everything that is stored about a person.

        Raises:
            PersonUnknown: they never wrote to the bot, or were forgotten.
        """
        await self._require_known(person_id)
        async with self._store.transaction() as tx:
            await tx.note_act(ActRecord(by_id=by, act=Act.DATA, person_id=person_id, at=self._clock.now()))

    async def send(
        self, person_id: int, words: str, *, by: int, deliver: Callable[[], Awaitable[bool]]
    ) -> None:
        """Send a message of the operator `by` to a person, once; a line of the log says so when Telegram has taken it.

        Args:
            person_id: to whom.
            words: what is sent.
            by: who sends it.
            deliver: sends it; False where the person has blocked the bot, or is gone.

        Raises:
            PersonUnknown: they never wrote to the bot, or were forgotten.
            MessagesUsedUp: the operator has written to many people just now, or this person got many today.
            PersonNotReached: Telegram does not let the bot write to them.
        """
        await self._require_known(person_id)
        now = self._clock.now()
        moment = now.timestamp()
        if not (self._of_operators.take(by, moment) and self._of_people.take(person_id, moment)):
            raise MessagesUsedUp
        if not await deliver():
            raise PersonNotReached
        async with self._store.transaction() as tx:
            await tx.note_act(
                ActRecord(
                    by_id=by,
                    act=Act.MESSAGE,
                    person_id=person_id,
                    reason=words[:LONGEST_REASON],
                    at=now,
                )
            )

    async def _require_known(self, person_id: int) -> None:
        if await self._people.person(person_id) is None:
            raise PersonUnknown(person=person_id)
