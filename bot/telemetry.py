"""Reports what the bot does to the log, the metrics and the health checks: the only place that knows all three."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import structlog

from bot.domain.generation import Generation
from bot.ports import Transition
from bot.web.health import Liveness
from bot.web.metrics import Metrics

log = structlog.get_logger()

_NO_ANSWER = frozenset({"unreachable", "unclear"})
"""Outcomes of a call that say nothing of the service itself: no connection, or a gateway's page."""


class Telemetry:
    """Hears of every step, state and call (`bot.generation.engine.Telemetry` and the observers of both services)."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self.kie = Liveness(alive_at_first=True)
        self.telegram = Liveness()

    @contextmanager
    def working_on(self, generation: Generation) -> Generator[None]:
        """Every line that is logged inside carries the generation's id."""
        with structlog.contextvars.bound_contextvars(generation=generation.id):
            yield

    def fault(self, generation: Generation, error: Exception) -> None:
        """A step ended by an unexpected error."""
        self._metrics.fault(generation.state)
        log.error("a step failed", generation=generation.id, state=generation.state.value, exc_info=error)

    def passed(self, transition: Transition) -> None:
        """A generation has entered a state, and the transaction is committed."""
        self._metrics.passed(transition)
        log.info("step", **_log_fields(transition))

    def unknown_state(self, model: str, word: str) -> None:
        """KIE calls the state of a model's task by a word that is not known; heard once for each."""
        self._metrics.unknown_state(model)
        log.warning("KIE uses an unknown word for a state", model=model, word=word)

    def kie_called(self, call: str, outcome: str, seconds: float) -> None:
        """A request to KIE has ended."""
        self._metrics.called("kie", call, outcome, seconds)
        self.kie.note(answered=outcome not in _NO_ANSWER)

    def own_kie_called(self, call: str, outcome: str, seconds: float) -> None:
        """A request to KIE with a key of a person's own has ended: counted apart, since theirs may be refused."""
        self._metrics.called("kie-own-key", call, outcome, seconds)
        self.kie.note(answered=outcome not in _NO_ANSWER)

    def telegram_called(self, call: str, outcome: str, seconds: float) -> None:
        """A call to Telegram has ended."""
        self._metrics.called("telegram", call, outcome, seconds)
        self.telegram.note(answered=outcome not in _NO_ANSWER)


def _log_fields(transition: Transition) -> dict[str, object]:
    """What a line says of a step: nothing that a person or KIE has written."""
    generation = transition.generation
    facts = {
        "generation": generation.id,
        "quote": generation.quote_id,
        "model": generation.model,
        "was": transition.was and transition.was.value,
        "state": generation.state.value,
        "after_seconds": round(transition.seconds, 3) if transition.was else None,
        "task": generation.external_task_id,
        "failure": generation.failure and generation.failure.value,
    }
    return {name: fact for name, fact in facts.items() if fact not in {None, ""}}
