"""What it costs to have ten thousand generations open.

Measured: the real process between the two simulators, with KIE's limits in force and KIE never finishing anything. The
database is filled with open generations of many people, half of them running (each with a task that KIE knows), half of
them waiting in line, all due at once. Then the bot starts: the time from its start to the first status query; its status
queries and submissions a second over a while (our own bound is 16, KIE's are 2); its memory; how much of a core it uses; how long
/balance takes meanwhile; and the two queries that claim what is due. Beside each: the same bot with nothing open.

Not measured: deliveries, and Telegram's limits (no one gets more than one message).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot.clock import SystemClock
from bot.generation.engine import SUBMIT_POOL, status_pool
from bot.kie.limits import STATUS_PER_SECOND
from storage.core.database import Database
from storage.store import SqliteStore
from tests.bench.figures import MEBIBYTE, BenchmarkFailed, Figure
from tests.bench.open_generations import fill
from tests.bench.proc import cpu_seconds, is_available, resident
from tests.story.kiosk import BotUnderTest, kiosk_between, until

_SUBMISSION = "/api/v1/jobs/createTask"
_QUERY = "recordInfo"
_AT_ONCE = 32
_STARTED_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is measured: open generations, the people who have them, seconds of watching, answers and claims timed."""

    generations: int = 10_000
    people: int = 2_000
    seconds: float = 30.0
    answers: int = 10
    claims: int = 20


@dataclass(slots=True, kw_only=True)
class _Run:
    """What one bot did."""

    start: float = 0.0
    queries: float = 0.0
    submissions: float = 0.0
    memory: float = 0.0
    busy: float = 0.0
    answers: list[float] = field(default_factory=list)
    status_claims: list[float] = field(default_factory=list)
    line_claims: list[float] = field(default_factory=list)


async def measure(folder: Path, counts: Counts) -> list[Figure]:
    """Measure the empty bot, then the one with everything open.

    Raises:
        BenchmarkFailed: the system does not tell, or KIE was asked more than it takes.
    """
    if not is_available():
        msg = "memory is read from /proc, which this system does not have"
        raise BenchmarkFailed(msg)
    kie: dict[str, Any] = {"hold": True, "credits": 1e9, "log_size": 100_000}
    async with kiosk_between(folder, "live", whole=True, kie=kie, OPEN_PER_ACCOUNT="1000") as kiosk:
        await kiosk.generate(kiosk.alice, "flux-pro a first one")
        await kiosk.kie.wait_task(lambda task: task.status_queries > 0, timeout=30)
        await kiosk.stop()
        idle = await _run(kiosk, counts)
        await _fill(kiosk, counts)
        full = await _run(kiosk, counts)
    return _figures(counts, idle, full)


def _figures(counts: Counts, idle: _Run, full: _Run) -> list[Figure]:
    def figure(what: str, unit: str, of: Callable[[_Run], list[float]]) -> Figure:
        beside = Figure(what="one open", unit=unit, values=of(idle))
        return Figure(what=f"{what}, {counts.generations:,} open", unit=unit, values=of(full), beside=beside)

    return [
        figure("from the process's start to its first status query", "s", lambda run: [run.start]),
        figure("status queries a second", "1/s", lambda run: [run.queries]),
        figure("submissions a second", "1/s", lambda run: [run.submissions]),
        figure("memory of the bot", "MiB", lambda run: [run.memory / MEBIBYTE]),
        figure("share of one core used", "%", lambda run: [run.busy * 100]),
        figure("/balance answered", "ms", lambda run: [answer * 1e3 for answer in run.answers]),
        figure("claiming due status queries", "ms", lambda run: [claim * 1e3 for claim in run.status_claims]),
        figure("claiming from the line", "ms", lambda run: [claim * 1e3 for claim in run.line_claims]),
    ]


async def _fill(kiosk: BotUnderTest, counts: Counts) -> None:
    """Copies of the first generation: half of them running, with tasks at KIE, half of them held."""
    model = next(iter(kiosk.kie.tasks.values())).body
    body = {name: value for name, value in model.items() if name != "callBackUrl"}
    kiosk.kie.limits = False
    tasks = await _tasks(kiosk, body, counts.generations // 2)
    kiosk.kie.limits = True
    fill(kiosk, counts.generations, counts.people, tasks)


async def _tasks(kiosk: BotUnderTest, body: dict[str, Any], count: int) -> list[str]:
    """Tasks at KIE; their ids."""
    headers = {"Authorization": f"Bearer {kiosk.kie.api_key}"}
    waiting, made = iter(range(count)), list[str]()

    async with aiohttp.ClientSession(kiosk.kie.url, headers=headers) as session:

        async def submit() -> None:
            for _ in waiting:
                async with session.post(_SUBMISSION, json=body) as answer:
                    made.append((await answer.json())["data"]["taskId"])

        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(submit())
    return made


async def _run(kiosk: BotUnderTest, counts: Counts) -> _Run:
    """Start the bot, watch it for a while, stop it, and time its queries."""
    run = _Run()
    seen, began = len(kiosk.kie.requests), time.time()
    await kiosk.start()
    await until(lambda: bool(_since(kiosk, seen, _QUERY)), seconds=_STARTED_SECONDS)
    run.start = _since(kiosk, seen, _QUERY)[0] - began
    await kiosk.available(kiosk.boris)  # the first answer of a process is slower
    process = kiosk.process
    if process is None:
        msg = "the bot does not run"
        raise BenchmarkFailed(msg)
    seen, used, began = len(kiosk.kie.requests), cpu_seconds(process.pid), time.monotonic()
    for _ in range(counts.answers):
        asked = time.perf_counter()
        await kiosk.available(kiosk.boris)
        run.answers.append(time.perf_counter() - asked)
        await asyncio.sleep(counts.seconds / counts.answers)
    spent = time.monotonic() - began
    run.queries = len(_since(kiosk, seen, _QUERY)) / spent
    run.submissions = len(_since(kiosk, seen, "createTask")) / spent
    run.busy = (cpu_seconds(process.pid) - used) / spent
    run.memory = resident(process.pid)
    await kiosk.stop()
    run.status_claims, run.line_claims = await _claims(kiosk, counts.claims)
    return run


async def _claims(kiosk: BotUnderTest, count: int) -> tuple[list[float], list[float]]:
    """Seconds of each claim; the leases are let go afterwards."""
    database = await Database.open(Path(kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///")))
    clock = SystemClock()
    store = SqliteStore(database, clock)

    async def timed(call: Callable[[], Awaitable[object]]) -> float:
        began = time.perf_counter()
        await call()
        return time.perf_counter() - began

    now = clock.now() + timedelta(minutes=5)  # everything that is open is due by then
    lease = now + timedelta(minutes=5)
    found = [
        [
            await timed(lambda: store.claim_due(now, lease_until=lease, limit=8, states=plan.states))  # noqa: B023  awaited at once
            for _ in range(count)
        ]
        for plan in (status_pool(STATUS_PER_SECOND), SUBMIT_POOL)
    ]
    await store.drop_all_leases()
    await database.close()
    return found[0], found[1]


def _since(kiosk: BotUnderTest, seen: int, word: str) -> list[float]:
    """When requests with this word in their path came, those before `seen` left out; Unix seconds."""
    return [request.at for request in list(kiosk.kie.requests)[seen:] if word in request.path]
