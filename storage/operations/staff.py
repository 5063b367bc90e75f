"""Roles, and what operators did, as rows (`bot.domain.staff`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import aiosqlite
import structlog

from bot.domain.staff import Act, ActQuery, ActRecord, Role, StaffMember
from storage.core.columns import moment, stamp
from storage.core.database import Database

_LAST = 2**62

_log = structlog.get_logger(__name__)


class SqliteStaffRepository:
    """The staff's side of a transaction (`StaffRepository`, `ActRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def staff(self) -> Sequence[StaffMember]:
        """Everybody with a role below owner, the oldest first."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM staff ORDER BY at, person_id LIMIT 1000"
        )
        return [member for row in rows if (member := _member(row)) is not None]

    async def staff_member(self, person_id: int) -> StaffMember | None:
        """Their role, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM staff WHERE person_id = ?", (person_id,)
        )
        return next((_member(row) for row in rows), None)

    async def save_staff_member(self, member: StaffMember) -> None:
        """In place of the one that they have."""
        await self._connection.execute(
            "INSERT INTO staff (person_id, role, by_id, at) VALUES (?, ?, ?, ?) ON CONFLICT (person_id) DO UPDATE"
            " SET role = excluded.role, by_id = excluded.by_id, at = excluded.at",
            (member.person_id, member.role, member.by_id, stamp(member.at)),
        )

    async def delete_staff_member(self, person_id: int) -> None:
        """They have no role any more."""
        await self._connection.execute("DELETE FROM staff WHERE person_id = ?", (person_id,))

    async def note_act(self, record: ActRecord) -> None:
        """Add a line."""
        await note_act(self._connection, record)


async def note_act(connection: aiosqlite.Connection, record: ActRecord) -> None:
    """Add a line to the operators' log."""
    await connection.execute(
        "INSERT INTO operator_acts (by_id, act, subject, person_id, before, after, reason, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(record.by_id, record.act, record.subject, record.person_id),
            *(record.before, record.after, record.reason, stamp(record.at)),
        ),
    )


class SqliteActReader:
    """Reads the operators' log (`ActReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def acts(self, query: ActQuery, limit: int) -> Sequence[ActRecord]:
        """The newest that fit, newest first. Kinds that this version does not know are left out."""
        before = _LAST if query.before_id is None else query.before_id
        if query.person_id is not None:
            # Two reads by two indexes, of which the newest of both are taken.
            rows = await self._database.rows(
                "SELECT * FROM (SELECT * FROM operator_acts WHERE by_id = :person AND id < :before ORDER BY id DESC LIMIT :limit)"
                " UNION SELECT * FROM"
                " (SELECT * FROM operator_acts WHERE person_id = :person AND id < :before ORDER BY id DESC LIMIT :limit)"
                " ORDER BY id DESC LIMIT :limit",
                {"person": query.person_id, "before": before, "limit": limit},
            )
        elif query.act is not None:
            rows = await self._database.rows(
                "SELECT * FROM operator_acts WHERE act = ? AND id < ? ORDER BY id DESC LIMIT ?",
                (query.act, before, limit),
            )
        else:
            rows = await self._database.rows(
                "SELECT * FROM operator_acts WHERE id < ? ORDER BY id DESC LIMIT ?", (before, limit)
            )
        return [record for row in rows if (record := _record(row)) is not None]


def _member(row: sqlite3.Row) -> StaffMember | None:
    """A role that this version does not know gives no rights."""
    try:
        role = Role(row["role"])
    except ValueError:
        _log.warning("unknown_role", person=row["person_id"], role=row["role"])
        return None
    if role is Role.OWNER:  # only ADMIN_IDS makes owners
        return None
    return StaffMember(person_id=row["person_id"], role=role, by_id=row["by_id"], at=moment(row["at"]))


def _record(row: sqlite3.Row) -> ActRecord | None:
    if row["act"] not in set(Act):
        return None
    return ActRecord(
        id=row["id"],
        by_id=row["by_id"],
        act=Act(row["act"]),
        subject=row["subject"],
        person_id=row["person_id"],
        is_about_person=row["person_id"] is not None or row["person_alias"] is not None,
        before=row["before"],
        after=row["after"],
        reason=row["reason"],
        at=moment(row["at"]),
    )
