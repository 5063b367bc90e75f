"""What fails for a reason of its own is logged and left behind; a database that cannot be used stops everything."""

from __future__ import annotations

import logging

import pytest

from bot.errors import DatabaseUnavailable
from bot.workers.isolated import isolated

_log = logging.getLogger(__name__)


def test_the_others_get_their_turn(caplog: pytest.LogCaptureFixture) -> None:
    """One of three fails: it is in the log with its traceback, and known to have failed."""
    done, failed = [], []
    for number in range(3):
        with isolated(_log, "number %s was not done", number) as isolation:
            if number == 1:
                raise KeyError(number)
            done.append(number)
        if isolation.failed:
            failed.append(number)
    assert (done, failed) == ([0, 2], [1])
    (record,) = caplog.records
    assert record.getMessage() == "number 1 was not done"
    assert record.exc_info is not None


def test_a_database_that_cannot_be_used_stops_everything() -> None:
    """It is no reason of the one that met it."""
    with pytest.raises(DatabaseUnavailable), isolated(_log, "not done"):
        raise DatabaseUnavailable
