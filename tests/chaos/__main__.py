"""`python -m tests.chaos`: the whole matrix and a storm; Markdown on standard output, exit code 1 for a broken promise."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time

from tests.chaos.lives import zygote
from tests.chaos.matrix import run_matrix
from tests.chaos.report import matrix_report, violations
from tests.chaos.scenarios import SCENARIOS


def main() -> int:
    """Run what the words ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--only", nargs="*", metavar="SCENARIO", help="scenarios to cut; all by default")
    words = parser.parse_args()
    return asyncio.run(_run(words))


async def _run(words: argparse.Namespace) -> int:
    begun = time.monotonic()
    scenarios = [one for one in SCENARIOS if not words.only or one.name in words.only]
    async with zygote() as lives:
        results = await run_matrix(lives, scenarios, say=_hint)
    _say(matrix_report(results))
    broken = violations(results)
    for words_ in broken:
        _say(f"BROKEN: {words_}")
    _hint(f"{time.monotonic() - begun:.0f} s")
    return 1 if broken else 0


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  this command's job is to say so


def _hint(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201  this command's job is to say so


if __name__ == "__main__":
    sys.exit(main())
