"""The simulator as one object: start it, talk to it over HTTP, watch and steer it from Python."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot.sandbox.kie.accounts import Account, Accounts
from bot.sandbox.kie.callbacks import Caller, signature_headers
from bot.sandbox.kie.engine import Engine
from bot.sandbox.kie.faults import Fault
from bot.sandbox.kie.files import Files
from bot.sandbox.kie.media_generator import MediaGenerator
from bot.sandbox.kie.request_log import RequestLog
from bot.sandbox.kie.server import Server
from bot.sandbox.kie.settings import Settings
from bot.sandbox.kie.task_supervisor import TaskSupervisor
from bot.sandbox.kie.tasks import EarlierTask, SimTask
from bot.sandbox.kie.uploads import Uploads


@dataclass(kw_only=True, eq=False)
class KieSimulator(Settings):
    """A KIE of one's own; takes the options of `Settings` as keywords.

    Use it as `async with KieSimulator(...) as kie:`, or with `start` and `close`. `requests`, `tasks`,
    `violations` and `remarks` may be read at any time, also after the close.
    """

    def __post_init__(self) -> None:
        """Prepare what needs no event loop."""
        self.url = ""
        """Root of the server, for the API, the uploads and the files alike."""
        self.tasks: dict[str, SimTask] = {}
        """Every task by its id, oldest first."""
        self.requests = RequestLog(self.log_size)
        """The latest requests."""
        self.violations: list[str] = []
        """What a client must never do and did: send the key to the file host."""
        self.remarks: list[str] = []
        """Why bodies were refused: the model and KIE's words."""
        self._accounts = Accounts(self)
        self._changed = asyncio.Event()
        self._resources = AsyncExitStack()

    async def __aenter__(self) -> KieSimulator:
        """Start on a free port of this machine."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        await self.close()

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one.

        Raises:
            OSError: when the port is taken.

        """
        async with AsyncExitStack() as resources:
            folder = Path(resources.enter_context(tempfile.TemporaryDirectory(prefix="kie-")))
            session = await resources.enter_async_context(aiohttp.ClientSession())
            task_supervisor = TaskSupervisor()
            resources.push_async_callback(task_supervisor.close)
            self._caller = Caller(session, self, self._notify)
            uploads = Uploads(_subfolder(folder, "uploads"), session)
            self._engine = Engine(
                self, task_supervisor, self._caller, uploads.is_lost, self._notify, self._accounts
            )
            media_generator = MediaGenerator(_subfolder(folder, "media"), uploads.find)
            files = Files(self, self._engine.tasks, media_generator, uploads)
            app = Server(self, self._engine, files, uploads, self.requests, self._accounts).application()
            runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
            resources.push_async_callback(runner.cleanup)
            await runner.setup()
            await web.TCPSite(runner, host, port).start()
            self.url = f"http://{host}:{runner.addresses[0][1]}"
            self.tasks, self.violations, self.remarks = (
                self._engine.tasks,
                files.violations,
                self._engine.remarks,
            )
            self._engine.files_root, uploads.root = f"{self.url}/files", f"{self.url}/files/uploads"
            self._resources = resources.pop_all()

    async def close(self) -> None:
        """Stop listening, cancel every task, remove every file.

        Raises:
            ExceptionGroup: when background work had failed.

        """
        await self._resources.aclose()

    def open_account(self, name: str, api_key: str, credits: float = 1000) -> Account:  # noqa: A002  KIE's own word
        """Open an account beside the main one, with limits of its own; only its key finds its tasks."""
        return self._accounts.open(Account(name, api_key, credits))

    def charge(self, model_id: str, *, factor: float = 1, amount: float | None = None) -> None:
        """Charge another amount than the price list says for a model from now on, or a multiple of it."""
        self.charge_factors[model_id] = factor
        self.charges.pop(model_id, None)
        if amount is not None:
            self.charges[model_id] = amount

    def know_task(self, task_id: str, model_id: str, **fields: Any) -> None:
        """Take a task for one of the main account that succeeded before this simulator began."""
        self._engine.known[task_id] = EarlierTask(model_id, fields)

    def next_submission(self, fault: Fault | str) -> None:
        """Let the next valid submission meet a fault, whatever its prompt says; several are met in order."""
        self._engine.plan_fault(Fault(fault))

    async def wait_task(
        self,
        predicate: Callable[[SimTask], bool] = lambda task: True,
        timeout: float = 10.0,  # noqa: ASYNC109
    ) -> SimTask:
        """Wait until some task satisfies the predicate; looked at after every change, without polling.

        Raises:
            TimeoutError: when none does in time.

        """
        async with asyncio.timeout(timeout):
            while True:
                changed = self._changed
                for task in self.tasks.values():
                    if predicate(task):
                        return task
                await changed.wait()

    async def send_callback(
        self, task: SimTask, payload: Any = None, code: int | None = None, *, signed: bool = True
    ) -> int | None:
        """Call back once, now; return the HTTP status of the answer, None for none.

        Args:
            task: whose callback address is used, and whose id is signed.
            payload: any JSON; None takes what the task's family would say at this moment.
            code: replaces the payload's root code.
            signed: sign, if there is a key; otherwise send no signature at all.

        """
        body = task.family.callback(task) if payload is None else payload
        if code is not None:
            body = {**body, "code": code}
        headers = signature_headers(self, task.id) if signed else {}
        return await self._caller.post(task, body, headers)

    def _notify(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


def _subfolder(folder: Path, name: str) -> Path:
    path = folder / name
    path.mkdir()
    return path
