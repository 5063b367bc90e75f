"""An action again and again, whatever becomes of it."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.errors import StorageError
from bot.workers.periodic_worker import PeriodicWorker
from tests.unit.delivery import virtual


def runs(count: int, *errors: Exception, delayed: bool = False) -> list[float]:
    """Seconds from the start at which a worker with an interval of ten seconds runs; the first runs raise."""
    moments: list[float] = []

    async def main() -> None:
        loop, enough = asyncio.get_running_loop(), asyncio.Event()
        begin = loop.time()
        to_raise = list(errors)

        async def action() -> None:
            moments.append(loop.time() - begin)
            if len(moments) == count:
                enough.set()
            if to_raise:
                raise to_raise.pop(0)

        task = asyncio.create_task(PeriodicWorker("the action", 10.0, action, delayed=delayed).run())
        await enough.wait()
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()

    virtual.run(main())
    return moments


def test_repeats_after_each_interval() -> None:
    """At once, and then after each interval; or not before the first interval is over."""
    assert runs(3) == pytest.approx([0, 10, 20])
    assert runs(3, delayed=True) == pytest.approx([10, 20, 30])


def test_an_error_is_logged_and_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """A busy database is a line, a fault of ours has its traceback; both are tried again after the interval."""
    with caplog.at_level(logging.WARNING):
        assert runs(3, StorageError("busy"), RuntimeError("a fault")) == pytest.approx([0, 10, 20])
    busy, fault = caplog.records
    assert (busy.levelname, busy.exc_info) == ("WARNING", None)
    assert "the action: busy" in busy.getMessage()
    assert fault.levelname == "ERROR"
    assert fault.exc_info is not None
