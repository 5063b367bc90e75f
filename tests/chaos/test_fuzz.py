"""The short form of the fuzzing: a few thousand inputs of a new seed each time."""

from __future__ import annotations

from tests.chaos.fuzz import run

SHORT = 3000


async def test_junk_changes_nothing() -> None:
    """No parser raises, no answer is a 5xx, no state or credit moves, whatever KIE (or another person) sends."""
    metrics_snapshot = await run(SHORT)
    assert not metrics_snapshot.violations, (metrics_snapshot.seed, metrics_snapshot.violations[:5])
    assert metrics_snapshot.parsed + metrics_snapshot.posted == SHORT
    assert metrics_snapshot.answers[200] > 0
    assert metrics_snapshot.answers[404] > 0
