"""The operator publishes looks for everybody, without a deploy."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.look import Look
from bot.domain.staff import Act, ActRecord
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
            published = await tx.add_look(
                replace(
                    look,
                    person_id=None,
                    source_id=None,
                    hides_words=hides_words,
                    is_on=False,
                    created_at=now,
                    used_at=now,
                )
            )
            await self._note(tx, look.name, operator_id, after="published")
            return published

    async def switch(self, look_id: int, *, is_on: bool, by: int) -> Look:
        """Show it to everybody, or no longer. Raises LookGone."""
        async with self._store.transaction() as tx:
            was = await _published(tx, look_id)
            look = replace(was, is_on=is_on)
            if look != was:
                await tx.save_look(look)
                before, after = ("off", "on") if is_on else ("on", "off")
                await self._note(tx, look.name, by, before=before, after=after)
        return look

    async def name(self, look_id: int, language: str, name: str, *, by: int) -> Look:
        """Its name in a language.

        Raises:
            LookGone: it is not there.
            LookNameWrong: it cannot be called so.
        """
        wanted = look_name(name)
        async with self._store.transaction() as tx:
            was = await _published(tx, look_id)
            look = replace(was, titles={**was.titles, language: wanted})
            if look != was:
                await tx.save_look(look)
                before = was.titles.get(language, "")
                await self._note(tx, look.name, by, before=before, after=f"{language}: {wanted}")
        return look

    async def delete(self, look_id: int, *, by: int) -> Look:
        """It is gone for everybody. Raises LookGone."""
        async with self._store.transaction() as tx:
            look = await _published(tx, look_id)
            await tx.delete_look(look_id)
            await self._note(tx, look.name, by, before="published")
        return look

    async def _note(self, tx: Transaction, name: str, by: int, *, before: str = "", after: str = "") -> None:
        await tx.note_act(
            ActRecord(by_id=by, act=Act.LOOKS, subject=name, before=before, after=after, at=self._clock.now())
        )


async def _published(tx: Transaction, look_id: int) -> Look:
    look = await tx.look(look_id)
    if look is None or not look.is_published:
        raise LookGone
    return look
