"""The end of a generation whose media was made: the hold becomes the price, in the transaction that says so."""

from __future__ import annotations

from datetime import datetime

from bot.availability.incomplete_sets import note_incomplete
from bot.catalog.catalog import Catalog
from bot.catalog.pricing import captured
from bot.catalog.supplied_media import SuppliedMedia
from bot.domain.generation import Generation, State
from bot.generation.chain_steps import start_next
from bot.generation.selection_steps import picture_came
from bot.ledger.operations import capture
from bot.ports import Transaction


class ResultCapture:
    """Ends generations that have something to show."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def end(
        self,
        tx: Transaction,
        generation: Generation,
        state: State,
        now: datetime,
        *,
        detail: str = "",
        notified: bool,
    ) -> Generation:
        """Capture what was made and note the end, also of a set that is incomplete; the chain's next step begins.

        Args:
            tx: the transaction.
            generation: ready, with what was sent of it.
            state: delivered or stored.
            now: the moment.
            detail: why it ends so, for the operator.
            notified: whether nothing more is to be said about it.

        Raises:
            IllegalStep: another step was first.
        """
        taken = 0
        if not generation.free_late_delivery:
            share = generation.arrived if state is State.DELIVERED else len(generation.assets)
            taken = await capture(tx, generation.id, self._made(generation, share), now)
        ended = generation.stepped(
            state,
            completed_at=now,
            captured=taken,
            attempts=0,
            notified=notified,
            due_at=None if notified else now,
        )
        await tx.save(ended, expected=State.READY, at=now, detail=detail)
        await note_incomplete(tx, ended, now)
        if not generation.free_late_delivery:
            await start_next(tx, ended, now)
        await picture_came(tx, ended, now)
        return ended

    def _made(self, generation: Generation, share: int) -> int:
        """Credits for what was made: the quote, or less where the price goes by measured minutes, or parts are missing.

        A set is paid by its parts, rounded in the person's favour.
        """
        ordered = max(generation.ordered, len(generation.assets))
        return self._whole(generation) * share // ordered

    def _whole(self, generation: Generation) -> int:
        known = generation.model in self._catalog
        offer = self._catalog.get(generation.model).offer(generation.dialect) if known else None
        if offer is None:
            return generation.price
        return captured(
            offer,
            generation.choices,
            media=SuppliedMedia.of(generation.references),
            price=generation.price,
            kie_expected=generation.kie_expected,
            seconds=sum(asset.seconds for asset in generation.assets),
        )
