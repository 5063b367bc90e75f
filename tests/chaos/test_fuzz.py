"""The short form of the fuzzing: a few thousand inputs of a new seed each time."""

from __future__ import annotations

from tests.chaos.fuzz import run

SHORT = 3000


async def test_junk_changes_nothing() -> None:
    """No parser raises, no answer is a 5xx, no state or credit moves, whatever KIE (or somebody else) sends."""
    figures = await run(SHORT)
    assert not figures.violations, (figures.seed, figures.violations[:5])
    assert figures.parsed + figures.posted == SHORT
    assert figures.answers[200] > 0
    assert figures.answers[404] > 0
