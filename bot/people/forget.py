"""Erases a person: open work is cancelled where possible, personal data are deleted, amounts stay in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.domain.generation import State
from bot.errors import StaffStays
from bot.generation.cancel import cancel_held
from bot.generation.chain_steps import cancel_rest
from bot.gifts.give_back import give_back
from bot.gifts.notifier import GiftNotifier
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
        gift_notifier: writes to givers whose gift goes back; None writes nothing.
        owners: Telegram ids of ADMIN_IDS.
        stop_work: called with who is forgotten: what is under way of theirs ends, and nothing of it is sent.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        alias: Callable[[int], int],
        gift_notifier: GiftNotifier | None = None,
        owners: AbstractSet[int] = frozenset(),
        stop_work: Callable[[int], object] = lambda _: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._alias = alias
        self._gift_notifier = gift_notifier
        self._owners = owners
        self._stop_work = stop_work

    async def forget(self, person_id: int) -> Forgotten:
        """Forget a person; an unknown person needs no work.

        What is open is settled, and what shows the person is gone, in one transaction. A long history follows in short
        ones; a process that dies meanwhile goes on with it at its next start (`finish`).

        Amounts stay: entries of the ledger are never changed, and generations stay as rows without words, media or
        names. The account stays under an alias: who comes back finds bought credits again, and neither a second
        allowance nor a way around being blocked. Gifts that only the person could open go back to who gave them; the
        person's own can still be opened, and do not say who gave them any more.

        Raises:
            StaffStays: they have a role.
        """
        if person_id in self._owners:
            raise StaffStays
        now = self._clock.now()
        cancelled = returned = 0
        async with self._store.transaction() as tx:
            if await tx.staff_member(person_id) is not None:
                raise StaffStays
            open_ones = await tx.open_of(person_id)
            for generation in open_ones:
                if generation.state is State.HELD:
                    gone = await cancel_held(tx, generation, now, detail="forgotten")
                    cancelled, returned = cancelled + 1, returned + gone.returned
                else:
                    returned += await cancel_rest(tx, generation, now)
            gifts = [await give_back(tx, gift, now) for gift in await tx.open_gifts_for(person_id)]
            await tx.forget_person(person_id, self._alias(person_id))
        self._stop_work(person_id)
        if self._gift_notifier is not None:
            for gift in gifts:
                await self._gift_notifier.close_card(gift)
                await self._gift_notifier.tell_returned(gift)
        await self.finish()
        return Forgotten(cancelled=cancelled, returned=returned, unfinished=len(open_ones) - cancelled)

    async def finish(self) -> None:
        """Erase what is left of everybody who was forgotten. Others get their turn between two parts."""
        more = True
        while more:
            async with self._store.transaction() as tx:
                more = await tx.erase_part()
