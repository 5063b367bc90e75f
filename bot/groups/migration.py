"""A group gets another id: what is open in its chat moves in one transaction, a long history after it in short ones."""

from __future__ import annotations

from typing import Final

from cachetools import LRUCache

from bot.domain.terms import Tariff
from bot.ledger.entries import Account, Bucket, EntryKind
from bot.ledger.operations import refill
from bot.ports import Clock, Store, Transaction

_REMEMBERED: Final = 1000


class ChatMigrator:
    """Follows groups that become supergroups (Bot API, `migrate_to_chat_id`)."""

    def __init__(self, store: Store, clock: Clock, tariff: Tariff) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._successors: LRUCache[int, int] = LRUCache(_REMEMBERED)

    def successor(self, chat_id: int) -> int:
        """The chat that a chat has become since this process started, or the same chat.

        Buttons below messages of the old group are still pressed there.
        """
        return self._successors.get(chat_id, chat_id)

    async def migrate(self, old_chat_id: int, new_chat_id: int) -> bool:
        """Move the account, quotes, drafts, FSM states and generations to the new chat. Repeating it changes nothing.

        Message ids do not move: those of the old chat mean other messages, or none, in the new one. What is open moves
        at once, a long history a little later (`finish`): what waits for this call may hold a lease.

        Args:
            old_chat_id: the group as it was.
            new_chat_id: the supergroup that it became.

        Returns:
            Whether anything was left to move.
        """
        if old_chat_id == new_chat_id:
            return False
        self._successors[old_chat_id] = new_chat_id
        async with self._store.transaction() as tx:
            moved = await tx.move_chat(old_chat_id, new_chat_id)
            left_behind = await tx.account_of_chat(old_chat_id)
            target = await tx.account_of_chat(new_chat_id)
            if left_behind is not None and target is not None:
                moved |= await self._merge(tx, left_behind, target)
        return moved

    async def finish(self) -> None:
        """Move what is left of every chat that has moved. Others get their turn between two parts."""
        more = True
        while more:
            async with self._store.transaction() as tx:
                more = await tx.move_history_part()

    async def _merge(self, tx: Transaction, source: Account, target: Account) -> bool:
        """The supergroup got an account of its own before the migration was known: merge the old one into it."""
        now = self._clock.now()
        # Both in the same period: what members gave of an earlier allowance must not live on in the other account.
        allowance = self._tariff.allowance
        source = await refill(tx, source, allowance, now)
        target = await refill(tx, target, allowance, now)
        moved = await tx.move_open_work(source.id, target.id)
        amounts = {Bucket.ALLOWANCE: source.allowance, Bucket.BOUGHT: source.bought}
        for bucket, amount in amounts.items():
            if amount:
                moved = True
                for account, signed in ((source, -amount), (target, amount)):
                    await tx.write_entry(
                        account_id=account.id,
                        kind=EntryKind.TRANSFER,
                        bucket=bucket,
                        amount=signed,
                        operation_key=f"migrate:{source.id}:{account.id}:{bucket}",
                        at=now,
                        note=f"chat {source.owner_id} became {target.owner_id}",
                    )
        if source.blocked and not target.blocked:
            await tx.set_blocked(target.id, blocked=True)
        return moved
