"""The server itself: routes given, address given, started and stopped in one place."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import SettingsError
from bot.web.callbacks import LARGEST_CALLBACK

SHUTDOWN_SECONDS = 2.0
"""How long requests under way may take when the server stops."""


@asynccontextmanager
async def serving(routes: Iterable[web.RouteDef], *, host: str, port: int) -> AsyncGenerator[str]:
    """Serve `routes` for as long as the context lasts. Gives the address that is served.

    Raises:
        SettingsError: the address cannot be listened on.
    """
    application = web.Application(client_max_size=LARGEST_CALLBACK)
    application.add_routes(routes)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            msg = f"HTTP_HOST, HTTP_PORT: {host}:{port} cannot be listened on ({error.strerror})"
            raise SettingsError(msg) from None
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
