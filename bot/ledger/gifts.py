"""Credits of gift cards: they leave an account when the gift is made, and reach another one, or go back.

Between the two they are in no account. Only credits of the bucket `bought` are given: an allowance is for its person and
its period. Given away they count as spent, and the person who gets them has not paid for them (`bot.ledger.purchases`).
"""

from __future__ import annotations

from datetime import datetime

from bot.errors import NotEnoughToGive
from bot.ledger.entries import Account, Bucket, EntryKind
from bot.ledger.repository import LedgerRepository


async def set_gift_aside(
    tx: LedgerRepository, giver: Account, credits_: int, token_hash: str, now: datetime
) -> None:
    """Take the gift's credits from the giver.

    Raises:
        NotEnoughToGive: the account has fewer that do not expire.
        AlreadyDone: it was done before; the transaction must be rolled back.
    """
    if giver.bought < credits_:
        raise NotEnoughToGive(available=giver.bought)
    await _move(tx, giver.id, -credits_, f"gift:{token_hash}", now)


async def hand_gift_over(
    tx: LedgerRepository, receiver: Account, credits_: int, token_hash: str, now: datetime
) -> None:
    """Give them to the person who opened it.

    Raises:
        AlreadyDone: it was done before; the transaction must be rolled back.
    """
    await _move(tx, receiver.id, credits_, f"gift:{token_hash}:to", now)


async def give_gift_back(
    tx: LedgerRepository, account_id: int, credits_: int, token_hash: str, now: datetime
) -> None:
    """Give them back to the account that they came from.

    Raises:
        AlreadyDone: it was done before; the transaction must be rolled back.
    """
    await _move(tx, account_id, credits_, f"gift:{token_hash}:back", now)


async def _move(
    tx: LedgerRepository, account_id: int, amount: int, operation_key: str, now: datetime
) -> None:
    await tx.write_entry(
        account_id=account_id,
        kind=EntryKind.TRANSFER,
        bucket=Bucket.BOUGHT,
        amount=amount,
        operation_key=operation_key,
        at=now,
    )
