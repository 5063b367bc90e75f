"""The writer's proof, uses and costs as rows (`bot.domain.writer`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from bot.domain.writer import Ability, WriterProof, WriterPurpose
from bot.errors import StorageError
from storage.core.columns import days, moment, stamp
from storage.core.database import Database
from storage.core.writer_costs import MILLION

_KEEP = (
    "INSERT INTO writer_proof (id, subject, model, abilities, at) VALUES (1, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
    " subject = excluded.subject, model = excluded.model, abilities = excluded.abilities, at = excluded.at"
)


class SqliteWriterRepository:
    """Remembers them in the database (`bot.domain.writer.WriterRepository`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def proof(self) -> WriterProof | None:
        """The newest proof, or None."""
        row = await self._database.row("SELECT * FROM writer_proof WHERE id = 1")
        if row is None:
            return None
        known = {str(one) for one in Ability}
        return WriterProof(
            subject=row["subject"],
            model=row["model"],
            abilities=frozenset(Ability(one) for one in row["abilities"].split() if one in known),
            at=moment(row["at"]),
        )

    async def claim_use(self, bounds: Mapping[str, int], at: datetime) -> str | None:
        """Count one use of each owner, or of none; see `WriterRepository.claim_use`."""
        day = days(at)
        async with self._database.transaction() as connection:
            for owner, bound in bounds.items():
                rows = await connection.execute_fetchall(
                    "SELECT 1 FROM writer_uses WHERE owner = ? AND day = ? AND uses >= ?", (owner, day, bound)
                )
                if list(rows):
                    return owner
            await connection.executemany(
                "INSERT INTO writer_uses (owner, day, uses) VALUES (?, ?, 1)"
                " ON CONFLICT (owner, day) DO UPDATE SET uses = writer_uses.uses + 1",
                [(owner, day) for owner in bounds],
            )
        return None

    async def give_back_use(self, owners: Sequence[str], at: datetime) -> None:
        """Take back a use that came to nothing."""
        async with self._database.transaction() as connection:
            await connection.executemany(
                "UPDATE writer_uses SET uses = uses - 1 WHERE owner = ? AND day = ? AND uses > 0",
                [(owner, days(at)) for owner in owners],
            )

    async def note_cost(
        self, purpose: WriterPurpose, cost: Decimal, at: datetime, *, estimated: bool
    ) -> None:
        """Count an answer, and what it has cost the operator."""
        async with self._database.transaction() as connection:
            await connection.execute(
                "INSERT INTO writer_costs (day, purpose, answers, cost, estimated) VALUES (?, ?, 1, ?, ?)"
                " ON CONFLICT (day, purpose) DO UPDATE SET answers = writer_costs.answers + 1,"
                " cost = writer_costs.cost + excluded.cost, estimated = writer_costs.estimated + excluded.estimated",
                (days(at), purpose, int(cost * MILLION), int(estimated)),
            )


async def keep_proof_on_postgres(url: str, proof: WriterProof) -> bool:
    """Keep a proof in a database of PostgreSQL's that the bot may be using; see `keep_proof`."""
    from storage.postgres.commands import carry_out

    try:
        await carry_out(url, _KEEP, _kept(proof))
    except StorageError:
        return False
    return True


def _kept(proof: WriterProof) -> tuple[str, str, str, int]:
    return (proof.subject, proof.model, " ".join(sorted(proof.abilities)), stamp(proof.at))


async def keep_proof(path: Path, proof: WriterProof) -> bool:
    """Keep a proof in a database that another process may be using; it is made where there is none.

    Returns:
        False when it is of another schema, or cannot be written to now.
    """
    if not path.exists():  # noqa: ASYNC240  a command of its own: nothing else waits
        await (await Database.open(path)).close()
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(_KEEP, _kept(proof))
    except sqlite3.Error:
        return False
    return True
