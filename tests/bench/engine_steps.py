"""Python calls and write transactions of a generation, step by step, over a database of its own, with fakes for KIE and Telegram.

Counted as in `calls`: the calls in the event loop's thread, and the commits in the write-ahead log. A step is what a worker
does: claim what is due, take the step, give the lease back. What sends and fetches media is not counted.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.domain.generation import State
from bot.generation.engine import DELIVERY_POOL, SUBMIT_POOL, status_pool
from bot.workers.lease_worker import LEASE
from tests.bench.figures import BenchmarkFailed
from tests.bench.profiles import Calls, counted
from tests.bench.wal import commits
from tests.support.core import Core
from tests.support.database import empty_database
from tests.support.fake_provider import done

_WARM_UP = 5
"""Generations before the one that counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedStep:
    """What was called and committed meanwhile."""

    calls: Calls
    commits: int


async def steps(folder: Path, *, below: bool = False) -> Mapping[str, CountedStep]:
    """One generation by the names of its steps: confirm, submit, callback, status, deliver; after several others.

    Raises:
        BenchmarkFailed: it does not go as it should.
    """
    path = folder / "steps.db"
    database = await empty_database(path)
    async with (
        database.transaction() as connection
    ):  # the log would begin anew, and its commits be counted no more
        await connection.execute("PRAGMA wal_autocheckpoint = 0")
    core = Core(database)
    await core.start()
    counts: dict[str, CountedStep] = {}
    try:
        for person_id in range(1, _WARM_UP + 2):
            counts = await _one(core, person_id, path.with_name("steps.db-wal"), below=below)
    finally:
        await database.close()
    return counts


async def _one(core: Core, person_id: int, wal: Path, *, below: bool) -> dict[str, CountedStep]:
    token = await core.quoted(person_id)
    found: dict[str, CountedStep] = {}

    async def count(name: str, act: Callable[[], Awaitable[object]]) -> None:
        before = commits(wal)
        with counted(below=below) as calls:
            await act()
        found[name] = CountedStep(calls=calls, commits=commits(wal) - before)

    await count("confirm", lambda: core.confirmer.confirm(token, person_id, progress_message_id=50))
    await count("submit", lambda: _step(core, SUBMIT_POOL.states))
    async with core.store.transaction() as tx:
        [running] = await tx.open_of(person_id)
    await count("callback", lambda: core.called(running, running.external_task_id))
    core.provider.will("status", done("https://cdn.example/a.png"))
    await count("status", lambda: _step(core, status_pool(16).states))
    await count("deliver", lambda: _step(core, DELIVERY_POOL.states))
    last = await core.now(running)
    if last.state is not State.DELIVERED or not last.notified:
        msg = f"the generation is {last.state} in the end"
        raise BenchmarkFailed(msg)
    return found


async def _step(core: Core, states: tuple[State, ...]) -> None:
    now = core.clock.now()
    for generation in await core.store.claim_due(now, lease_until=now + LEASE, limit=1, states=states):
        await core.engine.advance(generation)
        await core.store.drop_lease(generation.id)
