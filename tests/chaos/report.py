"""Markdown from results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tests.chaos.matrix import Result
from tests.chaos.payments_storm import PaymentsWeather
from tests.chaos.scenarios import SCENARIOS
from tests.chaos.storm import Weather
from tests.chaos.window import spread

_NOT_MET = "not met"


def matrix_report(results: Sequence[Result]) -> str:
    """A table for each scenario, then the totals."""
    parts = []
    for scenario in SCENARIOS:
        cut = [result for result in results if result.case.scenario is scenario]
        if cut:
            parts += [f"#### {scenario.name}", "", scenario.about, "", *_table(cut), ""]
    return "\n".join([*parts, *_totals(results)])


def storm_report(weather: Weather) -> str:
    """What a storm did and what came of it."""
    verdict = weather.verdict
    return "\n".join(
        [
            f"Seed {weather.seed}: {weather.generations} generations of {weather.people} people,"
            f" {weather.kills} kills, {weather.grants} grants, {weather.cancellations} taps on *Cancel*,"
            f" {weather.tasks} tasks at KIE, {weather.seconds:.0f} s.",
            *_troubles(weather),
            "",
            "| outcome | count |",
            "|---|---|",
            *(f"| {words} | {count} |" for words, count in verdict.outcomes.most_common()),
            "",
            f"Lost credits: {verdict.lost}. Broken promises: {len(verdict.violations)}."
            f" Media sent again after a death in the open window: {verdict.repeated}.",
            f"The open window under this load: {spread(weather.windows)}.",
        ]
    )


def payments_report(weather: PaymentsWeather) -> str:
    """What a storm of payments did and what came of it."""
    verdict, found = weather.verdict, weather.found
    done = ", ".join(f"{count} × {name}" for name, count in weather.done.most_common())
    return "\n".join(
        [
            f"Seed {weather.seed}: {weather.payments} payments, {weather.kills} kills, {weather.seconds:.0f} s.",
            f"{found['update']} were learned from an update, {found['reconciliation']} found in Telegram's list;"
            f" {weather.states['refunded']} went back. Beside that: {done}.",
            "",
            "| outcome | count |",
            "|---|---|",
            *(f"| {words} | {count} |" for words, count in verdict.outcomes.most_common()),
            "",
            f"Lost payments: {weather.lost}. Doubled payments: {weather.doubled}. Lost credits: {verdict.lost}."
            f" Broken promises: {len(verdict.violations)}.",
        ]
    )


def _troubles(weather: Weather) -> list[str]:
    """What happened beside the kills, where something did."""
    if not weather.troubles:
        return []
    done = ", ".join(f"{count} × {name}" for name, count in weather.troubles.most_common())
    return ["", f"Beside the kills: {done}. Requests without a price in time: {weather.unanswered}."]


def violations(results: Iterable[Result]) -> list[str]:
    """Every broken promise, with where it was broken."""
    return [
        f"{result.case.scenario.name} | {result.case.boundary} | {words}"
        for result in results
        if result.verdict is not None
        for words in result.verdict.violations
    ]


def _table(results: Sequence[Result]) -> list[str]:
    """One line for each boundary, with what came of a death before and after it; in the order in which the process met them."""
    dry = next(result for result in results if not result.case.is_death)
    cells: dict[str, dict[str, str]] = {name.partition(" ")[2]: {} for name in dry.boundaries}
    for result in results:
        if result.case.is_death:
            side, _, what = result.case.boundary.partition(" ")
            cells.setdefault(what, {})[side] = _words(result)
    lines = ["| boundary | killed before it | killed after it |", "|---|---|---|"]
    for what, outcomes in cells.items():
        if outcomes:
            lines.append(f"| {_shown(what)} | {outcomes.get('before', '–')} | {outcomes.get('after', '–')} |")
    return lines


def _totals(results: Sequence[Result]) -> list[str]:
    deaths = [result for result in results if result.case.is_death]
    met = [result for result in deaths if result.verdict is not None]
    outcomes: Counter[str] = Counter()
    for result in met:
        outcomes[_words(result)] += 1
    widths = [width for result in results for width in result.windows]
    lost = sum(result.verdict.lost for result in results if result.verdict is not None)
    return [
        "#### Totals",
        "",
        "| outcome | deaths |",
        "|---|---|",
        *(f"| {words} | {count} |" for words, count in outcomes.most_common()),
        "",
        f"{len(met)} deaths at {len({result.case.boundary for result in met})} different boundaries of"
        f" {len({result.case.scenario.name for result in met})} scenarios"
        f" ({len(deaths) - len(met)} boundaries not met: another order of events).",
        f"Lost credits: {lost}. Broken promises: {len(violations(results))}.",
        f"The open window: {spread(widths)}.",
    ]


def _words(result: Result) -> str:
    if result.verdict is None:
        return _NOT_MET
    words = result.verdict.words or "nothing begun"
    return f"**BROKEN** {words}" if result.verdict.violations else words


def _shown(name: str) -> str:
    """`commit · WorkerPool._work#2` for people."""
    what, _, count = name.rpartition("#")
    kind, _, whose = what.partition(" · ")
    times = f" ({count})" if count != "1" else ""
    return f"{kind} · `{whose}`{times}"
