"""The operator publishes looks for everybody, without a deploy."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.look import Look
from bot.errors import LookGone
from bot.looks.keep import own_look, require_room
from bot.looks.names import look_name
from bot.ports import Clock, Store, Transaction


class LookPublisher:
    """Publishes looks. That the person who asks is an operator is the caller's to know.

    Args:
        store: opens transactions.
        clock: the time.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def publish(self, look_id: int, operator_id: int, *, hides_words: bool) -> Look:
        """Publish a copy of an operator's own look, switched off until it has been looked at.

        Raises:
            LookGone: no such look of theirs, or its words are another person's secret.
            TooManyLooks: so many are published.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            look = await own_look(tx, look_id, operator_id)
            if not look.can_be_given:
                raise LookGone
            await require_room(tx, None)
            return await tx.add_look(
                replace(
                    look,
                    person_id=None,
                    source_id=None,
                    characters=(),
                    hides_words=hides_words,
                    is_on=False,
                    created_at=now,
                    used_at=now,
                )
            )

    async def switch(self, look_id: int, *, is_on: bool) -> Look:
        """Show it to everybody, or no longer. Raises LookGone."""
        async with self._store.transaction() as tx:
            look = replace(await _published(tx, look_id), is_on=is_on)
            await tx.save_look(look)
        return look

    async def name(self, look_id: int, language: str, name: str) -> Look:
        """Its name in a language.

        Raises:
            LookGone: it is not there.
            LookNameWrong: it cannot be called so.
        """
        wanted = look_name(name)
        async with self._store.transaction() as tx:
            look = await _published(tx, look_id)
            look = replace(look, titles={**look.titles, language: wanted})
            await tx.save_look(look)
        return look

    async def delete(self, look_id: int) -> Look:
        """It is gone for everybody. Raises LookGone."""
        async with self._store.transaction() as tx:
            look = await _published(tx, look_id)
            await tx.delete_look(look_id)
        return look


async def _published(tx: Transaction, look_id: int) -> Look:
    look = await tx.look(look_id)
    if look is None or not look.is_published:
        raise LookGone
    return look
