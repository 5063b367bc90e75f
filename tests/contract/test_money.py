"""Sums of money by day: the same as adding up what is there, and nothing twice when a refund crosses a month."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.payment import PaymentState
from bot.ledger.entries import Bucket, EntryKind
from storage.core.database import Database
from storage.operations.money import SqliteMoneyReader
from tests.support.fake_clock import FakeClock
from tests.support.payment_core import PaymentCore
from tests.support.recount import kept_and_recounted

FIRST = date(2026, 11, 1)
DAY = 86_400_000_000
BEGIN = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp()) * 1_000_000


async def test_a_refund_in_another_month(database: Database, clock: FakeClock) -> None:
    """The payment stays in its month, the refund counts in its own, and together nothing is left."""
    core, money = PaymentCore(database, clock), SqliteMoneyReader(database.reports)
    await core.buy()
    paid_on = clock.now().date()
    clock.advance(timedelta(days=31))
    payment = await core.refunds.refund(1, asked_by=1)
    assert payment.state is PaymentState.REFUNDED
    returned_on = clock.now().date()
    then = await money.money(paid_on, paid_on)
    assert (then.stars, then.refunded, then.sold, then.net_stars) == (100, 0, 150, 100)
    later = await money.money(paid_on + timedelta(days=1), returned_on)
    assert (later.stars, later.refunded, later.sold, later.net_stars) == (0, 100, -150, -100)
    whole = await money.money(paid_on, returned_on)
    assert (whole.net_stars, whole.sold, whole.paid_left, whole.refunds) == (0, 0, 0, 1)
    assert sum(one.stars for one in whole.days) == whole.net_stars


ENTRY = st.tuples(
    st.integers(0, 59), st.sampled_from(list(EntryKind)), st.sampled_from(list(Bucket)), st.integers(-50, 50)
)
PAYMENT = st.tuples(
    st.integers(0, 59), st.integers(1, 500), st.integers(0, 9), st.none() | st.integers(0, 59)
)
ENDED = st.tuples(
    st.integers(0, 59),
    st.sampled_from(["delivered", "stored", "failed", "cancelled"]),
    st.integers(0, 20),
    st.none() | st.integers(0, 9000),
    st.none() | st.integers(0, 9000),
    st.booleans(),
)


@settings(max_examples=25, deadline=None)
@given(
    entries=st.lists(ENTRY, max_size=12),
    payments=st.lists(PAYMENT, max_size=8),
    ended=st.lists(ENDED, max_size=8),
    span=st.tuples(st.integers(0, 59), st.integers(0, 59)),
)
async def test_sums_are_those_of_the_rows(
    entries: list[tuple[int, EntryKind, Bucket, int]],
    payments: list[tuple[int, int, int, int | None]],
    ended: list[tuple[int, str, int, int | None, int | None, bool]],
    span: tuple[int, int],
) -> None:
    """Whatever happened in whatever order: each sum of a span is what its entries, payments and generations add up to."""
    first, last = sorted(span)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kiosk.db"
        database = await Database.open(path)
        async with database.transaction() as connection:
            await connection.execute(
                "INSERT INTO accounts (id, owner_kind, owner_id) VALUES (1, 'person', 7)"
            )
            for place, (day, kind, bucket, amount) in enumerate(entries):
                await connection.execute(
                    "INSERT INTO ledger_entries (account_id, kind, bucket, amount, operation_key, at) VALUES (1, ?, ?, ?, ?, ?)",
                    (kind, bucket, amount, str(place), BEGIN + day * DAY),
                )
            for place, (day, stars, affiliate, refunded) in enumerate(payments):
                await connection.execute(
                    "INSERT INTO payments (charge_id, account_id, stars, credits, state, found_by, paid_at, written_at, affiliate_stars)"
                    " VALUES (?, 1, ?, 1, 'credited', 'update', ?, 1, ?)",
                    (str(place), stars, BEGIN + day * DAY, affiliate),
                )
                if refunded is not None:
                    await connection.execute(
                        "UPDATE payments SET state = 'refunded', refunded_at = ? WHERE charge_id = ?",
                        (BEGIN + refunded * DAY, str(place)),
                    )
            for place, (day, state, captured, expected, taken, own_key) in enumerate(ended):
                await connection.execute(
                    "INSERT INTO generations (account_id, person_id, language, chat_id, model, dialect, choices, prompt,"
                    " reference_list, price, state, token, created_at, deadline_at, quote_id, own_key, kie_expected, chain_position)"
                    " VALUES (1, 7, 'en', 7, 'film', 'live', '{}', '', '[]', 20, 'running', ?, 1, 1, ?, ?, ?, ?)",
                    (str(place), place, "person:7#1" if own_key else "", expected, place),
                )
                await connection.execute(
                    "UPDATE generations SET state = ?, completed_at = ?, captured = ?, kie_taken = ? WHERE token = ?",
                    (state, BEGIN + day * DAY, captured, taken, str(place)),
                )
        found = await SqliteMoneyReader(database.reports).money(
            FIRST + timedelta(days=first), FIRST + timedelta(days=last)
        )
        await database.close()
        kept, counted = kept_and_recounted(path)
    assert {name: amount for name, amount in kept.items() if name.startswith(("money", "model"))} == {
        name: amount for name, amount in counted.items() if name.startswith(("money", "model"))
    }
    assert sum(found.ledger.values()) == sum(amount for day, _, _, amount in entries if first <= day <= last)
    assert found.stars == sum(stars for day, stars, _, _ in payments if first <= day <= last)
    assert found.refunded == sum(
        stars for _, stars, _, day in payments if day is not None and first <= day <= last
    )
    assert found.spent == sum(
        captured for day, _, captured, _, _, own_key in ended if first <= day <= last and not own_key
    )
    assert sum(one.stars for one in found.days) == found.net_stars
    assert sum(one.kie for one in found.days) == found.kie


@pytest.mark.parametrize("days", [1, 366])
async def test_every_day_is_there(database: Database, days: int) -> None:
    """Also days on which nothing happened."""
    money = await SqliteMoneyReader(database.reports).money(FIRST, FIRST + timedelta(days=days - 1))
    assert len(money.days) == days
    assert (money.net_stars, money.taken_percent, money.models) == (0, None, [])
