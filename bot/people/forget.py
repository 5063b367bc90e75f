"""Erases a person: open work is cancelled where possible, personal data are deleted, amounts stay in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.generation import State
from bot.generation.cancel import cancel_held
from bot.generation.chain_steps import cancel_rest
from bot.ports import Clock, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What became of a person's things.

    Attributes:
        cancelled: generations that were still queued.
        returned: credits that went back for them, and for steps that were to follow what KIE is making.
        unfinished: generations that KIE is making already; their personal data are deleted when they have ended.
    """

    cancelled: int
    returned: int
    unfinished: int


class PersonEraser:
    """Forgets people.

    Args:
        store: opens transactions.
        clock: the time.
        alias: makes of a person's id the number that stands in the account from then on.
    """

    def __init__(self, store: Store, clock: Clock, alias: Callable[[int], int]) -> None:
        self._store = store
        self._clock = clock
        self._alias = alias

    async def forget(self, person_id: int) -> Forgotten:
        """Forget a person; an unknown person needs no work.

        What is open is settled, and what shows the person is gone, in one transaction. A long history follows in short
        ones; a process that dies meanwhile goes on with it at its next start (`finish`).

        Amounts stay: entries of the ledger are never changed, and generations stay as rows without words, media or
        names. The account stays under an alias: who comes back finds bought credits again, and neither a second
        allowance nor a way around being blocked.
        """
        now = self._clock.now()
        cancelled = returned = 0
        async with self._store.transaction() as tx:
            open_ones = await tx.open_of(person_id)
            for generation in open_ones:
                if generation.state is State.HELD:
                    gone = await cancel_held(tx, generation, now, detail="forgotten")
                    cancelled, returned = cancelled + 1, returned + gone.returned
                else:
                    returned += await cancel_rest(tx, generation, now)
            await tx.forget_person(person_id, self._alias(person_id))
        await self.finish()
        return Forgotten(cancelled=cancelled, returned=returned, unfinished=len(open_ones) - cancelled)

    async def finish(self) -> None:
        """Erase what is left of everybody who was forgotten. Others get their turn between two parts."""
        more = True
        while more:
            async with self._store.transaction() as tx:
                more = await tx.erase_part()
