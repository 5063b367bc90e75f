"""What is sold: the operator puts packs on sale and takes them off; people see those that are on sale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.pack import MOST_ON_SALE, Pack, PackReader, paid_once
from bot.domain.staff import Act, ActRecord
from bot.errors import TooManyPacks
from bot.ports import Clock, Store
from bot.promo_codes.bonus import waiting_code


class Packs:
    """The packs.

    Args:
        store: opens transactions.
        reader: reads without one.
        clock: the time.
    """

    def __init__(self, store: Store, reader: PackReader, clock: Clock) -> None:
        self._store = store
        self._reader = reader
        self._clock = clock

    async def on_sale(self) -> Sequence[Pack]:
        """What is sold now: single packs first, each kind from the cheapest."""
        return await self._reader.packs_on_sale()

    async def bonus_percent(self, person_id: int) -> int:
        """How many percent more credits a promo code brings with the person's next purchase, other than a subscription."""
        async with self._store.transaction() as tx:
            code = await waiting_code(tx, await tx.account_of_person(person_id), self._clock.now())
        return code.terms.amount if code is not None else 0

    async def smallest_reaching(self, missing: int) -> Pack | None:
        """The cheapest single pack with at least so many credits; else the one with the most; None when none is sold."""
        packs = paid_once(await self.on_sale())
        reaching = [pack for pack in packs if pack.credits >= missing]
        if reaching:
            return min(reaching, key=lambda pack: (pack.stars, -pack.credits))
        return max(packs, key=lambda pack: (pack.credits, -pack.stars), default=None)

    async def add(self, *, stars: int, credits_: int, monthly: bool, made_by: int) -> Pack:
        """Put a pack on sale; the same terms twice are one pack. Bounds are the caller's to check (`bot.domain.pack`).

        Raises:
            TooManyPacks: as many as people can choose from are on sale.
        """
        on_sale = await self.on_sale()
        is_known = any((one.stars, one.credits, one.monthly) == (stars, credits_, monthly) for one in on_sale)
        if not is_known and len(on_sale) >= MOST_ON_SALE:
            raise TooManyPacks(maximum=MOST_ON_SALE)
        now = self._clock.now()
        async with self._store.transaction() as tx:
            pack = await tx.add_pack(stars=stars, credits_=credits_, monthly=monthly, made_by=made_by, at=now)
            if not is_known:
                await tx.note_act(_act(pack, by=made_by, at=now, after="on sale"))
            return pack

    async def end(self, pack_id: int, *, by: int) -> bool:
        """Take a pack off sale; False when it is not on sale. Invoices of the last day can still be paid."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            ended = await tx.end_pack(pack_id, now)
            pack = await tx.pack(pack_id)
            if ended and pack is not None:
                await tx.note_act(_act(pack, by=by, at=now, before="on sale"))
            return ended


def _act(pack: Pack, *, by: int, at: datetime, before: str = "", after: str = "") -> ActRecord:
    terms = f"{pack.stars} ⭐ → {pack.credits}{' monthly' if pack.monthly else ''}"
    return ActRecord(by_id=by, act=Act.PACKS, subject=terms, before=before, after=after, at=at)
