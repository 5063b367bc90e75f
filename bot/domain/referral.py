"""Invitations: who came by whose link, and what that brought. One level only.

Accounts stand here instead of people: an account outlives a person who is forgotten, without saying who they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A person's link, and what it has brought.

    Attributes:
        account_id: whose.
        code: stands in the link; empty when the person was forgotten.
        people: how many came by it.
        earned: credits of rewards that stand.
        owed: credits that later rewards pay off first (`bot.ledger.referrals`).
        unannounced: credits that the person has not read of.
    """

    account_id: int
    code: str = ""
    people: int = 0
    earned: int = 0
    owed: int = 0
    unannounced: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralReward:
    """What one purchase brought to the person who had invited the buyer.

    Attributes:
        charge_id: of the payment.
        inviter_account_id: whose reward.
        credits: how much, more than nothing.
        taken_back: credits that the refund of the purchase took of it; None while it stands.
    """

    charge_id: str
    inviter_account_id: int
    credits: int
    taken_back: int | None = None


class ReferralRepository(Protocol):
    """Invitations within a transaction."""

    async def invitation(self, account_id: int) -> Invitation | None:
        """What an account's link has brought, or None when it never had one."""
        ...

    async def invitation_by_code(self, code: str) -> Invitation | None:
        """The invitation that a link names, or None."""
        ...

    async def save_invitation(self, invitation: Invitation) -> None:
        """Store it, in place of what was stored for its account."""
        ...

    async def unannounced_invitations(self, limit: int) -> Sequence[Invitation]:
        """Some whose people have not read of a reward."""
        ...

    async def add_referral(self, invited_account_id: int, inviter_account_id: int, at: datetime) -> bool:
        """Note who came by whose link; False when the account was noted before."""
        ...

    async def inviter_of(self, account_id: int) -> int | None:
        """The account whose link brought this one, or None."""
        ...

    async def referral_reward(self, charge_id: str) -> ReferralReward | None:
        """What a payment brought, or None."""
        ...

    async def save_referral_reward(self, reward: ReferralReward) -> None:
        """Store it, in place of what was stored for its payment."""
        ...
