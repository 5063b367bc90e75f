"""The benchmarks of `tests/bench` run, and find something: with tiny counts, their figures prove nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import (
    batches,
    callbacks,
    calls,
    checkouts,
    growth,
    latency,
    many_open,
    memory,
    performance_document,
    proc,
    updates,
)
from tests.bench.figures import Figure, table


def _require_positive(figures: list[Figure], *, count: int) -> None:
    measured = [each for figure in figures for each in (figure, figure.beside) if each is not None]
    assert len(figures) == count
    assert all(value > 0 for figure in measured for value in figure.values)
    assert all(figure.what in table(figures) for figure in measured)


async def test_callbacks_are_counted_beside_a_bare_handler(tmp_path: Path) -> None:
    """Both servers accept and record every callback, and both have a speed."""
    counts = callbacks.Counts(callbacks=20, connections=4, repetitions=1, warm_up=4)
    _require_positive(await callbacks.measure(tmp_path, counts), count=2)


async def test_updates_are_counted_beside_a_bare_dispatcher(tmp_path: Path) -> None:
    """Every visit ends in a held generation, and both dispatchers have a speed."""
    counts = updates.Counts(people=2, at_once=2, repetitions=1)
    _require_positive(await updates.measure(tmp_path, counts), count=1)


async def test_taps_on_pay_are_answered_beside_other_updates(tmp_path: Path) -> None:
    """Each is answered with yes, and every other update is handled."""
    counts = checkouts.Counts(seconds=0.5, checkouts=20, updates=20, people=5)
    _require_positive(await checkouts.measure(tmp_path, counts), count=1)


async def test_four_at_once_are_measured_beside_four_single_ones(tmp_path: Path) -> None:
    """Both kinds of rounds bring their four pictures, and four at once need fewer calls."""
    figures = await batches.measure(tmp_path, batches.Counts(rounds=1))
    _require_positive(figures, count=3)
    calls = figures[1]
    assert calls.beside is not None
    assert calls.median < calls.beside.median


async def test_calls_and_commits_are_counted(tmp_path: Path) -> None:
    """Seven updates and five steps of a generation have their calls and their write transactions; the message of a result has
    its calls.
    """
    figures = await calls.measure(tmp_path)
    _require_positive([figure for figure in figures if figure.unit == "calls"], count=13)
    commits = {figure.what: figure.median for figure in figures if figure.unit == "commits"}
    assert len(commits) == 14
    assert commits["write transactions of /gen to a quote"] <= 2
    assert commits["write transactions of a tap on Generate"] <= 1
    assert commits["write transactions of the step to a delivery and its conclusion"] <= 3


async def test_the_steps_of_a_day_are_timed_with_few_rows_and_with_many(tmp_path: Path) -> None:
    """Both databases are filled, visited, and go through the long work."""
    counts = growth.Counts(few=100, many=400, visits=1, steps=1)
    figures = await growth.measure(tmp_path, counts)
    _require_positive(figures, count=16)
    assert all("100 rows" in table([figure]) for figure in figures)


@pytest.mark.story
@pytest.mark.skipif(not proc.is_available(), reason="memory is read from /proc")
async def test_memory_is_measured_while_the_large_video_arrives(tmp_path: Path) -> None:
    """The large video arrives whole, and the bot's memory is known before, during and after."""
    _require_positive(await memory.measure(tmp_path, memory.Counts(deliveries=1)), count=3)


@pytest.mark.story
async def test_the_way_from_a_callback_to_the_send_is_timed(tmp_path: Path) -> None:
    """A picture is sent after its callback."""
    counts = latency.Counts(pictures=1, videos=0, polled=0)
    _require_positive(await latency.measure(tmp_path, counts), count=1)


@pytest.mark.story
@pytest.mark.skipif(not proc.is_available(), reason="memory is read from /proc")
async def test_many_open_ones_are_asked_for(tmp_path: Path) -> None:
    """The database takes the copies, and the bot asks KIE for the running ones and submits the others."""
    counts = many_open.Counts(generations=120, people=20, seconds=2.0, answers=1, claims=1)
    figures = await many_open.measure(tmp_path, counts)
    assert len(figures) == 8
    assert all(value > 0 for figure in figures for value in figure.values)


def test_a_figure_knows_its_middle_and_its_tail() -> None:
    """The median halves the values; a percentile is a value that was measured."""
    figure = Figure(what="something", unit="ms", values=[float(value) for value in range(1, 101)], tail=95)
    assert (figure.median, figure.percentile(95), figure.percentile(100)) == (50.5, 95.0, 100.0)
    assert "p95 95" in table([figure])


def test_the_document_is_what_was_measured() -> None:
    """`docs/performance.md` is made of the two files of figures, and nothing is written into it by hand."""
    written = performance_document.DOCUMENT.read_text(encoding="utf-8")
    assert written == performance_document.document()
    assert "| calls of /gen to a quote, calls |" in written
