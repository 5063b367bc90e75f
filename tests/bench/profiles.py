"""`python -m tests.bench profile NAME`: which functions the calls of one update are, for the person who wants fewer of them.

For each function: how often it is called, and how many calls happen in it and below it ("with below"), which says where work
is done again and again. A coroutine that is resumed counts again, as in `calls`; what a function calls while it is below
itself counts once.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Generator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType

from bot.app.application import Application
from bot.app.build import build_application
from bot.logs import configure_logs
from tests.bench.figures import BenchmarkFailed
from tests.bench.updates import SECRET, settings_of
from tests.bench.visitors import VISIT, InstantTelegram, visit
from tests.bench.wal import commits

_WARM_UP = 5
"""Visits before the one that counts: caches are filled as in a bot that runs."""

PLACES: Mapping[str, int] = {
    "start": 0,
    "shelf": 1,
    "card": 2,
    "balance": 3,
    "gen": 4,
    "generate": 5,
    "status": 6,
    "history": 7,
}
"""What can be looked at: by its name its place in `VISIT`."""


@dataclass(slots=True)
class Calls:
    """What was called meanwhile: `own` by function, `below` with everything that it led to."""

    own: Counter[CodeType] = field(default_factory=Counter)
    below: Counter[CodeType] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All calls."""
        return self.own.total()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedUpdate:
    """One update of a person: its calls, and the transactions that it wrote."""

    calls: Calls
    commits: int


@contextmanager
def counted(*, below: bool = False) -> Generator[Calls]:
    """The calls of Python functions in this thread meanwhile; `below` takes several times as long."""
    calls = Calls()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event != "call" or frame.f_code.co_filename == __file__:
            return
        calls.own[frame.f_code] += 1
        if below:
            calls.below.update(_above(frame))

    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(None)


async def visited(folder: Path, *, below: bool = False) -> list[CountedUpdate]:
    """The updates of one visit to a bot that several people have visited before.

    Raises:
        BenchmarkFailed: the visit leads to a call that it should not make.
    """
    configure_logs(level="WARNING", style="console", secrets=[])
    settings, telegram = settings_of(folder), InstantTelegram()
    wal = settings.database_path.with_name(f"{settings.database_path.name}-wal")
    async with AsyncExitStack() as stack:
        app = await build_application(settings, [SECRET], stack)
        app.bot.session = telegram
        for person_id in range(1, _WARM_UP + 2):
            is_last = person_id > _WARM_UP
            updates = [
                await _counted_update(app, update, wal, below=below and is_last)
                for update in visit(person_id, telegram)
            ]
    if telegram.unexpected:
        msg = f"the visits lead to calls that they should not make: {sorted(telegram.unexpected)}"
        raise BenchmarkFailed(msg)
    return updates


async def _counted_update(
    app: Application, update: dict[str, object], wal: Path, *, below: bool
) -> CountedUpdate:
    before = commits(wal)
    with counted(below=below) as calls:
        await app.dispatcher.feed_raw_update(app.bot, update)
    return CountedUpdate(calls=calls, commits=commits(wal) - before)


def _above(frame: FrameType | None) -> set[CodeType]:
    """The functions that have led to this call, and the function itself."""
    found = set[CodeType]()
    while frame is not None:
        found.add(frame.f_code)
        frame = frame.f_back
    return found


def profile(updates: list[CountedUpdate], name: str, top: int) -> str:
    """The functions of one update that are called most, and those with the most calls below them."""
    found = updates[PLACES[name]]
    words = VISIT[PLACES[name]] or "a tap"
    lines = [f"{name} ({words}): {found.calls.total:,} calls, {found.commits} write transactions"]
    for what, counts in (("calls", found.calls.own), ("with below", found.calls.below)):
        lines.append(f"\n{what:>10}")
        lines += [f"{number:>10,}  {_named(code)}" for code, number in counts.most_common(top)]
    return "\n".join(lines)


def _named(code: CodeType) -> str:
    path = code.co_filename.rsplit("site-packages/", 1)[-1].removeprefix(f"{Path.cwd()}/")
    return f"{path}:{code.co_firstlineno} {code.co_qualname}"
