"""People who read of rewards for their invitations."""

from __future__ import annotations

from bot.referrals.announcements import RewardNotice


class FakeRewardSender:
    """Remembers what it sent.

    Attributes:
        sent: in order.
    """

    def __init__(self) -> None:
        self.sent: list[RewardNotice] = []

    async def send_reward(self, notice: RewardNotice) -> None:
        """Remember it."""
        self.sent.append(notice)
