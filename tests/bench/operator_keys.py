"""How many tasks are created a second with one key and with three, beside KIE's limits.

Measured: the real process between the two simulators, with KIE's limits in force for each account and KIE never finishing
anything. Several hundred generations of as many people wait in line when the bot starts; the creations that KIE
answers, from the first one on, are counted over a while. The bot allows a key 19 in ten seconds, KIE 20.

Not measured: KIE's own time to answer, and references, which are uploaded before.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.bench.figures import BenchmarkFailed, Figure
from tests.bench.open_generations import fill
from tests.story.kiosk import kiosk_between, until

_KEYS: Final = ("second-account-key-0123456789-SCND", "third-account-key-0123456789-THRD")
_CREATION: Final = "createTask"
_STARTED_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is measured: generations in line, seconds of counting."""

    generations: int = 400
    seconds: float = 40.0


async def measure(folder: Path, counts: Counts) -> list[Figure]:
    """Measure with three keys, then with one.

    Raises:
        BenchmarkFailed: KIE was asked more than it takes.
    """
    places = (folder / "three", folder / "one")
    for place in places:
        place.mkdir()
    three = await _creations(places[0], _KEYS, counts)
    one = await _creations(places[1], (), counts)
    beside = Figure(what="one key", unit="1/s", values=[one])
    return [Figure(what="tasks created with three keys", unit="1/s", values=[three], beside=beside)]


async def _creations(folder: Path, keys: tuple[str, ...], counts: Counts) -> float:
    """Tasks that KIE created a second."""
    kie: dict[str, Any] = {"hold": True, "credits": 1e9, "log_size": 100_000}
    async with kiosk_between(folder, "live", kie=kie, KIE_API_KEYS=",".join(keys)) as kiosk:
        for number, key in enumerate(keys):
            kiosk.kie.open_account(f"account {number}", key, credits=1e9)
        await kiosk.generate(kiosk.alice, "flux-pro a first one")
        await kiosk.kie.wait_task(timeout=30)
        await kiosk.stop()
        fill(kiosk, counts.generations, counts.generations)
        kiosk.kie.limits = True
        seen = len(kiosk.kie.tasks)
        await kiosk.start()
        await until(lambda: len(kiosk.kie.tasks) > seen, seconds=_STARTED_SECONDS)
        began, first = time.monotonic(), len(kiosk.kie.tasks)
        await asyncio.sleep(counts.seconds)
        spent, created = time.monotonic() - began, len(kiosk.kie.tasks)
        await kiosk.stop()
        refused = sum(_CREATION in request.path for request in kiosk.kie.requests) - len(kiosk.kie.tasks)
    if refused:
        msg = f"KIE refused {refused} creations as too many"
        raise BenchmarkFailed(msg)
    return (created - first) / spent
