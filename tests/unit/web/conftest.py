"""What the tests of the server share."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.callbacks import LARGEST_CALLBACK

Client = TestClient[web.Request, web.Application]
Serve = Callable[[Iterable[web.RouteDef]], Awaitable[Client]]


@pytest.fixture
async def serve() -> AsyncGenerator[Serve]:
    """Serves routes on a real socket for as long as the test lasts."""
    clients: list[Client] = []

    async def start(routes: Iterable[web.RouteDef]) -> Client:
        application = web.Application(client_max_size=LARGEST_CALLBACK)
        application.add_routes(routes)
        client = TestClient(TestServer(application))
        await client.start_server()
        clients.append(client)
        return client

    yield start
    for client in clients:
        await client.close()
