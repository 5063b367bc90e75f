"""`python -m tests.chaos` takes its options and reports; the deaths themselves are in `test_short.py`."""

from __future__ import annotations

import sys

import pytest

from tests.chaos.__main__ import main

pytestmark = pytest.mark.story


def test_a_storm_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """No scenario, a storm of two generations: both are judged, and the tables are printed."""
    words = ["tests.chaos", "--only", "none", "--seed", "7", "--generations", "2", "--payments", "0"]
    monkeypatch.setattr(sys, "argv", words)
    code = main()
    shown = capsys.readouterr()
    assert code == 0, shown.err
    assert "Seed 7: 2 generations" in shown.out
    assert "0 broken promises" in shown.err
