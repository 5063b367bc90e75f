"""The doors of our HTTP server."""

from __future__ import annotations

from functools import partial

from aiogram import Bot, Dispatcher
from aiohttp import web

from bot.app.context import Ground
from bot.app.repositories import Books
from bot.app.workers import Works
from bot.domain.generation import State
from bot.generation.callback import CallbackInbox
from bot.kie.webhook import KieCallbackReader
from bot.web.callbacks import callback_route
from bot.web.health import health_routes
from bot.web.metrics import metrics_route
from bot.web.updates import updates_route, webhook_secret
from storage.operations.metrics import SqliteFigures


def open_doors(
    ground: Ground, books: Books, works: Works, dispatcher: Dispatcher, bot: Bot
) -> list[web.RouteDef]:
    """KIE's callbacks, figures, health, and Telegram's updates where they come by webhook."""
    settings, clock, journal = ground.settings, ground.clock, ground.journal
    hmac_key, metrics_token = settings.kie_webhook_hmac_key, settings.metrics_token
    reader = KieCallbackReader(hmac_key.get_secret_value() if hmac_key else None, clock)
    ask_soon = partial(works.engine.wake, State.RUNNING)
    routes = [
        callback_route(CallbackInbox(books.store, reader, works.tokens, clock, ask_soon), ground.metrics),
        metrics_route(
            ground.metrics,
            SqliteFigures(books.database, clock).read,
            metrics_token.get_secret_value() if metrics_token else None,
        ),
        *health_routes(
            {
                "database": books.database.is_writable,
                "telegram": journal.telegram.is_alive,
                "kie": journal.kie.is_alive,
            }
        ),
    ]
    if settings.telegram_updates == "webhook":
        told = webhook_secret(settings.bot_token.get_secret_value(), ground.keys[0])
        routes.append(updates_route(dispatcher, bot, told))
    return routes
