"""Callbacks accepted per second, beside a bare aiohttp handler that commits one row.

Measured: from the first byte of the first request to the last byte of the last answer, over real HTTP on loopback, with
a fixed number of connections that each send the next callback once they have an answer. Every callback is genuine,
signed, for a running generation of its own, and must be answered with 200 and be a row in the database afterwards. The
server is a process of its own with Kiosk's route, inbox, signature check and storage (WAL, synchronous=FULL). The
latency of an answer is that of one request on its connection while all the others are busy too.

Not measured: what the callback brings about. The engine that it would wake does not run, so the status query, the
delivery and their share of the processor are left out; the time from a callback to the send is a benchmark of its own.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

from bot.catalog.spec import Dialect
from bot.clock import SystemClock
from bot.domain.generation import Destination, Generation, State
from bot.generation.callback_tokens import CALLBACK_PATH, CallbackTokens
from bot.kie.webhook import SIGNATURE_HEADER, TIMESTAMP_HEADER, signature
from bot.sandbox.launch import free_port
from storage.core.database import Database
from storage.store import SqliteStore
from tests.bench.callback_server import HMAC_KEY, READY, SECRET
from tests.bench.figures import BenchmarkFailed, Figure
from tests.bench.loopback import Round, request, send_all

_ROOT = Path(__file__).parents[2]
_PAYLOAD = _ROOT / "tests" / "unit" / "kie" / "samples" / "market-callback-success-2026.json"
_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is measured: callbacks of a repetition (and of the warm-up), connections at once, repetitions."""

    callbacks: int = 1000
    connections: int = 32
    repetitions: int = 3
    warm_up: int = 200


async def measure(folder: Path, counts: Counts) -> list[Figure]:
    """Measure both servers in turns, so that a busy neighbour on the machine disturbs both alike.

    Raises:
        BenchmarkFailed: a callback was not accepted, or accepted and not recorded.
    """
    tx = {kind: folder / f"{kind}.db" for kind in ("kiosk", "bare")}
    total = counts.warm_up + counts.callbacks * counts.repetitions
    requests = await _prepared(tx["kiosk"], total)
    rounds: dict[str, list[Round]] = {kind: [] for kind in tx}
    async with _server("kiosk", tx["kiosk"]) as kiosk, _server("bare", tx["bare"]) as bare:
        for batch in _batches(requests, counts):
            for kind, port in (("kiosk", kiosk), ("bare", bare)):
                rounds[kind].append(await send_all(port, batch, connections=counts.connections))
    for kind, path in tx.items():
        _require_recorded(kind, path, rounds[kind], total)
    return _figures(counts, rounds["kiosk"][1:], rounds["bare"][1:])


def _batches(requests: Sequence[bytes], counts: Counts) -> list[Sequence[bytes]]:
    """The warm-up and the repetitions."""
    starts = range(counts.warm_up, len(requests), counts.callbacks)
    return [requests[: counts.warm_up], *(requests[start : start + counts.callbacks] for start in starts)]


def _figures(counts: Counts, kiosk: Sequence[Round], bare: Sequence[Round]) -> list[Figure]:
    """Speed and latency of the rounds that count."""
    speed, other = ([counts.callbacks / one.seconds for one in rounds] for rounds in (kiosk, bare))
    slow, quick = ([1000 * each for one in rounds for each in one.latencies] for rounds in (kiosk, bare))
    name = "bare aiohttp and aiosqlite"
    return [
        Figure(
            what=f"callbacks accepted per second ({counts.connections} connections)",
            unit="1/s",
            values=speed,
            beside=Figure(what=name, unit="1/s", values=other),
        ),
        Figure(
            what="answer to a callback under that load",
            unit="ms",
            values=slow,
            tail=99,
            beside=Figure(what=name, unit="ms", values=quick),
        ),
    ]


async def _prepared(path: Path, total: int) -> list[bytes]:
    """One running generation and one signed callback for each request, written before the server starts."""
    clock, tokens = SystemClock(), CallbackTokens(SECRET)
    payload = json.loads(_PAYLOAD.read_text(encoding="utf-8"))
    database = await Database.open(path)
    try:
        async with SqliteStore(database, clock).transaction() as tx:
            account = await tx.account_of_person(1)
            stored = [await tx.add_generation(_running(number, account.id)) for number in range(total)]
    finally:
        await database.close()
    return [_callback(tokens, payload, generation) for generation in stored]


def _running(number: int, account_id: int) -> Generation:
    now = SystemClock().now()
    return Generation(
        id=0,
        person_id=1,
        account_id=account_id,
        language="en",
        destination=Destination(chat_id=1),
        model="z-image",
        dialect=Dialect.LIVE,
        choices={},
        prompt="a lighthouse",
        price=1,
        state=State.RUNNING,
        token=f"token-{number}",
        created_at=now,
        due_at=now + timedelta(hours=1),
        deadline_at=now + timedelta(hours=1),
        external_task_id=f"task-{number}",
    )


def _callback(tokens: CallbackTokens, payload: dict[str, object], generation: Generation) -> bytes:
    task_id, timestamp = generation.external_task_id, str(int(time.time()))
    body = {**payload, "data": {**_mapping(payload["data"]), "taskId": task_id}}
    headers = {
        TIMESTAMP_HEADER: timestamp,
        SIGNATURE_HEADER: signature(HMAC_KEY, task_id, timestamp),
    }
    return request(f"{CALLBACK_PATH}{tokens.sign(generation)}", headers, json.dumps(body).encode())


def _mapping(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        msg = f"the sample callback {_PAYLOAD.name} has no data"
        raise BenchmarkFailed(msg)
    return value


@asynccontextmanager
async def _server(kind: str, path: Path) -> AsyncGenerator[int]:
    """One of the servers as a process of its own; gives its port."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.callback_server",
        kind,
        str(path),
        str(port),
        stdout=asyncio.subprocess.PIPE,
        cwd=_ROOT,
    )
    try:
        if (
            process.stdout is None
            or await asyncio.wait_for(process.stdout.readline(), _START_SECONDS) != READY
        ):
            msg = f"the {kind} server did not start"
            raise BenchmarkFailed(msg)
        yield port
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def _require_recorded(kind: str, path: Path, rounds: Sequence[Round], total: int) -> None:
    statuses = [one.statuses for one in rounds]
    if any(set(counted) != {HTTPStatus.OK} for counted in statuses):
        msg = f"the {kind} server did not accept every callback: {statuses}"
        raise BenchmarkFailed(msg)
    with closing(sqlite3.connect(path)) as connection:
        recorded = connection.execute("SELECT count(*) FROM callbacks").fetchone()[0]
    if recorded != total:
        msg = f"the {kind} server recorded {recorded} of {total} callbacks"
        raise BenchmarkFailed(msg)
