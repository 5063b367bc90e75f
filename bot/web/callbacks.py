"""`POST /webhooks/kai/<signed token>`: check size and type, hand over, answer within milliseconds."""

from __future__ import annotations

from aiohttp import web

from bot.generation.callback import CallbackInbox, CallbackOutcome
from bot.generation.callback_tokens import CALLBACK_PATH
from bot.web.metrics import Metrics

LARGEST_CALLBACK = 1_048_576
"""Bytes; KIE's largest documented callback (two songs with lyrics) is below 20 kB."""

_STATUS = {
    CallbackOutcome.RECORDED: 200,
    CallbackOutcome.REPEATED: 200,
    CallbackOutcome.FOREIGN: 200,
    CallbackOutcome.UNKNOWN: 404,
    CallbackOutcome.UNSIGNED: 401,
    CallbackOutcome.UNREADABLE: 400,
}


def callback_route(inbox: CallbackInbox, metrics: Metrics) -> web.RouteDef:
    """The route that takes KIE's callbacks in."""

    async def receive(request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            return web.Response(status=415)
        body = await request.read()
        reception = await inbox.receive(request.match_info["token"], request.headers, body)
        metrics.callback(reception)
        return web.Response(status=_STATUS[reception])

    return web.post(f"{CALLBACK_PATH}{{token:[^/]{{1,200}}}}", receive)
