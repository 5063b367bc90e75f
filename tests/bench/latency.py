"""Time from KIE's callback to the start of the send, beside the same without callbacks.

Measured: the real process between the two simulators. A task ends in KIE's simulator, which in the same moment posts the
callback; the time runs until the Telegram simulator has received the call that carries the media. In between the bot
records the callback, asks KIE for the task's status, stores the result, announces the upload, fetches the file, looks
into it, and uploads it. Tasks end one at a time in an otherwise idle bot, each for another person, in a chat that was
quiet for a second. Pictures and short videos are measured apart: looking into a video takes a process of its own. Beside
it is the same bot without a PUBLIC_URL, which learns of the end by asking: there tasks end spread evenly over the time
between two questions.

Not measured: KIE's and Telegram's networks (all of it is loopback), and drawing the media, which the simulator does once
before. Receiving the call includes receiving the file, which on loopback takes about a millisecond.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.generation.intervals import next_poll
from bot.sandbox.kie import SimTask, State
from bot.sandbox.telegram import Person
from tests.bench.figures import BenchmarkFailed, Figure
from tests.story.kiosk import BotUnderTest, kiosk_between

_ON_DEMAND = {"hold": True}
"""Tasks end when the test ends them."""
_AT_ONCE = 4
"""Tasks that run at once: few enough for KIE's limit of status queries not to matter."""
_QUIET_SECONDS = 1.1
"""A chat takes three messages a second. KIE never ends so soon that the quote and its confirmation still count."""
_LOOK_SECONDS = 0.02
_SECONDS = 30.0
"""Longest time for one step of a batch; KIE's limit of creations alone can hold one up for ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """What is made: the line that asks for it, and the call that carries it."""

    line: str
    method: str


PICTURE = Shot(line="z-image a lighthouse", method="sendPhoto")
VIDEO = Shot(line="veo-3.1-fast a lighthouse", method="sendVideo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is measured: pictures and videos after a callback, and pictures without callbacks; 0 leaves it out."""

    pictures: int = 20
    videos: int = 12
    polled: int = 8


async def measure(folder: Path, counts: Counts) -> list[Figure]:
    """Measure with callbacks, then without.

    Raises:
        BenchmarkFailed: Telegram refused the media.
        AssertionError, TimeoutError: something did not happen in time.
    """
    async with kiosk_between(
        _made(folder / "callbacks"), "live", kie=_ON_DEMAND, FREE_CREDITS="unlimited"
    ) as kiosk:
        pictures = await _samples(kiosk, PICTURE, counts.pictures)
        videos = await _samples(kiosk, VIDEO, counts.videos)
    polled = await _polled(folder / "polling", counts.polled) if counts.polled else []
    beside = Figure(what="the task's end to it, without callbacks", unit="ms", values=polled)
    figures = [
        Figure(
            what="callback to the start of the send of a picture",
            unit="ms",
            values=pictures,
            tail=95,
            beside=beside if polled else None,
        ),
        Figure(what="callback to the start of the send of a video", unit="ms", values=videos, tail=95),
    ]
    return [figure for figure in figures if figure.values]


async def _polled(folder: Path, wanted: int) -> list[float]:
    """Pictures for a bot that no one calls back."""
    pause = next_poll(timedelta()).total_seconds()
    async with kiosk_between(
        _made(folder), "live", kie=_ON_DEMAND, PUBLIC_URL=None, FREE_CREDITS="unlimited"
    ) as kiosk:
        return await _samples(kiosk, PICTURE, wanted, spread=pause)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def _samples(kiosk: BotUnderTest, shot: Shot, wanted: int, *, spread: float = 0.0) -> list[float]:
    """Milliseconds of each of `wanted` tasks; one before them lets the simulator draw and the bot warm up.

    Args:
        spread: seconds over which the tasks of a batch end; 0 = each after the delivery of the one before.
    """
    seconds: list[float] = []
    if wanted:
        await _batch(kiosk, shot, 1, spread=0.0)
    while len(seconds) < wanted:
        seconds += await _batch(kiosk, shot, min(_AT_ONCE, wanted - len(seconds)), spread=spread)
    return [1000 * each for each in seconds]


async def _batch(kiosk: BotUnderTest, shot: Shot, size: int, *, spread: float) -> list[float]:
    """Start tasks for new people, then end them; seconds from each end to its delivery."""
    first = len(kiosk.telegram.people)
    people = [kiosk.telegram.person(f"Person {first + number}") for number in range(size)]
    async with asyncio.timeout(_SECONDS):
        await asyncio.gather(*(kiosk.generate(person, shot.line) for person in people))
        tasks = await _running(kiosk, people)
    await asyncio.sleep(_QUIET_SECONDS)
    if not spread:
        return [await _ended(kiosk, shot, person, task) for person, task in zip(people, tasks, strict=True)]
    return await asyncio.gather(
        *(
            _ended(kiosk, shot, person, task, after=number * spread / size)
            for number, (person, task) in enumerate(zip(people, tasks, strict=True))
        )
    )


async def _running(kiosk: BotUnderTest, people: Sequence[Person]) -> list[SimTask]:
    """Wait until the bot knows everybody's task."""
    sql = "SELECT person_id, external_task_id FROM generations WHERE state = 'running'"
    known: dict[int, str] = {}
    while not known.keys() >= {person.id for person in people}:
        await asyncio.sleep(_LOOK_SECONDS)  # the bot's database sends no signal to this process
        known = {row["person_id"]: row["external_task_id"] for row in kiosk.rows(sql)}
    return [kiosk.kie.tasks[known[person.id]] for person in people]


async def _ended(
    kiosk: BotUnderTest, shot: Shot, person: Person, task: SimTask, *, after: float = 0.0
) -> float:
    """End a task; seconds until Telegram has received the call that carries its media."""
    await asyncio.sleep(after)
    task.finish()
    calls = await kiosk.telegram.calls.wait(shot.method, chat=person.id, timeout=_SECONDS)
    if task.state is not State.SUCCESS or task.completed_at is None or not calls[0].ok:
        msg = f"the media of task {task.id} was not delivered: {calls[0].description}"
        raise BenchmarkFailed(msg)
    received = calls[0].at.timestamp() - calls[0].seconds
    return received - task.completed_at
