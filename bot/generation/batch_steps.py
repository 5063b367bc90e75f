"""The moves of a batch, each inside its caller's transaction: who waits for whom, and who sends what is there.

Pictures of one batch come as one album. The first part that is ready carries it: its delivery is due when all others have
ended or are ready, or when they have been waited for long enough. No process has to remember that: the row of the batch
names its carrier, and whatever ends a part looks who is next.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.batch import ALBUM_ITEMS, ALBUM_WAIT, Batch
from bot.domain.generation import MAKING_STATES, OPEN_STATES, Generation, State
from bot.ports import Transaction

_SECOND_LOOK: Final = timedelta(minutes=10)
"""After that a ready part looks by itself whether the one that should carry it still does."""


async def part_is_ready(tx: Transaction, ready: Generation, now: datetime) -> None:
    """A part is ready, and written down: it waits for the others where they come together."""
    batch = await _gathering(tx, ready)
    if batch is not None:
        await _arrange(tx, batch, await tx.generations_of_quote(batch.quote_id), now)


async def part_ended(tx: Transaction, ended: Generation, now: datetime) -> bool:
    """A part has come to nothing, and that is written down: the others do not wait for it any more.

    Returns:
        Whether the message about the whole batch says so; otherwise the part's own message does.
    """
    batch = await _gathering(tx, ended)
    if batch is None:
        return False
    parts = await tx.generations_of_quote(batch.quote_id)
    if any(part.state in OPEN_STATES for part in parts):
        await _arrange(tx, batch, parts, now)
        return True
    # What comes late comes alone; this part brings the message about all of them.
    await tx.save_batch(replace(batch, gathers=False, carrier_id=ended.id))
    return False


async def carried_by(tx: Transaction, carrier: Generation, now: datetime) -> Sequence[Generation]:
    """What the delivery of a ready part sends now: itself, or the album that it carries; nothing while it has to wait."""
    batch = await _gathering(tx, carrier)
    if batch is None:
        return [carrier]
    parts = await tx.generations_of_quote(batch.quote_id)
    batch = await _arrange(tx, batch, parts, now)
    if batch.carrier_id != carrier.id or (
        _is_awaited(parts) and batch.album_until and now < batch.album_until
    ):
        return []
    return [part for part in parts if part.state is State.READY]


async def album_ended(tx: Transaction, teller: Generation, now: datetime) -> None:
    """The album was sent as far as it can be: what is ready, or will be, comes alone.

    Args:
        tx: the transaction.
        teller: the part that brings the message about the batch.
        now: the moment.
    """
    batch = await _gathering(tx, teller)
    if batch is None:
        return
    await tx.save_batch(replace(batch, gathers=False, carrier_id=teller.id))
    parts = await tx.generations_of_quote(batch.quote_id)
    await tx.make_due([part.id for part in parts if part.state is State.READY], now)


async def carried_batch(tx: Transaction, carrier: Generation) -> Sequence[Generation]:
    """All parts of the batch that this generation brings the message about; nothing when it brings none."""
    batch = await tx.batch(carrier.batch_id) if carrier.batch_id is not None else None
    if batch is None or batch.carrier_id != carrier.id:
        return ()
    return await tx.generations_of_quote(batch.quote_id)


async def _gathering(tx: Transaction, part: Generation) -> Batch | None:
    """The batch of a part whose pictures wait for each other, None for any other generation."""
    if part.batch_id is None:
        return None
    batch = await tx.batch(part.batch_id)
    return batch if batch is not None and batch.gathers else None


async def _arrange(tx: Transaction, batch: Batch, parts: Sequence[Generation], now: datetime) -> Batch:
    """Name the part that carries the album, and let it be due when the album is."""
    ready = [part for part in parts if part.state is State.READY]
    if not ready:
        return batch
    if all(part.id != batch.carrier_id for part in ready):
        batch = replace(batch, carrier_id=ready[0].id)
    if batch.album_until is None:
        slowest = max((part.deadline_at for part in parts if part.state in MAKING_STATES), default=now)
        wait = ALBUM_WAIT * math.ceil(batch.parts / ALBUM_ITEMS)
        batch = replace(batch, album_until=max(now, min(now + wait, slowest)))
    await tx.save_batch(batch)
    due_at = batch.album_until if _is_awaited(parts) and batch.album_until else now
    carrier = [part.id for part in ready if part.id == batch.carrier_id]
    await tx.make_due(carrier, due_at)
    await tx.make_due([part.id for part in ready if part.id != batch.carrier_id], due_at + _SECOND_LOOK)
    return batch


def _is_awaited(parts: Iterable[Generation]) -> bool:
    """Whether a part may still become ready."""
    return any(part.state in MAKING_STATES for part in parts)
