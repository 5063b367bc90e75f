"""Credits that were paid for: how they arrive, what is left of them, and how they are taken back for a refund.

Paid and given credits share the bucket `bought`. One rule tells them apart: given credits are spent before paid
ones, and paid ones oldest payment first. So what is left of the paid ones is the smaller of what the account has and what
its payments that stand have brought, and the newest payments are the last to be touched. A hold counts as spent until it
is released.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.ledger.entries import Account, Bucket, EntryKind
from bot.ledger.repository import LedgerRepository

STARS: Final = "XTR"
"""Currency of Telegram Stars (Bot API, sendInvoice)."""


def paid_left(bought: int, purchased: int) -> int:
    """Paid credits that an account still has.

    Args:
        bought: credits of its bucket `bought`.
        purchased: credits that its payments that stand have brought, spent or not.
    """
    return min(bought, purchased)


def unspent(bought: int, newer: int, credits_: int) -> int:
    """Credits of one payment that are not spent.

    Args:
        bought: credits of the account's bucket `bought`.
        newer: credits of the account's later payments that stand.
        credits_: credits of this payment, which stands.
    """
    return max(0, min(credits_, bought - newer))


def unspent_of_each(bought: int, purchases: Sequence[int]) -> Sequence[int]:
    """The same for all payments of an account that stand, given and returned from the oldest to the newest."""
    return [unspent(bought, sum(purchases[place + 1 :]), one) for place, one in enumerate(purchases)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What a refund took.

    Attributes:
        paid: credits of the payment that were not spent.
        bonus: given credits beside them.
        uncollected: paid credits that were spent before.
    """

    paid: int
    bonus: int
    uncollected: int


async def credit_purchase(
    tx: LedgerRepository, account: Account, *, paid: int, bonus: int, charge_id: str, now: datetime
) -> None:
    """Give an account what a payment buys, and the bonus beside it.

    Raises:
        AlreadyDone: the payment was credited before; the transaction must be rolled back.
    """
    await _write(tx, account, EntryKind.PURCHASE, paid, f"purchase:{charge_id}", now)
    if bonus:
        await _write(tx, account, EntryKind.GRANT, bonus, f"bonus:{charge_id}", now)


def refundable(account: Account, *, paid: int, bonus: int, newer: int) -> TakenBack:
    """What a refund of a payment that stands would take from the account now.

    Args:
        account: as it is, with this payment in `purchased`.
        paid: paid credits of the payment.
        bonus: given credits of it.
        newer: credits of the account's later payments that stand.
    """
    left = unspent(account.bought, newer, paid)
    # As if it had never been bought: what was spent meanwhile may come out of earlier payments, never out of later ones.
    beside = max(0, account.bought - newer - left)
    return TakenBack(paid=left, bonus=min(bonus, beside), uncollected=paid - left)


async def take_back_purchase(
    tx: LedgerRepository, account: Account, taken: TakenBack, *, charge_id: str, attempt: int, now: datetime
) -> None:
    """Take what `refundable` has said, before the Stars are returned.

    Args:
        tx: the transaction that also changes the payment's state.
        account: as it was when `refundable` looked at it.
        taken: how much.
        charge_id: of the payment.
        attempt: how often a refund of it has begun, this one counted.
        now: the moment.

    Raises:
        AlreadyDone: this attempt has taken it before.
    """
    for amount, key in (
        (taken.paid, f"refund:{charge_id}:{attempt}"),
        (taken.bonus, f"bonus-back:{charge_id}:{attempt}"),
    ):
        if amount:
            await _write(tx, account, EntryKind.REFUND, -amount, key, now)


async def undo_take_back(
    tx: LedgerRepository, account: Account, taken: TakenBack, *, charge_id: str, attempt: int, now: datetime
) -> None:
    """Give back what the attempt took: Telegram does not return the Stars.

    Raises:
        AlreadyDone: that was done before.
    """
    if taken.paid:
        await _write(tx, account, EntryKind.PURCHASE, taken.paid, f"refund-undone:{charge_id}:{attempt}", now)
    if taken.bonus:
        await _write(tx, account, EntryKind.GRANT, taken.bonus, f"bonus-undone:{charge_id}:{attempt}", now)


async def _write(
    tx: LedgerRepository, account: Account, kind: EntryKind, amount: int, operation_key: str, now: datetime
) -> None:
    await tx.write_entry(
        account_id=account.id,
        kind=kind,
        bucket=Bucket.BOUGHT,
        amount=amount,
        operation_key=operation_key,
        at=now,
    )
