"""The crash matrix: each scenario is run once to learn its boundaries, and then once more for each of them, to die there."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.reconciled import reconciled
from tests.chaos.scenario import GRANT, Scenario
from tests.chaos.stall import Stall, stall
from tests.chaos.verdict import Verdict, judge
from tests.chaos.window import window_of
from tests.support.fork_server import ForkServer

AT_ONCE = 4
"""Cases beside each other: most of their time they wait for KIE."""
_TRIES = 3
"""A boundary that another order of events left out is tried again."""
_CASE_SECONDS = 60.0
_START = ("Integrations.put", "drop_all_leases")
"""Commits of every start; under test only where the start is a recovery."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A scenario and the boundary to die at; empty: at none."""

    scenario: Scenario
    boundary: str

    @property
    def is_death(self) -> bool:
        """False for the run that only learns the boundaries."""
        return bool(self.boundary)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a case came to; `verdict` is None when the boundary was not met in any try.

    Attributes:
        windows: seconds between Telegram's acceptance of media and our commit, as far as processes got over it.
        boundaries: what the process under test passes, recorded by a run without a kill.
    """

    case: Case
    verdict: Verdict | None
    windows: Sequence[float] = ()
    boundaries: Sequence[str] = ()


async def learn(fork_server: ForkServer, scenario: Scenario) -> Result:
    """Run a scenario without a death in the process under test, to learn that process's boundaries."""
    async with _settled(fork_server, scenario, "") as (kiosk, verdict):
        return Result(
            case=Case(scenario=scenario, boundary=""),
            verdict=verdict,
            windows=window_of(kiosk),
            boundaries=[
                boundary.name
                for boundary in kiosk.boundaries(len(scenario.before))
                if _is_under_test(scenario, boundary.name)
            ],
        )


async def run_case(fork_server: ForkServer, case: Case) -> Result:
    """Run a case until its boundary was met."""
    for _ in range(_TRIES):
        async with _settled(fork_server, case.scenario, case.boundary) as (kiosk, verdict):
            if kiosk.met_its_doom() or verdict.violations:
                return Result(case=case, verdict=verdict, windows=window_of(kiosk))
    return Result(case=case, verdict=None)


async def run_matrix(
    fork_server: ForkServer,
    scenarios: Iterable[Scenario],
    *,
    say: Callable[[str], None] = lambda _: None,
) -> list[Result]:
    """Every boundary of every scenario.

    Args:
        fork_server: starts the processes.
        scenarios: what to cut.
        say: hears how far it is.
    """
    results: list[Result] = []
    turns = asyncio.Semaphore(AT_ONCE)

    async def cut(scenario: Scenario) -> None:
        begun = time.monotonic()
        async with turns:
            dry = await learn(fork_server, scenario)
        names = list(dict.fromkeys(dry.boundaries))
        deaths = await run_cases(
            fork_server, [Case(scenario=scenario, boundary=name) for name in names], turns
        )
        results.extend([dry, *deaths])
        say(f"{scenario.name}: {len(deaths)} deaths in {time.monotonic() - begun:.0f} s")

    async with asyncio.TaskGroup() as group:
        for scenario in scenarios:
            group.create_task(cut(scenario))
    return results


async def run_cases(
    fork_server: ForkServer, cases: Iterable[Case], turns: asyncio.Semaphore | None = None
) -> list[Result]:
    """Some deaths, as many beside each other as there are turns."""
    turns = turns or asyncio.Semaphore(AT_ONCE)

    async def one(case: Case) -> Result:
        async with turns:
            return await run_case(fork_server, case)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(case)) for case in cases]
    return [task.result() for task in tasks]


@asynccontextmanager
async def _settled(
    fork_server: ForkServer, scenario: Scenario, doom: str
) -> AsyncGenerator[tuple[Stall, Verdict]]:
    """The scenario run to its end, and judged."""
    with tempfile.TemporaryDirectory(prefix="kiosk-chaos-") as folder:
        async with stall(
            fork_server,
            Path(folder),
            dooms=(*scenario.before, doom),
            kie=scenario.kie,
            settings=scenario.settings,
        ) as kiosk:
            stuck = ""
            try:
                async with asyncio.timeout(_CASE_SECONDS):
                    await scenario.story(kiosk)
                    await reconciled(kiosk)
            except (TimeoutError, AssertionError) as error:
                stuck = f"did not settle: {error}\n{kiosk.generations()}\n{kiosk.log[-1500:]}"
            verdict = judge(kiosk, grants=scenario.grants, granted=scenario.grants * GRANT)
            verdict.violations += scenario.check(kiosk)
            if stuck:
                verdict.violations.insert(0, stuck)
            yield kiosk, verdict


def _is_under_test(scenario: Scenario, name: str) -> bool:
    if any(commit in name for commit in _START):
        return bool(scenario.before)
    return not scenario.of or any(piece in name for piece in scenario.of)
