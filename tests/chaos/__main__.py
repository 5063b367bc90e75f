"""`python -m tests.chaos`: the whole matrix and a storm; Markdown on standard output, exit code 1 for a broken promise."""

from __future__ import annotations

import argparse
import asyncio
import logging
import secrets
import sys
import time
from collections.abc import Sequence

from tests.chaos.matrix import run_matrix
from tests.chaos.payments_storm import payments_storm
from tests.chaos.report import matrix_report, payments_report, storm_report, violations
from tests.chaos.scenario import Scenario
from tests.chaos.scenarios import SCENARIOS
from tests.chaos.storm import storm
from tests.support.fork_server import fork_server


def main() -> int:
    """Run what the words ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--only", nargs="*", metavar="SCENARIO", help="scenarios to cut; all by default")
    parser.add_argument("--seed", type=int, default=None, help="of the storm; drawn and printed by default")
    parser.add_argument(
        "--generations", type=int, default=200, help="generations in the storm; 0 for no storm"
    )
    parser.add_argument(
        "--minutes",
        type=float,
        default=0,
        help="a storm of so many minutes with troubles of every kind, instead of one of so many generations",
    )
    parser.add_argument(
        "--payments", type=int, default=500, help="payments in the storm of payments; 0 for no such storm"
    )
    words = parser.parse_args()
    # The simulators report each connection that a killed bot leaves behind.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    scenarios = [one for one in SCENARIOS if not words.only or one.name in words.only]
    return asyncio.run(
        _run(
            scenarios,
            seed=words.seed or secrets.randbelow(1_000_000),
            generations=words.generations,
            minutes=words.minutes,
            payments=words.payments,
        )
    )


async def _run(
    scenarios: Sequence[Scenario], *, seed: int, generations: int, minutes: float, payments: int
) -> int:
    begun = time.monotonic()
    broken: list[str] = []
    with fork_server() as server:
        _say("### Crash matrix\n")
        results = await run_matrix(server, scenarios, say=_hint)
        _say(matrix_report(results))
        broken += violations(results)
        if generations or minutes:
            _hint(f"storm: seed {seed}")
            weather = await storm(server, seed=seed, requests=generations, minutes=minutes)
            _say(f"\n### Storm\n\n{storm_report(weather)}")
            broken += [f"storm | seed {seed} | {promise}" for promise in weather.verdict.violations]
        if payments:
            _hint(f"storm of payments: seed {seed}")
            rained = await payments_storm(server, seed=seed, payments=payments)
            _say(f"\n### Storm of payments\n\n{payments_report(rained)}")
            broken += [f"payments | seed {seed} | {promise}" for promise in rained.verdict.violations]
    for promise in broken:
        _hint(f"BROKEN: {promise}")
    _hint(f"{time.monotonic() - begun:.0f} s, {len(broken)} broken promises")
    return 1 if broken else 0


def _say(text: str) -> None:
    print(text, flush=True)


def _hint(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
