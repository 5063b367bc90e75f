"""Rows that are due, claimed and worked on: bounded, never twice at once, and whatever the database does."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Collection, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.errors import StorageError
from bot.workers.lease_worker import IDLE_SECONDS, LEASE, RENEWALS, STORAGE_RETRY_SECONDS, LeaseWorker
from tests.unit.delivery import virtual

LEASE_SECONDS = LEASE.total_seconds()


@dataclass(frozen=True)
class Row:
    """A row."""

    id: int


@dataclass
class Queue:
    """Rows in memory (`LeaseQueue`), by the loop's time.

    Attributes:
        due: when a row's next step is due.
        leased: until when a row is under lease.
        calls: what was called when.
        errors: errors of the next calls, by method.
    """

    due: dict[int, float] = field(default_factory=dict)
    leased: dict[int, float] = field(default_factory=dict)
    calls: list[tuple[str, float]] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)

    async def claim(self, limit: int, *, except_for: Collection[int]) -> Sequence[Row]:
        """The first rows that are due."""
        now = self._called("claim")
        free = [
            key
            for key, at in self.due.items()
            if at <= now and self.leased.get(key, 0) <= now and key not in except_for
        ]
        for key in free[:limit]:
            self.leased[key] = now + LEASE_SECONDS
        return [Row(key) for key in free[:limit]]

    async def seconds_until_due(self) -> float | None:
        """The first row without a lease."""
        now = self._called("seconds_until_due")
        return min((at - now for key, at in self.due.items() if key not in self.leased), default=None)

    async def renew(self, ids: Sequence[int]) -> None:
        """From now on."""
        now = self._called("renew")
        for key in ids:
            self.leased[key] = now + LEASE_SECONDS

    async def release(self, item_id: int) -> None:
        """Free again."""
        self._called("release")
        self.leased.pop(item_id, None)

    def _called(self, name: str) -> float:
        now = asyncio.get_running_loop().time()
        self.calls.append((name, now))
        if self.errors.get(name, 0):
            self.errors[name] -= 1
            raise StorageError("busy")
        return now


class Bench:
    """A worker over a queue, and what it did.

    Attributes:
        steps: the rows worked on, in order, with the time.
        faults: what `recover` was called with.
        step: what a step does.
    """

    def __init__(self, width: int = 2) -> None:
        self.queue = Queue()
        self.steps: list[tuple[int, float]] = []
        self.faults: list[tuple[int, str, int]] = []
        self.step: Callable[[Row], Coroutine[Any, Any, None]] = self.finish
        self.worker = LeaseWorker("rows", self.queue, step=self._step, recover=self._recover, width=width)

    async def finish(self, row: Row) -> None:
        """The row's last step."""
        del self.queue.due[row.id]

    async def _step(self, row: Row) -> None:
        self.steps.append((row.id, asyncio.get_running_loop().time() - self.begin))
        await self.step(row)

    async def _recover(self, row: Row, error: Exception, faults: int) -> None:
        self.faults.append((row.id, str(error), faults))
        self.queue.due[row.id] = asyncio.get_running_loop().time() + 60

    def run(self, seconds: float, *due: float, then: Callable[[], None] = lambda: None) -> None:
        """Work for so long on rows that are due after so many seconds, do something, and stop."""

        async def main() -> None:
            loop = asyncio.get_running_loop()
            self.begin = loop.time()
            self.queue.due |= {number: self.begin + after for number, after in enumerate(due, 1)}
            task = asyncio.create_task(self.worker.run())
            await asyncio.sleep(seconds)
            then()
            self.worker.stop()
            await task

        virtual.run(main())

    def at(self, name: str) -> list[float]:
        """When a method of the queue was called."""
        return [moment - self.begin for call, moment in self.queue.calls if call == name]


def test_rests_until_a_row_is_due() -> None:
    """Neither too early nor again and again."""
    bench = Bench()
    bench.run(20, 0, 3)
    assert bench.steps == [(1, 0), (2, pytest.approx(3, abs=0.1))]
    assert len(bench.at("claim")) < 12


def test_looks_again_though_nothing_is_due() -> None:
    """Another process may have written."""
    bench = Bench()
    bench.run(4 * IDLE_SECONDS + 1)
    assert bench.at("claim") == pytest.approx([0, 5, 10, 15, 20])


def test_is_bounded() -> None:
    """No more at once than the width."""
    bench = Bench(width=2)

    async def slow(row: Row) -> None:
        await asyncio.sleep(10)
        await bench.finish(row)

    bench.step = slow
    bench.run(15, 0, 0, 0)
    assert bench.steps == [(1, 0), (2, 0), (3, pytest.approx(10))]


def test_a_long_step_keeps_its_lease() -> None:
    """It is renewed for as long as the step takes, also while the worker stops, but no longer."""
    bench = Bench()

    async def slow(row: Row) -> None:
        await asyncio.sleep(3 * LEASE_SECONDS)
        await bench.finish(row)

    bench.step = slow
    bench.run(2 * LEASE_SECONDS, 0)
    assert [key for key, _ in bench.steps] == [1]
    assert len(bench.at("renew")) == pytest.approx(3 * RENEWALS, abs=1)


def test_a_lost_lease_does_not_begin_a_second_step() -> None:
    """While renewals fail the row may be claimed again, by this process as well: it knows that it is under way."""
    bench = Bench()
    bench.queue.errors["renew"] = 100

    async def slow(row: Row) -> None:
        await asyncio.sleep(2.5 * LEASE_SECONDS)
        await bench.finish(row)

    bench.step = slow
    bench.run(3 * LEASE_SECONDS, 0)
    assert bench.steps == [(1, 0)]


def test_workers_of_one_table_share_what_is_under_way() -> None:
    """A step may change the row so that the other worker's queue has it too."""
    queue, in_flight, steps = Queue(due={1: 0.0}), set[int](), list[str]()

    async def main() -> None:
        async def slow(name: str) -> None:
            steps.append(name)
            await asyncio.sleep(10)
            queue.leased.clear()
            await asyncio.sleep(10)
            queue.due.clear()

        async def recover(row: Row, error: Exception, faults: int) -> None:
            raise AssertionError(error)

        workers = [
            LeaseWorker[Row](
                name,
                queue,
                step=lambda _, name=name: slow(name),  # type: ignore[misc]  # a default binds the loop's variable
                recover=recover,
                width=1,
                in_flight=in_flight,
            )
            for name in ("first", "second")
        ]
        tasks = [asyncio.create_task(worker.run()) for worker in workers]
        await asyncio.sleep(30)
        for worker in workers:
            worker.stop()
        await asyncio.gather(*tasks)

    virtual.run(main())
    assert steps == ["first"]


@pytest.mark.parametrize("method", ["claim", "seconds_until_due", "release"])
def test_a_busy_database_ends_nothing(method: str) -> None:
    """Each call is tried again after a moment; what was under way is neither cut off nor begun anew."""
    bench = Bench()
    bench.queue.errors[method] = 3
    bench.run(30, 0, 10)
    assert [key for key, _ in bench.steps] == [1, 2]
    assert bench.queue.leased == {}
    assert bench.queue.errors[method] == 0
    first = bench.at(method)[:4]
    assert all(later - earlier >= STORAGE_RETRY_SECONDS for earlier, later in itertools.pairwise(first))


def test_stops_though_the_database_is_busy() -> None:
    """A lease that cannot be released runs out by itself: stopping does not wait for it."""
    bench = Bench()
    bench.queue.errors["release"] = 1_000_000
    bench.run(10, 0)
    assert 1 in bench.queue.leased


def test_faults_are_counted_in_a_row() -> None:
    """Each row has its own count, which a success ends; it is released each time, postponed by `recover`."""
    bench = Bench()
    outcomes = ["a", "b", "", "c", ""]

    async def faulty(row: Row) -> None:
        outcome = outcomes.pop(0)
        if outcome:
            raise RuntimeError(outcome)
        if outcomes:
            bench.queue.due[row.id] += 60
        else:
            await bench.finish(row)

    bench.step = faulty
    bench.run(600, 0)
    assert bench.faults == [(1, "a", 1), (1, "b", 2), (1, "c", 1)]
    assert [at for _, at in bench.steps] == pytest.approx([0, 60, 120, 180, 240], abs=0.1)


def test_a_fault_that_cannot_be_written_down() -> None:
    """The row is released after a moment and its step repeated; one that cannot be recovered is left to its lease."""
    bench = Bench()
    errors: list[Exception] = [StorageError("busy"), RuntimeError("worse")]

    async def faulty(row: Row) -> None:
        raise RuntimeError("a fault")

    async def recover(row: Row, error: Exception, faults: int) -> None:
        if errors:
            raise errors.pop(0)
        await bench.finish(row)

    bench.step = faulty
    bench.worker = LeaseWorker("rows", bench.queue, step=bench._step, recover=recover, width=1)
    bench.run(LEASE_SECONDS + 20, 0)
    again = STORAGE_RETRY_SECONDS
    assert [at for _, at in bench.steps] == pytest.approx([0, again, again + LEASE_SECONDS], abs=IDLE_SECONDS)


def test_stopping_finishes_what_is_under_way() -> None:
    """What has begun is finished and released, what waits is left alone."""
    bench = Bench(width=1)

    async def slow(row: Row) -> None:
        await asyncio.sleep(10)
        await bench.finish(row)

    bench.step = slow
    bench.run(5, 0, 0)
    assert [key for key, _ in bench.steps] == [1]
    assert list(bench.queue.due) == [2]
    assert bench.queue.leased == {}
