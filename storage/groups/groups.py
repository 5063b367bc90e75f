"""Groups, their audit trail and their members' spending as rows (`bot.domain.group.GroupRepository`)."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import aiosqlite

from bot.catalog.spec import Kind
from bot.domain.generation import Generation
from bot.domain.group import AdmissionStatus, Group, GroupChange, GroupRules, Payer, Span, Spent
from bot.domain.quiet_hours import QuietHours
from bot.ledger.entries import Account, OwnerKind
from storage.core.columns import moment, packed, stamp
from storage.core.database import Database
from storage.core.ledger import find_account, open_account
from storage.core.row_mapper import read_generation
from storage.core.state_lists import HOLDING

_SPENT = f"""
SELECT person_id, CASE WHEN person_id IS NULL THEN forgotten_as END AS forgotten_as, model,
       count(*) AS generations,
       sum(CASE WHEN state IN ({HOLDING}) THEN price ELSE captured END) AS credits
FROM generations
WHERE account_id = :account AND created_at >= :since AND (CAST(:person AS BIGINT) IS NULL OR person_id = :person)
  AND (state IN ({HOLDING}) OR captured > 0)
GROUP BY 1, 2, 3
"""


class SqliteGroupRepository:
    """The groups' side of a transaction."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def group(self, chat_id: int) -> Group | None:
        """The group, or None when it was never seen."""
        for row in await self._connection.execute_fetchall(
            "SELECT * FROM groups WHERE chat_id = ?", (chat_id,)
        ):
            return read_group(row)
        return None

    async def save_group(self, group: Group) -> None:
        """Store or replace a group."""
        await self._connection.execute(
            "INSERT INTO groups (chat_id, title, admission, added_by, present, rules) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (chat_id) DO UPDATE SET title = excluded.title, admission = excluded.admission,"
            " added_by = excluded.added_by, present = excluded.present, rules = excluded.rules",
            (
                group.chat_id,
                group.title,
                group.admission,
                group.added_by,
                group.present,
                packed(_written(group.rules)),
            ),
        )

    async def group_account(self, chat_id: int) -> Account:
        """The group's account, opened at first sight; it begins with nothing."""
        return await find_account(self._connection, OwnerKind.GROUP, chat_id) or await open_account(
            self._connection, OwnerKind.GROUP, chat_id
        )

    async def waiting_in(self, chat_id: int, limit: int) -> Sequence[Generation]:
        """Generations of this chat that KIE does not have yet, oldest first."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM generations WHERE chat_id = ? AND state IN ('held', 'waiting') ORDER BY id LIMIT ?",
            (chat_id, limit),
        )
        return [read_generation(row, ()) for row in rows]

    async def note_change(self, chat_id: int, change: GroupChange) -> None:
        """Append a line to the group's audit trail."""
        await self._connection.execute(
            "INSERT INTO group_changes (chat_id, person_id, what, before, after, at) VALUES (?, ?, ?, ?, ?, ?)",
            (chat_id, change.person_id, change.what, change.before, change.after, stamp(change.at)),
        )

    async def changes(self, chat_id: int, limit: int) -> Sequence[GroupChange]:
        """The newest lines of the audit trail, newest first."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM group_changes WHERE chat_id = ? ORDER BY id DESC LIMIT ?", (chat_id, limit)
        )
        return [
            GroupChange(
                person_id=row["person_id"],
                what=row["what"],
                before=row["before"],
                after=row["after"],
                at=moment(row["at"]),
            )
            for row in rows
        ]

    async def spent(
        self, account_id: int, since: datetime, *, person_id: int | None = None
    ) -> Sequence[Spent]:
        """Who spent what of an account since then, the most first."""
        rows = await self._connection.execute_fetchall(
            _SPENT, {"account": account_id, "since": stamp(since), "person": person_id}
        )
        return _spent(rows)


class SqliteGroups:
    """Reads groups beside the transactions (`bot.domain.group.GroupReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def group(self, chat_id: int) -> Group | None:
        """The group, or None when it was never seen."""
        row = await self._database.row("SELECT * FROM groups WHERE chat_id = ?", (chat_id,))
        return read_group(row) if row is not None else None

    async def left_with_waiting(self) -> Sequence[int]:
        """Groups that the bot has left and in which something still waits."""
        rows = await self._database.rows(
            "SELECT DISTINCT g.chat_id FROM generations AS g INDEXED BY generations_waiting_in_chat"
            " JOIN groups ON groups.chat_id = g.chat_id"
            " WHERE g.state IN ('held', 'waiting') AND groups.present = 0"
        )
        return [row["chat_id"] for row in rows]

    async def spent(
        self, account_id: int, since: datetime, *, person_id: int | None = None
    ) -> Sequence[Spent]:
        """Who spent what of an account since then, the most first; read beside what people wait for."""
        values = {"account": account_id, "since": stamp(since), "person": person_id}
        return _spent(await self._database.reports.rows(_SPENT, values))


def _spent(rows: Iterable[sqlite3.Row]) -> Sequence[Spent]:
    by_person: dict[tuple[int | None, int | None], dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in rows:
        who = (row["person_id"], row["forgotten_as"])
        by_person[who][row["model"]] = (row["credits"], row["generations"])
    spent = [
        Spent(
            person_id=member,
            credits=sum(cost for cost, _ in models.values()),
            generations=sum(count for _, count in models.values()),
            by_model={model: cost for model, (cost, _) in models.items()},
        )
        for (member, _), models in by_person.items()
    ]
    return sorted(spent, key=lambda one: (-one.credits, one.person_id is None, one.person_id or 0))


def read_group(row: sqlite3.Row) -> Group:
    """The group behind a row."""
    return Group(
        chat_id=row["chat_id"],
        title=row["title"],
        admission=AdmissionStatus(row["admission"]),
        added_by=row["added_by"],
        present=bool(row["present"]),
        rules=_read(json.loads(row["rules"])),
    )


def _written(rules: GroupRules) -> dict[str, Any]:
    """The rules as JSON has them; sets in order, so that equal rules are equal texts."""
    return {
        "payer": rules.payer,
        "caps": dict(rules.caps),
        "generation_cap": rules.generation_cap,
        "approval_above": rules.approval_above,
        "kinds": sorted(rules.kinds),
        "models_off": sorted(rules.models_off),
        "banned_words": list(rules.banned_words),
        "open_maximum": rules.open_maximum,
        "falls_back": rules.falls_back,
        "all_choose": rules.all_choose,
        "spoiler": rules.spoiler,
        "topic_id": rules.topic_id,
        "language": rules.language,
        "quiet": [rules.quiet.start, rules.quiet.until] if rules.quiet else None,
        "utc_offset": rules.utc_offset,
    }


def _read(written: dict[str, Any]) -> GroupRules:
    return GroupRules(
        payer=Payer(written["payer"]) if written["payer"] else None,
        caps={Span(span): cap for span, cap in written["caps"].items()},
        generation_cap=written["generation_cap"],
        approval_above=written["approval_above"],
        kinds=frozenset(map(Kind, written["kinds"])),
        models_off=frozenset(written["models_off"]),
        banned_words=tuple(written["banned_words"]),
        open_maximum=written["open_maximum"],
        falls_back=written.get("falls_back", False),  # rules of the old schema lack it
        all_choose=written.get("all_choose", False),  # so do these
        spoiler=written["spoiler"],
        topic_id=written["topic_id"],
        language=written["language"],
        quiet=QuietHours(*written["quiet"]) if written["quiet"] else None,
        utc_offset=written["utc_offset"],
    )
