"""A Kiosk to tell stories with: the bot as a process of its own between the two simulators."""

from __future__ import annotations

import asyncio
import atexit
import functools
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import psycopg
from psycopg.rows import dict_row

from bot.sandbox.kie import KieSimulator
from bot.sandbox.launch import bot_environment
from bot.sandbox.telegram import ChatHandle, Message, Person, TelegramSimulator
from storage.postgres.dialect import statement
from tests.support.fork_server import BotProcess, ForkServer, fork_server

START_SECONDS = 60.0
"""Importing a Telegram framework takes seconds on a small, busy machine."""

Dialect = Literal["live", "integration"]


@dataclass(kw_only=True)
class BotUnderTest:
    """The bot's process and the two worlds around it.

    Attributes:
        whole: whether the process is `python -m bot run`; else it is forked from one that has imported the bot, which
            saves seconds and is otherwise the same.
        paced: whether it keeps to the pace that Telegram asks of a chat (a message a second, 20 a minute in a group), as
            a whole process always does; else a story would mostly wait.
    """

    telegram: TelegramSimulator
    kie: KieSimulator
    folder: Path
    alice: Person
    boris: Person
    admin: Person
    environment: dict[str, str] = field(default_factory=dict)
    whole: bool = False
    paced: bool = False
    process: asyncio.subprocess.Process | BotProcess | None = None

    @property
    def log_file(self) -> Path:
        """Everything that the process said."""
        return self.folder / "kiosk.log"

    @property
    def log(self) -> str:
        """What the process said so far."""
        return self.log_file.read_text(encoding="utf-8") if self.log_file.exists() else ""

    async def start(self, **changes: str | None) -> None:
        """Start the process and wait until it serves; `changes` are settings, None takes one away."""
        seen = len(self.telegram.calls.find("setMyCommands"))
        process = await self.begin(**changes)
        started = asyncio.ensure_future(
            self.telegram.calls.wait("setMyCommands", count=seen + 1, timeout=START_SECONDS)
        )
        ended = asyncio.ensure_future(process.wait())
        try:
            await asyncio.wait({started, ended}, return_when=asyncio.FIRST_COMPLETED)
            assert not ended.done(), f"the bot ended with {process.returncode}:\n{self.log}"
            await started
        finally:
            started.cancel()
            ended.cancel()

    async def begin(self, **changes: str | None) -> asyncio.subprocess.Process | BotProcess:
        """Start the process; see `start`."""
        for name, value in changes.items():
            if value is None:
                self.environment.pop(name, None)
            else:
                self.environment[name] = value
        if not self.whole:
            self.process = _fork_server().start(self.environment, self.folder, paced=self.paced)
            return self.process
        with self.log_file.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                env=self.environment,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        return self.process

    async def kill(self) -> None:
        """SIGKILL: no goodbye."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        await self._end(signal.SIGTERM)
        assert self.process is not None
        return self.process.returncode or 0

    async def _end(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(number)
            await asyncio.wait_for(self.process.wait(), 20)

    async def quote(
        self, person: Person, line: str, *, room: ChatHandle | None = None, **how: Any
    ) -> Message:
        """Send a `/gen` line and wait for the answer with buttons that follows it."""
        room = room or person.private
        asked = await person.send(f"/gen {line}", chat=room, **how)
        return await room.wait(lambda message: bool(message.buttons), after=asked, timeout=20)

    async def generate(self, person: Person, line: str, **how: Any) -> Message:
        """Ask in one line and confirm; returns the card that was confirmed."""
        card = await self.quote(person, line, **how)
        await person.tap(card, (0, 0))
        return card

    async def media(
        self,
        room: ChatHandle,
        *,
        after: Message | int = 0,
        kinds: frozenset[str] | None = None,
        timeout: float = 30,  # noqa: ASYNC109
    ) -> Message:
        """The next message of the bot's that carries media."""
        wanted = kinds or frozenset({"photo", "video", "audio", "voice", "document", "animation"})
        return await room.wait(lambda message: message.kind in wanted, after=after, timeout=timeout)

    async def concluded(self, card: Message) -> None:
        """Wait until the generation that this card became has ended: its progress message is gone."""
        rooms: list[ChatHandle] = [
            *self.telegram.groups,
            *(one.private for one in self.telegram.people.values()),
        ]
        room = next(room for room in rooms if room.id == card.chat.id)
        await room.wait_until(lambda: card.deleted, timeout=30)

    async def available(self, person: Person) -> int:
        """What /balance says is available: its first number. Messages without one are of something else."""
        asked = await person.send("/balance")
        answer = await person.private.wait(
            lambda message: message.id > asked.id and any(map(str.isdigit, message.text)), timeout=20
        )
        number = "".join(
            letter if letter.isdigit() else " " for letter in answer.text.replace("\N{NO-BREAK SPACE}", "")
        )
        return int(number.split()[0])

    def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """Look into the database, read-only."""
        if self.environment["DATABASE_URL"].startswith("postgresql:"):
            with psycopg.connect(self.environment["DATABASE_URL"], row_factory=dict_row) as looking:
                return looking.execute(statement(sql).encode(), parameters).fetchall()
        path = self.environment["DATABASE_URL"].removeprefix("sqlite:///")
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, parameters)]

    def write(self, sql: str, *parameters: object) -> None:
        """Change the database behind the bot's back: what only weeks of waiting would bring."""
        path = self.environment["DATABASE_URL"].removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(sql, parameters)

    def require_exact_ledger(self) -> None:
        """Every account's credits are the sum of its entries, no hold is open for an ended generation, no one owes."""
        # In one statement: people may go on meanwhile.
        for account in self.rows(
            "SELECT *, (SELECT coalesce(sum(amount), 0) FROM ledger_entries WHERE account_id = accounts.id) AS total"
            " FROM accounts"
        ):
            assert account["allowance"] + account["bought"] == account["total"]
            assert account["allowance"] >= 0
            assert account["bought"] >= 0
        torn = self.rows(
            "SELECT g.id, g.state FROM generations g JOIN holds h ON h.generation_id = g.id WHERE"
            " (h.ended_at IS NULL) <> (g.state IN ('waiting', 'held', 'submitting', 'in_doubt', 'running', 'ready'))"
            " AND NOT (g.state = 'ready' AND g.free_late_delivery = 1)"
        )
        assert not torn


@functools.cache
def _fork_server() -> ForkServer:
    """One for all stories of this test run, ended with it."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(fork_server())


async def until(holds: Callable[[], bool], *, seconds: float = 20) -> None:
    """Wait for something that sends no signal: what only the database tells, or a queue that has run empty."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  there is no event
            await asyncio.sleep(0.02)


@asynccontextmanager
async def kiosk_between(
    folder: Path,
    dialect: Dialect,
    *,
    kie: Mapping[str, Any] | None = None,
    started: bool = True,
    whole: bool = False,
    paced: bool = False,
    **settings: str | None,
) -> AsyncGenerator[BotUnderTest]:
    """Both simulators and (if `started`) the bot; everything ends with the context. See `BotUnderTest`."""
    async with AsyncExitStack() as stack:
        options = {"seconds_to_finish": 0.2, "callback_retry_seconds": 0.2, "limits": False} | dict(kie or {})
        supplier = await stack.enter_async_context(KieSimulator(dialect=dialect, **options))
        telegram = TelegramSimulator()
        await telegram.start()
        stack.push_async_callback(telegram.close)
        alice, boris, admin = (
            telegram.person("Alice", language="en"),
            telegram.person("Борис", language="ru"),
            telegram.person("Ada", language="en"),
        )
        kiosk = BotUnderTest(
            telegram=telegram,
            kie=supplier,
            folder=folder,
            alice=alice,
            boris=boris,
            admin=admin,
            whole=whole,
            paced=paced,
        )
        kiosk.environment = {
            name: value
            for name, value in bot_environment(telegram, supplier, folder, admins=[admin.id]).items()
            if not name.startswith(("COV_", "PYTEST"))
        }
        kiosk.environment.update(PYTHONWARNINGS="default", FREE_CREDITS="1000", PYTHONPATH=os.getcwd())  # noqa: PTH109
        kiosk.environment["GROUP_POLICY"] = "open"
        kiosk.environment["REPORT_HOUR"] = "off"  # it would come into whatever story is at that hour
        kiosk.environment["UPDATES_PER_PERSON"] = "1000"  # stories run faster than people type
        for name, value in settings.items():
            if value is None:
                kiosk.environment.pop(name, None)
            else:
                kiosk.environment[name] = value
        stack.push_async_callback(kiosk.kill)
        if started:
            await kiosk.start()
        yield kiosk
