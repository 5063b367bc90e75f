"""The two servers of the benchmark of callbacks: `python -m tests.bench.callback_server <kind> <database> <port>`.

`kiosk` is Kiosk's own route and inbox over Kiosk's own storage. `bare` is the least that one could write: an aiohttp
handler that commits one row in one statement through aiosqlite, to a file with the same pragmas.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite
from aiohttp import web

from bot.clock import SystemClock
from bot.generation.callback import CallbackInbox
from bot.generation.callback_tokens import CALLBACK_PATH, CallbackTokens
from bot.kie.webhook import KieCallbackReader
from bot.web.callbacks import callback_route
from bot.web.metrics import Metrics
from bot.web.server import serving
from storage.core.database import Database
from storage.store import SqliteStore

HOST = "127.0.0.1"
SECRET = "a secret of the benchmark"
HMAC_KEY = "a signing key of the benchmark"
READY = b"ready\n"
"""What the process says once it listens."""


@asynccontextmanager
async def kiosk_route(path: Path) -> AsyncGenerator[web.RouteDef]:
    """The product's route, signatures required, over the product's database."""
    clock, database = SystemClock(), await Database.open(path)
    try:
        inbox = CallbackInbox(
            SqliteStore(database, clock),
            KieCallbackReader(HMAC_KEY, clock),
            CallbackTokens(SECRET),
            clock,
            lambda: None,
        )
        yield callback_route(inbox, Metrics())
    finally:
        await database.close()


@asynccontextmanager
async def bare_route(path: Path) -> AsyncGenerator[web.RouteDef]:
    """A handler that commits one row."""
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "busy_timeout = 5000",
        ):
            await connection.execute(f"PRAGMA {pragma}")
        await connection.execute("CREATE TABLE callbacks (token TEXT NOT NULL, body BLOB NOT NULL)")

        async def receive(request: web.Request) -> web.Response:
            row = (request.match_info["token"], await request.read())
            await connection.execute("INSERT INTO callbacks VALUES (?, ?)", row)
            return web.Response()

        yield web.post(f"{CALLBACK_PATH}{{token}}", receive)


ROUTES = {"kiosk": kiosk_route, "bare": bare_route}


async def serve(kind: str, path: Path, port: int) -> None:
    """Serve until SIGTERM."""
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    async with ROUTES[kind](path) as route, serving([route], host=HOST, port=port):
        sys.stdout.buffer.write(READY)
        sys.stdout.buffer.flush()
        await stopping.wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
