"""Sums that triggers keep are those that counting anew finds, whatever happened."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.generation import State
from bot.domain.person import Person
from bot.errors import AlreadyDone, NotEnoughCredits
from bot.ledger.allowance import Allowance, Period
from bot.ledger.operations import capture, grant, hold, release
from bot.people.forget import PersonEraser
from storage.core.database import Database
from storage.generation.history import SqliteHistory
from storage.operations.broadcasts import SqliteBroadcasts
from storage.operations.metrics import SqliteMetricsReader
from storage.people.people import SqlitePersonRepository
from storage.store import SqliteStore
from tests.support.database import empty_database
from tests.support.fake_clock import FakeClock
from tests.support.recount import kept_and_recounted
from tests.support.samples import held

EVENTS = st.tuples(
    st.sampled_from(
        ["seen", "granted", "held", "captured", "released", "forgotten", "blocked", "raised", "news"]
    ),
    st.integers(1, 3),
    st.integers(0, 40),
)


class _Raised(Exception):
    """A use case went wrong after it had written."""


class Life:
    """Some people, and what they do."""

    def __init__(self, database: Database) -> None:
        self._clock = FakeClock()
        self._people = SqlitePersonRepository(database, self._clock)
        self._store = SqliteStore(database, self._clock, aliases=lambda one: (one + 1000,))
        self._number = 0

    async def happens(self, event: str, person_id: int, amount: int) -> None:
        """One event; what the ledger refuses is no surprise."""
        if event == "seen":
            await self._people.see(person_id, telegram_language="en", name="", source=f"ad:{amount % 3}")
        elif event == "news":
            await self._people.keep(Person(id=person_id, news=amount % 2 == 0))
        elif event == "forgotten":
            await PersonEraser(self._store, self._clock, lambda one: one + 1000).forget(person_id)
        else:
            try:
                await self._writes(event, person_id, amount)
            except (AlreadyDone, NotEnoughCredits, _Raised):
                return

    async def _writes(self, event: str, person_id: int, amount: int) -> None:
        self._number += 1
        now, allowance = self._clock.now(), Allowance(100, Period.MONTH)
        async with self._store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            if event in {"granted", "raised"}:
                await grant(tx, account, amount + 1, f"gift:{self._number}", now)
            if event == "raised":
                raise _Raised
            if event == "blocked":
                await tx.set_blocked(account.id, blocked=amount % 2 == 0)
            if event == "held":
                request = replace(held(account.id, f"{self._number}", price=amount), person_id=person_id)
                one = await tx.add_generation(request)
                await hold(tx, account, amount, one.id, allowance, now)
            if event in {"captured", "released"}:
                for one in await tx.open_of(person_id):
                    ended = State.FAILED if event == "captured" else State.CANCELLED
                    if event == "captured":
                        await capture(tx, one.id, min(amount, one.price), now)
                    else:
                        await release(tx, one.id, now)
                    await tx.save(one.stepped(ended, notified=True, due_at=None), expected=one.state, at=now)
                    break


async def _live(path: Path, events: Sequence[tuple[str, int, int]]) -> None:
    database = await empty_database(path)
    try:
        life = Life(database)
        for event in events:
            await life.happens(*event)
        kept, counted = kept_and_recounted(path)
        assert kept == counted
        snapshot = await SqliteMetricsReader(database, FakeClock()).read()
        statistics = await SqliteHistory(database).statistics(FakeClock().now())
        held_now = await database.row(
            "SELECT coalesce(sum(allowance + bought), 0) FROM holds WHERE ended_at IS NULL"
        )
        assert held_now is not None
        assert snapshot.held == statistics.held == held_now[0]
        assert snapshot.people == statistics.people == counted.get("people", 0)
        assert snapshot.available == statistics.available == counted.get("available", 0)
        assert sum(snapshot.generations.values()) == sum(statistics.by_state.values())
        welcome = await database.row(
            "SELECT count(*), coalesce(sum(news = 0), 0) FROM people WHERE id NOT IN"
            " (SELECT owner_id FROM accounts WHERE owner_kind = 'person' AND blocked = 1 AND owner_id IS NOT NULL)"
        )
        assert welcome is not None
        audience = await SqliteBroadcasts(database, FakeClock()).audience()
        assert (audience.willing + audience.unwilling, audience.unwilling) == tuple(welcome)
    finally:
        await database.close()


@settings(max_examples=40)
@given(st.lists(EVENTS, max_size=30))
def test_kept_sums_equal_recounting(events: Sequence[tuple[str, int, int]]) -> None:
    """Also after a use case that was rolled back, and after people were forgotten and came back."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_live(Path(folder) / "kiosk.db", events))
