"""The random storm: hundreds of generations over several accounts, killed at random moments, judged when it is over."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox.telegram import Message, Person
from tests.chaos.stall import Stall, stall
from tests.chaos.troubles import trouble
from tests.chaos.verdict import Verdict, judge
from tests.chaos.window import window_of
from tests.support.fork_server import ForkServer

GRANT = 7
"""Credits of each grant in the storm."""
_FREE = 100_000
"""Every person's allowance: no one runs out."""
_PEOPLE = 16
_AT_ONCE = 2
"""Requests of one person that are open at once."""
_KILL_AFTER = (0.5, 6.0)
"""Shortest and longest time between two kills in seconds: from a start that is just over to some hundreds of steps."""
_SETTLING_SECONDS = 120.0
_LONG_SETTLING_SECONDS = 900.0
_QUOTE_SECONDS = 120.0
_PATIENCE = 30.0
"""How long a person waits for a price beside troubles before they ask anew."""
_BETWEEN = (10.0, 40.0)
"""Seconds between two requests of a person."""
_WITHOUT_END = 10**9
_REQUESTS = (
    ("a lamp", 10),
    ("a lamp, many", 2),
    ("a lamp double-callback", 3),
    ("a lamp no-callback", 2),
    ("a lamp late-callback", 2),
    ("a lamp forged-callback", 1),
    ("a lamp fail-moderation", 2),
    ("a lamp fail-server", 1),
    ("a lamp fail-prompt", 2),
    ("a lamp fail-429", 1),
    ("a lamp fail-submit-500", 1),
    ("a lamp html-502", 1),
    ("a lamp status-502", 1),
    ("a lamp cut-connection", 2),
    ("a lamp no-urls", 1),
)
"""Prompts with how often they are drawn; the words are KIE's misdeeds."""


@dataclass(slots=True)
class Weather:
    """What a storm did and what came of it."""

    seed: int
    verdict: Verdict
    generations: int = 0
    people: int = _PEOPLE
    kills: int = 0
    grants: int = 0
    cancellations: int = 0
    tasks: int = 0
    seconds: float = 0.0
    windows: list[float] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0


async def storm(fork_server: ForkServer, *, seed: int, requests: int, minutes: float = 0) -> Weather:
    """Let it storm.

    Args:
        fork_server: starts the processes.
        seed: of everything that is random here; the moments of the kills also depend on the machine's speed.
        requests: how many generations are asked for.
        minutes: for how long people ask beside troubles of every other kind (`troubles`), instead of for `requests`.
    """
    dice = random.Random(seed)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kiosk-storm-") as folder:
        async with stall(
            fork_server,
            Path(folder),
            kie={"late_callback_seconds": 4.0, "callback_retry_seconds": 0.5},
            settings={"OPEN_PER_ACCOUNT": "1000", "FREE_CREDITS": str(_FREE)},
        ) as kiosk:
            weather = Weather(seed, Verdict())
            people = [
                kiosk.alice,
                *(kiosk.telegram.person(f"Person {number}") for number in range(1, _PEOPLE)),
            ]
            if minutes:
                await _rage_on(kiosk, people, dice, minutes, weather)
            else:
                await _rage(kiosk, people, dice, requests, weather)
            stuck = await _calm(kiosk, _LONG_SETTLING_SECONDS if minutes else _SETTLING_SECONDS)
            weather.verdict = judge(
                kiosk, grants=weather.grants, granted=weather.grants * GRANT, opening=_FREE
            )
            weather.verdict.violations = stuck + weather.verdict.violations
            weather.generations = len(kiosk.generations())
            weather.tasks = len(kiosk.kie.tasks)
            weather.kills = kiosk.killed
            weather.windows = window_of(kiosk)
    weather.seconds = time.monotonic() - begun
    return weather


async def _rage(
    kiosk: Stall, people: list[Person], dice: random.Random, requests: int, weather: Weather
) -> None:
    """Everyone requests, the admin grants, some people cancel, and the bot dies again and again."""
    drawn = _draw(dice, requests)
    async with asyncio.TaskGroup() as group:
        killing = group.create_task(_kill(kiosk, dice))
        async with asyncio.TaskGroup() as requesting:
            for person in people:
                for _ in range(_AT_ONCE):
                    requesting.create_task(_request(kiosk, person, drawn))
            requesting.create_task(_grant(kiosk, dice, requests // 10, weather))
            requesting.create_task(_regret(kiosk, people, dice, requests // 10, weather))
        killing.cancel()


async def _rage_on(
    kiosk: Stall, people: list[Person], dice: random.Random, minutes: float, weather: Weather
) -> None:
    """The same for a time, beside other troubles: who gets no answer, or the word to try again, asks anew."""
    ends = time.monotonic() + minutes * 60
    drawn = _draw(dice, _WITHOUT_END)

    async def asks(person: Person) -> None:
        while time.monotonic() < ends and not kiosk.fault:
            await asyncio.sleep(dice.uniform(*_BETWEEN))
            try:
                await kiosk.generate(f"flux-pro {next(drawn)}", person=person, patience=_PATIENCE)
            except (TimeoutError, AssertionError):
                weather.unanswered += 1

    async def beside() -> None:
        await asyncio.gather(
            _kill(kiosk, dice),
            trouble(kiosk, dice, weather.troubles),
            _grant(kiosk, dice, _WITHOUT_END, weather, every=(5.0, 15.0)),
            _regret(kiosk, people, dice, _WITHOUT_END, weather),
        )

    async with asyncio.TaskGroup() as group:
        going = group.create_task(beside())
        async with asyncio.TaskGroup() as asking:
            for person in people:
                for _ in range(_AT_ONCE):
                    asking.create_task(asks(person))
        going.cancel()
    kiosk.telegram.faults.clear()
    kiosk.set_clock(0)
    await kiosk.rebirth()  # the last process may still be without room on its disk
    sent = weather.grants
    counted = len(kiosk.rows("SELECT 1 FROM ledger_entries WHERE operation_key LIKE 'grant:%'"))
    weather.grants = min(sent, counted)  # an admin who is asked to try again has given nothing


async def _request(kiosk: Stall, person: Person, drawn: Iterator[str]) -> None:
    for prompt in drawn:
        await kiosk.generate(f"flux-pro {prompt}", person=person, patience=_QUOTE_SECONDS)


def _draw(dice: random.Random, requests: int) -> Iterator[str]:
    prompts, weights = zip(*_REQUESTS, strict=True)
    for number in range(requests):
        yield f"{dice.choices(prompts, weights)[0]} number {number}."


async def _grant(
    kiosk: Stall,
    dice: random.Random,
    times: int,
    weather: Weather,
    *,
    every: tuple[float, float] = (0.1, 1.5),
) -> None:
    for _ in range(times):
        await asyncio.sleep(dice.uniform(*every))
        await kiosk.admin.send(f"/grant {kiosk.alice.id} {GRANT}")
        weather.grants += 1


async def _regret(
    kiosk: Stall, people: list[Person], dice: random.Random, times: int, weather: Weather
) -> None:
    """A person taps *Cancel* on a card that still offers it."""
    for _ in range(times):
        await asyncio.sleep(dice.uniform(0.1, 1.5))
        person = dice.choice(people)
        cards = [message for message in person.private.messages if _can_be_stopped(message)]
        if cards:
            await person.tap(cards[-1], (0, 0), wait=False)
            weather.cancellations += 1


def _can_be_stopped(message: Message) -> bool:
    return any((button.data or "").startswith("st:") for row in message.buttons for button in row)


async def _kill(kiosk: Stall, dice: random.Random) -> None:
    while True:
        await asyncio.sleep(dice.uniform(*_KILL_AFTER))
        await kiosk.rebirth()


async def _calm(kiosk: Stall, seconds: float) -> list[str]:
    """No one kills any more: everything must come to its end."""
    try:
        async with asyncio.timeout(0 if kiosk.fault else seconds):
            await kiosk.settled(patience=seconds)
    except TimeoutError:
        left = Counter(
            row["state"] for row in kiosk.generations() if row["state"] not in {"delivered", "failed"}
        )
        return [f"did not settle within {seconds:.0f} s: {dict(left)} {kiosk.fault}"]
    return []
