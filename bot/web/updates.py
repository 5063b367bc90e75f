"""`POST /webhooks/telegram`: Telegram's updates, when they are pushed instead of polled."""

from __future__ import annotations

import hmac
import json

from aiohttp import web

from bot.web.incoming_update import incoming
from bot.web.update_inbox import UpdateInbox

TELEGRAM_PATH = "/webhooks/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name
"""Carries what `setWebhook` was given as `secret_token` (Bot API, setWebhook)."""


def webhook_secret(token: str, secret_key: str) -> str:
    """The secret that Telegram must repeat: derived, so that it needs no setting of its own."""
    return hmac.digest(secret_key.encode(), b"telegram webhook" + token.encode(), "sha256").hex()


def updates_route(inbox: UpdateInbox, secret: str) -> web.RouteDef:
    """The route that takes updates in. It answers when the update was handled or written down, so that a crash loses none."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        # Headers may hold any bytes; aiohttp hands them on as lone surrogates, which plain UTF-8 refuses.
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), secret.encode()):
            return web.Response(status=404)
        try:
            update = incoming(json.loads(await request.read()))
        except (ValueError, RecursionError):
            update = None
        if update is None:
            return web.Response(status=400)
        # Whatever becomes of it: any other answer than 200 would bring the same update back for hours.
        await inbox.take([update])
        return web.Response()

    return web.post(TELEGRAM_PATH, receive)
