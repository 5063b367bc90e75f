"""The writer's rows: bounds that no race can pass, costs, proof beside a running bot, what is old goes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from bot.domain.retention import Retention
from bot.domain.writer import Ability, WriterProof, WriterPurpose
from storage.core.database import Database
from storage.core.writer_costs import read_writer_costs
from storage.operations.retention import SqlitePruner
from storage.writer.writer import SqliteWriterRepository, keep_proof
from tests.support.fake_clock import FakeClock

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


async def test_a_race_for_the_last_use(database: Database) -> None:
    """Fifty at once get what there is, and not one more; who did not get it is counted nowhere."""
    repository = SqliteWriterRepository(database)
    bounds = {"person:7": 20, "chat:-5": 5}
    reached = await asyncio.gather(*(repository.claim_use(bounds, NOON) for _ in range(50)))
    assert reached.count(None) == 5
    assert set(reached) == {None, "chat:-5"}
    rows = await database.rows("SELECT owner, uses FROM writer_uses ORDER BY owner")
    assert [tuple(row) for row in rows] == [("chat:-5", 5), ("person:7", 5)]
    await repository.give_back_use(list(bounds), NOON)
    assert await repository.claim_use(bounds, NOON) is None


async def test_midnight_in_utc_begins_a_day(database: Database) -> None:
    """The day of the moment counts, not the machine's."""
    repository = SqliteWriterRepository(database)
    last = datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)
    assert await repository.claim_use({"person:7": 1}, last) is None
    assert await repository.claim_use({"person:7": 1}, last) == "person:7"
    assert await repository.claim_use({"person:7": 1}, last + timedelta(seconds=1)) is None


async def test_costs_by_purpose_and_day(database: Database) -> None:
    """Fractions of a credit are summed exactly; the days that are asked for count."""
    repository = SqliteWriterRepository(database)
    for _ in range(3):
        await repository.note_cost(WriterPurpose.BETTER, Decimal("0.01"), NOON, estimated=False)
    await repository.note_cost(
        WriterPurpose.DESCRIBE, Decimal("0.125"), NOON - timedelta(days=1), estimated=True
    )
    today = await read_writer_costs(database.reports, NOON, of_days=1)
    assert [(one.purpose, one.answers, one.credits, one.estimated) for one in today] == [
        (WriterPurpose.BETTER, 3, Decimal("0.03"), 0)
    ]
    assert len(await read_writer_costs(database.reports, NOON, of_days=2)) == 2


async def test_old_uses_go(database: Database, clock: FakeClock) -> None:
    """Counts of days that are over are deleted."""
    repository = SqliteWriterRepository(database)
    await repository.claim_use({"person:7": 1}, clock.now())
    await repository.claim_use({"person:7": 1}, clock.now() - timedelta(days=9))
    await SqlitePruner(database, clock, _retention()).prune()
    row = await database.row("SELECT count(*) FROM writer_uses")
    assert row is not None
    assert row[0] == 1


async def test_a_proof_beside_a_running_bot(tmp_path: Path) -> None:
    """Kept in a file that is new or in use; the last one counts; a file of another schema takes none."""
    path = tmp_path / "kiosk.db"
    proof = WriterProof(
        subject="one", model="m", abilities=frozenset({Ability.WRITES, Ability.SEES}), at=NOON
    )
    assert await keep_proof(path, proof)
    database = await Database.open(path)
    try:
        repository = SqliteWriterRepository(database)
        assert await repository.proof() == proof
        newer = WriterProof(subject="two", model="m", abilities=frozenset(), at=NOON)
        assert await keep_proof(path, newer)
        assert await repository.proof() == newer
    finally:
        await database.close()
    (tmp_path / "other.db").write_bytes(b"")
    assert not await keep_proof(tmp_path / "other.db", proof)


def _retention() -> Retention:
    month = timedelta(days=30)
    return Retention(quotes=month, drafts=month, callbacks=month, transitions=month, payments=month)
