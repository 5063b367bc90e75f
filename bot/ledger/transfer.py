"""Credits from one account to another, such as from a member's to the group's."""

from __future__ import annotations

from datetime import datetime

from bot.errors import NotEnoughCredits, Refusal
from bot.ledger.allowance import Allowance
from bot.ledger.entries import Account, Bucket, EntryKind
from bot.ledger.operations import refill, top_up
from bot.ledger.repository import LedgerRepository


async def transfer(
    tx: LedgerRepository,
    source: Account,
    target: Account,
    amount: int,
    allowance: Allowance,
    *,
    operation_key: str,
    now: datetime,
    note: str = "",
    closed: Refusal | None = None,
) -> None:
    """Move credits, those that expire first; they expire at the other account at the same time.

    Args:
        tx: the transaction.
        source, target: from which account to which, as read in it.
        amount: credits, above 0.
        allowance: the operator's.
        operation_key: unique name of the operation.
        now: the moment.
        note: kept with each entry.
        closed: why the person of a personal source may not spend an allowance; None when they may.

    Raises:
        NotEnoughCredits, or `closed`: the source has less, or less than that without its allowance; the transaction must be rolled back.
        AlreadyDone: the operation key was used before; the transaction must be rolled back.
    """
    source, target = await refill(tx, source, allowance, now), await refill(tx, target, allowance, now)
    closed = closed if source.is_personal else None
    unlimited = allowance.unlimited and source.is_personal
    if unlimited and closed is None and source.available < amount:
        source = await top_up(tx, source, amount - source.available, operation_key, now)
    expiring = min(source.allowance, amount) if closed is None else 0
    missing = amount - expiring - source.bought
    # The bought ones first, and even when there are none: this key tells a repetition, whichever bucket it would take.
    moves = (
        (Bucket.BOUGHT, min(source.bought, amount - expiring), ""),
        (Bucket.ALLOWANCE, expiring, ":allowance"),
    )
    for bucket, part, suffix in moves:
        for account, signed, way in ((source, -part, ""), (target, part, ":to")):
            if part or not suffix:
                await tx.write_entry(
                    account_id=account.id,
                    kind=EntryKind.TRANSFER,
                    bucket=bucket,
                    amount=signed,
                    operation_key=f"{operation_key}{suffix}{way}",
                    at=now,
                    note=note,
                )
    if missing > 0 and closed is not None and (unlimited or source.available >= amount):
        raise closed
    if missing > 0:
        raise NotEnoughCredits(price=amount, available=source.available, missing=missing)
