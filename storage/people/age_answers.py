"""How old people have said to be, as rows (`bot.domain.age.AgeAnswerRepository`)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import aiosqlite

from storage.core.columns import stamp
from storage.core.consent_row import ADD_CONSENT

AGE: Final = "age"
"""Stands in `consents` for an answer; its version is the age in years."""


class SqliteAgeAnswerRepository:
    """The answers' side of a transaction."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def stated_age(self, person_id: int) -> int:
        """The greatest age that the person has said to have reached; 0 when they have not."""
        rows = await self._connection.execute_fetchall(
            "SELECT version FROM consents WHERE person_id = ? AND document = ?", (person_id, AGE)
        )
        return max((int(row["version"]) for row in rows), default=0)

    async def state_age(self, person_id: int, age: int, at: datetime) -> None:
        """The person says that they are so old or older; the first time counts."""
        await self._connection.execute(ADD_CONSENT, (person_id, AGE, str(age), stamp(at)))
