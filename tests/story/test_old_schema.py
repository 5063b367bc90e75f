"""The update from the schema of commit 2cd5c96: the bot starts on such a file, and goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.story.kiosk import kiosk_between

pytestmark = pytest.mark.story

DUMP = Path(__file__).parents[1] / "unit" / "storage" / "core" / "old_schema.sql"


async def test_starts_on_a_database_of_the_old_schema(folder: Path) -> None:
    """It is brought over before anything else; people write, the money is exact, and the next start finds it done."""
    async with kiosk_between(folder, "live", started=False, SECRET_KEY="a secret key of a test") as kiosk:
        path = Path(kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(DUMP.read_text(encoding="utf-8"))
        await kiosk.start()
        assert "brought over from the old schema" in kiosk.log
        # The simulator's first people have the ids of people in the file, and get what was still being made for them.
        *_, newcomer = [kiosk.telegram.person(f"Person {number}", language="en") for number in range(3)]
        assert await kiosk.available(newcomer) == 1000
        assert len(kiosk.rows("SELECT id FROM generations")) == 26
        kiosk.require_exact_ledger()
        assert await kiosk.stop() == 0
        said = len(kiosk.log)
        await kiosk.start()
        assert "brought over" not in kiosk.log[said:]
        kiosk.require_exact_ledger()
