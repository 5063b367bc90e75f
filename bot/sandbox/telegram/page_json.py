"""Reading what the page posts."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.telegram.world import Json


async def json_body(request: web.Request) -> Json:
    """The JSON object of a request; 415 or 400 when it is something else."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="JSON, please")  # a form of another site cannot send JSON
    try:
        found = await request.json()
    except ValueError:
        raise web.HTTPBadRequest(text="not JSON") from None
    if not isinstance(found, dict):
        raise web.HTTPBadRequest(text="not a JSON object")
    return found
