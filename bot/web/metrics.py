"""`/metrics` for Prometheus: only from this machine, or with the operator's token."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Awaitable, Callable
from decimal import Decimal

from aiohttp import web
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from bot.catalog.pricing import MILLICREDITS
from bot.domain.generation import State
from bot.domain.metrics_snapshot import MetricsSnapshot
from bot.domain.runtime_setting import STAR_USD
from bot.generation.callback import CallbackOutcome
from bot.payments.break_even import BreakEven
from bot.payments.money_report import cost, coverage
from bot.ports import Transition

_STATE_SECONDS = (0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 4 * 3600, 24 * 3600)
_CHECKOUT_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10)
_CALL_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 90)


class Metrics:
    """The figures of one process, in a registry of their own.

    Labels take words of ours, the catalogue's models and the Bot API's methods: never anything that people or KIE say.
    """

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self._callbacks = Counter(
            "kiosk_callbacks", "KIE's callbacks by what became of them", ["reception"], registry=registry
        )
        self._updates = Counter(
            "kiosk_updates",
            "Telegram's updates by kind and what became of them",
            ["kind", "outcome"],
            registry=registry,
        )
        self._checkouts = Histogram(
            "kiosk_checkout_seconds",
            "How long it took to answer whether an invoice may be paid, by the answer",
            ["outcome"],
            buckets=_CHECKOUT_SECONDS,
            registry=registry,
        )
        self._silence = Gauge(
            "kiosk_updates_silent_seconds",
            "Since getUpdates last succeeded; 0 with a webhook",
            registry=registry,
        )
        self._faults = Counter(
            "kiosk_step_faults", "Steps that ended by an unforeseen error", ["state"], registry=registry
        )
        self._falls = Counter(
            "kiosk_loop_falls",
            "Loops that ended by an error and were started again",
            ["loop"],
            registry=registry,
        )
        self._unknown_states = Counter(
            "kiosk_unknown_states",
            "Words of KIE's for a state that are not known, each counted once",
            ["model"],
            registry=registry,
        )
        self._kie_expected = Counter(
            "kiosk_kie_credits_expected",
            "Credits that the catalogue lets KIE take for what it has made, where KIE says what it took",
            ["model"],
            registry=registry,
        )
        self._kie_taken = Counter(
            "kiosk_kie_credits_taken",
            "Credits that KIE says it took for what it has made",
            ["model"],
            registry=registry,
        )
        self._entered = Counter(
            "kiosk_steps", "States that generations have entered", ["state"], registry=registry
        )
        self._stayed = Histogram(
            "kiosk_state_seconds",
            "How long generations were in a state when they left it",
            ["state"],
            buckets=_STATE_SECONDS,
            registry=registry,
        )
        self._calls = Histogram(
            "kiosk_call_seconds",
            "How long calls to KIE and Telegram took, waiting for our own limits left out",
            ["service", "call"],
            buckets=_CALL_SECONDS,
            registry=registry,
        )
        self._call_errors = Counter(
            "kiosk_call_errors",
            "Calls to KIE and Telegram that did not go well",
            ["service", "call", "outcome"],
            registry=registry,
        )
        self._generations = Gauge(
            "kiosk_generations",
            "Generations of all time by state and model",
            ["state", "model"],
            registry=registry,
        )
        self._queue = Gauge(
            "kiosk_queue", "What is due now and waits, by queue", ["queue"], registry=registry
        )
        self._credits = Gauge("kiosk_credits", "Credits of all accounts", ["part"], registry=registry)
        self._ledger = Gauge(
            "kiosk_ledger_credits", "Sum of all ledger entries by kind", ["kind"], registry=registry
        )
        self._people = Gauge("kiosk_people", "People who ever wrote", registry=registry)
        self._kie_credits = Gauge(
            "kiosk_kie_credits", "Credits left at KIE, NaN before they were read", registry=registry
        )
        self._kie_credits.set(float("nan"))
        self._coverage = Gauge(
            "kiosk_kie_coverage",
            "Credits left at KIE for each one that paid credits may still take; NaN when nothing is owed or it is not known",
            registry=registry,
        )
        self._coverage.set(float("nan"))
        self._stars = Gauge(
            "kiosk_stars", "Stars of the last 30 days (UTC), by what they are", ["part"], registry=registry
        )
        self._money = Gauge(
            "kiosk_money_usd",
            "Dollars of the last 30 days (UTC), about: of the Stars that stay, of KIE's credits, and what is left",
            ["part"],
            registry=registry,
        )
        self._left_at_kie: Decimal | None = None
        self._terms: Callable[[], BreakEven] = lambda: BreakEven(Decimal(1), STAR_USD.default)
        self._kie_paused = Gauge(
            "kiosk_kie_paused", "1 while KIE's purse is empty or our key is refused", registry=registry
        )

    def callback(self, reception: CallbackOutcome) -> None:
        """Count a callback."""
        self._callbacks.labels(reception).inc()

    def update(self, kind: str, outcome: str) -> None:
        """Count an update (`bot.web.update_feed.UpdateObserver`)."""
        self._updates.labels(kind, outcome).inc()

    def checkout(self, outcome: str, seconds: float) -> None:
        """Count an answered checkout (`handlers.payments.ports.CheckoutObserver`)."""
        self._checkouts.labels(outcome).observe(seconds)

    def watch_updates(self, *, waiting: Callable[[], int], silent: Callable[[], float]) -> None:
        """Ask these whenever the figures are shown: how many updates are under way, how long none could be fetched."""
        self._queue.labels("updates").set_function(waiting)
        self._silence.set_function(silent)

    def fault(self, state: State) -> None:
        """Count a step's unforeseen error."""
        self._faults.labels(state).inc()

    def loop_fell(self, name: str) -> None:
        """Count a loop that ended by an error."""
        self._falls.labels(name).inc()

    def unknown_state(self, model: str) -> None:
        """A word for a state of this model's tasks is not known."""
        self._unknown_states.labels(model).inc()

    def passed(self, transition: Transition) -> None:
        """Count a state that was entered, the time in the one before, and what KIE took for what it has made."""
        generation = transition.generation
        self._entered.labels(generation.state).inc()
        if (
            generation.state is State.READY
            and generation.kie_taken is not None
            and generation.kie_expected is not None
        ):
            self._kie_expected.labels(generation.model).inc(generation.kie_expected / MILLICREDITS)
            self._kie_taken.labels(generation.model).inc(generation.kie_taken / MILLICREDITS)
        if transition.was is not None:
            self._stayed.labels(transition.was).observe(transition.seconds)

    def called(self, service: str, call: str, outcome: str, seconds: float) -> None:
        """Take in a call to a service."""
        self._calls.labels(service, call).observe(seconds)
        if outcome != "ok":
            self._call_errors.labels(service, call, outcome).inc()

    def kie_credits(self, left: Decimal) -> None:
        """Take in what is left at KIE."""
        self._left_at_kie = left
        self._kie_credits.set(float(left))

    def watch_terms(self, terms: Callable[[], BreakEven]) -> None:
        """Ask this whenever the figures are shown: by which terms Stars, credits and dollars are compared."""
        self._terms = terms

    def watch(self, *, rate_limiter: Callable[[], int], paused: Callable[[], bool]) -> None:
        """Ask these whenever the figures are shown: how many calls wait for Telegram, whether KIE does not serve us."""
        self._queue.labels("telegram").set_function(rate_limiter)
        self._kie_paused.set_function(lambda: float(paused()))

    def show(self, metrics_snapshot: MetricsSnapshot) -> None:
        """Set the gauges that are read from the database; labels that are missing there are removed."""
        self._generations.clear()
        for (state, model), number in metrics_snapshot.generations.items():
            self._generations.labels(state, model).set(number)
        for state in State:
            self._queue.labels(state).set(metrics_snapshot.due.get(state, 0))
        for kind, amount in metrics_snapshot.moved.items():
            self._ledger.labels(kind).set(amount)
        self._credits.labels("available").set(metrics_snapshot.available)
        self._credits.labels("held").set(metrics_snapshot.held)
        self._credits.labels("captured").set(metrics_snapshot.captured)
        self._credits.labels("paid").set(metrics_snapshot.paid_left)
        self._people.set(metrics_snapshot.people)
        terms = self._terms()
        reaches = coverage(self._left_at_kie, metrics_snapshot.paid_left, terms.multiplier)
        self._coverage.set(float("nan") if reaches is None else reaches / 100)
        if (money := metrics_snapshot.money) is not None:
            self._stars.labels("in").set(money.stars)
            self._stars.labels("refunded").set(money.refunded)
            self._stars.labels("affiliate").set(money.affiliate)
            income = terms.usd(money.net_stars)
            self._money.labels("income").set(float(income))
            self._money.labels("cost").set(float(cost(money)))
            self._money.labels("margin").set(float(income - cost(money)))


def metrics_route(
    metrics: Metrics, metrics_snapshot: Callable[[], Awaitable[MetricsSnapshot]], token: str | None
) -> web.RouteDef:
    """The route that shows the figures."""

    async def show(request: web.Request) -> web.Response:
        if not (_is_local(request) or _has_token(request, token)):
            return web.Response(status=404)
        metrics.show(await metrics_snapshot())
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
    given = request.headers.get("Authorization", "")
    # Headers may hold any bytes; aiohttp hands them on as lone surrogates, which plain UTF-8 refuses.
    return token is not None and hmac.compare_digest(
        given.encode(errors="surrogateescape"), f"Bearer {token}".encode()
    )
