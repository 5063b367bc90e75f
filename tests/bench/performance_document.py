"""`docs/performance.md`: what was measured, beside what it is compared with, what it should be, and what it was in the last release.

Only what a benchmark has measured stands there. `python -m tests.bench --record NAME …` keeps the figures in `figures.json`;
`last_release.json` is a copy of that file from the day of the last release.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tests.bench.figures import Figure

_FOLDER: Final = Path(__file__).parent
FIGURES: Final = _FOLDER / "figures.json"
LAST_RELEASE: Final = _FOLDER / "last_release.json"
WHERE: Final = _FOLDER / "where_it_goes.md"
"""Written by hand from profiles, with their day."""
DOCUMENT: Final = _FOLDER.parents[1] / "docs" / "performance.md"

_BUSY_LOAD: Final = 1.0
"""From this load average on others were using the machine when a benchmark began."""

LIMITS: Final[Mapping[str, str]] = {
    "updates handled per second": "≥ 0.5 of what it is beside",
    "callbacks accepted per second": "≥ 0.6 of what it is beside",
    "answer to a callback under that load": "p99 < 20 ms at 300 a second",
    "calls of /gen to a quote": "< 4,000",
    "calls of a tap on a model, to its card": "< 6,000",
    "calls of a tap on Generate": "< 6,000",
    "write transactions of /gen to a quote": "≤ 2",
    "write transactions of a tap": "≤ 1",
    "calls of the step to a delivery": "≤ 500",
    "write transactions of /status": "0",
    "start to the first getUpdates": "≤ 1.25 × what it is beside",
    "memory after the start": "≤ what it is beside + 25 MiB",
}
"""What a figure should be, by how its name begins; the first that fits."""

_HEAD: Final = """# Performance

Made by `python -m tests.bench --record`; only what was measured stands here. Calls and write transactions are counted, so a busy
machine changes nothing of them. Times are medians; *shared* says that others used the machine meanwhile, so that only the
comparison with what was measured beside it, in turns in the same run, means something. `python -m tests.bench NAME` says in
its module what each figure holds and what it leaves out. The last release's figures are those of `tests/bench/last_release.json`; until there
is a release, those of the day before the bot was made faster.
"""


def record(name: str, figures: Sequence[Figure], machine: str) -> None:
    """Keep what a benchmark has measured in place of what it measured before, and write the document."""
    kept = _read(FIGURES)
    shared = hasattr(os, "getloadavg") and os.getloadavg()[0] > _BUSY_LOAD
    kept[name] = {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": machine,
        "shared": shared,
        "figures": [_fields(figure) for figure in figures],
    }
    FIGURES.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    DOCUMENT.write_text(document(), encoding="utf-8")


def document() -> str:
    """The page, from the two files."""
    now, before = _read(FIGURES), _read(LAST_RELEASE)
    earlier = {one["what"]: one for entry in before.values() for one in entry["figures"]}
    parts = [_HEAD]
    for name, entry in sorted(now.items()):
        shared = (
            ", shared" if entry["shared"] and any(one["unit"] in _TIMES for one in entry["figures"]) else ""
        )
        parts.append(f"\n## {name}\n\n{entry['day']}{shared}: {_machine(entry['machine'])}\n")
        parts.append("\n| what | now | beside it | should be | last release |\n|---|---|---|---|---|\n")
        parts += [_row(one, earlier.get(one["what"])) for one in entry["figures"]]
    return "".join([*parts, WHERE.read_text(encoding="utf-8")])


_TIMES: Final = frozenset({"s", "ms", "1/s", "MiB"})
"""Units of what a busy machine changes."""


def _machine(facts: str) -> str:
    """The machine without what is different every minute."""
    return ", ".join(part for part in facts.split(", ") if not part.startswith(("load ", "fsync ")))


def _fields(figure: Figure) -> dict[str, Any]:
    beside = figure.beside
    return {
        "what": figure.what,
        "unit": figure.unit,
        "median": round(figure.median, 3),
        "n": len(figure.values),
        "beside": None if beside is None else {"what": beside.what, "median": round(beside.median, 3)},
    }


def _row(one: Mapping[str, Any], earlier: Mapping[str, Any] | None) -> str:
    beside = one["beside"]
    said = "–"
    if beside is not None:
        ratio = f" (× {one['median'] / beside['median']:.2f})" if beside["median"] else ""
        said = f"{beside['what']}: {_number(beside['median'])}{ratio}"
    limit = next((limit for begin, limit in LIMITS.items() if one["what"].startswith(begin)), "–")
    before = _number(earlier["median"]) if earlier is not None else "–"
    return f"| {one['what']}, {one['unit']} | {_number(one['median'])} | {said} | {limit} | {before} |\n"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def _read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}
