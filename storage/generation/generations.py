"""Generations, their assets, traces and callbacks, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

import aiosqlite

from bot.domain.generation import Asset, Generation, State
from bot.domain.text_search import folded
from bot.errors import IllegalStep
from bot.ports import Transition
from storage.core.columns import moment, packed, packed_references, stamp
from storage.core.row_mapper import read_generation, with_assets
from storage.core.state_lists import OPEN

_LISTENING = (State.SUBMITTING, State.IN_DOUBT, State.RUNNING, State.FAILED)
"""States in which a callback can still tell something."""


_PLACE = frozenset(
    {"account_id", "chat_id", "thread_id", "reply_to", "progress_message_id", "late_notice_id"}
)
"""Columns that a step does not write back as it read them: a move of the chat may have come between."""


RUNNING_COUNT: Final = (
    "SELECT count(*) FROM generations INDEXED BY generations_busy"
    " WHERE state IN ('in_doubt', 'ready', 'running', 'submitting') AND state IN ('running', 'submitting')"
    " AND coalesce(nullif(own_key, ''), operator_key) = ?"
)
"""What is at work is read from its own small index."""


AT_MESSAGE: Final = (
    "SELECT g.* FROM assets AS a JOIN generations AS g ON g.id = a.generation_id"
    # Numbers of messages begin anew in each group.
    " WHERE a.message_id = ? AND g.chat_id = ? LIMIT 1"
)

WITH_FILE: Final = (
    "SELECT * FROM generations WHERE id IN"
    " (SELECT generation_id FROM assets WHERE unique_id = ? AND unique_id <> '' ORDER BY id DESC LIMIT 10)"
    " ORDER BY id DESC"
)


class SqliteGenerationRepository:
    """The generations side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.transitions: list[Transition] = []
        """What happened in this transaction, to be reported when it is committed."""

    async def add_generation(self, generation: Generation) -> Generation:
        """Store a new generation and its first trace line; returns it as stored, with its id."""
        columns = _columns(generation)
        names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
        (row,) = await self._connection.execute_fetchall(
            f"INSERT INTO generations ({names}) VALUES ({marks}) RETURNING *", tuple(columns.values())
        )
        stored = read_generation(row, ())
        if stored.characters:
            await self._connection.executemany(
                "INSERT INTO generation_characters (person_id, character_id, generation_id) VALUES (?, ?, ?)",
                [(stored.person_id, character, stored.id) for character in stored.characters],
            )
        await self._add_transition(stored.id, stored.state, stored.created_at, "")
        self.transitions.append(Transition(stored, None, 0.0))
        return stored

    async def generation(self, generation_id: int) -> Generation | None:
        """The generation with its assets, or None."""
        return next(iter(await self._read("SELECT * FROM generations WHERE id = ?", generation_id)), None)

    async def generation_at(self, chat_id: int, message_id: int) -> Generation | None:
        """The generation that a message shows, or None."""
        fetch = self._connection.execute_fetchall
        return next(iter(await with_assets(await fetch(AT_MESSAGE, (message_id, chat_id)), fetch)), None)

    async def generations_of_quote(self, quote_id: int) -> Sequence[Generation]:
        """The generations of a quote with their assets, in the order of its steps."""
        return await self._read(
            "SELECT * FROM generations WHERE quote_id = ? ORDER BY chain_position, part, id", quote_id
        )

    async def generation_instead_of(self, generation_id: int) -> Generation | None:
        """What took the place of a failed generation, or None."""
        found = await self._read("SELECT * FROM generations WHERE instead_of = ?", generation_id)
        return next(iter(found), None)

    async def save(self, generation: Generation, *, expected: State, at: datetime, detail: str = "") -> None:
        """Write it back; see `Transaction.save` for what is refused."""
        columns = {name: value for name, value in _columns(generation).items() if name not in _PLACE}
        # A message belongs to the chat that the step knew: when the chat moved meanwhile, its id means nothing any more.
        cursor = await self._connection.execute(
            f"UPDATE generations SET {_assignments(tuple(columns))},"
            " progress_message_id = CASE WHEN chat_id = ? THEN ? ELSE progress_message_id END,"
            " late_notice_id = CASE WHEN chat_id = ? THEN ? ELSE late_notice_id END"
            " WHERE id = ? AND state = ? AND emptied = 0",
            (
                *columns.values(),
                generation.destination.chat_id,
                generation.progress_message_id,
                generation.destination.chat_id,
                generation.late_notice_id,
                generation.id,
                expected,
            ),
        )
        if cursor.rowcount != 1:
            msg = f"generation {generation.id} is no longer {expected}"
            raise IllegalStep(msg)
        for asset in generation.assets:
            await self._save_asset(generation.id, asset)
        if generation.state is not expected:
            seconds = (at - await self._entered_at(generation.id, at)).total_seconds()
            self.transitions.append(Transition(generation, expected, max(0.0, seconds)))
            await self._add_transition(generation.id, generation.state, at, detail)

    async def drop_lease(self, generation_id: int) -> None:
        """End its lease; see `Transaction.drop_lease`."""
        await self._connection.execute(
            "UPDATE generations SET leased_until = NULL WHERE id = ?", (generation_id,)
        )

    async def keep_task_id(self, generation_id: int, task_id: str) -> bool:
        """Keep a task id that came late; see `Transaction.keep_task_id`."""
        cursor = await self._connection.execute(
            "UPDATE generations SET hinted_task_id = ?, wake_requested = 1, due_at = coalesce(due_at, deadline_at)"
            " WHERE id = ? AND external_task_id IN ('', ?) AND hinted_task_id IN ('', ?) AND emptied = 0",
            (task_id, generation_id, task_id, task_id),
        )
        return cursor.rowcount == 1

    async def delete_result(self, generation_id: int) -> None:
        """Hide it and forget its files; see `Transaction.discard`."""
        await self._connection.execute("UPDATE generations SET deleted = 1 WHERE id = ?", (generation_id,))
        await self._connection.execute(
            "UPDATE assets SET message_id = NULL WHERE generation_id = ?", (generation_id,)
        )
        await self._connection.execute(
            "DELETE FROM examples WHERE generation_id = ? AND recording IS NULL", (generation_id,)
        )
        await self._connection.execute(
            "DELETE FROM result_favourites WHERE generation_id = ?", (generation_id,)
        )
        await self._connection.execute(
            "DELETE FROM generation_characters WHERE generation_id = ?", (generation_id,)
        )
        # A voice sample is everybody's: deleted is the person's message.
        await self._connection.execute(
            "UPDATE assets SET url = '', cover_url = '', item_id = '', file_id = '', unique_id = '', original_file_id = ''"
            " WHERE generation_id = (SELECT id FROM generations WHERE id = ? AND sample = '')",
            (generation_id,),
        )

    async def open_count(self, person_id: int) -> int:
        """How many generations of the person's are open."""
        rows = list(
            await self._connection.execute_fetchall(
                f"SELECT count(*) FROM generations WHERE person_id = ? AND state IN ({OPEN})", (person_id,)
            )
        )
        return int(rows[0][0])

    async def running_count(self, key: str) -> int:
        """How many tasks go with this key now; see `Store.running_count`."""
        rows = list(await self._connection.execute_fetchall(RUNNING_COUNT, (key,)))
        return int(rows[0][0])

    async def open_count_in(self, chat_id: int) -> int:
        """How many generations are open in a chat."""
        rows = list(
            await self._connection.execute_fetchall(
                f"SELECT count(*) FROM generations WHERE chat_id = ? AND state IN ({OPEN})", (chat_id,)
            )
        )
        return int(rows[0][0])

    async def record_callback(
        self, generation_id: int, *, digest: str, task_id: str, stage: str, at: datetime
    ) -> bool:
        """Remember a callback and wake the generation; see `Transaction.record_callback`."""
        cursor = await self._connection.execute(
            "INSERT INTO callbacks (generation_id, digest, task_id, stage, at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (generation_id, digest, task_id, stage, stamp(at)),
        )
        if cursor.rowcount != 1:
            return False
        marks = ", ".join("?" for _ in _LISTENING)
        await self._connection.execute(
            "UPDATE generations SET wake_requested = 1,"
            " hinted_task_id = CASE WHEN hinted_task_id = '' THEN ? ELSE hinted_task_id END"
            f" WHERE id = ? AND state IN ({marks})",
            (task_id, generation_id, *_LISTENING),
        )
        return True

    async def _read(self, sql: str, value: int) -> Sequence[Generation]:
        fetch = self._connection.execute_fetchall
        return await with_assets(await fetch(sql, (value,)), fetch)

    async def _save_asset(self, generation_id: int, asset: Asset) -> None:
        await self._connection.execute(
            "INSERT INTO assets (generation_id, position, url, kind, title, seconds, cover_url, item_id, file_id,"
            " sent_as, unique_id, original_file_id, message_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (generation_id, position) DO UPDATE SET url = excluded.url, kind = excluded.kind,"
            " title = excluded.title, seconds = excluded.seconds, cover_url = excluded.cover_url,"
            " item_id = excluded.item_id, file_id = excluded.file_id, sent_as = excluded.sent_as,"
            " unique_id = excluded.unique_id,"
            " original_file_id = coalesce(nullif(excluded.original_file_id, ''), assets.original_file_id),"
            " message_id = excluded.message_id"
            # A step that began before its person deleted it brings nothing back.
            " WHERE NOT EXISTS (SELECT 1 FROM generations WHERE id = excluded.generation_id AND deleted = 1 AND sample = '')",
            (
                generation_id,
                asset.position,
                asset.url,
                asset.kind,
                asset.title,
                asset.seconds,
                asset.cover_url,
                asset.item_id,
                asset.file_id,
                asset.sent_as,
                asset.unique_id,
                asset.original_file_id,
                asset.message_id,
            ),
        )

    async def _entered_at(self, generation_id: int, otherwise: datetime) -> datetime:
        """When it entered the state that it is in by its trace."""
        rows = list(
            await self._connection.execute_fetchall(
                "SELECT at FROM generation_transitions WHERE generation_id = ? ORDER BY id DESC LIMIT 1",
                (generation_id,),
            )
        )
        return moment(rows[0]["at"]) if rows else otherwise

    async def _add_transition(self, generation_id: int, state: State, at: datetime, detail: str) -> None:
        await self._connection.execute(
            "INSERT INTO generation_transitions (generation_id, state, at, detail) VALUES (?, ?, ?, ?)",
            (generation_id, state, stamp(at), detail),
        )


@cache
def _assignments(names: tuple[str, ...]) -> str:
    """Always the same ones; each step is written with them."""
    return ", ".join(f"{name} = ?" for name in names)


def _columns(generation: Generation) -> dict[str, Any]:
    """What is written of a generation; its id, lease, poke, hinted task id and hiding are written elsewhere."""
    destination, instead_of = generation.destination, generation.instead_of
    return {
        "person_id": generation.person_id,
        "account_id": generation.account_id,
        "language": generation.language,
        "chat_id": destination.chat_id,
        "thread_id": destination.thread_id,
        "reply_to": destination.reply_to,
        "model": generation.model,
        "dialect": generation.dialect,
        "choices": packed(generation.choices),
        "prompt": generation.prompt,
        "folded_prompt": folded(generation.shown_prompt),
        "reference_list": packed_references(generation.references),
        "price": generation.price,
        "state": generation.state,
        "token": generation.token,
        "created_at": stamp(generation.created_at),
        "due_at": stamp(generation.due_at),
        "deadline_at": stamp(generation.deadline_at),
        "submitted_at": stamp(generation.submitted_at),
        "completed_at": stamp(generation.completed_at),
        "external_task_id": generation.external_task_id,
        "route": generation.route,
        "progress": generation.progress,
        "stage": generation.stage,
        "attempts": generation.attempts,
        "delivery_attempts": generation.delivery_attempts,
        "progress_message_id": generation.progress_message_id,
        "late_notice_sent": generation.late_notice_sent,
        "late_notice_id": generation.late_notice_id,
        "failure": generation.failure,
        "failure_detail": generation.failure_detail,
        "free_late_delivery": generation.free_late_delivery,
        "ordered": generation.ordered,
        "captured": generation.captured,
        "kie_expected": generation.kie_expected,
        "kie_taken": generation.kie_taken,
        "notified": generation.notified,
        "auto_confirmed": generation.auto_confirmed,
        "quote_id": generation.quote_id,
        "user_prompt": generation.user_prompt,
        "borrowed_words": generation.borrowed_words,
        "look_id": generation.look_id,
        "hides_words": generation.hides_words,
        "chain_step": generation.chain_step,
        "chain_position": generation.chain_position,
        "chain_length": generation.chain_length,
        "batch_id": generation.batch_id,
        "part": generation.part,
        "batch_parts": generation.batch_parts,
        "selection_id": generation.selection_id,
        "later_steps_returned": generation.later_steps_returned,
        "sample": generation.sample,
        "own_key": generation.own_key,
        "operator_key": generation.operator_key,
        "party_id": generation.party_id,
        "parent_id": generation.parent_id,
        "root_id": generation.root_id,
        "version": generation.version,
        "instead_of": instead_of.id if instead_of is not None else None,
        "instead_of_model": instead_of.model if instead_of is not None else None,
        "instead_of_price": instead_of.price if instead_of is not None else None,
    }
