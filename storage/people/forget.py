"""Forgetting a person: which rows go, which are emptied, and when.

What shows the person goes in the transaction that forgets them. Their history, which may be long, follows in parts, each
in a short transaction of its own; the row in `erasures` says what is left to do, so that a killed process goes on with it.

Everything personal that the schema has is named here; `tests/contract/test_forget.py` walks the schema and fails on
what is not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

import aiosqlite

from bot.domain.generation import Generation
from storage.core.row_mapper import with_assets
from storage.core.state_lists import OPEN

_ACCOUNT: Final = "SELECT id FROM accounts WHERE owner_kind = 'person' AND owner_id = :person"

_SUPPORT: Final = "SELECT m.id FROM support_threads AS t JOIN support_messages AS m ON m.thread_id = t.id WHERE t.person_id = :person"

DELETED: Final[Mapping[str, str]] = {
    # In this order: each is found by the next one. What they show at Telegram is deleted there (`_remove_support`).
    "support_deliveries": f"message_id IN ({_SUPPORT}) OR chat_id = :person",
    "support_messages": "thread_id IN (SELECT id FROM support_threads WHERE person_id = :person)",
    "support_threads": "person_id = :person",
    "people": "id = :person",
    "people_words": "person_id = :person",
    "person_notes": "person_id = :person",
    "broadcast_waits": "person_id = :person",
    "service_waits": "person_id = :person",
    "party_votes": "person_id = :person",
    "examples": "proposed_by = :person",
    "arrivals": "person_id = :person OR sharer_id = :person",
    "referrals": f"inviter_account_id IN ({_ACCOUNT})",
    "favourites": "person_id = :person",
    "look_links": "look_id IN (SELECT id FROM looks WHERE person_id = :person)",
    "looks": "person_id = :person",
    "default_models": "person_id = :person",
    "consents": "person_id = :person",
    "characters": "added_by = :person",
    "gallery_pages": "person_id = :person",
    "joins": "person_id = :person",
    "archives": "person_id = :person",
    "selections": "person_id = :person",
    "group_menus": "person_id = :person",
    "pending_updates": "person_id = :person AND is_about_money = 0",
    "integrations": "owner = 'person:' || :person",
    "fsm_states": "person_id = :person",
    "suggestions": "person_id = :person",
    "writer_uses": "owner = 'person:' || :person",
    "staff": "person_id = :person",
    "daily_reports": "person_id = :person",
    "report_copies": "chat_id = :person",
    "report_notices": "person_id = :person",
    "report_effects": "chat_id = :person",
    "console_links": "person_id = :person",
    "console_sessions": "person_id = :person",
}
"""Tables whose rows of a person go, and which rows those are."""

DELETED_IN_PARTS: Final[Mapping[str, str]] = {
    "quotes": "quotes_up_to",
    "drafts": "drafts_up_to",
    "result_favourites": "result_favourites_up_to",
}
"""Tables with many rows of a person, which go in parts, and the column of `erasures` that bounds them."""

DELETED_AT_THE_END: Final = ("erasures",)
"""Tables whose rows of a person go when nothing else is left."""

PART: Final = 40
"""Rows of a table that one transaction goes through: a few milliseconds, for which everybody else waits."""

_HAS_RETURNED: Final = (
    "person_id IN (SELECT owner_id FROM accounts WHERE owner_kind = 'person' AND owner_id = person_id)"
)

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
        "look_id": "NULL",
        "selection_id": "NULL",
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
        "parent_id": "NULL",
        "root_id": "NULL",
        "version": "1",
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
    "staff": "by_id",
    "person_notes": "by_id",
    "reported_results": "decided_by",
}
"""Tables whose rows stay, and the column that names the person there: it is NULL afterwards."""

CLEARED: Final[Mapping[str, Mapping[str, str]]] = {
    "payments": {
        # Another program's words about the person; what an unclaimed payment needs to be returned stays.
        "payload": "''",
        "refund_asked_by": "CASE WHEN refund_asked_by <> :person THEN refund_asked_by END",
        "refund_reason": "''",
    },
    # What is owed stays: forgetting pays nothing off.
    "invitations": {"code": "NULL", "people": "0", "earned": "0", "unannounced": "0"},
    "gifts": {
        "giver_id": "nullif(giver_id, :person)",
        # One that is still open is for no one then: without a receiver it would be for everybody.
        "receiver_id": "CASE receiver_id WHEN :person THEN iif(state = 'open', 0, NULL) ELSE receiver_id END",
        "claimed_by": "nullif(claimed_by, :person)",
        "chat_id": "CASE giver_id WHEN :person THEN 0 ELSE chat_id END",
        "message_id": "CASE giver_id WHEN :person THEN NULL ELSE message_id END",
        "language": "CASE giver_id WHEN :person THEN '' ELSE language END",
    },
    # What who helped once has written to others.
    "support_messages": {
        "author_id": "nullif(author_id, :person)",
        "chat_id": "nullif(chat_id, :person)",
        "message_id": "CASE chat_id WHEN :person THEN NULL ELSE message_id END",
    },
    # What was done stays, and that it was one and the same person.
    "operator_acts": {
        "by_id": "nullif(by_id, :person)",
        "by_alias": "CASE by_id WHEN :person THEN :alias ELSE by_alias END",
        "person_id": "nullif(person_id, :person)",
        "person_alias": "CASE person_id WHEN :person THEN :alias ELSE person_alias END",
        "reason": "CASE person_id WHEN :person THEN '' ELSE reason END",
    },
    # That a result was reported stays, without who has said so.
    "reports": {"person_id": "NULL", "chat_id": "0", "words": "''", "wants_answer": "0"},
}
"""Tables whose rows stay, and what is put in place of what is personal in those of the person."""

_CLEARED_WHERE: Final = {
    "payments": "payer_id = :person",
    "invitations": f"account_id IN ({_ACCOUNT})",
    "gifts": "giver_id = :person OR receiver_id = :person OR claimed_by = :person",
    "support_messages": "author_id = :person",
    "operator_acts": "by_id = :person OR person_id = :person",
    "reports": "person_id = :person",
}

CLEARED_IN_PARTS: Final[Mapping[str, Mapping[str, str]]] = {
    "orders": {
        "buyer_id": "NULL",
        "chat_id": "0",
        "thread_id": "NULL",
        "message_id": "NULL",
        "draft_id": "NULL",
        "language": "''",
    },
}
"""The same in parts: a person may have tapped on packs any number of times."""

KEPT: Final[Mapping[str, str]] = {
    "payments": "payer_id",
    "subscriptions": "payer_id",
    "subscription_stops": "payer_id",
}
"""Tables whose rows keep their person: Telegram returns Stars, and ends subscriptions, by their id only. Payments lose it
when they are too old to be refunded (`storage/operations/retention.py`)."""

PSEUDONYMOUS: Final[Mapping[str, frozenset[str]]] = {
    "accounts": frozenset({"owner_id", "forgotten_as"}),
    "generations": frozenset({"forgotten_as"}),
}
"""Tables whose rows are found again when the person returns, and the columns where the pseudonym takes the id's place."""

DELETED_WITH_GENERATION: Final[Mapping[str, str]] = {
    "assets": "(SELECT sample FROM generations WHERE id = generation_id) = ''",
    "callbacks": "TRUE",
    "generation_characters": "TRUE",
    "operator_notices": "TRUE",
    "result_favourites": "TRUE",
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
        """Wipe what shows the person, and begin with the rest; see `Transaction.forget_person`."""
        person = {"person": person_id, "alias": alias}
        await self._remove_support(person)
        for table, where in DELETED.items():
            await self._connection.execute(f"DELETE FROM {table} WHERE {where}", person)
        for table, column in UNLINKED.items():
            await self._connection.execute(
                f"UPDATE {table} SET {column} = NULL WHERE {column} = :person", person
            )
        for table, values in CLEARED.items():
            cleared = ", ".join(f"{column} = {value}" for column, value in values.items())
            await self._connection.execute(
                f"UPDATE {table} SET {cleared} WHERE {_CLEARED_WHERE[table]}", person
            )
        await self._stop_subscriptions(person)
        await self._connection.execute(
            "UPDATE accounts SET owner_id = NULL, forgotten_as = :alias"
            " WHERE owner_kind = 'person' AND owner_id = :person",
            person,
        )
        # Who comes back while this goes on makes rows above these numbers.
        await self._connection.execute(
            "INSERT INTO erasures (person_id, alias, generations_up_to, quotes_up_to, drafts_up_to, orders_up_to,"
            " result_favourites_up_to) VALUES"
            " (:person, :alias,"
            " (SELECT coalesce(max(id), 0) FROM generations), (SELECT coalesce(max(id), 0) FROM quotes),"
            " (SELECT coalesce(max(id), 0) FROM drafts),"
            " (SELECT coalesce(max(made_at), 0) FROM orders WHERE buyer_id = :person),"
            " (SELECT coalesce(max(id), 0) FROM result_favourites))"
            " ON CONFLICT (person_id, alias) DO UPDATE SET generations_up_to = excluded.generations_up_to,"
            " quotes_up_to = excluded.quotes_up_to, drafts_up_to = excluded.drafts_up_to,"
            " orders_up_to = excluded.orders_up_to, result_favourites_up_to = excluded.result_favourites_up_to",
            person,
        )
        await self._erase_part(person_id, alias)

    async def _remove_support(self, person: Mapping[str, int]) -> None:
        """The topic goes at Telegram, and so do the copies of the person's words in other chats."""
        await self._connection.execute(
            "INSERT INTO support_removals (chat_id, topic_id, due_at) SELECT chat_id, topic_id, 0 FROM support_threads"
            " WHERE person_id = :person AND topic_id IS NOT NULL",
            person,
        )
        await self._connection.execute(
            "INSERT INTO support_removals (chat_id, message_id, due_at) SELECT d.chat_id, d.sent_id, 0"
            " FROM support_threads AS t JOIN support_messages AS m ON m.thread_id = t.id"
            " JOIN support_deliveries AS d ON d.message_id = m.id"
            " WHERE t.person_id = :person AND d.sent_id IS NOT NULL AND d.purpose <> 'answer'"
            " AND (t.chat_id IS NULL OR d.chat_id <> t.chat_id)",
            person,
        )

    async def _stop_subscriptions(self, person: Mapping[str, int]) -> None:
        """No more Stars are taken of who is forgotten; Telegram is asked for it until it answers."""
        renewing = "payer_id = :person AND state IN ('active', 'failed')"
        await self._connection.execute(
            "INSERT INTO subscription_stops (first_charge_id, payer_id) SELECT first_charge_id, payer_id FROM subscriptions"
            f" WHERE {renewing} ON CONFLICT DO NOTHING",
            person,
        )
        await self._connection.execute(
            f"UPDATE subscriptions SET state = 'canceled', canceled_by_bot = 1 WHERE {renewing}", person
        )

    async def erase_part(self) -> bool:
        """Go on with a person who is not forgotten entirely; see `Transaction.erase_part`."""
        for row in await self._connection.execute_fetchall("SELECT person_id, alias FROM erasures LIMIT 1"):
            await self._erase_part(row["person_id"], row["alias"])
        return bool(await self._connection.execute_fetchall("SELECT 1 FROM erasures LIMIT 1"))

    async def _erase_part(self, person_id: int, alias: int) -> None:
        """The newest rows that are left; when they were the last ones, so was the row in `erasures`."""
        values = {"person": person_id, "alias": alias, "part": PART}
        which = "person_id = :person AND alias = :alias"
        rows = await self._connection.execute_fetchall(
            "SELECT id FROM generations WHERE person_id = :person"
            f" AND id <= (SELECT generations_up_to FROM erasures WHERE {which}) ORDER BY id DESC LIMIT :part",
            values,
        )
        generations = [int(row["id"]) for row in rows]
        if generations:
            await self._connection.execute(
                "UPDATE generations SET forgotten_as = ? WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(?))",
                (alias, json.dumps(generations)),
            )
            await wipe(self._connection, generations)
            # What is not at its end yet keeps its person, and must not be looked at again.
            await self._connection.execute(
                f"UPDATE erasures SET generations_up_to = :next WHERE {which}",
                values | {"next": generations[-1] - 1},
            )
        most = len(generations)
        for table, bound in DELETED_IN_PARTS.items():
            cursor = await self._connection.execute(
                f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE person_id = :person"
                f" AND id <= (SELECT {bound} FROM erasures WHERE {which}) ORDER BY id DESC LIMIT :part)",
                values,
            )
            most = max(most, cursor.rowcount)
        cursor = await self._connection.execute(
            f"UPDATE orders SET {_cleared('orders')} WHERE token IN (SELECT token FROM orders WHERE buyer_id = :person"
            f" AND made_at <= (SELECT orders_up_to FROM erasures WHERE {which}) ORDER BY made_at DESC LIMIT :part)",
            values,
        )
        most = max(most, cursor.rowcount)
        if most < PART:
            await self._connection.execute(f"DELETE FROM erasures WHERE {which}", values)


async def wipe(connection: aiosqlite.Connection, generation_ids: Sequence[int]) -> None:
    """Empty forgotten generations that have ended; those that are not forgotten, or not at their end, stay as they are."""
    rows = await connection.execute_fetchall(
        f"UPDATE generations SET {_assignments('generations')} WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"
        f" AND forgotten_as IS NOT NULL AND {_ENDED} RETURNING id",
        (json.dumps(generation_ids),),
    )
    emptied = json.dumps([row["id"] for row in rows])
    if emptied == "[]":
        return
    of_them = "generation_id IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"
    for table, which in DELETED_WITH_GENERATION.items():
        await connection.execute(f"DELETE FROM {table} WHERE {of_them} AND {which}", (emptied,))
    for table in EMPTIED.keys() - {"generations"}:
        await connection.execute(f"UPDATE {table} SET {_assignments(table)} WHERE {of_them}", (emptied,))


@cache
def _cleared(table: str) -> str:
    return ", ".join(f"{column} = {value}" for column, value in CLEARED_IN_PARTS[table].items())


@cache
def _assignments(table: str) -> str:
    return ", ".join(f"{column} = {value}" for column, value in EMPTIED[table].items())
