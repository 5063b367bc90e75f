"""One Kiosk of a case: both simulators, the people, and a bot that is raised again each time it dies."""

from __future__ import annotations

import asyncio
import itertools
import random
import signal
import socket
import sqlite3
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.sandbox.kie import KieSimulator, SimTask
from bot.sandbox.launch import bot_environment
from bot.sandbox.telegram import ChatHandle, Message, Person, TelegramSimulator
from tests.support.fork_server import KILLED, BotProcess, ForkServer

PATIENCE_SECONDS = 30.0
"""How long a case may take to settle."""
GRACE_SECONDS = 0.4
"""How long a settled bot is watched for a boundary that it is to die at."""
_LOOK_SECONDS = 0.02
_MORE_THAN_A_STORM_TAKES = 1_000_000
"""Credits at KIE: a storm of an hour used up 10,000, and the rest waited, as it should, for the operator to top up."""
_OPEN = ("waiting", "held", "submitting", "in_doubt", "running", "ready")
_CALLS_BACK = 4
"""KIE's attempts at one callback."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """A line that a witness wrote: what was reached, for which time in that process, and when (Unix seconds)."""

    name: str
    at: float

    @property
    def label(self) -> str:
        """The name without its count."""
        return self.name.rpartition("#")[0]


@dataclass(kw_only=True, eq=False)
class Stall:
    """The bot and the two worlds around it.

    Attributes:
        dooms: at which boundary each process dies, the first one first; an empty text and what is missing mean: not by itself.
    """

    telegram: TelegramSimulator
    kie: KieSimulator
    fork_server: ForkServer
    folder: Path
    alice: Person
    admin: Person
    environment: dict[str, str]
    dooms: Sequence[str] = ()
    processes: list[BotProcess] = field(default_factory=list)
    killed: int = 0
    ahead: float = 0.0
    fault: str = ""
    _closing: bool = False
    _polls_before: int = 0

    # --- the bot -------------------------------------------------------------------------------------------------

    async def live(self) -> None:
        """Raise the bot again and again, until the stall closes or the bot ends by itself."""
        while not self._closing:
            process = self._raise()
            self.processes.append(process)
            code = await process.wait()
            if code != KILLED:
                self.fault = f"the bot ended with {code}: {self.log[-2000:]}"
                return
            self.killed += 1

    async def rebirth(self, *, ahead: float = 0.0) -> None:
        """SIGKILL now; the next process's clock is ahead by some more seconds."""
        self.ahead += ahead
        await self._end(self.processes[-1])

    async def close(self) -> None:
        """No more processes."""
        self._closing = True
        if self.processes:
            await self._end(self.processes[-1])

    async def _end(self, process: BotProcess) -> None:
        process.send_signal(signal.SIGKILL)
        await process.wait()

    def _raise(self) -> BotProcess:
        number = len(self.processes)
        self._polls_before = self.telegram.updates.polls
        doom = self.dooms[number] if number < len(self.dooms) else ""
        own = {
            "CHAOS_EVENTS": str(self._events_of(number)),
            "CHAOS_KILL": doom,
            "CHAOS_AHEAD": str(self.ahead),
            "CHAOS_CLOCK": str(self._clock_file),
        }
        return self.fork_server.start(self.environment | own, self.folder, armed=True)

    def set_clock(self, seconds: float) -> None:
        """Set the machine's clock, of this process and the next ones, ahead or back of the true time."""
        self._clock_file.write_text(str(seconds), encoding="utf-8")

    @property
    def _clock_file(self) -> Path:
        return self.folder / "clock"

    # --- what is to be seen from outside ----------------------------------------------------------------------------

    @property
    def log(self) -> str:
        """What the bot said so far."""
        file = self.folder / "kiosk.log"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def boundaries(self, process: int) -> list[Boundary]:
        """What the witness of this process wrote."""
        file = self._events_of(process)
        if not file.exists():
            return []
        lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
        return [Boundary(name, float(at)) for at, name in lines]

    def met_its_doom(self) -> bool:
        """Whether every process that was to die at a boundary has reached it."""
        return all(
            any(boundary.name == doom for boundary in self.boundaries(number))
            for number, doom in enumerate(self.dooms)
            if doom
        )

    def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """Look into the database, read-only; nothing before it exists."""
        path = self.environment["DATABASE_URL"].removeprefix("sqlite:///")
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                connection.row_factory = sqlite3.Row
                return [dict(row) for row in connection.execute(sql, parameters)]
        except sqlite3.OperationalError as error:
            if not any(words in str(error) for words in ("no such table", "unable to open", "locked")):
                raise
            return []

    def write(self, sql: str, *parameters: object) -> None:
        """Change the database behind the bot's back: what a story begins with, and is not about."""
        path = self.environment["DATABASE_URL"].removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
            connection.execute(sql, parameters)

    def generations(self) -> list[dict[str, Any]]:
        """Every generation's row."""
        return self.rows("SELECT * FROM generations ORDER BY id")

    # --- people ------------------------------------------------------------------------------------------------------

    async def generate(
        self,
        line: str,
        *,
        person: Person | None = None,
        reply_to: Message | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """A person (Alice, if no one is named) asks for a model in one line and confirms as soon as the price is there."""
        await self.order(f"/gen {line}", person=person, reply_to=reply_to, patience=patience)

    async def order(
        self,
        line: str,
        *,
        person: Person | None = None,
        reply_to: Message | None = None,
        room: ChatHandle | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """The same with the command said, in private or in a group: `/gen <model> <words>`, `/recipe <recipe> <words>`."""
        person = person or self.alice
        asked = await person.send(line, chat=room, reply_to=reply_to)
        words = line.split(" ", 2)[2]

        def is_quote(message: Message) -> bool:
            return offers_to_generate(message) and words in message.text

        card = await (room or person.private).wait(is_quote, after=asked, timeout=patience)
        await person.tap(card, (0, 0), wait=False)

    # --- waiting -----------------------------------------------------------------------------------------------------

    async def until(self, holds: Callable[[], bool], *, patience: float = PATIENCE_SECONDS) -> None:
        """Wait until something is seen from outside, at most `patience` seconds.

        Raises:
            TimeoutError: it was not in time, or the bot ended.
        """
        async with asyncio.timeout(patience):
            while not holds():
                if self.fault:
                    raise TimeoutError(self.fault)
                await asyncio.sleep(_LOOK_SECONDS)

    async def settled(self, *, patience: float = PATIENCE_SECONDS) -> None:
        """Wait until nothing is left to do. Time is moved on for those in doubt that no one will rescue."""
        while True:
            await self.until(lambda: self._is_quiet() or self._is_forsaken(), patience=patience)
            if self._is_forsaken():
                await self.rebirth(ahead=2 * 24 * 3600)
                continue
            try:
                async with asyncio.timeout(GRACE_SECONDS):
                    await self.until(self.met_its_doom)
            except TimeoutError:
                return
            await asyncio.sleep(_LOOK_SECONDS)
            if self._is_quiet() and len(self.processes) > self._doomed():
                return

    def _doomed(self) -> int:
        """How many processes end before the first one that may stay."""
        return max((number for number, doom in enumerate(self.dooms, start=1) if doom), default=0)

    def _is_quiet(self) -> bool:
        restless = [
            row
            for row in self.generations()
            if row["state"] in _OPEN or not row["notified"] or row["leased_until"] is not None
        ]
        unhandled = self.telegram.updates.pending or self.rows("SELECT 1 FROM pending_updates")
        return not restless and not unhandled and self._is_awake()

    def _is_awake(self) -> bool:
        """Whether the present process has come so far that it asks for updates."""
        return self.killed < len(self.processes) and self.telegram.updates.polls > self._polls_before

    def _is_forsaken(self) -> bool:
        """Whether all that are open are in doubt, or are ready and wait for such a one, rest, and KIE will not call any more."""
        restless = [row for row in self.generations() if row["state"] in _OPEN or not row["notified"]]
        waiting = [row for row in restless if row["state"] != "waiting"]  # those end with the step before
        return (
            any(row["state"] == "in_doubt" for row in waiting)
            and all(
                (
                    row["state"] == "ready"
                    or (row["state"] == "in_doubt" and row["due_at"] == row["deadline_at"])
                )
                and not row["wake_requested"]
                and row["due_at"] > (time.time() + self.ahead) * 1_000_000
                and row["leased_until"] is None
                for row in waiting
            )
            and not self.telegram.updates.pending
            and not any(_will_call(task) for task in self.kie.tasks.values())
        )

    def _events_of(self, process: int) -> Path:
        return self.folder / f"process-{process}.tsv"


def offers_to_generate(message: Message) -> bool:
    """Whether it is a quote's card."""
    return any((button.data or "").startswith(("go:", "cg:")) for row in message.buttons for button in row)


def _will_call(task: SimTask) -> bool:
    if task.callback_url is None or task.fault in {"no-callback"}:
        return False
    heard = any(call.status == 200 for call in task.callbacks)
    return not heard and (len(task.callbacks) < _CALLS_BACK or not task.state.is_final)


@asynccontextmanager
async def stall(
    fork_server: ForkServer,
    folder: Path,
    *,
    dooms: Sequence[str] = (),
    kie: Mapping[str, Any] | None = None,
    settings: Mapping[str, str | None] | None = None,
) -> AsyncGenerator[Stall]:
    """Both simulators and a bot that runs for as long as the context."""
    async with AsyncExitStack() as stack:
        options = {
            "seconds_to_finish": 0.2,
            "callback_retry_seconds": 1.0,
            "limits": False,
            "credits": _MORE_THAN_A_STORM_TAKES,
        } | dict(kie or {})
        supplier = await stack.enter_async_context(KieSimulator(**options))
        telegram = TelegramSimulator()
        await telegram.start()
        stack.push_async_callback(telegram.close)
        alice, admin = telegram.person("Alice"), telegram.person("Ada")
        await _furnish(telegram, admin)
        opened = Stall(
            telegram=telegram,
            kie=supplier,
            fork_server=fork_server,
            folder=folder,
            alice=alice,
            admin=admin,
            environment=_environment(telegram, supplier, folder, admin, settings or {}),
            dooms=dooms,
        )
        async with asyncio.TaskGroup() as group:
            group.create_task(opened.live())
            try:
                yield opened
            finally:
                await opened.close()


async def _furnish(telegram: TelegramSimulator, admin: Person) -> None:
    """A bot may write to an admin only after they pressed Start; the answer to that is none of our business."""
    await admin.start()
    telegram.updates.pending.clear()


def _environment(
    telegram: TelegramSimulator,
    supplier: KieSimulator,
    folder: Path,
    admin: Person,
    settings: Mapping[str, str | None],
) -> dict[str, str]:
    port = str(next(_PORTS))
    own = {
        **bot_environment(telegram, supplier, folder, admins=[admin.id]),
        "HTTP_PORT": port,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "FREE_CREDITS": "1000",
        "GROUP_POLICY": "open",
        "UPDATES_PER_PERSON": "100000",  # storms are faster than people type
        "SECRET_KEY": "chaos-does-not-need-a-good-secret-key",
        **settings,
    }
    return {
        name: value
        for name, value in own.items()
        if value is not None and not name.startswith(("COV_", "PYTEST"))
    }


def _free_ports() -> Iterator[int]:
    """Below the range that systems give to clients: a port stays free while its bot is dead.

    Runs beside each other begin at different ones.
    """
    ports = range(20_000, 32_000)
    begin = random.randrange(len(ports))
    for port in itertools.cycle([*ports[begin:], *ports[:begin]]):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        yield port


_PORTS = _free_ports()
