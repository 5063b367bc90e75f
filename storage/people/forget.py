"""Forgetting a person: which rows go, which are emptied, and when.

Everything personal that the schema has is named here; `tests/contract/test_forget.py` walks the schema and fails on
what is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import aiosqlite

from bot.domain.generation import Generation
from storage.core.row_mapper import with_assets
from storage.core.state_lists import OPEN

DELETED: Final[Mapping[str, str]] = {
    "people": "id = :person",
    "quotes": "person_id = :person",
    "drafts": "person_id = :person",
    "broadcast_waits": "person_id = :person",
    "party_votes": "person_id = :person",
    "favourites": "person_id = :person",
    "default_models": "person_id = :person",
    "gallery_pages": "person_id = :person",
    "group_menus": "person_id = :person",
    "pending_updates": "person_id = :person",
    "integrations": "owner = 'person:' || :person",
    # Bot, chat, person and topic, parted by colons: every key of the person, and of their private chat.
    "fsm_states": "instr(key || ':', ':' || :person || ':')",
}
"""Tables whose rows of a person go, and which rows those are."""

_HAS_RETURNED: Final = "person_id IN (SELECT owner_id FROM accounts WHERE owner_kind = 'person')"

EMPTIED: Final[Mapping[str, Mapping[str, str]]] = {
    "generations": {
        # Who has returned meanwhile keeps what counts against their limits.
        "person_id": f"CASE WHEN {_HAS_RETURNED} THEN person_id END",
        "forgotten_as": f"CASE WHEN {_HAS_RETURNED} THEN NULL ELSE forgotten_as END",
        "language": "''",
        "chat_id": "0",
        "thread_id": "NULL",
        "reply_to": "NULL",
        "choices": "'{}'",
        "prompt": "''",
        "folded_prompt": "''",
        "user_prompt": "''",
        "reference_list": "'[]'",
        "token": "'forgotten ' || id",
        "due_at": "NULL",
        "external_task_id": "''",
        "hinted_task_id": "''",
        "stage": "''",
        "progress_message_id": "NULL",
        "failure_detail": "''",
        "late_notice_sent": "0",
        "late_notice_id": "NULL",
        "own_key": "''",
        "deleted": "1",
        "wake_requested": "0",
        "emptied": "1",
    },
    "generation_transitions": {"detail": "''"},
    "assets": {"message_id": "NULL"},
}
"""What is put in place of what is personal, in rows that stay for the accounting: a generation's own, and those of it."""

UNLINKED: Final[Mapping[str, str]] = {
    "group_changes": "person_id",
    "groups": "added_by",
    "parties": "starter_id",
}
"""Tables whose rows stay, and the column that names the person there: it is NULL afterwards."""

PSEUDONYMOUS: Final[Mapping[str, frozenset[str]]] = {
    "accounts": frozenset({"owner_id", "forgotten_as"}),
    "generations": frozenset({"forgotten_as"}),
}
"""Tables whose rows are found again when the person returns, and the columns where the pseudonym takes the id's place."""

DELETED_WITH_GENERATION: Final[Mapping[str, str]] = {
    "assets": "generation_id NOT IN (SELECT id FROM generations WHERE sample <> '')",
    "callbacks": "TRUE",
    "operator_notices": "TRUE",
}
"""Tables whose rows go with the generation that they belong to, and which of them: the recording of a voice sample, a fixed
sentence that was made for everybody, stays."""

_ENDED = f"state NOT IN ({OPEN}) AND notified = 1"
"""Nothing has to be made, sent or announced any more. A late result of a forgotten generation is not watched for."""


class SqlitePersonErasure:
    """The forgetting side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def open_of(self, person_id: int) -> Sequence[Generation]:
        """The person's open generations, oldest first."""
        fetch = self._connection.execute_fetchall
        rows = await fetch(
            f"SELECT * FROM generations WHERE person_id = ? AND state IN ({OPEN}) ORDER BY id", (person_id,)
        )
        return await with_assets(rows, fetch)

    async def forget_person(self, person_id: int, alias: int) -> None:
        """Wipe everything that is the person's; see `Transaction.forget_person`."""
        person = {"person": person_id, "alias": alias}
        for table, where in DELETED.items():
            await self._connection.execute(f"DELETE FROM {table} WHERE {where}", person)
        for table, column in UNLINKED.items():
            await self._connection.execute(
                f"UPDATE {table} SET {column} = NULL WHERE {column} = :person", person
            )
        await self._connection.execute(
            "UPDATE accounts SET owner_id = NULL, forgotten_as = :alias"
            " WHERE owner_kind = 'person' AND owner_id = :person",
            person,
        )
        await self._connection.execute(
            "UPDATE generations SET forgotten_as = :alias WHERE person_id = :person", person
        )
        for row in await self._connection.execute_fetchall(
            f"SELECT id FROM generations WHERE person_id = :person AND {_ENDED}", person
        ):
            await wipe(self._connection, row["id"])


async def wipe(connection: aiosqlite.Connection, generation_id: int) -> None:
    """Empty a forgotten generation that has ended; one that is not forgotten, or not at its end, stays as it is."""
    cursor = await connection.execute(
        f"UPDATE generations SET {_assignments('generations')} WHERE id = ? AND forgotten_as IS NOT NULL"
        f" AND {_ENDED}",
        (generation_id,),
    )
    if cursor.rowcount != 1:
        return
    for table, which in DELETED_WITH_GENERATION.items():
        await connection.execute(f"DELETE FROM {table} WHERE generation_id = ? AND {which}", (generation_id,))
    for table in EMPTIED.keys() - {"generations"}:
        await connection.execute(
            f"UPDATE {table} SET {_assignments(table)} WHERE generation_id = ?", (generation_id,)
        )


def _assignments(table: str) -> str:
    return ", ".join(f"{column} = {value}" for column, value in EMPTIED[table].items())
