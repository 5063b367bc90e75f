"""Accounts, ledger entries and holds: the SQL behind the rules of money."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import aiosqlite

from bot.errors import AlreadyDone, NotEnoughCredits
from bot.ledger.entries import Account, Bucket, EntryKind, Hold, LedgerEntry, OwnerKind
from storage.core.columns import days, moment, stamp


class SqliteLedgerRepository:
    """The money side of a transaction (`bot.ledger.repository.LedgerRepository`)."""

    def __init__(self, connection: aiosqlite.Connection, aliases: Callable[[int], Sequence[int]]) -> None:
        self._connection = connection
        self.aliases = aliases

    async def account(self, account_id: int) -> Account:
        """The account; raises KeyError when there is none."""
        row = await _one(self._connection, "SELECT * FROM accounts WHERE id = ?", (account_id,))
        if row is None:
            raise KeyError(account_id)
        return read_account(row)

    async def account_of_person(self, person_id: int) -> Account:
        """The account of a person, opened at first sight; a forgotten person who returns gets the old one."""
        known = await self.known_account_of_person(person_id)
        return known or await open_account(self._connection, OwnerKind.PERSON, person_id)

    async def known_account_of_person(self, person_id: int) -> Account | None:
        """See `LedgerRepository.known_account_of_person`."""
        account = await find_account(self._connection, OwnerKind.PERSON, person_id)
        if account is not None:
            return account
        for alias in self.aliases(person_id):
            restored = await self._restore_account(person_id, alias)
            if restored is not None:
                return restored
        return None

    async def _restore_account(self, person_id: int, alias: int) -> Account | None:
        """Give a returning person the account that stands under the alias, and what was spent; None without one.

        Of the generations only those that a group's cap may still count: the others stay under the alias.
        """
        row = await _one(
            self._connection,
            "UPDATE accounts SET owner_id = ?, forgotten_as = NULL WHERE forgotten_as = ? RETURNING *",
            (person_id, alias),
        )
        if row is None:
            return None
        await self._connection.execute(
            "UPDATE generations SET person_id = :person, forgotten_as = NULL WHERE forgotten_as = :alias AND emptied = 1"
            " AND created_at >= (SELECT max(created_at) FROM generations WHERE forgotten_as = :alias) - :counted",
            {"person": person_id, "alias": alias, "counted": _COUNTED // timedelta(microseconds=1)},
        )
        return read_account(row)

    async def set_period(self, account_id: int, period: str) -> None:
        """Note the allowance period that the account was last refilled for."""
        await self._connection.execute("UPDATE accounts SET period = ? WHERE id = ?", (period, account_id))

    async def set_blocked(self, account_id: int, *, blocked: bool) -> None:
        """Bar a person from new generations, or let them in again."""
        await self._connection.execute("UPDATE accounts SET blocked = ? WHERE id = ?", (blocked, account_id))

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
        """Append an entry and move the bucket; see `LedgerRepository.write_entry` for what is refused."""
        # Asked of the statements, not of constraints: an error ends a whole transaction of PostgreSQL's.
        written = await self._connection.execute(
            "INSERT INTO ledger_entries (account_id, kind, bucket, amount, operation_key, at, generation_id, note)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (account_id, kind, bucket, amount, operation_key, stamp(at), generation_id, note),
        )
        if written.rowcount != 1:
            raise AlreadyDone(operation_key)
        moved = await self._connection.execute(_MOVES[bucket], (amount, account_id, amount))
        if moved.rowcount != 1:
            available = (await self.account(account_id)).available
            raise NotEnoughCredits(price=-amount, available=available, missing=-amount - available)

    async def open_hold(self, hold: Hold, at: datetime) -> None:
        """Record what is held for a generation; see `LedgerRepository.open_hold`."""
        opened = await self._connection.execute(
            "INSERT INTO holds (generation_id, account_id, allowance, bought, period, day) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (hold.generation_id, hold.account_id, hold.allowance, hold.bought, hold.period, days(at)),
        )
        if opened.rowcount != 1:
            msg = f"hold:{hold.generation_id}"
            raise AlreadyDone(msg)

    async def free_spent(self, at: datetime) -> int:
        """What that day's allowances have paid for; see `LedgerRepository.free_spent`."""
        row = await _one(self._connection, "SELECT credits FROM free_spending WHERE day = ?", (days(at),))
        return int(row["credits"]) if row is not None else 0

    async def free_spent_since(self, account_id: int, moment: datetime) -> int:
        """What the account's allowance was spent on since then."""
        row = await _one(
            self._connection,
            "SELECT -coalesce(sum(amount), 0) AS spent FROM ledger_entries"
            " WHERE account_id = ? AND at >= ? AND bucket = 'allowance' AND kind IN ('hold', 'release')",
            (account_id, stamp(moment)),
        )
        return int(row["spent"]) if row is not None else 0

    async def end_hold(self, generation_id: int, *, captured: int, at: datetime) -> Hold:
        """End the open hold, once; see `LedgerRepository.end_hold`."""
        row = await _one(
            self._connection,
            "UPDATE holds SET captured = min(?, allowance + bought), ended_at = ?"
            " WHERE generation_id = ? AND ended_at IS NULL RETURNING *",
            (captured, stamp(at), generation_id),
        )
        if row is None:
            msg = f"end of hold:{generation_id}"
            raise AlreadyDone(msg)
        return Hold(
            generation_id=row["generation_id"],
            account_id=row["account_id"],
            allowance=row["allowance"],
            bought=row["bought"],
            period=row["period"],
        )

    async def held(self, account_id: int) -> int:
        """Credits in the account's open holds."""
        row = await _one(
            self._connection,
            "SELECT coalesce(sum(allowance + bought), 0) AS held FROM holds WHERE account_id = ? AND ended_at IS NULL",
            (account_id,),
        )
        return int(row["held"]) if row is not None else 0

    async def lapsed(self, operation_keys: Sequence[str]) -> int:
        """Credits that the entries with these keys let expire."""
        marks = ", ".join("?" for _ in operation_keys)
        row = await _one(
            self._connection,
            f"SELECT coalesce(-sum(amount), 0) AS lapsed FROM ledger_entries WHERE operation_key IN ({marks})",
            tuple(operation_keys),
        )
        return int(row["lapsed"]) if row is not None else 0

    async def lapsed_since(self, account_id: int, moment: datetime) -> int:
        """Credits that came back since then and expired at once."""
        row = await _one(
            self._connection,
            "SELECT coalesce(-sum(amount), 0) AS lapsed FROM ledger_entries"
            " WHERE kind = 'expire' AND generation_id IS NOT NULL AND account_id = ? AND at >= ?",
            (account_id, stamp(moment)),
        )
        return int(row["lapsed"]) if row is not None else 0

    async def entries(self, account_id: int, limit: int) -> Sequence[LedgerEntry]:
        """The account's newest entries, newest first."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM ledger_entries WHERE account_id = ? ORDER BY id DESC LIMIT ?",
            (account_id, limit),
        )
        return [_entry(row) for row in rows]


_COUNTED = timedelta(days=32)
"""Longer than the longest span of a cap, a month (`bot.domain.group.Span`)."""

_MOVES = {
    Bucket.ALLOWANCE: "UPDATE accounts SET allowance = allowance + ? WHERE id = ? AND allowance + ? >= 0",
    Bucket.BOUGHT: "UPDATE accounts SET bought = bought + ? WHERE id = ? AND bought + ? >= 0",
}


async def _one(
    connection: aiosqlite.Connection, sql: str, parameters: tuple[object, ...]
) -> sqlite3.Row | None:
    for row in await connection.execute_fetchall(sql, parameters):
        return row
    return None


async def find_account(connection: aiosqlite.Connection, kind: OwnerKind, owner_id: int) -> Account | None:
    """The account of a person, group or party, or None."""
    row = await _one(
        connection, "SELECT * FROM accounts WHERE owner_kind = ? AND owner_id = ?", (kind, owner_id)
    )
    return read_account(row) if row is not None else None


async def open_account(connection: aiosqlite.Connection, kind: OwnerKind, owner_id: int) -> Account:
    """A new account without credits."""
    row = await _one(
        connection, "INSERT INTO accounts (owner_kind, owner_id) VALUES (?, ?) RETURNING *", (kind, owner_id)
    )
    if row is None:
        raise KeyError(owner_id)
    return read_account(row)


def read_account(row: sqlite3.Row) -> Account:
    """The record behind an account's row."""
    return Account(
        **{**dict(row), "owner_kind": OwnerKind(row["owner_kind"]), "blocked": bool(row["blocked"])}
    )


def _entry(row: sqlite3.Row) -> LedgerEntry:
    return LedgerEntry(
        **{
            **dict(row),
            "kind": EntryKind(row["kind"]),
            "bucket": Bucket(row["bucket"]),
            "at": moment(row["at"]),
        }
    )
