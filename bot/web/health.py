"""`/healthz`: the process answers. `/readyz`: what it depends on answers too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

Checks = Mapping[str, Callable[[], Awaitable[bool]]]
"""What must be well, by name."""


def health_routes(checks: Checks) -> list[web.RouteDef]:
    """The two routes; `/readyz` names what is not well, with status 503."""

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.Response:
        found = {name: await check() for name, check in checks.items()}
        return web.json_response(found, status=200 if all(found.values()) else 503)

    return [web.get("/healthz", alive), web.get("/readyz", ready)]
