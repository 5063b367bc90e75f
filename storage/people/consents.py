"""Who agreed to what, as rows (`bot.domain.legal.ConsentRepository`)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.legal import LegalDocument
from storage.core.columns import stamp
from storage.core.consent_row import ADD_CONSENT
from storage.core.database import Database


class SqliteConsentRepository:
    """Keeps agreements in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def versions(self, person_id: int, document: LegalDocument) -> Collection[str]:
        """The versions that the person agreed to."""
        rows = await self._database.rows(
            "SELECT version FROM consents WHERE person_id = ? AND document = ?", (person_id, document.value)
        )
        return {row["version"] for row in rows}

    async def add(self, person_id: int, document: LegalDocument, version: str, at: datetime) -> None:
        """The person agrees; the first time counts."""
        async with self._database.transaction() as connection:
            await connection.execute(ADD_CONSENT, (person_id, document.value, version, stamp(at)))
