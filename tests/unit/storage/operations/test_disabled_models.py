"""Switched-off models outlive the process."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.availability.model_switches import REASON, ModelSwitches
from bot.catalog.load import load_catalog
from bot.catalog.spec import Dialect, Model
from storage.core.database import Database
from storage.operations.disabled_models import SqliteModelSwitchRepository


class _Clock:
    """One moment."""

    def now(self) -> datetime:
        """The moment."""
        return datetime(2026, 1, 1, tzinfo=UTC)


async def test_off_after_a_restart(tmp_path: Path) -> None:
    """A new process sells what the operator left on, names no switched-off model as the nearest, and keeps KIE's reasons."""
    first = await Database.open(tmp_path / "kiosk.db")
    board = ModelSwitches(load_catalog(), SqliteModelSwitchRepository(first, _Clock()))
    for slug in ("suno-v5", "suno-v6", "suno-v6", "sora-2"):
        await board.switch(slug, on=False, by=99)
    await board.switch("suno-v4", on=False, by=99)
    await board.switch("suno-v4", on=True, by=99)
    await first.close()

    second = await Database.open(tmp_path / "kiosk.db")
    catalog = load_catalog()
    board = ModelSwitches(catalog, SqliteModelSwitchRepository(second, _Clock()))
    await board.restore()
    await second.close()
    assert (_reason(catalog.get("suno-v5")), _reason(catalog.get("suno-v4"))) == (REASON, "")
    instead = catalog.get("suno-v5").offer(Dialect.LIVE)
    assert instead is not None
    assert instead.nearest == "suno-v6-wild"
    assert _reason(catalog.get("sora-2")) == "removed"


def _reason(model: Model) -> str:
    offer = model.offer(Dialect.LIVE)
    assert offer is not None
    return offer.unavailable
