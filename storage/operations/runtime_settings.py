"""What operators have set while the bot runs, as rows (`bot.domain.runtime_setting`)."""

from __future__ import annotations

from collections.abc import Mapping

import aiosqlite


class SqliteRuntimeSettingRepository:
    """The settings' side of a transaction (`RuntimeSettingRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def setting_rows(self) -> Mapping[str, str | None]:
        """The values by name; None where a value is no text."""
        # As bytes: text that is no UTF-8 would fail the whole read.
        rows = await self._connection.execute_fetchall(
            "SELECT CAST(name AS BLOB), CAST(value AS BLOB) FROM runtime_settings"
        )
        return {name: _text(value) for key, value in rows if (name := _text(key)) is not None}

    async def save_setting(self, name: str, value: str) -> None:
        """In place of the earlier one."""
        await self._connection.execute(
            "INSERT INTO runtime_settings (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    async def delete_setting(self, name: str) -> None:
        """It is not set any more."""
        await self._connection.execute("DELETE FROM runtime_settings WHERE name = ?", (name,))


def _text(value: bytes) -> str | None:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return None
