"""What a purchase brings to the person who had invited the buyer, in the transaction of the payment or of its refund."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.order import Order, OrderKind
from bot.domain.payment import Payment
from bot.domain.referral import Invitation, ReferralReward
from bot.ledger.referrals import RewardStep, credited, restored, reward_of, taken_back, write_reward
from bot.ports import Clock, PurchaseEffect, Transaction


class ReferralRewards(PurchaseEffect):
    """Rewards inviters.

    Only what a person buys for themselves counts, each period of a subscription too. What is bought for a group or as a
    gift brings nothing: it may come back to the buyer, or to the inviter.

    Args:
        clock: the time.
        percent: see `bot.referrals.invitations.Invitations`.
    """

    def __init__(self, clock: Clock, percent: int) -> None:
        self._clock = clock
        self._percent = percent

    async def credited(self, tx: Transaction, order: Order, payment: Payment) -> None:
        """Reward the inviter, unless they were forgotten or are blocked."""
        reward = reward_of(payment.credits, self._percent)
        if not reward or order.kind is not OrderKind.PERSON:
            return
        inviter_id = await tx.inviter_of(order.account_id)
        if inviter_id is None:
            return
        inviter = await tx.account(inviter_id)
        if inviter.owner_id is None or inviter.blocked:
            return
        invitation = await self._invitation(tx, inviter_id)
        step = credited(reward, invitation.owed)
        await tx.save_referral_reward(
            ReferralReward(charge_id=payment.charge_id, inviter_account_id=inviter_id, credits=reward)
        )
        await write_reward(tx, inviter_id, step.moved, f"referral:{payment.charge_id}", self._now)
        await tx.save_invitation(
            replace(
                invitation,
                earned=invitation.earned + reward,
                owed=step.owed,
                unannounced=invitation.unannounced + step.moved,
            )
        )

    async def refunded(self, tx: Transaction, _: Order, payment: Payment) -> None:
        """Take the reward back, or note what of it was spent."""
        reward = await tx.referral_reward(payment.charge_id)
        if reward is None or reward.taken_back is not None:
            return
        invitation = await self._invitation(tx, reward.inviter_account_id)
        step = taken_back(reward.credits, invitation.owed, await tx.account(reward.inviter_account_id))
        key = f"referral-back:{payment.charge_id}:{payment.refund_attempts}"
        await write_reward(tx, reward.inviter_account_id, step.moved, key, self._now)
        await tx.save_referral_reward(replace(reward, taken_back=-step.moved))
        await self._save(tx, invitation, step, earned=invitation.earned - reward.credits)

    async def refund_undone(self, tx: Transaction, _: Order, payment: Payment) -> None:
        """The reward stands again."""
        reward = await tx.referral_reward(payment.charge_id)
        if reward is None or reward.taken_back is None:
            return
        invitation = await self._invitation(tx, reward.inviter_account_id)
        step = restored(reward.credits, reward.taken_back, invitation.owed)
        key = f"referral-undone:{payment.charge_id}:{payment.refund_attempts}"
        await write_reward(tx, reward.inviter_account_id, step.moved, key, self._now)
        await tx.save_referral_reward(replace(reward, taken_back=None))
        await self._save(tx, invitation, step, earned=invitation.earned + reward.credits)

    @property
    def _now(self) -> datetime:
        return self._clock.now()

    async def _invitation(self, tx: Transaction, account_id: int) -> Invitation:
        return await tx.invitation(account_id) or Invitation(account_id=account_id)

    async def _save(self, tx: Transaction, invitation: Invitation, step: RewardStep, *, earned: int) -> None:
        # A person who was forgotten begins again at nothing; refunds of before go on counting for what is owed.
        unannounced = max(0, invitation.unannounced + min(0, step.moved))
        await tx.save_invitation(
            replace(invitation, earned=max(0, earned), owed=step.owed, unannounced=unannounced)
        )
