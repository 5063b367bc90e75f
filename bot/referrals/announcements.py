"""Notifies people of rewards: after the transaction, some seconds' purchases in one message, and never twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Protocol

from bot.ports import Store

_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class RewardNotice:
    """What a person reads.

    Attributes:
        person_id: who.
        credits: what they have got.
    """

    person_id: int
    credits: int


class RewardSender(Protocol):
    """Reaches people."""

    async def send_reward(self, notice: RewardNotice) -> None:
        """Send it, or drop it where that cannot be done now. Never raises."""
        ...


class RewardAnnouncer:
    """Announces.

    Args:
        store: opens transactions.
        sender: reaches people.
    """

    def __init__(self, store: Store, sender: RewardSender) -> None:
        self._store = store
        self._sender = sender

    async def announce(self) -> None:
        """Notify some of those who have not read of a reward. What a kill drops is seen at /invite."""
        for notice in await self._taken():
            await self._sender.send_reward(notice)

    async def _taken(self) -> list[RewardNotice]:
        async with self._store.transaction() as tx:
            notices = []
            for invitation in await tx.unannounced_invitations(_AT_ONCE):
                account = await tx.account(invitation.account_id)
                await tx.save_invitation(replace(invitation, unannounced=0))
                if account.owner_id is not None:
                    notices.append(RewardNotice(account.owner_id, invitation.unannounced))
            return notices
