"""Updates that are confirmed to Telegram and not handled yet, as rows (`bot.ports.PendingUpdates`).

Their content is encrypted: a message may hold a person's KIE key, which is stored nowhere in clear.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final, Protocol

import structlog

from bot.domain.incoming_update import IncomingUpdate
from bot.errors import StorageError
from bot.ports import Clock
from storage.core.columns import stamp
from storage.core.database import Database

KEPT: Final = timedelta(hours=24)
"""As long as Telegram keeps updates (Bot API, Getting updates): a backup of last week is not lived through again."""

MOST_ATTEMPTS: Final = 10
"""How often an update is begun with. One that has ended the process each time would end the next one as well."""

BEGUN_FOR: Final = timedelta(minutes=2)
"""For how long it is begun with at least: a process that is killed every few seconds is ended by something else."""

_log = structlog.get_logger()


class Cipher(Protocol):
    """Encrypts texts (`storage.keys.encryption.CredentialCipher`)."""

    def encrypt(self, text: str) -> bytes:
        """Encrypt."""
        ...

    def decrypt(self, token: bytes) -> str:
        """Decrypt; StorageError when no key fits."""
        ...


class SqlitePendingUpdates:
    """Keeps updates in the database."""

    def __init__(self, database: Database, cipher: Cipher, clock: Clock) -> None:
        self._database = database
        self._cipher = cipher
        self._clock = clock

    async def restore(self) -> Sequence[IncomingUpdate]:
        """Those of an earlier process; see `bot.ports.PendingUpdates`."""
        too_old = stamp(self._clock.now() - KEPT)
        async with self._database.transaction() as connection:
            dropped = await connection.execute(
                "DELETE FROM pending_updates WHERE is_about_money = 0"
                " AND (received_at < ? OR (attempts >= ? AND received_at < ?))",
                (too_old, MOST_ATTEMPTS, stamp(self._clock.now() - BEGUN_FOR)),
            )
            if dropped.rowcount:
                _log.error(
                    "updates that were too old, or ended the process each time, were dropped",
                    number=dropped.rowcount,
                )
            rows = await connection.execute_fetchall(
                "SELECT id, kind, chat_id, person_id, is_about_money FROM pending_updates ORDER BY id"
            )
        return [IncomingUpdate(**{**row, "is_about_money": bool(row["is_about_money"])}) for row in rows]

    async def add(self, updates: Iterable[IncomingUpdate]) -> None:
        """Write them down; see `bot.ports.PendingUpdates`."""
        now = stamp(self._clock.now())
        rows = [
            (
                one.id,
                one.kind,
                one.chat_id,
                one.person_id,
                one.is_about_money,
                self._cipher.encrypt(json.dumps(one.content)),
                now,
            )
            for one in updates
        ]
        # Telegram gives no newer update before these are written, a checkout neither.
        async with self._database.transaction(ahead=True) as connection:
            await connection.executemany(
                "INSERT INTO pending_updates (id, kind, chat_id, person_id, is_about_money, content, received_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                rows,
            )

    async def content(self, update_id: int) -> Mapping[str, Any] | None:
        """An update's content; see `bot.ports.PendingUpdates`."""
        async with self._database.transaction() as connection:
            rows = await connection.execute_fetchall(
                "UPDATE pending_updates SET attempts = attempts + 1 WHERE id = ? RETURNING content",
                (update_id,),
            )
        found = next(iter(rows), None)
        if found is None:
            return None
        try:
            text = self._cipher.decrypt(found["content"])
        except StorageError:
            _log.warning(
                "an update that waits cannot be decrypted: SECRET_KEY was changed", update_id=update_id
            )
            return None
        content: Mapping[str, Any] = json.loads(text)
        return content

    async def remove(self, update_ids: Iterable[int]) -> None:
        """They were handled; see `bot.ports.PendingUpdates`."""
        async with self._database.transaction() as connection:
            await connection.executemany(
                "DELETE FROM pending_updates WHERE id = ?", [(one,) for one in update_ids]
            )
