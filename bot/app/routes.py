"""The routes of our HTTP server."""

from __future__ import annotations

from functools import partial

from aiohttp import web

from bot.app.context import AppContext
from bot.app.repositories import Repositories
from bot.app.workers import Workers
from bot.domain.generation import State
from bot.generation.callback import CallbackInbox
from bot.kie.webhook import KieCallbackReader
from bot.web.callbacks import callback_route
from bot.web.health import health_routes
from bot.web.metrics import metrics_route
from bot.web.polling_watch import PollingWatch
from bot.web.update_inbox import UpdateInbox
from bot.web.updates import updates_route, webhook_secret
from storage.operations.metrics import SqliteMetricsReader


def build_routes(
    context: AppContext,
    repositories: Repositories,
    workers: Workers,
    inbox: UpdateInbox,
    polling_watch: PollingWatch | None,
) -> list[web.RouteDef]:
    """KIE's callbacks, figures, health, and Telegram's updates where they come by webhook."""
    settings, clock, telemetry = context.settings, context.clock, context.telemetry
    hmac_key, metrics_token = settings.kie_webhook_hmac_key, settings.metrics_token
    reader = KieCallbackReader(hmac_key.get_secret_value() if hmac_key else None, clock)
    ask_soon = partial(workers.engine.wake, State.RUNNING)
    routes = [
        callback_route(
            CallbackInbox(repositories.store, reader, workers.tokens, clock, ask_soon), context.metrics
        ),
        metrics_route(
            context.metrics,
            SqliteMetricsReader(repositories.database, clock).read,
            metrics_token.get_secret_value() if metrics_token else None,
        ),
        *health_routes(
            {
                "database": repositories.database.is_writable,
                "telegram": telemetry.telegram.is_alive,
                "kie": telemetry.kie.is_alive,
            }
            | ({"updates": polling_watch.is_alive} if polling_watch is not None else {})
        ),
    ]
    if settings.telegram_updates == "webhook":
        secret = webhook_secret(settings.bot_token.get_secret_value(), context.keys[0])
        routes.append(updates_route(inbox, secret))
    return routes
