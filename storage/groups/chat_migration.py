"""What belongs to a chat moves with it when a group becomes a supergroup.

What is open and what can be pressed moves in the transaction that moves the account. The history of the chat, which may
be long, follows in parts, each in a short transaction of its own; the row in `chat_moves` says that there is more, so that a
killed process goes on with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Final

import aiosqlite

from bot.domain.party import GOING_ON
from bot.ledger.entries import Account, OwnerKind
from storage.core.ledger import find_account
from storage.core.state_lists import HOLDING, OPEN

_UNUSED: Final = 200
"""Quotes that still wait for their confirmation and move at once. Older ones of so busy a group follow with its history."""


def _unused(which: str) -> str:
    return f"(SELECT id FROM quotes WHERE {which} AND confirmed_at IS NULL ORDER BY id DESC LIMIT {_UNUSED})"


_PARTY: Final = ", ".join(f"'{state}'" for state in sorted(GOING_ON))

_NEW_KEY: Final = (
    "replace(fsm_states.key, ':' || CAST(CAST(:old AS BIGINT) AS TEXT) || ':',"
    " ':' || CAST(CAST(:new AS BIGINT) AS TEXT) || ':')"
)

_MOVES: Final = (
    "UPDATE accounts SET owner_id = :new WHERE owner_kind = 'group' AND owner_id = :old"
    " AND NOT EXISTS (SELECT 1 FROM accounts WHERE owner_kind = 'group' AND owner_id = :new)",
    # The supergroup may have been seen before we heard of the move: as a stranger, without any of its admins' decisions.
    "DELETE FROM groups WHERE chat_id = :new AND EXISTS (SELECT 1 FROM groups WHERE chat_id = :old)",
    "UPDATE groups SET chat_id = :new WHERE chat_id = :old",
    # One at a time: the party of the supergroup that we took for a stranger goes on, the older one ends.
    # A moment that has passed makes its step due at once.
    f"UPDATE parties SET state = 'refunding', due_at = created_at WHERE chat_id = :old AND state IN ({_PARTY})"
    f" AND EXISTS (SELECT 1 FROM parties WHERE chat_id = :new AND state IN ({_PARTY}))",
    # Entries shown in the old chat are posted anew in the new one, and so is the invitation.
    "UPDATE parties SET chat_id = :new, thread_id = NULL, reply_to = NULL, message_id = NULL, ballot_id = NULL,"
    " due_at = CASE WHEN due_at IS NOT NULL THEN created_at END, state = CASE state WHEN 'voting' THEN 'showing' ELSE state END"
    " WHERE chat_id = :old",
    f"UPDATE quotes SET chat_id = :new, thread_id = NULL, reply_to = NULL WHERE id IN {_unused('chat_id = :old')}",
    "UPDATE gifts SET chat_id = :new, message_id = NULL WHERE chat_id = :old AND state = 'open'",
    # Of two characters with one name the new chat's stays.
    "UPDATE characters SET chat_id = :new WHERE chat_id = :old AND kind <> '' AND NOT EXISTS"
    " (SELECT 1 FROM characters AS there WHERE there.chat_id = :new AND there.name_key = characters.name_key AND there.kind <> '')",
    "DELETE FROM characters WHERE chat_id = :old AND kind <> ''",
    "UPDATE joins SET chat_id = :new, thread_id = NULL, reply_to = NULL, message_id = NULL WHERE chat_id = :old",
    "UPDATE archives SET chat_id = :new, thread_id = NULL, reply_to = NULL, message_id = NULL WHERE chat_id = :old",
    "UPDATE selections SET chat_id = :new WHERE chat_id = :old",
    "UPDATE reports SET chat_id = :new WHERE chat_id = :old",
    # Messages are numbered anew there.
    "DELETE FROM report_copies WHERE chat_id = :old",
    "DELETE FROM report_effects WHERE chat_id = :old",
    "DELETE FROM group_menus WHERE chat_id = :old",
    # A conversation that was begun in the new chat is younger than the old one. Group ids are negative, so the key of no
    # other part can look like one.
    f"UPDATE fsm_states SET key = {_NEW_KEY}, chat_id = :new WHERE chat_id = :old AND NOT EXISTS"
    f" (SELECT 1 FROM fsm_states AS there WHERE there.key = {_NEW_KEY})",
    "DELETE FROM fsm_states WHERE chat_id = :old",
)

PART: Final = 40
"""Rows of a table that one transaction moves: a few milliseconds, for which everybody else waits."""

_OPEN: Final = f"""
SELECT id FROM generations WHERE chat_id = :old AND state IN ({OPEN})
UNION SELECT id FROM generations WHERE chat_id = :old AND state IN ('held', 'waiting')
UNION SELECT id FROM generations WHERE chat_id = :old AND due_at IS NOT NULL
"""
"""What something is still to be done with; each part has an index of its own."""

_HISTORY: Final = (
    "UPDATE quotes SET chat_id = :new, thread_id = NULL, reply_to = NULL WHERE id IN"
    " (SELECT id FROM quotes WHERE chat_id = :old ORDER BY id DESC LIMIT :part)",
    "UPDATE drafts SET chat_id = :new, thread_id = NULL WHERE id IN"
    " (SELECT id FROM drafts WHERE chat_id = :old ORDER BY id DESC LIMIT :part)",
    "UPDATE group_changes SET chat_id = :new WHERE id IN"
    " (SELECT id FROM group_changes WHERE chat_id = :old ORDER BY id DESC LIMIT :part)",
)

_HAND_OVERS: Final = (
    f"UPDATE quotes SET account_id = :target WHERE id IN {_unused('account_id = :source')}",
    "UPDATE parties SET source_id = :target WHERE source_id = :source AND returned IS NULL",
    f"UPDATE generations SET account_id = :target WHERE account_id = :source AND state IN ({HOLDING})",
    "UPDATE holds SET account_id = :target WHERE account_id = :source AND ended_at IS NULL",
    # An invoice that was sent to the old chat fills the account of the new one.
    "UPDATE orders SET account_id = :target WHERE account_id = :source",
    "UPDATE payments SET account_id = :target WHERE account_id = :source",
    "UPDATE subscriptions SET account_id = :target WHERE account_id = :source",
)


class SqliteChatMigration:
    """The chats' side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def account_of_chat(self, chat_id: int) -> Account | None:
        """The account of a group, or None when it has none."""
        return await find_account(self._connection, OwnerKind.GROUP, chat_id)

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> bool:
        """Move what is open, and begin with the rest; see `Transaction.move_chat`."""
        chats = {"old": old_chat_id, "new": new_chat_id}
        # What was still on its way to the old chat goes on to the new one.
        await self._connection.execute(
            "UPDATE chat_moves SET new_chat_id = :new WHERE new_chat_id = :old", chats
        )
        await self._unpost_entries(old_chat_id)
        moved = await self._all(_MOVES, chats)
        moved |= await self._move_generations(await self._ids(_OPEN, chats), new_chat_id) > 0
        moved |= await self._move_history(old_chat_id, new_chat_id) > 0
        return moved

    async def _unpost_entries(self, chat_id: int) -> None:
        """The entries of its parties were shown in this chat, which is gone."""
        for row in await self._connection.execute_fetchall(
            "SELECT id, entries FROM parties WHERE chat_id = ?", (chat_id,)
        ):
            entries = [one | {"posted": False, "message": None} for one in json.loads(row["entries"])]
            await self._connection.execute(
                "UPDATE parties SET entries = ? WHERE id = ?", (json.dumps(entries), row["id"])
            )

    async def move_history_part(self) -> bool:
        """Go on with a chat that has moved; see `Transaction.move_history_part`."""
        for row in await self._connection.execute_fetchall("SELECT * FROM chat_moves LIMIT 1"):
            await self._move_history(row["old_chat_id"], row["new_chat_id"])
        return bool(await self._connection.execute_fetchall("SELECT 1 FROM chat_moves LIMIT 1"))

    async def _move_history(self, old_chat_id: int, new_chat_id: int) -> int:
        """Move the newest rows, and note whether there may be more. Returns how many moved."""
        values = {"old": old_chat_id, "new": new_chat_id, "part": PART}
        newest = await self._ids(
            "SELECT id FROM generations WHERE chat_id = :old ORDER BY id DESC LIMIT :part", values
        )
        moved = [await self._move_generations(newest, new_chat_id)]
        moved += [(await self._connection.execute(sql, values)).rowcount for sql in _HISTORY]
        if max(moved) < PART:
            await self._connection.execute("DELETE FROM chat_moves WHERE old_chat_id = :old", values)
        else:
            await self._connection.execute(
                "INSERT INTO chat_moves (old_chat_id, new_chat_id) VALUES (:old, :new) ON CONFLICT DO NOTHING",
                values,
            )
        return sum(moved)

    async def _move_generations(self, ids: str, new_chat_id: int) -> int:
        """Move these. What was sent stays sent, but nothing replies to a number that means another message now."""
        values = {"new": new_chat_id, "ids": ids}
        await self._connection.execute(
            "UPDATE assets SET message_id = NULL WHERE message_id IS NOT NULL"
            " AND generation_id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids))",
            values,
        )
        await self._connection.execute(
            "UPDATE result_favourites SET chat_id = :new WHERE generation_id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids))",
            values,
        )
        cursor = await self._connection.execute(
            "UPDATE generations SET chat_id = :new, thread_id = NULL, reply_to = NULL, progress_message_id = NULL,"
            " late_notice_id = NULL WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids))",
            values,
        )
        return cursor.rowcount

    async def _ids(self, sql: str, values: Mapping[str, int]) -> str:
        """The numbers that a query finds, as a JSON array."""
        rows: Iterable[sqlite3.Row] = await self._connection.execute_fetchall(sql, values)
        return json.dumps([row["id"] for row in rows])

    async def move_open_work(self, source_id: int, target_id: int) -> bool:
        """Let another account pay from now on; see `Transaction.move_open_work`."""
        return await self._all(_HAND_OVERS, {"source": source_id, "target": target_id})

    async def _all(self, statements: tuple[str, ...], parameters: dict[str, int]) -> bool:
        changed = 0
        for statement in statements:
            changed += (await self._connection.execute(statement, parameters)).rowcount
        return changed > 0
