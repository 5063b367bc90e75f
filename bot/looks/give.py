"""Looks are given away by a link, with words that can be read or with hidden ones.

What is taken with open words is a copy: it stays, whatever the giver does. With hidden words the words stay the giver's
alone, as they are now; they are gone for everybody when the giver deletes the look, is forgotten, or is blocked.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.choices import without_free_text
from bot.catalog.spec import Dialect
from bot.domain.look import Look, LookLink
from bot.domain.text_search import folded
from bot.errors import LookGone
from bot.looks.keep import own_look, require_room
from bot.looks.names import free_name
from bot.ports import Clock, Store, Transaction

_TOKEN_BYTES: Final = 24
"""192 bits: no one finds a link by trying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLook:
    """What following a link led to.

    Attributes:
        look: the person's look.
        is_new: whether they did not have it before.
        is_own: whether the link is to a look of their own.
    """

    look: Look
    is_new: bool
    is_own: bool = False


class LookGiver:
    """Makes links to looks, and follows them.

    Args:
        store: opens transactions.
        clock: the time.
        catalog: the models.
        dialect: which offers count.
    """

    def __init__(self, store: Store, clock: Clock, catalog: Catalog, dialect: Dialect) -> None:
        self._store = store
        self._clock = clock
        self._catalog = catalog
        self._dialect = dialect

    async def link(self, look_id: int, person_id: int, *, hides_words: bool) -> LookLink:
        """The link that gives this look away; asked for again, the same one.

        Raises:
            LookGone: no such look of this person's, or its words are another person's secret.
        """
        async with self._store.transaction() as tx:
            look = await own_look(tx, look_id, person_id)
            if not look.can_be_given:
                raise LookGone
            wanted = LookLink(
                token=secrets.token_urlsafe(_TOKEN_BYTES), look_id=look_id, hides_words=hides_words
            )
            return await tx.add_look_link(wanted, self._clock.now())

    async def stop(self, look_id: int, person_id: int) -> Look:
        """The links of this look lead to nothing any more; who has taken it keeps it. Raises LookGone."""
        async with self._store.transaction() as tx:
            look = await own_look(tx, look_id, person_id)
            await tx.delete_look_links(look_id)
        return look

    async def take(self, token: str, person_id: int) -> TakenLook:
        """Take the look that a link leads to; followed again, the same one.

        Raises:
            LookGone: the link leads to nothing (any more), or its giver is blocked.
            TooManyLooks: there is no room for it.
        """
        async with self._store.transaction() as tx:
            link = await tx.look_link(token)
            source = await tx.look(link.look_id) if link is not None else None
            if link is None or source is None or source.person_id is None:
                raise LookGone
            if source.person_id == person_id:
                return TakenLook(look=source, is_new=False, is_own=True)
            giver = await tx.known_account_of_person(source.person_id)
            if giver is not None and giver.blocked:
                raise LookGone
            known = await tx.look_taken_from(person_id, source.id)
            if known is not None and not (known.hides_words and not link.hides_words):
                return TakenLook(look=known, is_new=False)
            if known is not None:  # the words that were hidden are shown now
                await tx.delete_look(known.id)
            await require_room(tx, person_id)
            return TakenLook(look=await self._add(tx, source, link, person_id), is_new=True)

    async def _add(self, tx: Transaction, source: Look, link: LookLink, person_id: int) -> Look:
        taken = frozenset(folded(one.name) for one in await tx.looks_of_person(person_id))
        now = self._clock.now()
        return await tx.add_look(
            replace(
                source,
                person_id=person_id,
                name=free_name(source.name, taken),
                choices=self._choices(source) if link.hides_words else source.choices,
                hides_words=link.hides_words,
                source_id=source.id,
                created_at=now,
                used_at=now,
            )
        )

    def _choices(self, source: Look) -> dict[str, str]:
        """The options without those that are words, such as a song's style: these would be read on the card."""
        model = self._catalog.get(source.model) if source.model in self._catalog else None
        offer = model.offer(self._dialect) if model is not None else None
        return without_free_text(offer, source.choices) if offer is not None else {}
