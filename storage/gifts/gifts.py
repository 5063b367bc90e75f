"""Gift cards as rows (`bot.domain.gift`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from bot.domain.gift import Gift, GiftState
from bot.errors import AlreadyDone
from storage.core.columns import moment, stamp
from storage.core.database import Database

_OPEN_OF = "SELECT * FROM gifts WHERE giver_id = ? AND state = 'open' ORDER BY id DESC"


class SqliteGiftRepository:
    """The gifts' side of a transaction (`bot.domain.gift.GiftRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_gift(self, gift: Gift) -> Gift:
        """Store a new one; see `GiftRepository.add_gift`."""
        rows = await self._connection.execute_fetchall(
            "INSERT INTO gifts (token_hash, made_for, account_id, giver_id, receiver_id, receiver_name, credits, charge_id,"
            " state, chat_id, message_id, language, made_at, ends_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING *",
            (
                *(gift.token_hash, gift.made_for, gift.account_id, gift.giver_id, gift.receiver_id),
                *(
                    gift.receiver_name,
                    gift.credits,
                    gift.charge_id,
                    gift.state,
                    gift.chat_id,
                    gift.message_id,
                ),
                *(gift.language, stamp(gift.made_at), stamp(gift.ends_at)),
            ),
        )
        for row in rows:
            return read_gift(row)
        raise AlreadyDone(gift.made_for)

    async def gift(self, gift_id: int) -> Gift | None:
        """The gift, or None."""
        return await self._gift_where("SELECT * FROM gifts WHERE id = ?", gift_id)

    async def gift_with_token(self, token_hash: str) -> Gift | None:
        """The gift behind a link, or None."""
        return await self._gift_where("SELECT * FROM gifts WHERE token_hash = ?", token_hash)

    async def gift_made_for(self, made_for: str) -> Gift | None:
        """The gift that was made for this, or None."""
        return await self._gift_where("SELECT * FROM gifts WHERE made_for = ?", made_for)

    async def settle_gift(
        self, gift_id: int, state: GiftState, at: datetime, *, claimed_by: int | None = None
    ) -> bool:
        """It is over, once; whose it was to be by @username is kept no longer."""
        cursor = await self._connection.execute(
            "UPDATE gifts SET state = ?, settled_at = ?, claimed_by = ?, receiver_name = ''"
            " WHERE id = ? AND state = 'open'",
            (state, stamp(at), claimed_by, gift_id),
        )
        return cursor.rowcount == 1

    async def note_gift_card(self, gift_id: int, message_id: int) -> None:
        """Note which message is its card."""
        await self._connection.execute("UPDATE gifts SET message_id = ? WHERE id = ?", (message_id, gift_id))

    async def open_gift_count(self, giver_id: int) -> int:
        """How many of a person's wait to be opened."""
        rows = await self._connection.execute_fetchall(
            "SELECT count(*) FROM gifts WHERE giver_id = ? AND state = 'open'", (giver_id,)
        )
        return int(next(iter(rows))[0])

    async def open_gifts_for(self, receiver_id: int) -> Sequence[Gift]:
        """Those that only this person can open, by their id or by the @name that they were last seen with."""
        by_id = await self._gifts_where(
            "SELECT * FROM gifts WHERE receiver_id = ? AND state = 'open'", receiver_id
        )
        by_name = await self._gifts_where(
            "SELECT * FROM gifts WHERE state = 'open' AND receiver_name <> ''"
            " AND receiver_name = (SELECT lower(username) FROM people WHERE id = ?)",
            receiver_id,
        )
        return [*by_id, *by_name]

    async def open_gift_of_charge(self, charge_id: str) -> Gift | None:
        """The gift that a payment bought, while it is open."""
        return await self._gift_where("SELECT * FROM gifts WHERE charge_id = ? AND state = 'open'", charge_id)

    async def unshown_bought_gifts(self, limit: int, after: int = 0) -> Sequence[Gift]:
        """Those that were bought and not shown yet, behind this one."""
        return await self._gifts_where(
            "SELECT * FROM gifts WHERE state = 'open' AND charge_id IS NOT NULL AND message_id IS NULL"
            " AND giver_id IS NOT NULL AND id > ? ORDER BY id LIMIT ?",
            after,
            limit,
        )

    async def gifts_too_old(self, now: datetime, limit: int, after: Gift | None = None) -> Sequence[Gift]:
        """Open ones whose time is over, behind this one."""
        return await self._gifts_where(
            "SELECT * FROM gifts WHERE state = 'open' AND ends_at <= ? AND (ends_at, id) > (?, ?)"
            " ORDER BY ends_at, id LIMIT ?",
            stamp(now),
            stamp(after.ends_at) if after is not None else 0,
            after.id if after is not None else 0,
            limit,
        )

    async def _gift_where(self, sql: str, value: object) -> Gift | None:
        return next(iter(await self._gifts_where(sql, value)), None)

    async def _gifts_where(self, sql: str, *values: object) -> Sequence[Gift]:
        return [read_gift(row) for row in await self._connection.execute_fetchall(sql, values)]


class SqliteGiftReader:
    """Reads gifts (`bot.domain.gift.GiftReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def gift(self, gift_id: int) -> Gift | None:
        """The gift, or None."""
        row = await self._database.row("SELECT * FROM gifts WHERE id = ?", (gift_id,))
        return read_gift(row) if row is not None else None

    async def open_gifts_of(self, giver_id: int) -> Sequence[Gift]:
        """A person's that wait to be opened, newest first."""
        return [read_gift(row) for row in await self._database.rows(_OPEN_OF, (giver_id,))]


def read_gift(row: sqlite3.Row) -> Gift:
    """The record behind a gift's row."""
    return Gift(
        id=row["id"],
        token_hash=row["token_hash"],
        made_for=row["made_for"],
        account_id=row["account_id"],
        giver_id=row["giver_id"],
        receiver_id=row["receiver_id"],
        receiver_name=row["receiver_name"],
        credits=row["credits"],
        charge_id=row["charge_id"],
        state=GiftState(row["state"]),
        claimed_by=row["claimed_by"],
        chat_id=row["chat_id"],
        message_id=row["message_id"],
        language=row["language"],
        made_at=moment(row["made_at"]),
        ends_at=moment(row["ends_at"]),
        settled_at=moment(row["settled_at"]),
    )
