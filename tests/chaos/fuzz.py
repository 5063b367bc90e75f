"""`python -m tests.chaos.fuzz [inputs] [seed]`: junk for the parsers and for the callback endpoint.

Four fifths of the inputs go through every parser of KIE's JSON, one fifth over HTTP to the real callback route with SQLite behind it. Nothing
may raise, answer 5xx, change a state, move a credit, or put a task id where the token was not genuine.
"""

from __future__ import annotations

import asyncio
import secrets
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp

from bot.domain.generation import Generation, State
from bot.generation.callback import CallbackInbox
from bot.generation.callback_tokens import CALLBACK_PATH, CallbackTokens
from bot.kie.envelope import read_envelope
from bot.kie.families import FAMILIES
from bot.kie.webhook import KieCallbackReader
from bot.ports import CallbackReading, TaskStatus
from bot.web.callbacks import callback_route
from bot.web.metrics import Metrics
from bot.web.server import serving
from storage.core.database import Database
from storage.store import SqliteStore
from tests.chaos.junk import Junk
from tests.support.fake_clock import FakeClock
from tests.support.store_setup import funded_account, moved, waiting

INPUTS = 100_000
_OVER_HTTP = 5
"""One in so many inputs goes over HTTP."""
_AT_ONCE = 16
_SERVER_ERROR = 500
_LIVES = (
    (),
    (State.SUBMITTING,),
    (State.SUBMITTING, State.IN_DOUBT),
    (State.SUBMITTING, State.RUNNING),
    (State.SUBMITTING, State.RUNNING, State.READY),
    (State.SUBMITTING, State.FAILED),
)
"""A generation of each kind that a callback may speak of."""


@dataclass(frozen=True)
class MetricsSnapshot:
    """What a run found."""

    seed: int
    parsed: int
    posted: int
    answers: Counter[int]
    seconds: float
    violations: Sequence[str]


def fuzz_parsers(junk: Junk, number: int) -> list[str]:
    """Every parser on every payload; returns what was wrong."""
    reader = KieCallbackReader(None, FakeClock())
    violations = []
    for body in junk.bodies(number):
        try:
            reading = reader.read({}, body)
            envelope = read_envelope(200, body)
            statuses = [family.read_status(envelope.payload) for family in FAMILIES.values()]
        except Exception as error:  # noqa: BLE001  whatever is raised is the finding
            violations.append(f"{type(error).__name__} for {body[:200]!r}")
            continue
        if not isinstance(reading, CallbackReading) or not all(
            isinstance(one, TaskStatus) for one in statuses
        ):
            violations.append(f"no reading for {body[:200]!r}")
    return violations


async def fuzz_endpoint(junk: Junk, number: int, folder: Path) -> tuple[Counter[int], list[str]]:
    """Junk over HTTP to generations in every state; returns the answers and what was wrong."""
    clock = FakeClock()
    database = await Database.open(folder / "fuzz.db")
    store = SqliteStore(database, clock)
    tokens = CallbackTokens(secrets.token_urlsafe())
    inbox = CallbackInbox(store, KieCallbackReader(None, clock), tokens, clock, lambda: None)
    answers: Counter[int] = Counter()
    try:
        lives = [await _living(store, f"life-{number}", states) for number, states in enumerate(_LIVES)]
        async with (
            serving([callback_route(inbox, Metrics())], host="127.0.0.1", port=0) as root,
            aiohttp.ClientSession() as session,
            asyncio.TaskGroup() as group,
        ):
            posts = iter(_posts(junk, number, tokens, lives))
            for _ in range(_AT_ONCE):
                group.create_task(_post_all(session, root, posts, answers))
        return answers, await _changes(store, database, lives)
    finally:
        await database.close()


async def run(inputs: int = INPUTS, seed: int | None = None) -> MetricsSnapshot:
    """Both parts."""
    seed = secrets.randbits(32) if seed is None else seed
    junk, began = Junk(seed), time.monotonic()
    posted = inputs // _OVER_HTTP
    violations = fuzz_parsers(junk, inputs - posted)
    with tempfile.TemporaryDirectory() as folder:
        answers, changed = await fuzz_endpoint(junk, posted, Path(folder))
    violations += changed + [f"answer {status}" for status in answers if status >= _SERVER_ERROR]
    return MetricsSnapshot(seed, inputs - posted, posted, answers, time.monotonic() - began, violations)


def _posts(
    junk: Junk, number: int, tokens: CallbackTokens, lives: Sequence[Generation]
) -> Sequence[tuple[str, bytes, str]]:
    """Path token, body and content type of each request."""
    posts = []
    for index, body in enumerate(junk.bodies(number)):
        genuine = tokens.sign(lives[index % len(lives)])
        token = junk.token(genuine) if junk.chance(0.3) else genuine
        kind = "text/plain" if junk.chance(0.05) else "application/json"
        posts.append((token, body, kind))
    return posts


async def _post_all(
    session: aiohttp.ClientSession, root: str, posts: Iterator[tuple[str, bytes, str]], answers: Counter[int]
) -> None:
    for token, body, kind in posts:
        async with session.post(
            f"{root}{CALLBACK_PATH}{token}", data=body, headers={"Content-Type": kind}
        ) as answer:
            answers[answer.status] += 1


async def _living(store: SqliteStore, token: str, states: Sequence[State]) -> Generation:
    account = await funded_account(store, person_id=zlib.crc32(token.encode()))
    generation = await moved(store, await waiting(store, account, token), *states)
    if generation.state is State.RUNNING:
        async with store.transaction() as tx:
            generation = replace(generation, external_task_id=f"task-{generation.id}")
            await tx.save(generation, expected=State.RUNNING, at=generation.created_at)
    return generation


async def _changes(store: SqliteStore, database: Database, lives: Sequence[Generation]) -> list[str]:
    """Whatever junk has changed beyond a hint and a poke."""
    changed = []
    for before in lives:
        after = await store.generation(before.id)
        if after is None or replace(after, hinted_task_id="") != replace(before, hinted_task_id=""):
            changed.append(f"generation {before.id} changed")
    wrong = await database.rows(
        "SELECT a.id FROM accounts a WHERE a.allowance + a.bought <> "
        "(SELECT coalesce(sum(amount), 0) FROM ledger_entries e WHERE e.account_id = a.id)"
    )
    return changed + [f"account {row['id']} is not the sum of its entries" for row in wrong]


def main() -> int:
    """Run and print; 1 when anything was wrong."""
    numbers = [int(word) for word in sys.argv[1:3]]
    report = asyncio.run(run(*numbers))
    answers = ", ".join(f"{status}: {number}" for status, number in sorted(report.answers.items()))
    print("| junk | inputs | outcome |\n|---|---|---|")
    print(f"| parsers (callbacks, envelope, {len(FAMILIES)} families) | {report.parsed} | nothing raised |")
    print(f"| callback endpoint over HTTP | {report.posted} | {answers} |")
    print(f"seed {report.seed}, {report.seconds:.0f} s, {len(report.violations)} violations")
    for violation in report.violations[:20]:
        print(f"- {violation}")
    return 1 if report.violations else 0


if __name__ == "__main__":
    sys.exit(main())
