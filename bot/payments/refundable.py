"""What a refund of a payment would take now, and what of the payment is not there any more."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.payment import Payment, PaymentState
from bot.ledger.purchases import TakenBack, refundable
from bot.ledger.referrals import taken_back
from bot.ports import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Refundable:
    """A payment, and what a refund of it would take now.

    Attributes:
        payment: as it is stored.
        would_take: credits of the account that it was for.
        reward_gone: credits of the inviter's reward for it that could not be taken back.
    """

    payment: Payment
    would_take: TakenBack
    reward_gone: int = 0

    @property
    def spent(self) -> int:
        """Credits of it, paid and given, that are not there any more."""
        return self.would_take.uncollected + self.payment.bonus - self.would_take.bonus

    @property
    def is_whole(self) -> bool:
        """Whether all that it brought can be taken back."""
        return not self.spent and not self.reward_gone


async def refundable_now(tx: Transaction, payment: Payment) -> Refundable:
    """What this transaction would take, after what comes back to the account has come (`PurchaseEffect.refunding`)."""
    if payment.account_id is None or payment.state is not PaymentState.CREDITED:
        return Refundable(payment=payment, would_take=TakenBack(paid=0, bonus=0, uncollected=0))
    account = await tx.account(payment.account_id)
    newer = await tx.newer_purchases(payment)
    return Refundable(
        payment=payment,
        would_take=refundable(account, paid=payment.credits, bonus=payment.bonus, newer=newer),
        reward_gone=await _reward_gone(tx, payment),
    )


async def _reward_gone(tx: Transaction, payment: Payment) -> int:
    """Else the inviter's spending and the buyer's refund in turns would make credits from nothing."""
    reward = await tx.referral_reward(payment.charge_id)
    if reward is None or reward.taken_back is not None:
        return 0
    inviter = await tx.account(reward.inviter_account_id)
    return taken_back(reward.credits, 0, inviter).owed
