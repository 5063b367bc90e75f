"""The server itself: routes given, address given, started and stopped in one place. It is public: no one can keep it busy."""

from __future__ import annotations

import asyncio
import logging
import resource
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.errors import SettingsError, StorageError
from bot.web.callbacks import LARGEST_CALLBACK

SHUTDOWN_SECONDS = 1.0
"""How long requests under way may take when the server stops. aiohttp waits twice as long for one that does not end: so long
for its answer, and as long again before it is cut off."""
HEADER_SECONDS: Final = 15.0
"""From the begin of a connection, or from its last answer, until the next request's headers have arrived."""
BODY_SECONDS: Final = 15.0
"""From a request's headers to the end of its body."""
ANSWER_SECONDS: Final = 60.0
"""From a request's body to the end of its answer, which may be taken as slowly as it is sent."""
_LINGERING_SECONDS: Final = 2.0
"""How long the rest of a body is awaited whose answer is known."""
MOST_CONNECTIONS: Final = 256
_SHARE_OF_FILES: Final = 4
"""Of the files that the process may open, one in so many is for connections to the server: the others are for its work."""
_BACKLOG: Final = 64

_log = logging.getLogger(__name__)


@asynccontextmanager
async def serving(
    routes: Iterable[web.RouteDef],
    *,
    host: str,
    port: int,
    header_seconds: float = HEADER_SECONDS,
    body_seconds: float = BODY_SECONDS,
    most_connections: int = MOST_CONNECTIONS,
) -> AsyncGenerator[str]:
    """Serve `routes` for as long as the context lasts. Gives the address that is served.

    Raises:
        SettingsError: the address cannot be listened on.
    """
    connections = _Connections(most_connections, body_seconds)
    application = web.Application(client_max_size=LARGEST_CALLBACK, middlewares=[connections.middleware])
    application.add_routes(routes)
    runner = web.AppRunner(
        application,
        access_log=None,
        shutdown_timeout=SHUTDOWN_SECONDS,
        keepalive_timeout=header_seconds,  # also begins with the connection
        lingering_time=_LINGERING_SECONDS,
    )
    await runner.setup()
    server = runner.server
    if server is None:
        msg = "aiohttp has set up no server"
        raise RuntimeError(msg)
    try:
        loop = asyncio.get_running_loop()
        try:
            listening = await loop.create_server(
                partial(connections.accept, server), host, port, backlog=_BACKLOG
            )
        except OSError as error:
            msg = f"HTTP_HOST, HTTP_PORT: {host}:{port} cannot be listened on ({error.strerror})"
            raise SettingsError(msg) from None
        try:
            yield f"http://{host}:{listening.sockets[0].getsockname()[1]}"
        finally:
            listening.close()
    finally:
        await runner.cleanup()


class _Connections:
    """A bounded number of connections, and a bounded time for each request on them.

    Where one too many comes, the one goes that has shown the least: the oldest without a request under way, else the
    oldest. So slow senders take the places of each other, and a callback that is sent at once gets in.
    """

    def __init__(self, most: int, body_seconds: float) -> None:
        files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        self._most = most if files == resource.RLIM_INFINITY else max(1, min(most, files // _SHARE_OF_FILES))
        self._body_seconds = body_seconds
        self._busy: set[asyncio.BaseProtocol] = set()

    def accept(self, server: web.Server) -> asyncio.Protocol:
        """What a new connection is read by."""
        held = {
            connection: transport
            for connection in server.connections
            if (transport := connection.transport) is not None and not transport.is_closing()
        }
        if len(held) >= self._most:
            leaving = next((one for one in held if one not in self._busy), next(iter(held)))
            held[leaving].abort()
            _log.info("too many connections: the one that showed the least was closed")
        return server()

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Read the body, answer what cannot be read or answered with its status, and give up what takes too long."""
        protocol = request.protocol
        self._busy.add(protocol)
        try:
            async with asyncio.timeout(self._body_seconds):
                await request.read()
            async with asyncio.timeout(ANSWER_SECONDS):
                return await handler(request)
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        except web.RequestPayloadError:  # it breaks off, or is not in the encoding that it is said to be in
            refusal = web.Response(status=400)
            refusal.force_close()
            return refusal
        except StorageError as error:
            _log.warning("a request cannot be answered now: %s", error)
            return web.Response(status=503)
        finally:
            self._busy.discard(protocol)
