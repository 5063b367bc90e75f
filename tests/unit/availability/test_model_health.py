"""A model that keeps failing: refused, tried now and then, healed by the first success, reported once each way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.availability.model_health import (
    DOWN_AFTER,
    ENOUGH,
    FORGOTTEN_AFTER,
    MOST_OF_ONE,
    NEWEST,
    NOT_ALLOWED_FOR,
    TRIAL_EVERY,
    ModelStatus,
    outcome_of,
)
from bot.catalog.catalog import Catalog
from bot.domain.generation import Generation, ModelOutcome, State
from bot.errors import FailureKind, ModelTroubled, ModelUnavailable, NotEnoughCredits, TaskRefused
from bot.ports import AlertKind, Progress, TaskStatus
from tests.support.core import Core
from tests.support.fake_clock import START
from tests.support.fake_provider import done
from tests.support.samples import FILM, PHOTO, failures_of, held, tariff

BROKEN = TaskStatus(progress=Progress.FAILED, failure=FailureKind.PROVIDER, message="500: internal error")
FLAGGED = TaskStatus(progress=Progress.FAILED, failure=FailureKind.CONTENT, message="flagged")


@pytest.fixture
async def core(core: Core) -> Core:
    """Two films can be picked, and everybody has unlimited credits."""
    core.catalog = Catalog([FILM, replace(FILM, slug="film-2", title="Film 2", rank=101)])
    await core.start(tariff(None))
    return core


PEOPLE: Iterator[int] = count(1)
"""Another person each time."""


async def one(core: Core, status: object = BROKEN, *, person_id: int | None = None) -> Generation:
    """A generation that KIE ends so, of a person who has made none before."""
    generation = await core.ordered(next(PEOPLE) if person_id is None else person_id)
    core.provider.will("status", status)
    await core.step()
    await core.asked(generation)
    await core.until_quiet()
    return await core.now(generation)


async def tripped(core: Core) -> None:
    """Bring the model into trouble."""
    for _ in range(ENOUGH):
        await one(core)


def failures() -> list[ModelOutcome]:
    """As many as it takes, read from the database of an earlier process."""
    return failures_of("film", START)


def alerts(core: Core) -> list[AlertKind]:
    """What the operator was notified."""
    return [alert.kind for alert in core.messenger.alerts]


async def test_it_trips(core: Core) -> None:
    """After enough failures new confirmations are refused with the nearest model, holding nothing; the operator is notified once."""
    for _ in range(ENOUGH - 1):
        await one(core)
    assert not core.health.is_troubled("film")
    await one(core)
    token = await core.quoted()
    with pytest.raises(ModelTroubled) as refused:
        await core.confirmer.confirm(token, 1)
    assert refused.value.facts == {"model": "Film", "nearest": "film-2"}
    assert (await core.money())[1] == 0
    assert alerts(core) == [AlertKind.MODEL_TROUBLED]
    assert core.messenger.alerts[0].detail == "film: 500: internal error"
    assert (await core.ordered(model="film-2")).state is State.HELD


async def test_what_fails_for_hours_is_down_for_a_day(core: Core) -> None:
    """Trouble of some minutes leaves it on its shelf; of hours takes it off, until a day after the last try or a success."""
    await tripped(core)
    assert not core.health.is_down("film")
    core.clock.advance(DOWN_AFTER)
    assert core.health.is_down("film")
    core.clock.advance(FORGOTTEN_AFTER)
    assert core.health.is_troubled("film")
    assert not core.health.is_down("film")
    await one(core)
    core.clock.advance(DOWN_AFTER)
    assert core.health.is_down("film")
    await one(core, done())
    assert not core.health.is_down("film")


async def test_one_trial_at_a_time(core: Core) -> None:
    """Some minutes after the last failure one confirmation is let in, the next has to wait for its own time."""
    await tripped(core)
    core.clock.advance(TRIAL_EVERY)
    first, second = await core.quoted(), await core.quoted()
    assert (await core.confirmer.confirm(first, 1)).generation.state is State.HELD
    with pytest.raises(ModelTroubled):
        await core.confirmer.confirm(second, 1)
    assert (await core.confirmer.confirm(first, 1)).repeated
    core.clock.advance(TRIAL_EVERY)
    await core.confirmer.confirm(second, 1)


async def test_a_trial_heals(core: Core) -> None:
    """The first success opens the model for everybody, and the operator hears that once."""
    await tripped(core)
    core.clock.advance(TRIAL_EVERY)
    assert (await one(core, done())).state is State.DELIVERED
    assert not core.health.is_troubled("film")
    assert alerts(core) == [AlertKind.MODEL_TROUBLED, AlertKind.MODEL_BACK]
    for _ in range(ENOUGH - 1):
        await one(core)
    assert not core.health.is_troubled("film"), "old failures are forgotten with the healing"


async def test_a_failed_trial_asks_for_patience(core: Core) -> None:
    """The model stays troubled, no one is notified again, and the next trial is minutes away."""
    await tripped(core)
    core.clock.advance(TRIAL_EVERY)
    await one(core)
    with pytest.raises(ModelTroubled):
        await core.ordered()
    assert alerts(core) == [AlertKind.MODEL_TROUBLED]


async def test_what_was_under_way_heals_as_well(core: Core) -> None:
    """A generation that was confirmed before the trouble is worked on, and its success counts like a trial's."""
    early = await core.ran(done())
    core.health.rebuild(failures())
    assert core.health.is_troubled("film")
    await core.asked(early)
    await core.until_quiet()
    assert not core.health.is_troubled("film")
    assert alerts(core) == [AlertKind.MODEL_BACK]


async def test_an_unpaid_trial_is_no_trial(core: Core) -> None:
    """Who cannot pay does not use the trial up."""
    await core.start(tariff(10))
    await core.ordered()
    core.health.rebuild(failures())
    core.clock.advance(TRIAL_EVERY)
    token = await core.quoted()
    with pytest.raises(NotEnoughCredits):
        await core.confirmer.confirm(token, 1)
    assert core.health.is_troubled("film")
    core.health.require("film", ())


@pytest.mark.parametrize(
    "status", [FLAGGED, TaskStatus(progress=Progress.FAILED, failure=FailureKind.REQUEST)]
)
async def test_what_people_do_wrong_does_not_count(core: Core, status: TaskStatus) -> None:
    """Flagged prompts and bad options say nothing of the model."""
    for _ in range(NEWEST):
        await one(core, status)
    assert not core.health.is_troubled("film")


async def test_refused_submissions_count(core: Core) -> None:
    """A model that KIE does not serve any more fails at the submission."""
    for _ in range(ENOUGH):
        core.provider.will("submit", TaskRefused(FailureKind.PROVIDER, "not supported"))
        await core.ordered(next(PEOPLE))
        await core.until_quiet()
    assert core.health.is_troubled("film")


async def test_media_that_cannot_be_fetched_count(core: Core) -> None:
    """A model whose results are never there is as useless as one that fails."""
    core.provider.will("status", done())
    generation = await one(core, done("https://cdn.example/1"))
    person = generation.person_id
    assert outcome_of(generation) == ModelOutcome("film", worked=True, at=core.clock.now(), person=person)
    lost = replace(generation, state=State.FAILED, failure=FailureKind.PROVIDER)
    assert outcome_of(lost) == ModelOutcome("film", worked=False, at=core.clock.now(), person=person)


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({"failure": FailureKind.PROVIDER, "submitted_at": START}, True),
        ({"failure": FailureKind.PROVIDER}, False),
        ({"failure": FailureKind.SLOW, "external_task_id": "task"}, True),
        ({"failure": FailureKind.SLOW}, False),
        ({"failure": FailureKind.BUSY, "external_task_id": "task"}, True),
        ({"failure": FailureKind.BUSY, "submitted_at": START}, False),
        ({"failure": FailureKind.LIKELY_CONTENT, "submitted_at": START, "external_task_id": "task"}, False),
        ({"failure": FailureKind.NOT_ALLOWED, "submitted_at": START}, True),
        ({"failure": FailureKind.NOT_ALLOWED, "submitted_at": START, "own_key": "person:1#1"}, False),
        ({"failure": FailureKind.INTERNAL, "submitted_at": START}, False),
    ],
)
def test_which_failures_speak_of_the_model(changes: dict[str, object], counts: bool) -> None:
    """What never left for KIE, what may never have reached it, and our own faults say nothing of the model."""
    failed = replace(held(1, "t"), state=State.FAILED, completed_at=START, **changes)  # type: ignore[arg-type]  # fields
    assert (outcome_of(failed) is not None) is counts


def test_old_failures_are_forgotten() -> None:
    """A model that fails once a week is not troubled."""
    condition = ModelStatus()
    for turn in range(NEWEST):
        condition = condition.after(
            ModelOutcome("film", worked=False, at=START + turn * FORGOTTEN_AFTER, person=turn)
        )
    assert not condition.troubled


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 6)), max_size=60))
def test_trouble_needs_enough_failures_and_ends_with_a_success(ends: list[tuple[bool, int]]) -> None:
    """Whatever the order: a success leaves a model well unless it never was in trouble, and trips are earned."""
    condition = ModelStatus()
    failures = 0
    for turn, (worked, person) in enumerate(ends):
        before = condition
        at = START + timedelta(minutes=turn)
        condition = before.after(ModelOutcome("film", worked=worked, at=at, person=person))
        failures = 0 if before.troubled and worked else failures + (not worked)
        assert not (condition.troubled and worked)
        assert len(condition.newest) <= NEWEST
        if condition.troubled and not before.troubled:
            assert failures >= ENOUGH
            failed = [outcome.person for outcome in condition.newest if not outcome.worked]
            assert max(Counter(failed).values()) <= MOST_OF_ONE


@given(st.lists(st.booleans(), max_size=60), st.integers(0, ENOUGH - MOST_OF_ONE - 1))
def test_no_one_switches_a_model_off_alone(ends: list[bool], others: int) -> None:
    """However many of one person's fail, and in whatever order, beside the failures of a few others."""
    condition = ModelStatus()
    outcomes = [
        *((worked, 1) for worked in ends),
        *((False, 2 + other) for other in range(others)),
        (False, 1),
    ]
    for turn, (worked, person) in enumerate(outcomes):
        at = START + timedelta(minutes=turn)
        condition = condition.after(ModelOutcome("film", worked=worked, at=at, person=person))
        assert not condition.troubled


async def test_seven_failures_of_one_person(core: Core) -> None:
    """All are returned, and the model is sold on to everybody; when others fail as well it is trouble, also after a restart."""
    for _ in range(7):
        await one(core, person_id=1)
    assert not core.health.is_troubled("film")
    for _ in range(ENOUGH - MOST_OF_ONE):
        await one(core)
    assert core.health.is_troubled("film")
    await core.start()
    assert core.health.is_troubled("film")


async def test_a_new_process_knows(core: Core) -> None:
    """Rebuilt from the same outcomes, a new process refuses the same, and does not tell the operator again."""
    await tripped(core)
    await core.start()
    core.health.rebuild(failures())
    with pytest.raises(ModelTroubled):
        await core.ordered(references=(PHOTO,))
    assert alerts(core) == [AlertKind.MODEL_TROUBLED]


NOT_ALLOWED = TaskRefused(FailureKind.NOT_ALLOWED, "401: The API key is not authorized to use this model")


async def refused(core: Core) -> Generation:
    """A generation whose model KIE refuses to the key."""
    core.provider.will("submit", NOT_ALLOWED)
    generation = await core.ordered(next(PEOPLE))
    await core.until_quiet()
    return await core.now(generation)


async def test_a_model_that_the_key_may_not_use(core: Core) -> None:
    """One refusal is enough: credits back, the operator hears it once, the key is not paused, the other models go on."""
    generation = await refused(core)
    assert (generation.state, generation.failure) == (State.FAILED, FailureKind.NOT_ALLOWED)
    with pytest.raises(ModelUnavailable) as no:
        await core.ordered(next(PEOPLE))
    assert no.value.facts == {"model": "Film", "reason": "not-allowed", "nearest": "film-2"}
    core.key_breaker.require()
    other = await core.ordered(next(PEOPLE), model="film-2")
    await core.step()
    assert (await core.now(other)).state is State.RUNNING
    core.clock.advance(NOT_ALLOWED_FOR)
    await refused(core)
    await core.notice_sender.send()
    assert alerts(core) == [AlertKind.MODEL_NOT_ALLOWED]
    assert core.messenger.alerts[0].detail.startswith("film: 401: The API key is not authorized")


async def test_two_refused_at_once_are_one_piece_of_news(core: Core) -> None:
    """Both were in line before the first answer."""
    both = [await core.ordered(next(PEOPLE)) for _ in range(2)]
    for _ in both:
        core.provider.will("submit", NOT_ALLOWED)
    await core.until_quiet()
    assert {(await core.now(one)).failure for one in both} == {FailureKind.NOT_ALLOWED}
    await core.notice_sender.send()
    assert alerts(core) == [AlertKind.MODEL_NOT_ALLOWED]


async def test_the_list_was_made_longer(core: Core) -> None:
    """The trial after a while succeeds, also in a new process: everybody may again, and the operator hears that once."""
    await refused(core)
    await core.notice_sender.send()
    await core.start()
    with pytest.raises(ModelUnavailable):
        await core.ordered(next(PEOPLE))
    core.clock.advance(NOT_ALLOWED_FOR)
    assert (await one(core, done())).state is State.DELIVERED
    assert not core.health.is_troubled("film")
    await core.notice_sender.send()
    assert alerts(core) == [AlertKind.MODEL_NOT_ALLOWED, AlertKind.MODEL_BACK]


def test_only_the_operators_own_success_heals_it() -> None:
    """What goes with another key, and how a task from before ends, says nothing of the list."""
    outcome = ModelOutcome("film", worked=False, at=START, person=1, not_allowed=True)
    condition = ModelStatus().after(outcome)
    later = START + timedelta(minutes=1)
    theirs = condition.after(ModelOutcome("film", worked=True, at=later, person=2, own_key=True))
    failed = condition.after(ModelOutcome("film", worked=False, at=later, person=2))
    assert theirs == failed == condition
    assert not condition.after(ModelOutcome("film", worked=True, at=later, person=2)).troubled


async def test_a_model_that_an_own_key_may_not_use(core: Core) -> None:
    """Its owner is refused this model with this key for a while; no one else is, and the operator hears nothing."""
    generation = replace(held(1, "t"), own_key="person:1#1")
    assert not core.health.refuse(generation)
    with pytest.raises(ModelUnavailable):
        core.health.require("film", (), "person:1#1")
    core.health.require("film", (), "person:1#2")
    core.health.require("film-2", (), "person:1#1")
    core.health.require("film", ())
    core.clock.advance(NOT_ALLOWED_FOR)
    core.health.require("film", (), "person:1#1")


async def test_the_operators_list_does_not_bind_own_keys(core: Core) -> None:
    """Whose key may use the model goes on using it."""
    await refused(core)
    core.health.require("film", (), "person:1#1")
