"""Empty databases in a millisecond or two: copies of a file that has seen every migration."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bot.domain.generation import Generation
from bot.domain.party import Party
from storage.core.database import Database
from storage.core.row_mapper import read_generation
from storage.parties.parties import read_party

_folder = tempfile.TemporaryDirectory(prefix="kiosk-test-")
"""Lives as long as the process of the tests."""


async def migrated_file() -> Path:
    """The file of a database that has seen every migration and nothing else; made once per process."""
    path = Path(_folder.name) / "migrated.db"
    if not path.exists():
        await (await Database.open(path)).close()
    return path


async def empty_database(path: Path) -> Database:
    """Open a new, empty database at this path; the caller closes it. Its commits do not wait for the disk."""
    return await Database.open(Path(shutil.copy(await migrated_file(), path)), synchronous="OFF")


class CommittedRows:
    """What is committed in a database file, read beside the bot and without an event loop.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.row_factory = sqlite3.Row

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def rows(self, sql: str) -> Sequence[sqlite3.Row]:
        """The rows that a query finds."""
        return self._connection.execute(sql).fetchall()

    def generations(self) -> Sequence[Generation]:
        """Every generation, oldest first."""
        assets: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
        for asset in self.rows("SELECT * FROM assets ORDER BY generation_id, position"):
            assets[asset["generation_id"]].append(asset)
        found = self.rows("SELECT * FROM generations ORDER BY id")
        return [read_generation(row, assets[row["id"]]) for row in found]

    def parties(self) -> Sequence[Party]:
        """Every party, oldest first."""
        return [read_party(row) for row in self.rows("SELECT * FROM parties ORDER BY id")]
