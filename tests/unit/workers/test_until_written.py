"""What cannot be learned again is written down however long it takes, and stands in the log meanwhile."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.errors import IllegalStep, StorageError
from bot.workers.until_written import LONGEST_PAUSE, until_written
from tests.unit.delivery import virtual


class Pen:
    """Writes after so many tries."""

    def __init__(self, vain: int) -> None:
        self.vain = vain
        self.moments: list[float] = []

    async def write(self) -> str:
        """One try."""
        self.moments.append(asyncio.get_running_loop().time())
        if len(self.moments) <= self.vain:
            raise StorageError("locked")
        return "written"


def said(caplog: pytest.LogCaptureFixture) -> list[tuple[int, str]]:
    """Levels and lines."""
    return [(record.levelno, record.getMessage()) for record in caplog.records]


def test_at_once(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is said of what works."""
    assert virtual.run(until_written("task 7", Pen(0).write)) == "written"
    assert said(caplog) == []


def test_after_hours(caplog: pytest.LogCaptureFixture) -> None:
    """It is logged at once and once, tried at least every few seconds, and its end is logged as well."""
    pen = Pen(1000)
    with caplog.at_level(logging.WARNING):
        assert virtual.run(until_written("task 7", pen.write)) == "written"
    assert said(caplog) == [
        (logging.ERROR, "not written yet: task 7 (locked)"),
        (logging.WARNING, "written at last: task 7"),
    ]
    assert pen.moments[-1] - pen.moments[0] <= 1000 * LONGEST_PAUSE


def test_the_process_stops_before(caplog: pytest.LogCaptureFixture) -> None:
    """The last line says what is to be brought in by hand."""

    async def main() -> None:
        task = asyncio.create_task(until_written("task 7", Pen(1000).write))
        await asyncio.sleep(60)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()

    virtual.run(main())
    assert said(caplog)[-1] == (logging.ERROR, "never written: task 7")


def test_what_is_no_trouble_of_the_database() -> None:
    """Another step was first: that is the caller's to know, at once."""

    async def write() -> None:
        raise IllegalStep("it is running")

    with pytest.raises(IllegalStep):
        virtual.run(until_written("task 7", write))
