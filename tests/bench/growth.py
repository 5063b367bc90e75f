"""The steps of a day with few rows and with a million, side by side.

Measured: what people do (the visits of `visitors.VISIT`, through the dispatcher that the bot itself builds, each update from
its arrival to its last answer), what the engine does (claiming what is due, a callback), `/metrics`, `/stats` and `/user`; then leaving
a group, `/forget` and a move to a supergroup: how long each takes and how long its longest writing transaction is, for which
everybody else waits. A tenth of all generations is in the group that is left, a tenth in the one that moves, a fiftieth
belongs to the person who is forgotten. Both databases are asked in turns.

Not measured: the network, and the disk for all but the visits (their commits wait for it, the others do not).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiosqlite

from bot.app.build import build_application
from bot.clock import SystemClock
from bot.domain.generation import Destination, State
from bot.domain.group import Group
from bot.groups.admission import AdmissionPolicy, GroupAdmission
from bot.groups.migration import ChatMigrator
from bot.ledger.operations import hold
from bot.logs import configure_logs
from bot.people.forget import PersonEraser
from bot.people.person_record import PersonRecords
from storage.core.connections import Connection
from storage.core.database import Database, Reader
from storage.generation.history import SqliteHistory
from storage.groups.groups import SqliteGroups
from storage.operations.metrics import SqliteMetricsReader
from storage.payments.payments import SqlitePaymentReader
from storage.people.people import SqlitePersonRepository
from storage.people.person_facts import SqlitePersonFactsReader
from storage.store import SqliteStore
from tests.bench.figures import BenchmarkFailed, Figure
from tests.bench.updates import SECRET, settings_of
from tests.bench.visitors import InstantTelegram, visit
from tests.support.samples import held, quote, tariff
from tests.support.store_setup import NONE, funded_account

_LEFT, _MOVED, _SUPERGROUP, _FORGOTTEN = -4001, -4002, -1001234567890, 9_000_000
_PEOPLE = 5_000_000
"""Ids of the people who have the history: above those of visitors."""
_WAITING = 20
"""Generations that wait in the group that is left: as many as may be open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is measured: generations in the small and in the large database, visits, and times that each step is timed."""

    few: int = 1_000
    many: int = 1_000_000
    visits: int = 20
    steps: int = 60


class _TimedDatabase(Database):
    """A database that notes how long its writing transactions take, in seconds, without the wait for their turn."""

    def __init__(self, writer: Connection, people: Reader, reports: Reader, checkouts: Reader) -> None:
        super().__init__(writer, people, reports, checkouts)
        self.spans: list[float] = []

    @asynccontextmanager
    async def transaction(self, *, ahead: bool = False) -> AsyncGenerator[aiosqlite.Connection]:
        """As it is, and timed."""
        async with super().transaction(ahead=ahead) as connection:
            began = time.perf_counter()
            yield connection
        self.spans.append(time.perf_counter() - began)


@dataclass(slots=True)
class _Side:
    """One of the two databases, and what was measured there: seconds by step."""

    folder: Path
    rows: int
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def note(self, step: str, seconds: float) -> None:
        """Keep a measurement."""
        self.seconds.setdefault(step, []).append(seconds)

    async def timed(self, step: str, action: Callable[[], Awaitable[object]]) -> None:
        """Do it, and keep how long it took."""
        began = time.perf_counter()
        await action()
        self.note(step, time.perf_counter() - began)


async def measure(folder: Path, counts: Counts) -> list[Figure]:
    """Fill both databases, and measure them in turns."""
    configure_logs(level="WARNING", style="console", secrets=[])
    sides = [_Side(folder / "few", counts.few), _Side(folder / "many", counts.many)]
    for side in sides:
        side.folder.mkdir(parents=True)
        await _fill(side.folder / "kiosk.db", side.rows)
    await _visits(sides, counts.visits)
    await _steps(sides, counts.steps)
    few, many = sides
    return [_figure(step, few, many) for step in few.seconds]


def _figure(step: str, few: _Side, many: _Side) -> Figure:
    milliseconds = [[second * 1e3 for second in side.seconds[step]] for side in (few, many)]
    beside = Figure(what=f"{few.rows:,} rows", unit="ms", values=milliseconds[0])
    figure = Figure(what=step, unit="ms", values=milliseconds[1], beside=beside)
    return replace(figure, what=f"{step}, {many.rows:,} rows (x {figure.median / beside.median:.2f})")


async def _visits(sides: Sequence[_Side], visits: int) -> None:
    async with AsyncExitStack() as stack:
        bots = []
        for side in sides:
            kiosk = await build_application(settings_of(side.folder), [SECRET], stack)
            kiosk.bot.session = InstantTelegram()
            bots.append((side, kiosk, kiosk.bot.session))
        for number in range(visits + 1):
            going: list[Iterator[dict[str, Any]]] = [visit(number + 1, telegram) for _, _, telegram in bots]
            for updates in zip(*going, strict=True):
                for (side, kiosk, _), update in zip(bots, updates, strict=True):
                    began = time.perf_counter()
                    await kiosk.dispatcher.feed_raw_update(kiosk.bot, update)
                    if number:  # the first visit warms up
                        kind = "a tap" if "callback_query" in update else "a command or words"
                        side.note(kind, time.perf_counter() - began)
        for side, _, telegram in bots:
            if telegram.unexpected:
                msg = f"with {side.rows} rows, the visits lead to calls that no one expected: {sorted(telegram.unexpected)}"
                raise BenchmarkFailed(msg)
    for side in sides:
        with closing(sqlite3.connect(side.folder / "kiosk.db")) as connection:
            confirmed = connection.execute(
                "SELECT count(*) FROM generations WHERE model <> 'film'"
            ).fetchone()[0]
        if confirmed != visits + 1:
            msg = f"with {side.rows} rows, {confirmed} of {visits + 1} visits ended in a generation"
            raise BenchmarkFailed(msg)


async def _steps(sides: Sequence[_Side], steps: int) -> None:
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        opened = []
        for side in sides:
            database = await _TimedDatabase.open(side.folder / "kiosk.db", synchronous="OFF")
            stack.push_async_callback(database.close)
            opened.append((side, database, SqliteStore(database, clock)))
        for number in range(steps + 1):
            for side, database, store in opened:
                to = side if number else _Side(side.folder, side.rows)  # the first round warms up
                await _engine_steps(to, database, store, number)
        for side, database, store in opened:
            await _long_work(side, database, store)


async def _engine_steps(side: _Side, database: Database, store: SqliteStore, number: int) -> None:
    now = SystemClock().now()

    async def quoted() -> None:
        async with store.transaction() as tx:
            await tx.add_quote(quote(f"bench-{number}", 1, created_at=now))

    async def confirmed() -> None:
        async with store.transaction() as tx:
            known = await tx.quote(f"bench-{number}")
            assert known is not None
            await tx.confirm_quote(known.id, now)

    async def claimed(state: State) -> None:
        lease = now + timedelta(minutes=1)
        assert await store.claim_due(now, lease_until=lease, limit=10, states=[state])

    async def called_back() -> None:
        async with store.transaction() as tx:
            await tx.record_callback(1, digest=f"{number}", task_id="t", stage="done", at=now)

    await side.timed("storing a quote", quoted)
    await side.timed("using a quote", confirmed)
    await side.timed("a claim from the line", lambda: claimed(State.HELD))
    await side.timed("a claim of status queries", lambda: claimed(State.RUNNING))
    await store.drop_all_leases()
    await side.timed("a callback", called_back)
    await side.timed("/metrics", SqliteMetricsReader(database, SystemClock()).read)
    await side.timed("/stats", lambda: SqliteHistory(database).statistics(SystemClock().now()))
    records = _records(database, store)
    await side.timed("the card of /user", lambda: records.read(_FORGOTTEN, with_payments=True))


def _records(database: Database, store: SqliteStore) -> PersonRecords:
    """Of the person whose account has all entries, and who has a fiftieth of the generations."""
    clock = SystemClock()
    return PersonRecords(
        store,
        SqlitePersonRepository(database, clock),
        SqlitePaymentReader(database),
        SqliteHistory(database),
        clock,
        tariff(0),
        SqlitePersonFactsReader(database),
    )


async def _long_work(side: _Side, database: _TimedDatabase, store: SqliteStore) -> None:
    clock = SystemClock()
    migrator = ChatMigrator(store, clock, tariff(0))
    admission = GroupAdmission(
        store, SqliteGroups(database), clock, lambda: AdmissionPolicy.OPEN, frozenset()
    )
    eraser = PersonEraser(store, clock, lambda person_id: person_id + 1)

    async def moved() -> None:
        await migrator.migrate(_MOVED, _SUPERGROUP)
        await migrator.finish()

    for step, work in (
        ("leaving a group", lambda: admission.left(_LEFT)),
        ("/forget", lambda: eraser.forget(_FORGOTTEN)),
        ("moving a group", moved),
    ):
        database.spans.clear()
        await side.timed(f"{step}, all of it", work)
        side.note(f"{step}, its longest transaction", max(database.spans))


async def _fill(path: Path, rows: int) -> None:
    """A history of so many generations, a quote, a draft, a hold, an entry, a result and two transitions for each."""
    database = await Database.open(path, synchronous="OFF")
    store = SqliteStore(database, SystemClock())
    account_id = await funded_account(store, _FORGOTTEN, 1_000_000)
    now = SystemClock().now()
    async with store.transaction() as tx:
        for chat_id in (_LEFT, _MOVED):
            await tx.save_group(Group(chat_id=chat_id))
            await tx.group_account(chat_id)
        facts = {
            "person_id": _FORGOTTEN - 1,
            "price": 1,
            "created_at": now,
            "due_at": now,
            "deadline_at": now + timedelta(days=1),
        }
        for number in range(2 * _WAITING):
            there = Destination(chat_id=_LEFT if number % 2 else number + 1)
            one = held(account_id, f"open-{number}", destination=there, **facts)
            if number % 4 == 0:
                one = replace(one, state=State.RUNNING)
            stored = await tx.add_generation(one)
            await hold(tx, await tx.account(account_id), 1, stored.id, NONE, now)
        sample = await tx.add_generation(
            replace(held(account_id, "sample", **facts), state=State.DELIVERED, due_at=None, notified=True)
        )
        await tx.add_quote(quote("sample", account_id, created_at=now))
    await database.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _copy(connection, sample.id, rows)


def _copy(connection: sqlite3.Connection, sample_id: int, rows: int) -> None:
    """Copies of the sample, without indexes and triggers, which come back at the end: so it takes a minute, not ten."""
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    aside = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in aside:
        connection.execute(f"DROP {kind} {name}")
    connection.execute("CREATE TEMP TABLE numbers (n INTEGER PRIMARY KEY, person INTEGER, chat INTEGER)")
    connection.execute(
        "INSERT INTO numbers WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ?)"
        " SELECT n, CASE WHEN n % 50 = 0 THEN ? ELSE ? + n % 20000 END,"
        " CASE n % 10 WHEN 1 THEN ? WHEN 2 THEN ? ELSE ? + n % 20000 END FROM counted",
        (rows, _FORGOTTEN, _PEOPLE, _LEFT, _MOVED, _PEOPLE),
    )
    _multiply(
        connection,
        "generations",
        f"id = {sample_id}",
        {
            "person_id": "person",
            "chat_id": "chat",
            "token": "'bench ' || n",
            "quote_id": "n + 1000000000",  # of quotes that are gone
            "created_at": "created_at - n * 1000000",
            "completed_at": "created_at - n * 1000000",
        },
    )
    quotes = {
        "person_id": "person",
        "chat_id": "chat",
        "token": "'bench ' || n",
        "created_at": "created_at - n * 1000000",
        "confirmed_at": "CASE WHEN n % 3 THEN created_at END",
    }
    _multiply(connection, "quotes", "token = 'sample'", quotes)
    first = f"n + {sample_id}"
    for statement in (
        "INSERT INTO drafts (person_id, chat_id, model, choices, prompt, reference_list, created_at, used_at)"
        " SELECT person, chat, 'film', '{}', '', '[]', n, n FROM numbers",
        "INSERT INTO people (id, first_seen_at, active_on) SELECT DISTINCT person, 0, 0 FROM numbers WHERE true ON CONFLICT DO NOTHING",
        f"INSERT INTO holds (generation_id, account_id, allowance, bought, day, captured, ended_at)"
        f" SELECT {first}, 1, 0, 1, 0, 1, n FROM numbers",
        f"INSERT INTO ledger_entries (account_id, kind, bucket, amount, operation_key, at, generation_id)"
        f" SELECT 1, 'hold', 'bought', 0, 'bench ' || n, n, {first} FROM numbers",
        f"INSERT INTO assets (generation_id, position, url, kind, message_id)"
        f" SELECT {first}, 0, 'https://kie.example/' || n, 'image', n FROM numbers",
        f"INSERT INTO generation_transitions (generation_id, state, at) SELECT {first}, 'held', n FROM numbers",
        f"INSERT INTO generation_transitions (generation_id, state, at) SELECT {first}, 'delivered', n FROM numbers",
    ):
        connection.execute(statement)
    for _, _, sql in aside:
        connection.execute(sql)
    connection.execute("DELETE FROM generation_counts")
    connection.execute(
        "INSERT INTO generation_counts SELECT model, state, count(*) FROM generations GROUP BY 1, 2"
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _multiply(connection: sqlite3.Connection, table: str, which: str, others: dict[str, str]) -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
    values = ", ".join(others.get(name, name) for name in columns)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM numbers, {table} WHERE {which} ORDER BY n"
    )
