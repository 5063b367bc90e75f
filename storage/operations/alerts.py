"""Alerts that are not over yet, as rows (`bot.availability.alerts.Standing`)."""

from __future__ import annotations

from bot.ports import AlertKind, Clock
from storage.core.columns import stamp
from storage.core.database import Database


class SqliteAlertState:
    """Keeps them in the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def now(self, subject: str = "") -> frozenset[AlertKind]:
        """The alerts that were sent and are not over yet; a kind that this Kiosk does not know is left alone."""
        rows = await self._database.rows("SELECT kind FROM active_alerts WHERE subject = ?", (subject,))
        known = {kind.value for kind in AlertKind}
        return frozenset(AlertKind(row["kind"]) for row in rows if row["kind"] in known)

    async def begins(self, kind: AlertKind, subject: str = "") -> None:
        """The alert was sent."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "INSERT INTO active_alerts (kind, subject, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (kind, subject, stamp(self._clock.now())),
            )

    async def ends(self, kind: AlertKind, subject: str = "") -> None:
        """It is over."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "DELETE FROM active_alerts WHERE subject = ? AND kind = ?", (subject, kind)
            )
