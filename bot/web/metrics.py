"""`/metrics` for Prometheus: only from this machine, or with the operator's token."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, generate_latest

from bot.generation.callback import Reception
from bot.generation.history import Statistics


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._callbacks = Counter(
            "kiosk_callbacks", "KIE's callbacks by what became of them", ["reception"], registry=self.registry
        )
        self._faults = Counter(
            "kiosk_step_faults", "Steps that ended by an unforeseen error", ["state"], registry=self.registry
        )
        self._generations = Gauge(
            "kiosk_generations", "Generations by state", ["state"], registry=self.registry
        )
        self._credits = Gauge("kiosk_credits", "Credits of all accounts", ["part"], registry=self.registry)
        self._people = Gauge("kiosk_people", "People who ever wrote", registry=self.registry)

    def callback(self, reception: Reception) -> None:
        """Count a callback."""
        self._callbacks.labels(reception).inc()

    def fault(self, state: str) -> None:
        """Count a step's unforeseen error."""
        self._faults.labels(state).inc()

    def show(self, statistics: Statistics) -> None:
        """Take over the figures of the books."""
        for state, number in statistics.by_state.items():
            self._generations.labels(state).set(number)
        self._credits.labels("available").set(statistics.available)
        self._credits.labels("held").set(statistics.held)
        self._credits.labels("captured").set(statistics.captured)
        self._people.set(statistics.people)


def metrics_route(
    metrics: Metrics, statistics: Callable[[], Awaitable[Statistics]], token: str | None
) -> web.RouteDef:
    """The route that shows the figures."""

    async def show(request: web.Request) -> web.Response:
        if not (_is_local(request) or _has_token(request, token)):
            return web.Response(status=404)
        metrics.show(await statistics())
        body = generate_latest(metrics.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return web.get("/metrics", show)


_LEFT_BY_PROXIES = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
)


def _is_local(request: web.Request) -> bool:
    """From this machine, and not through a proxy on it."""
    if any(header in request.headers for header in _LEFT_BY_PROXIES):
        return False
    try:
        return ipaddress.ip_address(request.remote or "").is_loopback
    except ValueError:
        return False


def _has_token(request: web.Request, token: str | None) -> bool:
    told = request.headers.get("Authorization", "")
    # Headers may hold any bytes; aiohttp hands them on as lone surrogates, which plain UTF-8 refuses.
    heard = told.encode(errors="surrogateescape")
    return token is not None and hmac.compare_digest(heard, f"Bearer {token}".encode())
