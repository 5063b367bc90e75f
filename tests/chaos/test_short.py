"""The short form of the crash matrix: deaths where the most is at stake. `make chaos` runs the whole."""

from __future__ import annotations

import pytest

from tests.chaos.matrix import Case, Result, run_cases
from tests.chaos.scenarios import SCENARIOS
from tests.support.fork_server import fork_server

pytestmark = [pytest.mark.story, pytest.mark.timeout(400)]

_AT_STAKE = {
    "picture": (
        "before commit · Confirmer.confirm#1",
        "after commit · Confirmer.confirm#1",
        "after commit · Submitter._write_down#1",
        "after KIE POST createTask · Submitter._submit#1",
        "before commit · Submitter._settle.write#1",
        "before commit · StatusPoller._ready#1",
        "after commit · _GenerationQueue.claim#3",
        "after Telegram sendPhoto · Deliverer._send#1",
        "before commit · Deliverer._delivered.write#1",
        "after commit · Deliverer._delivered.write#1",
    ),
    "deadline": ("before commit · fail ‹ StatusPoller._fail#1", "after commit · fail ‹ StatusPoller._fail#1"),
    "refused": ("before commit · fail ‹ Submitter._fail#1", "after commit · fail ‹ Submitter._fail#1"),
    "cancellation": ("before commit · Canceller.cancel#1", "after commit · Canceller.cancel#1"),
    "chain": (
        "before commit · Confirmer.confirm#1",
        "after commit · Confirmer.confirm#1",
        "before commit · Deliverer._delivered.write#1",
        "after commit · Deliverer._delivered.write#1",
    ),
    "broken chain": (
        "before commit · fail ‹ StatusPoller._fail#1",
        "after commit · fail ‹ StatusPoller._fail#1",
    ),
    "grant": ("before commit · Balances.grant#1", "after commit · Balances.grant#1"),
    "pay": ("before commit · PaymentReceiver.receive#1", "after commit · PaymentReceiver.receive#1"),
    "found payment": ("after commit · PaymentReceiver.receive#1",),
    "refund": (
        "after commit · Refunds.refund#1",
        "after Telegram refundStarPayment · Refunds._return_stars#1",
        "before commit · Refunds._done#1",
    ),
}
_IN_THE_WINDOW = {
    "after Telegram sendPhoto · Deliverer._send#1",
    "before commit · Deliverer._delivered.write#1",
}


async def test_death_where_it_matters() -> None:
    """Killed around each commit that moves money or media: all is delivered or released, once, and every credit is there."""
    cases = [
        Case(scenario=scenario, boundary=boundary)
        for scenario in SCENARIOS
        for boundary in _AT_STAKE.get(scenario.name, ())
    ]
    with fork_server() as server:
        results = await run_cases(server, cases)
    assert len(results) == len(cases)
    assert not [problem for result in results for problem in _problems(result)]


def _problems(result: Result) -> list[str]:
    where = f"{result.case.scenario.name}: {result.case.boundary}"
    if result.verdict is None:
        return [f"{where}: never reached; was the function renamed?"]
    twice_allowed = result.case.boundary in _IN_THE_WINDOW
    twice = ["media came twice"] if result.verdict.repeated and not twice_allowed else []
    return [f"{where}: {words}" for words in (*result.verdict.violations, *twice)]
