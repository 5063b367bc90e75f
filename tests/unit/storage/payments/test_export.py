"""What an accountant gets: every payment of a span once, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.domain.payment import FoundBy, Payment, PaymentState
from bot.errors import StorageError
from storage.core.database import Database
from storage.payments.export import HEADER, write_payments
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.store_setup import funded_account

PAID = Payment(
    charge_id="=HYPERLINK(1)",
    payer_id=7,
    account_id=1,
    stars=100,
    credits=150,
    state=PaymentState.CREDITED,
    found_by=FoundBy.UPDATE,
    paid_at=START,
    written_at=START,
)


async def paid(path: Path) -> None:
    """Three payments on three days, the last one returned."""
    database = await Database.open(path)
    store = SqliteStore(database, FakeClock())
    account_id = await funded_account(store, 7, 0)
    async with store.transaction() as tx:
        for day in range(3):
            one = replace(
                PAID,
                charge_id=PAID.charge_id if not day else f"c{day}",
                account_id=account_id,
                paid_at=START + timedelta(days=day),
            )
            stored = await tx.add_payment(one)
        returned = replace(stored, state=PaymentState.REFUNDED, refunded_at=START, uncollected=150)
        await tx.save_payment(returned, expected=PaymentState.CREDITED)
    await database.close()


def table(path: Path, since: datetime | None = None, until: datetime | None = None) -> list[dict[str, str]]:
    """The rows, by the names of their columns."""
    out = io.StringIO()
    write_payments(path, out, since, until)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


async def test_every_payment_is_there_once(tmp_path: Path) -> None:
    """Amounts, states and times; an id that looks like a formula is a text."""
    await paid(tmp_path / "kiosk.db")
    first, _, last = table(tmp_path / "kiosk.db")
    assert tuple(first) == HEADER
    assert (first["receipt"], first["transaction_id"]) == ("1", "'=HYPERLINK(1)")
    assert (first["stars"], first["credits"], first["state"]) == ("100", "150", "credited")
    assert first["paid_at"] == START.isoformat(timespec="seconds")
    assert (last["state"], last["credits_uncollected"]) == ("refunded", "150")


async def test_a_span(tmp_path: Path) -> None:
    """From a day on, and before a day."""
    await paid(tmp_path / "kiosk.db")
    day = datetime(START.year, START.month, START.day, tzinfo=UTC) + timedelta(days=1)
    spans = [(day, None), (None, day), (day, day + timedelta(days=1))]
    assert [[row["receipt"] for row in table(tmp_path / "kiosk.db", *span)] for span in spans] == [
        ["2", "3"],
        ["1"],
        ["2"],
    ]


async def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It needs no token, and prints nothing but the table."""
    await paid(tmp_path / "kiosk.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/kiosk.db")
    monkeypatch.chdir(tmp_path)
    assert main(["payments", "--since", "2026-03-12"]) == 0
    assert [line.split(",")[0] for line in capsys.readouterr().out.splitlines()] == ["receipt", "3"]


def test_no_database(tmp_path: Path) -> None:
    """It is said in one line, and none is made."""
    with pytest.raises(StorageError, match="no database"):
        write_payments(tmp_path / "kiosk.db", io.StringIO(), None, None)
    assert not list(tmp_path.iterdir())
