"""A person keeps a look of what they made, and changes or deletes it."""

from __future__ import annotations

from dataclasses import replace

from bot.catalog.catalog import Catalog
from bot.domain.generation import Generation
from bot.domain.look import MOST_LOOKS, Look, LookWords
from bot.errors import (
    AlreadyDone,
    GenerationUnknown,
    LookGone,
    LookNameTaken,
    LookNotKeepable,
    LookTooLong,
    TooManyLooks,
)
from bot.looks.gaps import LONGEST_WORDS, suggested_gaps
from bot.looks.names import look_name
from bot.ports import Clock, Store, Transaction


def is_keepable(generation: Generation) -> bool:
    """Whether a look can be made of a result: its person may read all of its words."""
    return not (generation.deleted or generation.sample or generation.in_chain or generation.hides_words)


class LookKeeper:
    """Keeps people's looks.

    Args:
        store: opens transactions.
        clock: the time.
        catalog: the models.
    """

    def __init__(self, store: Store, clock: Clock, catalog: Catalog) -> None:
        self._store = store
        self._clock = clock
        self._catalog = catalog

    async def keep(self, generation_id: int, person_id: int, name: str) -> Look:
        """Keep a result of this person's as a look; its gap is the likeliest one.

        Raises:
            GenerationUnknown: no such generation of this person.
            LookNotKeepable: it was made with words that they may not read, or of a model that is gone.
            LookNameWrong, LookNameTaken, LookTooLong, TooManyLooks: it cannot be kept so.
        """
        wanted, now = look_name(name), self._clock.now()
        async with self._store.transaction() as tx:
            generation = await tx.generation(generation_id)
            if generation is None or generation.person_id != person_id or generation.deleted:
                raise GenerationUnknown
            if not is_keepable(generation) or generation.model not in self._catalog:
                raise LookNotKeepable
            words, sample = suggested_gaps(generation.shown_prompt)[0]
            if words.length > LONGEST_WORDS:
                raise LookTooLong(maximum=LONGEST_WORDS)
            await require_room(tx, person_id)
            look = Look(
                person_id=person_id,
                name=wanted,
                model=generation.model,
                kind=self._catalog.get(generation.model).kind,
                choices=generation.choices,
                words=words,
                sample=sample,
                created_at=now,
                used_at=now,
            )
            try:
                return await tx.add_look(look)
            except AlreadyDone:
                raise LookNameTaken(name=wanted) from None

    async def rename(self, look_id: int, person_id: int, name: str) -> Look:
        """Give a look of this person's another name.

        Raises:
            LookGone: no such look of theirs.
            LookNameWrong, LookNameTaken: it cannot be called so.
        """
        wanted = look_name(name)
        async with self._store.transaction() as tx:
            look = replace(await own_look(tx, look_id, person_id), name=wanted)
            try:
                await tx.save_look(look)
            except AlreadyDone:
                raise LookNameTaken(name=wanted) from None
        return look

    async def put_gap(self, look_id: int, person_id: int, words: LookWords, sample: str = "") -> Look:
        """Change the words of a look of this person's, and where its gap is.

        Raises:
            LookGone: no such look of theirs, or one whose words they may not read.
            LookTooLong: the words are too long.
        """
        if words.length > LONGEST_WORDS:
            raise LookTooLong(maximum=LONGEST_WORDS)
        async with self._store.transaction() as tx:
            look = await own_look(tx, look_id, person_id)
            if look.hides_words:
                raise LookGone
            look = replace(look, words=words, sample=sample)
            await tx.save_look(look)
        return look

    async def delete(self, look_id: int, person_id: int) -> Look:
        """Delete a look of this person's, and its links. Who took it with hidden words has no words any more.

        Raises:
            LookGone: no such look of theirs.
        """
        async with self._store.transaction() as tx:
            look = await own_look(tx, look_id, person_id)
            await tx.delete_look(look_id)
        return look

    async def note_used(self, look: Look) -> None:
        """It is among the last ones now."""
        if look.is_published:
            return  # everybody's, in the operator's order
        async with self._store.transaction() as tx:
            await tx.note_look_used(look.id, self._clock.now())


async def own_look(tx: Transaction, look_id: int, person_id: int) -> Look:
    """A look of this person's. Raises LookGone: another person's is as unknown as none."""
    look = await tx.look(look_id)
    if look is None or look.person_id != person_id:
        raise LookGone
    return look


async def require_room(tx: Transaction, person_id: int | None) -> None:
    """Raises TooManyLooks when there is no room for one more of this person's, or of the operator's."""
    if await tx.look_count(person_id) >= MOST_LOOKS:
        raise TooManyLooks(maximum=MOST_LOOKS)
