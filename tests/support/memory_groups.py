"""The groups' side of a transaction in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.domain.generation import HOLDING_STATES, Generation, State
from bot.domain.group import Group, GroupChange, Spent
from bot.ledger.entries import Account, OwnerKind
from tests.support.memory_tables import Tables


class MemoryGroups:
    """Keeps groups, their audit trail and what their members spent (`bot.domain.group.GroupRepository`)."""

    _tables: Tables

    async def group(self, chat_id: int) -> Group | None:
        """The group, or None."""
        return self._tables.groups.get(chat_id)

    async def save_group(self, group: Group) -> None:
        """Store or replace a group."""
        self._tables.groups[group.chat_id] = group

    async def group_account(self, chat_id: int) -> Account:
        """The group's purse, opened at first sight."""
        accounts = self._tables.accounts
        for account in accounts.values():
            if (account.owner_kind, account.owner_id) == (OwnerKind.GROUP, chat_id):
                return account
        opened = Account(id=len(accounts) + 1, owner_kind=OwnerKind.GROUP, owner_id=chat_id)
        accounts[opened.id] = opened
        return opened

    async def waiting_in(self, chat_id: int) -> Sequence[Generation]:
        """Generations of this chat that KIE does not have yet."""
        rows = (row.generation for row in self._tables.generations.values())
        return [
            one
            for one in rows
            if one.destination.chat_id == chat_id and one.state in {State.HELD, State.WAITING}
        ]

    async def note_change(self, chat_id: int, change: GroupChange) -> None:
        """Append a line."""
        self._tables.group_changes.append((chat_id, change))

    async def changes(self, chat_id: int, limit: int) -> Sequence[GroupChange]:
        """The newest lines, newest first."""
        return [change for chat, change in reversed(self._tables.group_changes) if chat == chat_id][:limit]

    async def spent(
        self, account_id: int, since: datetime, *, person_id: int | None = None
    ) -> Sequence[Spent]:
        """Who spent what, the most first."""
        costs: Counter[tuple[tuple[int | None, int | None], str]] = Counter()
        counts: Counter[tuple[int | None, int | None]] = Counter()
        for row in self._tables.generations.values():
            one = row.generation
            holds = one.state in HOLDING_STATES
            cost = one.price if holds else one.captured
            theirs = one.account_id == account_id and person_id in (None, one.person_id)
            if not theirs or one.created_at < since or not (holds or cost):
                continue
            who = (one.person_id, row.forgotten_as if one.person_id is None else None)
            costs[who, one.model] += cost
            counts[who] += 1
        spent = [
            Spent(
                person_id=member[0],
                credits=sum(cost for (person, _), cost in costs.items() if person == member),
                generations=count,
                by_model={model: cost for (person, model), cost in costs.items() if person == member},
            )
            for member, count in counts.items()
        ]
        return sorted(spent, key=lambda one: (-one.credits, one.person_id is None, one.person_id or 0))
