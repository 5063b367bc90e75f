"""The rules of money: refill, hold, capture, release, grant. Each runs inside its caller's transaction.

Every entry's amount is what it moves the available credits by, so an account's available credits are the sum of its
entries: a hold takes, a release gives back, a capture moves nothing because its hold already took.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from bot.errors import AlreadyDone, FreeCreditsUsedUp, NotEnoughCredits, NothingToTakeBack, Refusal
from bot.ledger.allowance import Allowance
from bot.ledger.entries import Account, Balance, Bucket, EntryKind, Hold
from bot.ledger.repository import LedgerRepository


async def refill(tx: LedgerRepository, account: Account, allowance: Allowance, now: datetime) -> Account:
    """Let the last period's rest expire and grant the new allowance, when a new period has begun.

    Groups get no allowance; what members gave them of theirs expires with it. A clock that went back refills nothing
    twice.
    """
    key = allowance.key(now)
    if account.period == key or _is_later(account.period, key):
        return account
    granted = (allowance.credits or 0) if account.is_personal else 0
    expired = f"expire:{account.id}:{account.period}:{key}"
    await _once(tx, account, EntryKind.EXPIRE, -account.allowance, expired, now)
    await _once(tx, account, EntryKind.GRANT, granted, f"allowance:{account.id}:{key}", now)
    await tx.set_period(account.id, key)
    return await tx.account(account.id)


async def _once(
    tx: LedgerRepository, account: Account, kind: EntryKind, amount: int, operation_key: str, now: datetime
) -> None:
    """Move the allowance, unless that was done before: the operator went back to an earlier length of period."""
    if not amount:
        return
    with suppress(AlreadyDone):
        await tx.write_entry(
            account_id=account.id,
            kind=kind,
            bucket=Bucket.ALLOWANCE,
            amount=amount,
            operation_key=operation_key,
            at=now,
        )


def _is_later(period: str, key: str) -> bool:
    """Whether the account already saw a later period of the same length than the one `key` names."""
    return len(period) == len(key) and ("W" in period) == ("W" in key) and period > key


async def hold(
    tx: LedgerRepository,
    account: Account,
    amount: int,
    generation_id: int,
    allowance: Allowance,
    now: datetime,
    *,
    closed: Refusal | None = None,
) -> Hold:
    """Set credits aside for a generation, the expiring ones first.

    Args:
        tx: the transaction.
        account: whose, refilled.
        amount: credits.
        generation_id: what for.
        allowance: the operator's.
        now: the moment.
        closed: why the person of a personal account may not spend an allowance at all; None when they may.

    Raises:
        NotEnoughCredits, FreeCreditsUsedUp, or `closed`: the transaction must be rolled back.
    """
    from_allowance = await allowance_part(tx, account, amount, allowance, now, closed=closed)
    if from_allowance > account.allowance:
        missing = from_allowance - account.allowance
        account = await top_up(tx, account, missing, str(generation_id), now, generation_id)
    held = Hold(
        generation_id=generation_id,
        account_id=account.id,
        allowance=from_allowance,
        bought=amount - from_allowance,
        period=account.period,
    )
    await _move(tx, held, EntryKind.HOLD, allowance=-held.allowance, bought=-held.bought, now=now)
    await tx.open_hold(held, now)
    return held


async def allowance_part(
    tx: LedgerRepository,
    account: Account,
    amount: int,
    allowance: Allowance,
    now: datetime,
    *,
    closed: Refusal | None = None,
) -> int:
    """How many of `amount` credits a hold takes from the allowance: what is there, and left of the day's budget.

    Bought credits pay the rest. Arguments as of `hold`.

    Raises:
        NotEnoughCredits: the account has less.
        FreeCreditsUsedUp: it has enough, but not without credits that all have used up for today.
        `closed`: it has enough, but not without credits that this person may not spend.
    """
    grows = allowance.unlimited and account.is_personal and account.available < amount
    there = amount - account.bought if grows else min(account.allowance, amount)
    closed = closed if account.is_personal else None
    usable = 0 if closed is not None else there
    if usable and allowance.budget is not None:
        usable = min(usable, max(0, allowance.budget - await tx.free_spent(now)))
    missing = amount - usable - account.bought
    if missing <= 0:
        return usable
    if usable == there:
        raise NotEnoughCredits(price=amount, available=account.available, missing=missing)
    raise closed or FreeCreditsUsedUp(price=amount, missing=missing)


async def capture(tx: LedgerRepository, generation_id: int, amount: int, now: datetime) -> int:
    """Spend the generation's hold: `amount` credits of it, never more than was held; the rest goes back.

    Returns:
        Credits taken.

    Raises:
        AlreadyDone: the hold has ended before.
    """
    amount = max(0, amount)
    held = await tx.end_hold(generation_id, captured=amount, at=now)
    amount = min(amount, held.amount)
    await tx.write_entry(
        account_id=held.account_id,
        kind=EntryKind.CAPTURE,
        bucket=Bucket.BOUGHT,
        amount=0,
        operation_key=f"capture:{generation_id}",
        at=now,
        generation_id=generation_id,
        note=str(amount),
    )
    back = held.amount - amount
    bought_back = min(back, held.bought)
    await _give_back(tx, held, allowance=back - bought_back, bought=bought_back, now=now)
    return amount


async def release(tx: LedgerRepository, generation_id: int, now: datetime) -> int:
    """Give the generation's hold back. Returns the credits returned.

    Raises:
        AlreadyDone: the hold has ended before.
    """
    held = await tx.end_hold(generation_id, captured=0, at=now)
    await _give_back(tx, held, allowance=held.allowance, bought=held.bought, now=now)
    return held.amount


def lapse_key(generation_id: int) -> str:
    """Operation key of the entry by which what came back for a generation expired at once."""
    return f"lapse:{generation_id}"


async def _give_back(tx: LedgerRepository, held: Hold, *, allowance: int, bought: int, now: datetime) -> None:
    """Move credits of an ended hold back to where they came from.

    An allowance lives as long as its period: what comes back when the account has the next period's already would be spent
    beside that one, so it expires in the same transaction.
    """
    await _move(tx, held, EntryKind.RELEASE, allowance=allowance, bought=bought, now=now)
    if allowance and (await tx.account(held.account_id)).period != held.period:
        await tx.write_entry(
            account_id=held.account_id,
            kind=EntryKind.EXPIRE,
            bucket=Bucket.ALLOWANCE,
            amount=-allowance,
            operation_key=lapse_key(held.generation_id),
            at=now,
            generation_id=held.generation_id,
            note=held.period,
        )


async def grant(
    tx: LedgerRepository, account: Account, amount: int, operation_key: str, now: datetime, note: str = ""
) -> None:
    """Give credits that never expire; a negative amount takes back, bought ones first.

    Raises:
        NothingToTakeBack: the account has less than that; the transaction must be rolled back.
        AlreadyDone: the operation key was used before.
    """
    if amount >= 0:
        await tx.write_entry(
            account_id=account.id,
            kind=EntryKind.GRANT,
            bucket=Bucket.BOUGHT,
            amount=amount,
            operation_key=operation_key,
            at=now,
            note=note,
        )
        return
    await _take_back(tx, account, -amount, operation_key, now, note)


async def _take_back(
    tx: LedgerRepository, account: Account, amount: int, operation_key: str, now: datetime, note: str
) -> None:
    from_bought = min(account.bought, amount)
    rest = amount - from_bought
    # Written first, and even when it takes nothing: the key tells a repetition, whichever bucket it would take from.
    await _refund(tx, account, Bucket.BOUGHT, from_bought, operation_key, now, note)
    if rest > account.allowance:
        raise NothingToTakeBack(available=account.available)
    if rest:
        await _refund(tx, account, Bucket.ALLOWANCE, rest, f"{operation_key}:rest", now, note)


async def _refund(
    tx: LedgerRepository,
    account: Account,
    bucket: Bucket,
    amount: int,
    operation_key: str,
    now: datetime,
    note: str,
) -> None:
    await tx.write_entry(
        account_id=account.id,
        kind=EntryKind.REFUND,
        bucket=bucket,
        amount=-amount,
        operation_key=operation_key,
        at=now,
        note=note,
    )


async def read_balance(
    tx: LedgerRepository,
    account: Account,
    allowance: Allowance,
    now: datetime,
    *,
    returned_for: Sequence[int] = (),
) -> Balance:
    """What the account has, refilled first when a new period has begun.

    Args:
        tx: the transaction.
        account: whose.
        allowance: the operator's.
        now: the moment.
        returned_for: generations beside whose return it is shown: what of that expired at once is its `lapsed`.
    """
    account = await refill(tx, account, allowance, now)
    personal = account.is_personal
    return Balance(
        available=account.available,
        allowance=account.allowance,
        bought=account.bought,
        held=await tx.held(account.id),
        unlimited=personal and allowance.unlimited,
        refills_at=allowance.refills_at(now) if personal else None,
        lapsed=await tx.lapsed([lapse_key(one) for one in returned_for]) if returned_for else 0,
    )


async def lapsed_in_period(
    tx: LedgerRepository, account: Account, allowance: Allowance, now: datetime
) -> int:
    """Credits of earlier allowances that came back in this period and expired at once."""
    began = allowance.began_at(now)
    return await tx.lapsed_since(account.id, began) if began is not None else 0


async def top_up(
    tx: LedgerRepository,
    account: Account,
    missing: int,
    operation: str,
    now: datetime,
    generation_id: int | None = None,
) -> Account:
    """Grant what an unlimited allowance lacks for an operation, and return the account with it.

    Raises:
        AlreadyDone: it was granted for this operation before.
    """
    await tx.write_entry(
        account_id=account.id,
        kind=EntryKind.GRANT,
        bucket=Bucket.ALLOWANCE,
        amount=missing,
        operation_key=f"unlimited:{operation}",
        at=now,
        generation_id=generation_id,
    )
    return await tx.account(account.id)


async def _move(
    tx: LedgerRepository, held: Hold, kind: EntryKind, *, allowance: int, bought: int, now: datetime
) -> None:
    """One entry for each bucket that moves."""
    for bucket, amount in ((Bucket.ALLOWANCE, allowance), (Bucket.BOUGHT, bought)):
        if amount:
            await tx.write_entry(
                account_id=held.account_id,
                kind=kind,
                bucket=bucket,
                amount=amount,
                operation_key=f"{kind}:{held.generation_id}:{bucket}",
                at=now,
                generation_id=held.generation_id,
            )
