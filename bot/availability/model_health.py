"""Which models keep failing at KIE: a circuit breaker per model.

The state is computed from the newest outcomes of each model, so a new process reads it from the database. A model
that failed often enough, for several people, is troubled: new confirmations are refused, but for a trial every few minutes. The first success
heals it, whether it is a trial's or that of a generation that was under way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.catalog.catalog import Catalog
from bot.catalog.fallback_model import nearest
from bot.catalog.spec import Dialect, Media, Model
from bot.domain.generation import Generation, ModelOutcome, Reference, State
from bot.errors import FailureKind, ModelTroubled, ModelUnavailable
from bot.ports import Alert, AlertKind, AlertSender, Clock

NEWEST = 8
"""How many of a model's newest outcomes are looked at."""
ENOUGH = 5
"""So many failures among them are trouble."""
MOST_OF_ONE = 2
"""How many of one person's outcomes are looked at: no one switches a model off for everybody."""
FORGOTTEN_AFTER = timedelta(days=1)
"""How long an outcome counts."""
TRIAL_EVERY = timedelta(minutes=3)
"""How long after a failure, or after the last trial began, a troubled model may be tried again."""
REBUILT_FROM = 50
"""How many of a model's newest outcomes are read at the start: more than any condition remembers."""


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A model's health.

    Attributes:
        newest: its newest outcomes, oldest first.
        trial_at: when the next trial may begin; None while the model is well.
    """

    newest: tuple[ModelOutcome, ...] = ()
    trial_at: datetime | None = None

    @property
    def troubled(self) -> bool:
        """Whether it keeps failing."""
        return self.trial_at is not None

    def after(self, outcome: ModelOutcome) -> ModelStatus:
        """The condition with one more outcome."""
        if self.troubled and outcome.worked:
            return ModelStatus((outcome,))
        newest = _newest([one for one in (*self.newest, outcome) if outcome.at - one.at < FORGOTTEN_AFTER])
        tripped = sum(not one.worked for one in newest) >= ENOUGH
        return ModelStatus(newest, outcome.at + TRIAL_EVERY if self.troubled or tripped else None)


def _newest(outcomes: Sequence[ModelOutcome]) -> tuple[ModelOutcome, ...]:
    """The newest of these, few of each person's."""
    kept: list[ModelOutcome] = []
    of_person: Counter[int | None] = Counter()
    for outcome in reversed(outcomes):
        of_person[outcome.person] += 1
        if of_person[outcome.person] <= MOST_OF_ONE:
            kept.append(outcome)
    return tuple(reversed(kept[:NEWEST]))


def outcome_of(generation: Generation) -> ModelOutcome | None:
    """What the end of a generation says of its model, or None when it says nothing.

    Refused prompts, options and references are the person's fault; what never left for KIE says nothing. A task that KIE had
    and did not finish by the deadline counts as failed.
    """
    if generation.completed_at is None:
        return None
    if generation.state in {State.DELIVERED, State.STORED}:
        return ModelOutcome(
            generation.model, worked=True, at=generation.completed_at, person=generation.person_id
        )
    failed = generation.state is State.FAILED and (
        (generation.failure is FailureKind.PROVIDER and generation.submitted_at is not None)
        or (generation.failure is FailureKind.SLOW and bool(generation.external_task_id))
    )
    if not failed:
        return None
    return ModelOutcome(
        generation.model, worked=False, at=generation.completed_at, person=generation.person_id
    )


class ModelHealth:
    """Remembers the condition of every model."""

    def __init__(self, catalog: Catalog, dialect: Dialect, clock: Clock) -> None:
        self._catalog = catalog
        self._dialect = dialect
        self._clock = clock
        self._conditions: dict[str, ModelStatus] = {}

    def rebuild(self, outcomes: Iterable[ModelOutcome]) -> None:
        """Take in what was before this process, oldest first."""
        for outcome in outcomes:
            self._add(outcome)

    def is_troubled(self, slug: str) -> bool:
        """Whether the model keeps failing."""
        return self._condition(slug).troubled

    def nearest(self, model: Model, given: Sequence[Media] = ()) -> Model | None:
        """The nearest model that works and takes the same media, or None."""
        return nearest(
            self._catalog,
            model,
            self._dialect,
            given=given,
            works=lambda other: not self.is_troubled(other.slug),
        )

    def model(self, slug: str) -> Model | None:
        """The model of the catalogue, None when it was taken out."""
        return self._catalog.get(slug) if slug in self._catalog else None

    def require(self, slug: str, references: Sequence[Reference]) -> None:
        """Refuse a new generation of a model that is not sold any more, or of a troubled one unless a trial is due.

        Raises:
            ModelUnavailable: the catalogue or the operator has withdrawn it since it was quoted.
            ModelTroubled: it names the nearest model that works.
        """
        if slug not in self._catalog:
            return
        model = self._catalog.get(slug)
        offer = model.offer(self._dialect)
        if offer is not None and offer.unavailable:
            raise ModelUnavailable(model=model.title, reason=offer.unavailable, nearest=offer.nearest)
        if not self._waits(self._condition(slug).trial_at):
            return
        instead = self.nearest(model, [reference.media for reference in references])
        raise ModelTroubled(model=model.title, nearest=instead.slug if instead else "")

    def _waits(self, trial_at: datetime | None) -> bool:
        """Whether no trial may begin yet. None is further away: such a moment is of a clock that was set back."""
        now = self._clock.now()
        return trial_at is not None and now < trial_at <= now + TRIAL_EVERY

    def began(self, slug: str) -> None:
        """A generation was accepted; if the model is troubled it is the trial, and the next one has to wait."""
        condition = self._condition(slug)
        if condition.troubled:
            self._conditions[slug] = replace(condition, trial_at=self._clock.now() + TRIAL_EVERY)

    def note(self, ended: Generation) -> Alert | None:
        """Take in the end of a generation. Returns what the operator must know: it tripped, or it healed."""
        outcome = outcome_of(ended)
        if outcome is None:
            return None
        before = self._condition(outcome.model)
        after = self._add(outcome)
        if before.troubled is after.troubled:
            return None
        if after.troubled:
            words = f"{outcome.model}: {ended.failure_detail}"
            return Alert(kind=AlertKind.MODEL_TROUBLED, generation_id=ended.id, detail=words)
        return Alert(kind=AlertKind.MODEL_BACK, generation_id=ended.id, detail=outcome.model)

    def _add(self, outcome: ModelOutcome) -> ModelStatus:
        condition = self._condition(outcome.model).after(outcome)
        self._conditions[outcome.model] = condition
        return condition

    def _condition(self, slug: str) -> ModelStatus:
        return self._conditions.get(slug, ModelStatus())


class ModelHealthMonitor:
    """Notes how generations end, and tells the operator once when a model trips and once when it heals, and when one brings
    less than was ordered for the second time in a day.
    """

    def __init__(self, health: ModelHealth, alert_sender: AlertSender) -> None:
        self._health = health
        self._alert_sender = alert_sender
        self._incomplete: dict[str, datetime] = {}

    async def ended(self, generation: Generation) -> None:
        """A generation has ended; its row says so already."""
        alert = self._health.note(generation)
        if alert is not None:
            await self._alert_sender.alert(alert)
        if generation.missing and self._is_repeated(generation):
            ordered = generation.arrived + generation.missing
            words = f"{generation.model}: {generation.arrived} / {ordered}"
            await self._alert_sender.alert(
                Alert(kind=AlertKind.RESULTS_MISSING, generation_id=generation.id, detail=words)
            )

    def _is_repeated(self, incomplete: Generation) -> bool:
        """Whether the model brought less than was ordered before, within a day; the next one is a first one again."""
        at = incomplete.completed_at
        before = self._incomplete.pop(incomplete.model, None)
        if at is None or (before is not None and at - before < FORGOTTEN_AFTER):
            return at is not None
        self._incomplete[incomplete.model] = at
        return False
