"""The money side of a transaction in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.errors import AlreadyDone, NotEnoughCredits
from bot.ledger.entries import Account, Bucket, EntryKind, Hold, LedgerEntry, OwnerKind
from tests.support.memory_tables import HoldRow, Tables


class MemoryBooks:
    """Keeps the same rules as the database (`bot.ledger.repository.Books`)."""

    def __init__(self, tables: Tables, aliases: Callable[[int], Sequence[int]]) -> None:
        self._tables = tables
        self._aliases = aliases

    async def account(self, account_id: int) -> Account:
        """The account; raises KeyError when there is none."""
        return self._tables.accounts[account_id]

    async def account_of_person(self, person_id: int) -> Account:
        """The purse of a person, opened at first sight, or found again under an alias."""
        accounts = self._tables.accounts
        for account in accounts.values():
            if (account.owner_kind, account.owner_id) == (OwnerKind.PERSON, person_id):
                return account
        for alias in self._aliases(person_id):
            for account in accounts.values():
                if account.forgotten_as == alias:
                    self._change(account.id, owner_id=person_id, forgotten_as=None)
                    self._relink(alias, person_id)
                    return accounts[account.id]
        opened = Account(id=len(accounts) + 1, owner_kind=OwnerKind.PERSON, owner_id=person_id)
        accounts[opened.id] = opened
        return opened

    def _relink(self, alias: int, person_id: int) -> None:
        for number, row in list(self._tables.generations.items()):
            if row.forgotten_as == alias and row.emptied:
                theirs = replace(row.generation, person_id=person_id)
                self._tables.generations[number] = replace(row, generation=theirs)

    async def set_period(self, account_id: int, period: str) -> None:
        """Note the period."""
        self._change(account_id, period=period)

    async def set_blocked(self, account_id: int, *, blocked: bool) -> None:
        """Note whether the person is barred."""
        self._change(account_id, blocked=blocked)

    async def write_entry(
        self,
        *,
        account_id: int,
        kind: EntryKind,
        bucket: Bucket,
        amount: int,
        operation_key: str,
        at: datetime,
        generation_id: int | None = None,
        note: str = "",
    ) -> None:
        """Append an entry and move the bucket."""
        tables = self._tables
        if operation_key in tables.entries:
            raise AlreadyDone(operation_key)
        account = tables.accounts[account_id]
        left = getattr(account, bucket) + amount
        if left < 0:
            available = account.available
            raise NotEnoughCredits(price=-amount, available=available, missing=-amount - available)
        tables.entries[operation_key] = LedgerEntry(
            id=len(tables.entries) + 1,
            account_id=account_id,
            kind=kind,
            bucket=bucket,
            amount=amount,
            operation_key=operation_key,
            at=at,
            generation_id=generation_id,
            note=note,
        )
        self._change(account_id, **{bucket.value: left})

    async def open_hold(self, hold: Hold) -> None:
        """Record a hold, one for each generation."""
        if hold.generation_id in self._tables.holds:
            msg = f"hold:{hold.generation_id}"
            raise AlreadyDone(msg)
        self._tables.holds[hold.generation_id] = HoldRow(hold)

    async def end_hold(self, generation_id: int, *, captured: int, at: datetime) -> Hold:
        """End the open hold, once."""
        row = self._tables.holds.get(generation_id)
        if row is None or row.captured is not None:
            msg = f"end of hold:{generation_id}"
            raise AlreadyDone(msg)
        self._tables.holds[generation_id] = replace(row, captured=min(captured, row.hold.amount))
        return row.hold

    async def held(self, account_id: int) -> int:
        """Credits in the account's open holds."""
        return sum(
            row.hold.amount
            for row in self._tables.holds.values()
            if row.captured is None and row.hold.account_id == account_id
        )

    async def entries(self, account_id: int, limit: int) -> Sequence[LedgerEntry]:
        """The account's newest entries, newest first."""
        own = [entry for entry in self._tables.entries.values() if entry.account_id == account_id]
        return own[::-1][:limit]

    def _change(self, account_id: int, **changes: object) -> None:
        accounts = self._tables.accounts
        accounts[account_id] = replace(accounts[account_id], **changes)  # type: ignore[arg-type]  # named by callers
