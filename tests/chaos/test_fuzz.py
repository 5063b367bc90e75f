"""The short form of the fuzzing: a few thousand inputs of a new seed each time."""

from __future__ import annotations

from tests.chaos.fuzz import run

SHORT = 3000


async def test_junk_changes_nothing() -> None:
    """No parser raises, no answer is a 5xx, no state or credit moves, whatever KIE (or another person) sends."""
    report = await run(SHORT)
    assert not report.violations, (report.seed, report.violations[:5])
    assert report.parsed + report.posted == SHORT
    assert report.answers[200] > 0
    assert report.answers[404] > 0
