"""The chats' side of a transaction in memory; drafts and dialogues are not kept here."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.generation import Destination
from bot.ledger.entries import Account, OwnerKind
from tests.support.memory_parties import MemoryParties
from tests.support.memory_tables import Tables


class MemoryChats(MemoryParties):
    """Moves what belongs to a chat (`bot.ports.Transaction`)."""

    _tables: Tables

    async def account_of_chat(self, chat_id: int) -> Account | None:
        """The purse of a group, or None."""
        for account in self._tables.accounts.values():
            if (account.owner_kind, account.owner_id) == (OwnerKind.GROUP, chat_id):
                return account
        return None

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> bool:
        """Move quotes, generations and, if there is none yet, the purse."""
        return any(
            [
                await self._move_account(old_chat_id, new_chat_id),
                self._move_quotes(old_chat_id, new_chat_id),
                self._move_generations(old_chat_id, new_chat_id),
                self._move_group(old_chat_id, new_chat_id),
                self._move_parties(old_chat_id, new_chat_id),
            ]
        )

    async def move_open_work(self, source_id: int, target_id: int) -> bool:
        """Let another account pay for what is open."""
        tables, changed = self._tables, False
        for quote_id, quote in list(tables.quotes.items()):
            if quote.account_id == source_id and quote.confirmed_at is None:
                tables.quotes[quote_id] = replace(quote, account_id=target_id)
                changed = True
        for number, party in list(tables.parties.items()):
            if party.source_id == source_id and party.returned is None:
                tables.parties[number] = replace(party, source_id=target_id)
                changed = True
        for number, row in list(tables.generations.items()):
            if row.generation.account_id == source_id and row.generation.is_open:
                paid = replace(row.generation, account_id=target_id)
                tables.generations[number] = replace(row, generation=paid)
                changed = True
        for number, hold in list(tables.holds.items()):
            if hold.hold.account_id == source_id and hold.captured is None:
                tables.holds[number] = replace(hold, hold=replace(hold.hold, account_id=target_id))
                changed = True
        return changed

    async def _move_account(self, old_chat_id: int, new_chat_id: int) -> bool:
        account = await self.account_of_chat(old_chat_id)
        if account is None or await self.account_of_chat(new_chat_id) is not None:
            return False
        self._tables.accounts[account.id] = replace(account, owner_id=new_chat_id)
        return True

    def _move_group(self, old_chat_id: int, new_chat_id: int) -> bool:
        tables = self._tables
        changes = tables.group_changes
        tables.group_changes = [
            (new_chat_id if chat == old_chat_id else chat, change) for chat, change in changes
        ]
        group = tables.groups.pop(old_chat_id, None)
        if group is not None:
            tables.groups[new_chat_id] = replace(group, chat_id=new_chat_id)
        return group is not None or tables.group_changes != changes

    def _move_quotes(self, old_chat_id: int, new_chat_id: int) -> bool:
        moving = [quote for quote in self._tables.quotes.values() if quote.chat_id == old_chat_id]
        for quote in moving:
            moved = replace(quote, chat_id=new_chat_id, thread_id=None, reply_to=None)
            self._tables.quotes[quote.id] = moved
        return bool(moving)

    def _move_generations(self, old_chat_id: int, new_chat_id: int) -> bool:
        rows = self._tables.generations
        moving = [row for row in rows.values() if row.generation.destination.chat_id == old_chat_id]
        for row in moving:
            moved = replace(
                row.generation,
                destination=Destination(chat_id=new_chat_id),
                progress_message_id=None,
                late_notice_id=None if row.generation.late_notice_id is None else 0,
                assets=tuple(
                    replace(asset, message_id=None if asset.message_id is None else 0)
                    for asset in row.generation.assets
                ),
            )
            rows[moved.id] = replace(row, generation=moved)
        return bool(moving)
