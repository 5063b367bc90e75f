"""A running simulator, a client that speaks to it over real HTTP, and a person to be called back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.sandbox.kie import KieSimulator, SimTask

KEY = "a-made-up-key"
WAN = {"prompt": "A cat", "duration": "5", "resolution": "720p"}


@dataclass
class Reply:
    """An HTTP answer, read to its end."""

    status: int
    headers: dict[str, str]
    content: bytes
    json: Any


class Client:
    """Speaks to a simulator with the key."""

    def __init__(self, kie: KieSimulator, session: aiohttp.ClientSession) -> None:
        self.kie = kie
        self.session = session

    async def ask(self, method: str, path: str, *, key: str | None = KEY, **options: Any) -> Reply:
        """Send a request to the API."""
        headers = options.pop("headers", {}) | ({"Authorization": f"Bearer {key}"} if key else {})
        return await self.fetch(self.kie.url + path, method, headers=headers, **options)

    async def fetch(self, url: str, method: str = "GET", **options: Any) -> Reply:
        """Send a request to any address, without the key."""
        async with self.session.request(method, url, **options) as answer:
            content = await answer.read()
            is_json = answer.content_type == "application/json"
            return Reply(
                answer.status, dict(answer.headers), content, await answer.json() if is_json else None
            )

    async def post(self, path: str, body: Any) -> Reply:
        """Post JSON to `/api/v1/...`."""
        return await self.ask("POST", f"/api/v1/{path}", json=body)

    async def get(self, path: str, **query: str) -> Reply:
        """Get `/api/v1/...`."""
        return await self.ask("GET", f"/api/v1/{path}", params=query)

    async def create(self, path: str, body: Any) -> SimTask:
        """Create a task that must be accepted."""
        reply = await self.post(path, body)
        assert reply.json["code"] == 200, reply.json
        return self.kie.tasks[reply.json["data"]["taskId"]]

    async def create_market(self, model: str, callback_url: str | None = None, /, **fields: Any) -> SimTask:
        """Create a market task that must be accepted."""
        body: dict[str, Any] = {"model": model, "input": fields}
        if callback_url:
            body["callBackUrl"] = callback_url
        return await self.create("jobs/createTask", body)

    async def finished(self, task: SimTask) -> SimTask:
        """Wait until a task has ended."""
        return await self.kie.wait_task(lambda other: other is task and other.state.is_final)


Start = Callable[..., Awaitable[Client]]


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    """Give a function that starts a simulator with the options it gets; everything is closed at the end."""
    async with AsyncExitStack() as resources:

        async def start_one(**options: Any) -> Client:
            usual_duration: dict[str, Any] = {"api_key": KEY, "seconds_to_finish": 0.02, "limits": False}
            kie = await resources.enter_async_context(KieSimulator(**usual_duration | options))
            session = await resources.enter_async_context(aiohttp.ClientSession())
            return Client(kie, session)

        yield start_one


@dataclass
class Call:
    """One callback that arrived."""

    headers: dict[str, str]
    body: Any


class Listener:
    """A person to be called back; answers with the statuses planned in `answers`, then with 200."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[int] = []
        self.calls: list[Call] = []
        self._arrived = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.Response:
        """Take one callback."""
        async with self._arrived:
            self.calls.append(Call(dict(request.headers), await request.json()))
            self._arrived.notify_all()
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    async def expect(self, count: int) -> list[Call]:
        """Wait until so many callbacks have come."""
        async with asyncio.timeout(10), self._arrived:
            await self._arrived.wait_for(lambda: len(self.calls) >= count)
        return self.calls


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """Give a listening callback address."""
    listening = Listener()
    app = web.Application()
    app.router.add_post("/called", listening.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listening.url = f"http://127.0.0.1:{runner.addresses[0][1]}/called"
    yield listening
    await runner.cleanup()
