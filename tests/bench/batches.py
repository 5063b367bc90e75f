"""Four pictures at once beside four single ones: processor time, calls to Telegram, seconds until all are there.

Measured: the real process between the two simulators, without the pace that Telegram asks of a chat. Each round is
one person's, from the line that asks for the price to the last picture: once as `×4` (one price, one tap, one
album), once as four lines with a tap each, all confirmed before the first task ends. KIE's simulator ends the tasks when all four are
there. The processor time is that of the bot's process, the calls are those that the bot made in the person's chat.

Not measured: KIE's and Telegram's networks, and what the person needs to read and tap (1 tap and 1 message beside 4 and 4).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox.kie import SimTask
from bot.sandbox.telegram import Person
from tests.bench.figures import BenchmarkFailed, Figure
from tests.bench.proc import cpu_seconds, is_available
from tests.story.kiosk import BotUnderTest, kiosk_between, until

_SIZE = 4
_SECONDS = 30.0
"""Longest time for one step of a round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is measured: rounds of each kind, after one that warms the bot up."""

    rounds: int = 8


@dataclass(slots=True)
class _Rounds:
    """A value for each round: milliseconds of the processor, calls, seconds from the tasks' end to the last picture."""

    cpu: list[float] = field(default_factory=list)
    calls: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


async def measure(folder: Path, counts: Counts) -> list[Figure]:
    """Measure rounds of both kinds in turn, in one process.

    Raises:
        BenchmarkFailed: the system does not tell.
        AssertionError: something did not happen in time.
    """
    if not is_available():
        msg = "the processor's time is read from /proc, which this system does not have"
        raise BenchmarkFailed(msg)
    at_once, singles = _Rounds(), _Rounds()
    async with kiosk_between(
        folder, "live", kie={"hold": True}, FREE_CREDITS="unlimited", OPEN_PER_ACCOUNT="10"
    ) as kiosk:
        for number in range(counts.rounds + 1):
            for lines, rounds in (
                ([f"nano-banana x{_SIZE} a fox"], at_once),
                (["nano-banana a fox"] * _SIZE, singles),
            ):
                person = kiosk.telegram.person(f"Person {number} {len(lines)}")
                greeted = await person.send("/start")
                await person.private.wait(
                    lambda message: bool(message.buttons), after=greeted, timeout=_SECONDS
                )
                await _round(kiosk, person, lines, rounds if number else _Rounds())
    return [
        _figure("processor time of four pictures at once", "ms", at_once.cpu, singles.cpu),
        _figure("calls to Telegram for four pictures at once", "calls", at_once.calls, singles.calls),
        _figure("four tasks' end to the last picture at once", "s", at_once.seconds, singles.seconds),
    ]


def _figure(what: str, unit: str, at_once: Sequence[float], singles: Sequence[float]) -> Figure:
    beside = Figure(what="four single ones", unit=unit, values=singles)
    return Figure(what=what, unit=unit, values=at_once, beside=beside)


async def _round(kiosk: BotUnderTest, person: Person, lines: Sequence[str], rounds: _Rounds) -> None:
    """One person's four pictures."""
    process, known = kiosk.process, set(kiosk.kie.tasks)
    if process is None:
        msg = "the bot does not run"
        raise BenchmarkFailed(msg)
    used, calls = cpu_seconds(process.pid), len(kiosk.telegram.calls.find(chat=person.id))
    for line in lines:
        await kiosk.generate(person, line)

    def tasks() -> list[SimTask]:
        return [task for key, task in kiosk.kie.tasks.items() if key not in known]

    def pictures() -> int:
        return sum(message.kind == "photo" for message in person.private.messages)

    def is_at_rest() -> bool:
        return not kiosk.rows(
            "SELECT 1 FROM generations WHERE person_id = ? AND (state <> 'delivered' OR leased_until IS NOT NULL)",
            person.id,
        )

    await until(lambda: len(tasks()) == _SIZE, seconds=_SECONDS)
    began = time.monotonic()
    for task in tasks():
        task.finish()
    await asyncio.wait_for(person.private.wait_until(lambda: pictures() == _SIZE, timeout=_SECONDS), _SECONDS)
    rounds.seconds.append(time.monotonic() - began)
    await until(is_at_rest, seconds=_SECONDS)
    rounds.cpu.append(1000 * (cpu_seconds(process.pid) - used))
    rounds.calls.append(len(kiosk.telegram.calls.find(chat=person.id)) - calls)
