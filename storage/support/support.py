"""Support threads, their messages, and what is on its way, as rows (`bot.domain.support`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import aiosqlite

from bot.domain.support import (
    FailureLine,
    SupportDelivery,
    SupportKind,
    SupportMessage,
    SupportMessageLine,
    SupportPlace,
    SupportPurpose,
    SupportRemoval,
    SupportSide,
    SupportThread,
    SupportThreadLine,
)
from storage.core.columns import moment, stamp
from storage.core.database import Database

_NEWEST: Final = 2**62
_LOOKED_THROUGH: Final = 50
"""Of a person's newest generations, for those that have failed."""

_DUE: Final = """
SELECT d.id AS delivery, d.chat_id AS to_chat, d.purpose, d.sent_id, d.attempts,
       coalesce((SELECT a.message_id FROM support_messages AS a WHERE a.id = m.answers AND a.chat_id = d.chat_id),
                (SELECT s.sent_id FROM support_deliveries AS s WHERE s.message_id = m.answers AND s.chat_id = d.chat_id
                 ORDER BY s.id LIMIT 1)) AS reply_to,
       m.*
FROM support_deliveries AS d JOIN support_messages AS m ON m.id = d.message_id
WHERE d.chat_id = ? AND d.due_at <= ? ORDER BY d.due_at, d.id LIMIT ?
"""
"""Where a message stands that this one replies to: it was written in that chat, or has been brought there."""


class SqliteSupportRepository:
    """The support threads' side of a transaction (`bot.domain.support.SupportRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def open_support_thread(self, person_id: int, receipt: int, at: datetime) -> SupportThread:
        """Open the person's thread; see `SupportRepository.open_support_thread`."""
        rows = await self._connection.execute_fetchall(
            "INSERT INTO support_threads (person_id, receipt, opened_at, written_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (person_id) DO UPDATE SET"
            " receipt = iif(excluded.receipt > 0, excluded.receipt, support_threads.receipt),"
            " opened_at = iif(support_threads.closed_at IS NULL, support_threads.opened_at, excluded.opened_at),"
            " written_at = excluded.written_at, closed_at = NULL, due_at = NULL RETURNING *",
            (person_id, receipt, stamp(at), stamp(at)),
        )
        return _read_thread(next(iter(rows)))

    async def support_thread(self, thread_id: int) -> SupportThread | None:
        """The thread, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM support_threads WHERE id = ?", (thread_id,)
        )
        return next((_read_thread(row) for row in rows), None)

    async def close_support_thread(self, thread_id: int, at: datetime) -> bool:
        """Close it; its topic is due."""
        cursor = await self._connection.execute(
            "UPDATE support_threads SET closed_at = ?, due_at = iif(topic_id IS NULL, NULL, CAST(? AS BIGINT))"
            " WHERE id = ? AND closed_at IS NULL",
            (stamp(at), stamp(at), thread_id),
        )
        return cursor.rowcount == 1

    async def note_support_topic(self, thread_id: int, chat_id: int | None, topic_id: int | None) -> bool:
        """It has this topic, or none any more."""
        cursor = await self._connection.execute(
            "UPDATE support_threads SET chat_id = ?, topic_id = ?, card_id = NULL, topic_closed = 0,"
            " due_at = iif(closed_at IS NULL OR CAST(? AS BIGINT) IS NULL, NULL, closed_at) WHERE id = ?",
            (chat_id, topic_id, topic_id, thread_id),
        )
        return cursor.rowcount == 1

    async def note_support_card(self, thread_id: int, card_id: int) -> None:
        """The topic has a card."""
        await self._connection.execute(
            "UPDATE support_threads SET card_id = ? WHERE id = ?", (card_id, thread_id)
        )

    async def note_support_topic_state(self, thread_id: int, *, closed: bool) -> None:
        """What Telegram shows; what is as it is to be is not due any more."""
        await self._connection.execute(
            "UPDATE support_threads SET topic_closed = ?, due_at = iif(closed_at IS NULL OR ? = 1, NULL, closed_at)"
            " WHERE id = ?",
            (closed, closed, thread_id),
        )

    async def put_off_support_topic(self, thread_id: int, until: datetime) -> None:
        """Look at it again then, if anything is to be done."""
        await self._connection.execute(
            "UPDATE support_threads SET due_at = ? WHERE id = ? AND due_at IS NOT NULL",
            (stamp(until), thread_id),
        )

    async def add_support_message(
        self, message: SupportMessage, to: Sequence[tuple[int, SupportPurpose]], due_at: datetime
    ) -> bool:
        """Store it with its way; see `SupportRepository.add_support_message`."""
        rows = await self._connection.execute_fetchall(
            "INSERT INTO support_messages (thread_id, side, author_id, kind, chat_id, message_id, album, words, answers,"
            " receipt, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
            (
                *(message.thread_id, message.side, message.author_id, message.kind),
                *(message.chat_id, message.message_id, message.album, message.words, message.answers),
                *(message.receipt, stamp(message.at)),
            ),
        )
        new = next((row["id"] for row in rows), None)
        if new is None:
            return False
        await self._connection.execute(
            "UPDATE support_threads SET written_at = ? WHERE id = ?", (stamp(message.at), message.thread_id)
        )
        await self._connection.executemany(
            "INSERT INTO support_deliveries (message_id, chat_id, purpose, due_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [(new, chat_id, purpose, stamp(due_at)) for chat_id, purpose in to],
        )
        if message.album:  # it goes as one: when its newest part is due
            await self._connection.execute(
                "UPDATE support_deliveries SET due_at = ? WHERE due_at IS NOT NULL AND sent_id IS NULL AND message_id IN"
                " (SELECT id FROM support_messages WHERE chat_id = ? AND album = ? AND album <> '')",
                (stamp(due_at), message.chat_id, message.album),
            )
        return True

    async def change_support_words(self, chat_id: int, message_id: int, words: str, due_at: datetime) -> bool:
        """It says something else; what never arrived anywhere stays so."""
        rows = await self._connection.execute_fetchall(
            "UPDATE support_messages SET words = ? WHERE chat_id = ? AND message_id = ? RETURNING id",
            (words, chat_id, message_id),
        )
        changed = next((row["id"] for row in rows), None)
        if changed is None:
            return False
        await self._connection.execute(
            "UPDATE support_deliveries SET due_at = ? WHERE message_id = ?"
            " AND (sent_id IS NOT NULL OR due_at IS NOT NULL)",
            (stamp(due_at), changed),
        )
        await self._forget_words(changed)
        return True

    async def note_support_sent(self, delivery_id: int, sent_id: int | None) -> None:
        """It arrived, or never will."""
        rows = await self._connection.execute_fetchall(
            "UPDATE support_deliveries SET sent_id = coalesce(?, sent_id), due_at = NULL WHERE id = ? RETURNING message_id",
            (sent_id, delivery_id),
        )
        for row in rows:
            await self._forget_words(row["message_id"])

    async def put_off_support_delivery(self, delivery_id: int, until: datetime) -> None:
        """It is due then."""
        await self._connection.execute(
            "UPDATE support_deliveries SET due_at = ?, attempts = attempts + 1 WHERE id = ? AND due_at IS NOT NULL",
            (stamp(until), delivery_id),
        )

    async def put_off_support_chat(self, chat_id: int, until: datetime) -> None:
        """Nothing for it is due before that."""
        await self._connection.execute(
            "UPDATE support_deliveries SET due_at = ? WHERE chat_id = ? AND due_at < ?",
            (stamp(until), chat_id, stamp(until)),
        )

    async def redirect_support(self, chat_id: int, to: Sequence[int]) -> int:
        """What waits for this chat goes to these instead."""
        waiting = "chat_id = ? AND due_at IS NOT NULL AND sent_id IS NULL"
        rows = await self._connection.execute_fetchall(
            f"SELECT message_id, purpose, due_at FROM support_deliveries WHERE {waiting} ORDER BY id",
            (chat_id,),
        )
        await self._connection.execute(f"DELETE FROM support_deliveries WHERE {waiting}", (chat_id,))
        await self._connection.executemany(
            "INSERT INTO support_deliveries (message_id, chat_id, purpose, due_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [(row["message_id"], other, row["purpose"], row["due_at"]) for row in rows for other in to],
        )
        return len(list(rows))

    async def has_support_arrived(self, message_id: int) -> bool:
        """Whether it arrived anywhere."""
        return bool(
            await self._connection.execute_fetchall(
                "SELECT 1 FROM support_deliveries WHERE message_id = ? AND sent_id IS NOT NULL LIMIT 1",
                (message_id,),
            )
        )

    async def remove_support_removal(self, removal_id: int) -> None:
        """It was deleted."""
        await self._connection.execute("DELETE FROM support_removals WHERE id = ?", (removal_id,))

    async def put_off_support_removal(self, removal_id: int, until: datetime) -> None:
        """It is due then."""
        await self._connection.execute(
            "UPDATE support_removals SET due_at = ?, attempts = attempts + 1 WHERE id = ?",
            (stamp(until), removal_id),
        )

    async def _forget_words(self, message_id: int) -> None:
        await self._connection.execute(
            "UPDATE support_messages SET words = '' WHERE id = ? AND NOT EXISTS"
            " (SELECT 1 FROM support_deliveries WHERE message_id = ? AND due_at IS NOT NULL)",
            (message_id, message_id),
        )


class SqliteSupportReader:
    """Reads them (`bot.domain.support.SupportReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def support_place(self, chat_id: int, message_id: int) -> SupportPlace | None:
        """What was written there, or has been brought there."""
        row = await self._database.row(
            "SELECT *, '' AS purpose FROM support_messages WHERE chat_id = ? AND message_id = ?",
            (chat_id, message_id),
        )
        if row is None:
            row = await self._database.row(
                "SELECT m.*, d.purpose FROM support_deliveries AS d JOIN support_messages AS m ON m.id = d.message_id"
                " WHERE d.chat_id = ? AND d.sent_id = ? ORDER BY d.id LIMIT 1",
                (chat_id, message_id),
            )
        thread = await self.support_thread_with(row["thread_id"]) if row is not None else None
        if row is None or thread is None:
            return None
        message = _read_message(row)
        side = message.side
        if row["purpose"]:
            is_answer = row["purpose"] == SupportPurpose.ANSWER
            side = SupportSide.PERSON if is_answer else SupportSide.STAFF
        return SupportPlace(thread=thread, message=message, side=side)

    async def support_album(self, chat_id: int, album: str) -> Sequence[SupportMessage]:
        """Messages of the album."""
        rows = await self._database.rows(
            "SELECT * FROM support_messages WHERE chat_id = ? AND album = ? AND album <> '' ORDER BY message_id",
            (chat_id, album),
        )
        return [_read_message(row) for row in rows]

    async def support_thread_with(self, thread_id: int) -> SupportThread | None:
        """The thread, or None."""
        row = await self._database.row("SELECT * FROM support_threads WHERE id = ?", (thread_id,))
        return _read_thread(row) if row is not None else None

    async def support_thread_in(self, chat_id: int, topic_id: int) -> SupportThread | None:
        """The thread of a topic, or None."""
        row = await self._database.row(
            "SELECT * FROM support_threads WHERE chat_id = ? AND topic_id = ? AND topic_id IS NOT NULL",
            (chat_id, topic_id),
        )
        return _read_thread(row) if row is not None else None

    async def support_chats_due(self, now: datetime, limit: int) -> Sequence[int]:
        """Chats for which something is due."""
        rows = await self._database.rows(
            "SELECT DISTINCT chat_id FROM support_deliveries INDEXED BY support_deliveries_next WHERE due_at <= ? LIMIT ?",
            (stamp(now), limit),
        )
        return [row["chat_id"] for row in rows]

    async def support_due(self, chat_id: int, now: datetime, limit: int) -> Sequence[SupportDelivery]:
        """What is due for this chat."""
        rows = await self._database.rows(_DUE, (chat_id, stamp(now), limit))
        deliveries = []
        for row in rows:
            thread = await self.support_thread_with(row["thread_id"])
            if thread is not None:
                deliveries.append(
                    SupportDelivery(
                        id=row["delivery"],
                        message=_read_message(row),
                        thread=thread,
                        chat_id=row["to_chat"],
                        purpose=SupportPurpose(row["purpose"]),
                        sent_id=row["sent_id"],
                        reply_to=row["reply_to"],
                        attempts=row["attempts"],
                    )
                )
        return deliveries

    async def support_topics_due(self, now: datetime, limit: int) -> Sequence[SupportThread]:
        """Closed threads whose topics are open."""
        rows = await self._database.rows(
            "SELECT * FROM support_threads WHERE due_at <= ? ORDER BY due_at LIMIT ?", (stamp(now), limit)
        )
        return [_read_thread(row) for row in rows]

    async def support_removals_due(self, now: datetime, limit: int) -> Sequence[SupportRemoval]:
        """What is to be deleted."""
        rows = await self._database.rows(
            "SELECT * FROM support_removals WHERE due_at <= ? ORDER BY due_at LIMIT ?", (stamp(now), limit)
        )
        return [
            SupportRemoval(
                id=row["id"],
                chat_id=row["chat_id"],
                topic_id=row["topic_id"],
                message_id=row["message_id"],
                attempts=row["attempts"],
            )
            for row in rows
        ]

    async def support_next_due(self) -> datetime | None:
        """When something is due next."""
        first = []
        for sql in (
            "SELECT due_at FROM support_deliveries WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1",
            "SELECT due_at FROM support_threads WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1",
            "SELECT due_at FROM support_removals ORDER BY due_at LIMIT 1",
        ):
            row = await self._database.row(sql)
            if row is not None:
                first.append(row["due_at"])
        return moment(min(first)) if first else None

    async def open_support_threads(self, before: int | None, limit: int) -> Sequence[SupportThreadLine]:
        """Open threads, the newest first."""
        rows = await self._database.rows(
            "SELECT t.*, coalesce(p.name, '') AS name, coalesce(p.username, '') AS username FROM support_threads AS t"
            " LEFT JOIN people AS p ON p.id = t.person_id WHERE t.closed_at IS NULL AND t.id < ?"
            " ORDER BY t.id DESC LIMIT ?",
            (_NEWEST if before is None else before, limit),
        )
        return [
            SupportThreadLine(thread=_read_thread(row), name=row["name"], username=row["username"])
            for row in rows
        ]

    async def support_messages_of(
        self, thread_id: int, before: int | None, limit: int
    ) -> Sequence[SupportMessageLine]:
        """Messages of a thread, the newest first."""
        rows = await self._database.rows(
            "SELECT m.id, m.side, m.author_id, m.kind, m.at,"
            " (SELECT count(sent_id) FROM support_deliveries WHERE message_id = m.id) AS arrived,"
            " (SELECT count(due_at) FROM support_deliveries WHERE message_id = m.id) AS waiting"
            " FROM support_messages AS m WHERE m.thread_id = ? AND m.id < ? ORDER BY m.id DESC LIMIT ?",
            (thread_id, _NEWEST if before is None else before, limit),
        )
        return [
            SupportMessageLine(
                id=row["id"],
                side=SupportSide(row["side"]),
                author_id=row["author_id"],
                kind=SupportKind(row["kind"]),
                at=moment(row["at"]),
                arrived=row["arrived"],
                waiting=row["waiting"],
            )
            for row in rows
        ]

    async def failures_of(self, person_id: int, limit: int) -> Sequence[FailureLine]:
        """Generations that have failed, among the newest."""
        rows = await self._database.rows(
            "SELECT id, model, failure, created_at FROM (SELECT id, model, failure, created_at, state FROM generations"
            " WHERE person_id = ? ORDER BY id DESC LIMIT ?) WHERE state = 'failed' ORDER BY id DESC LIMIT ?",
            (person_id, _LOOKED_THROUGH, limit),
        )
        return [
            FailureLine(row["id"], row["model"], row["failure"] or "", moment(row["created_at"]))
            for row in rows
        ]


def _read_thread(row: sqlite3.Row) -> SupportThread:
    return SupportThread(
        id=row["id"],
        person_id=row["person_id"],
        chat_id=row["chat_id"],
        topic_id=row["topic_id"],
        card_id=row["card_id"],
        receipt=row["receipt"],
        opened_at=moment(row["opened_at"]),
        written_at=moment(row["written_at"]),
        closed_at=moment(row["closed_at"]),
        topic_closed=bool(row["topic_closed"]),
    )


def _read_message(row: sqlite3.Row) -> SupportMessage:
    return SupportMessage(
        id=row["id"],
        thread_id=row["thread_id"],
        side=SupportSide(row["side"]),
        author_id=row["author_id"],
        kind=SupportKind(row["kind"]),
        chat_id=row["chat_id"],
        message_id=row["message_id"],
        album=row["album"],
        words=row["words"],
        answers=row["answers"],
        receipt=row["receipt"],
        at=moment(row["at"]),
    )
