"""Rewards for invitations: given credits for what a person who was invited has bought, taken back when that is refunded.

A reward may be spent when its purchase is refunded. What cannot be taken back then is owed: later rewards of the same
account pay it off first, so that buying, inviting and refunding in turns brings nothing. For every account, what its
rewards have moved is the rewards of purchases that stand, plus what it owes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.ledger.entries import Account, Bucket, EntryKind
from bot.ledger.purchases import paid_left
from bot.ledger.repository import LedgerRepository


@dataclass(frozen=True, slots=True)
class RewardStep:
    """What a step about a reward does.

    Attributes:
        moved: credits that the account gets, below zero that are taken from it.
        owed: what the account owes afterwards.
    """

    moved: int
    owed: int


def reward_of(paid: int, percent: int) -> int:
    """Credits for a purchase of so many paid credits, rounded down."""
    return paid * percent // 100


def credited(reward: int, owed: int) -> RewardStep:
    """A purchase brings a reward; what is owed is paid off first."""
    covered = min(reward, owed)
    return RewardStep(moved=reward - covered, owed=owed - covered)


def taken_back(reward: int, owed: int, account: Account) -> RewardStep:
    """The purchase is refunded: what is left of the account's given credits goes, up to the reward; the rest is owed."""
    given = account.bought - paid_left(account.bought, account.purchased)
    taken = min(reward, given)
    return RewardStep(moved=-taken, owed=owed + reward - taken)


def restored(reward: int, taken: int, owed: int) -> RewardStep:
    """The refund was undone: the reward stands again."""
    waived = reward - taken
    paid_off = max(0, waived - owed)
    return RewardStep(moved=taken + paid_off, owed=max(0, owed - waived))


async def write_reward(
    tx: LedgerRepository, account_id: int, moved: int, operation_key: str, now: datetime
) -> None:
    """Move what a step says; nothing when it says nothing.

    Raises:
        AlreadyDone: it was done before.
    """
    if moved:
        await tx.write_entry(
            account_id=account_id,
            kind=EntryKind.GRANT if moved > 0 else EntryKind.REFUND,
            bucket=Bucket.BOUGHT,
            amount=moved,
            operation_key=operation_key,
            at=now,
        )
