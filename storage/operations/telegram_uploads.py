"""Telegram's copies of media that ship with Kiosk, as rows (`handlers.core.ports.Uploads`)."""

from __future__ import annotations

from storage.core.database import Database


class SqliteTelegramUploadRepository:
    """Remembers file ids in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def file_id(self, name: str) -> str:
        """Telegram's copy, or empty."""
        row = await self._database.row("SELECT file_id FROM telegram_uploads WHERE name = ?", (name,))
        return str(row["file_id"]) if row is not None else ""

    async def keep(self, name: str, file_id: str) -> None:
        """Remember Telegram's copy; a newer one takes its place."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "INSERT INTO telegram_uploads (name, file_id) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET file_id = excluded.file_id",
                (name, file_id),
            )
