"""The operator makes codes: one with a name, or a series of codes that no one guesses."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.promo_code import PromoTerms
from bot.domain.staff import Act, ActRecord
from bot.errors import AlreadyDone, PromoCodeTaken
from bot.ports import Clock, Store

ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without signs that look like others: no 0, 1, i, l, o."""
LENGTH: Final = 12
"""Characters of a code of a series: 59 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCodes:
    """What was made.

    Attributes:
        terms: as they are stored.
        codes: all codes, in small letters.
    """

    terms: PromoTerms
    codes: Sequence[str]


class PromoCodeMaker:
    """Makes codes, and switches them off.

    Args:
        store: opens transactions.
        clock: the time.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def make(self, terms: PromoTerms) -> MadeCodes:
        """Store the terms with their code, or with new ones for a series; asked again by the same message, the same.

        Raises:
            PromoCodeTaken: a code of this name exists.
        """
        codes = [terms.name.casefold()] if terms.name else [_random_code() for _ in range(terms.size)]
        try:
            async with self._store.transaction() as tx:
                known = await tx.promo_terms_made_for(terms.made_for)
                if known is not None:
                    return MadeCodes(terms=known, codes=await tx.codes_of(known.id))
                made = await tx.add_promo_terms(terms, codes)
                await tx.note_act(
                    ActRecord(
                        by_id=terms.made_by,
                        act=Act.CODES,
                        subject=_subject(made),
                        after=f"{made.kind} {made.amount}",
                        at=terms.made_at,
                    )
                )
                return MadeCodes(terms=made, codes=codes)
        except AlreadyDone as error:
            raise PromoCodeTaken(code=terms.name) from error

    async def end(self, terms_id: int, *, by: int) -> bool:
        """Switch a code or a series off; False when it was off."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            ended = await tx.end_promo_terms(terms_id, now)
            if ended:
                terms = await tx.promo_terms(terms_id)
                subject = _subject(terms) if terms is not None else f"#{terms_id}"
                await tx.note_act(
                    ActRecord(by_id=by, act=Act.CODES, subject=subject, before="on", after="off", at=now)
                )
            return ended


def _subject(terms: PromoTerms) -> str:
    """What operators call it: a code's name, or how many codes a series has."""
    return terms.name or f"#{terms.id} ×{terms.size}"


def _random_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
