"""Which models keep failing at KIE: a circuit breaker per model.

The state is computed from the newest outcomes of each model, so a new process reads it from the database. A model
that failed often enough, for several people, is troubled: new confirmations are refused, but for a trial every few minutes. The first success
heals it, whether it is a trial's or that of a generation that was under way.

A key at KIE may have a list of models. One that the operator's key may not use is refused at once, and tried again every
quarter of an hour: the list may have been made longer. The other models, and people's own keys, are not concerned; which
models an own key may not use is remembered beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from cachetools import LRUCache

from bot.catalog.availability import HIDDEN
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
DOWN_AFTER = timedelta(hours=3)
"""A model of which nothing has worked for so long is taken off its shelf."""
NOT_ALLOWED = "not-allowed"
"""The reason code of a model that the key may not use (`model-unavailable-<code>`)."""
NOT_ALLOWED_FOR = timedelta(minutes=15)
"""How long after KIE has refused a model to a key it may be tried again."""
REBUILT_FROM = 50
"""How many of a model's newest outcomes are read at the start: more than any condition remembers."""
_OWN_REMEMBERED: Final = 1000
"""Pairs of an own key and a model that are remembered; the one not asked for longest is dropped first."""


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A model's health.

    Attributes:
        newest: its newest outcomes, oldest first.
        trial_at: when the next trial may begin; None while the model is well.
        allowed: whether the operator's key may use it, as far as is known.
    """

    newest: tuple[ModelOutcome, ...] = ()
    trial_at: datetime | None = None
    allowed: bool = True

    @property
    def troubled(self) -> bool:
        """Whether it keeps failing, or may not be used."""
        return self.trial_at is not None

    @property
    def trial_every(self) -> timedelta:
        """How long after a failure, or after the last trial began, it may be tried again."""
        return TRIAL_EVERY if self.allowed else NOT_ALLOWED_FOR

    def refused(self, at: datetime) -> ModelStatus:
        """The condition after KIE has refused it to the operator's key."""
        return ModelStatus(trial_at=at + NOT_ALLOWED_FOR, allowed=False)

    def after(self, outcome: ModelOutcome) -> ModelStatus:
        """The condition with one more outcome."""
        if outcome.not_allowed:
            return self.refused(outcome.at)
        if not self.allowed and (outcome.own_key or not outcome.worked):
            return self  # what another key may do, or a task from before, says nothing of the list
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

    Refused prompts, options and references are the person's fault; what never left for KIE says nothing, and neither does
    what an own key may not use. A task that KIE had and did not finish by the deadline, or gave up in its own queue, counts
    as failed.
    """
    if generation.completed_at is None:
        return None
    worked = generation.state in {State.DELIVERED, State.STORED}
    if not worked and not (generation.state is State.FAILED and _is_the_models(generation)):
        return None
    return ModelOutcome(
        generation.model,
        worked=worked,
        at=generation.completed_at,
        person=generation.person_id,
        not_allowed=not worked and generation.failure is FailureKind.NOT_ALLOWED,
        own_key=bool(generation.own_key),
    )


def _is_the_models(failed: Generation) -> bool:
    """Whether a failure speaks of the model."""
    match failed.failure:
        case FailureKind.PROVIDER:
            return failed.submitted_at is not None
        case FailureKind.SLOW | FailureKind.BUSY:
            return bool(failed.external_task_id)
        case FailureKind.NOT_ALLOWED:
            return not failed.own_key
    return False


class ModelHealth:
    """Remembers the condition of every model."""

    def __init__(self, catalog: Catalog, dialect: Dialect, clock: Clock) -> None:
        self._catalog = catalog
        self._dialect = dialect
        self._clock = clock
        self._conditions: dict[str, ModelStatus] = {}
        self._own_refused: LRUCache[tuple[str, str], datetime] = LRUCache(_OWN_REMEMBERED)

    def rebuild(self, outcomes: Iterable[ModelOutcome]) -> None:
        """Take in what was before this process, oldest first."""
        for outcome in outcomes:
            self._add(outcome)

    def is_troubled(self, slug: str) -> bool:
        """Whether the model keeps failing."""
        condition = self._conditions.get(slug)
        return condition is not None and condition.trial_at is not None

    @property
    def troubled(self) -> Sequence[str]:
        """Slugs of the models that keep failing, or that the operator's key may not use, in order."""
        return sorted(slug for slug, condition in self._conditions.items() if condition.troubled)

    def is_down(self, slug: str) -> bool:
        """Whether the model has been failing for hours and worked for no one.

        It ends a day after the last attempt: what no one sees no one tries, and only a success heals.
        """
        if not self.is_troubled(slug):
            return False
        newest = self._condition(slug).newest
        if not newest or any(one.worked for one in newest):
            return False
        now = self._clock.now()
        return now - newest[0].at >= DOWN_AFTER and now - newest[-1].at < FORGOTTEN_AFTER

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

    def require(self, slug: str, references: Sequence[Reference], own_key: str = "") -> None:
        """Refuse a new generation of a model that is not sold any more, or of a troubled one unless a trial is due.

        Args:
            slug: of the model.
            references: what goes with it.
            own_key: name of the key of the person's own that it would go with; empty for the operator's.

        Raises:
            ModelUnavailable: the catalogue or the operator has withdrawn it since it was quoted (not only hidden), or the key
                may not use it.
            ModelTroubled: it names the nearest model that works.
        """
        if slug not in self._catalog:
            return
        model = self._catalog.get(slug)
        offer = model.offer(self._dialect)
        if offer is not None and offer.unavailable not in {"", HIDDEN}:
            raise ModelUnavailable(model=model.title, reason=offer.unavailable, nearest=offer.nearest)
        condition = self._condition(slug)
        if not condition.allowed or (own_key, slug) in self._own_refused:
            until = self._own_refused.get((own_key, slug)) if own_key else condition.trial_at
            if self._waits(until, NOT_ALLOWED_FOR):
                nearest_one = self._instead(model, references)
                raise ModelUnavailable(model=model.title, reason=NOT_ALLOWED, nearest=nearest_one)
        elif self._waits(condition.trial_at, TRIAL_EVERY):
            raise ModelTroubled(model=model.title, nearest=self._instead(model, references))

    def _instead(self, model: Model, references: Sequence[Reference]) -> str:
        """The slug of the nearest model that works, empty when there is none."""
        instead = self.nearest(model, [reference.media for reference in references])
        return instead.slug if instead else ""

    def _waits(self, trial_at: datetime | None, longest: timedelta) -> bool:
        """Whether no trial may begin yet. None is further away: such a moment is of a clock that was set back."""
        now = self._clock.now()
        return trial_at is not None and now < trial_at <= now + longest

    def began(self, slug: str) -> None:
        """A generation was accepted; if the model is troubled it is the trial, and the next one has to wait."""
        condition = self._condition(slug)
        if condition.troubled:
            trial_at = self._clock.now() + condition.trial_every
            self._conditions[slug] = replace(condition, trial_at=trial_at)

    def refuse(self, generation: Generation) -> bool:
        """KIE refuses this generation's model to the key that it went with. Returns whether the operator has to know:
        it is their key, and this is news.
        """
        now, slug = self._clock.now(), generation.model
        if generation.own_key:
            self._own_refused[generation.own_key, slug] = now + NOT_ALLOWED_FOR
            return False
        before = self._condition(slug)
        self._conditions[slug] = before.refused(now)
        return before.allowed

    def note(self, ended: Generation) -> Alert | None:
        """Take in the end of a generation. Returns what the operator must know: it tripped, or it healed."""
        outcome = outcome_of(ended)
        if outcome is None:
            return None
        if outcome.worked:
            self._own_refused.pop((ended.own_key, ended.model), None)
        before = self._condition(outcome.model)
        after = self._add(outcome)
        if before.troubled is after.troubled or outcome.not_allowed:
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
    """Notes how generations end, and tells the operator once when a model trips and once when it heals."""

    def __init__(self, health: ModelHealth, alert_sender: AlertSender) -> None:
        self._health = health
        self._alert_sender = alert_sender

    def not_allowed(self, generation: Generation, kind: FailureKind, detail: str) -> Alert | None:
        """What the operator must know of a generation that is about to fail so; it is written down with the failure.

        None unless KIE refuses the model to the operator's key, and this is news: call it once for a failure.
        """
        if kind is not FailureKind.NOT_ALLOWED or not self._health.refuse(generation):
            return None
        words = f"{generation.model}: {detail}"
        return Alert(kind=AlertKind.MODEL_NOT_ALLOWED, generation_id=generation.id, detail=words)

    async def ended(self, generation: Generation) -> None:
        """A generation has ended; its row says so already."""
        alert = self._health.note(generation)
        if alert is not None:
            await self._alert_sender.alert(alert)
