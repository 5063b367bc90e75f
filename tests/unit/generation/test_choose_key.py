"""Several keys of the operator's: each generation goes with one, and what one does not take goes with another at once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.availability.operator_key import operator_key_name
from bot.domain.generation import State, TaskResult
from bot.errors import AccessRefused, NotAccepted, OutOfCredits, ProviderError, RateLimited, ServicePaused
from bot.ports import AlertKind
from tests.support.core import Core
from tests.support.fake_provider import done
from tests.support.samples import PHOTO, tariff

KEYS = ("key-of-the-first-account", "key-of-the-second-account", "key-of-the-third-account")
FIRST, SECOND, THIRD = (operator_key_name(key) for key in KEYS)
BEGAN = {AlertKind.KEY_EMPTY, AlertKind.KEY_REFUSED}
ALL_DOWN = {AlertKind.OUT_OF_CREDITS, AlertKind.ACCESS_REFUSED}


@pytest.fixture
async def pool(core: Core) -> Core:
    """A bot with three keys."""
    core.settings = core.settings.model_copy(
        update={"kie_api_key": None, "kie_api_keys": tuple(SecretStr(key) for key in KEYS)}
    )
    await core.start(tariff(most_open=50))
    return core


def kinds(core: Core) -> list[AlertKind]:
    """The alerts that were sent, in order."""
    return [alert.kind for alert in core.messenger.alerts]


async def test_spread_over_the_keys(pool: Core) -> None:
    """The key with the fewest creations goes first, and each generation keeps its key to the end."""
    ordered = [await pool.ordered() for _ in range(9)]
    await pool.until_quiet()
    assert Counter(one.operator_key for one in pool.provider.submitted) == {FIRST: 3, SECOND: 3, THIRD: 3}
    chosen = {one.id: one.operator_key for one in pool.provider.submitted}
    pool.provider.will("status", *[done()] * 9)
    pool.clock.advance(timedelta(seconds=10))
    await pool.until_quiet()
    assert {one.id: one.operator_key for one in pool.provider.asked} == chosen
    ended = [await pool.now(one) for one in ordered]
    assert {one.id: one.operator_key for one in ended} == chosen
    assert {one.state for one in ended} == {State.DELIVERED}


@pytest.mark.parametrize(
    "refusal",
    [OutOfCredits("402"), AccessRefused("401"), RateLimited("429", 30)],
    ids=["empty", "refused", "429"],
)
async def test_another_key_takes_over_at_once(pool: Core, refusal: ProviderError) -> None:
    """What a key does not take waits for nothing; the other keys go on, and of trouble one alert tells."""
    pool.provider.will("submit", refusal)
    ordered = [await pool.ordered() for _ in range(4)]
    await pool.until_quiet()
    assert {(await pool.now(one)).state for one in ordered} == {State.RUNNING}
    took = Counter([(await pool.now(one)).operator_key for one in ordered])
    assert took == {SECOND: 2, THIRD: 2}
    assert await pool.money() == (60, 40)
    begun = [kind for kind in kinds(pool) if kind in BEGAN | ALL_DOWN]
    assert begun == ([] if isinstance(refusal, RateLimited) else begun[:1])
    assert not set(begun) & ALL_DOWN
    if begun:
        assert "…ount" in pool.messenger.alerts[0].detail


async def test_all_keys_are_empty_and_one_comes_back(pool: Core) -> None:
    """While one key is served people order; when none is, they are refused, and the alert says that requests wait."""
    pool.provider.will("submit", *[OutOfCredits("402")] * 3)
    generation = await pool.ordered()
    await pool.until_quiet()
    assert (await pool.now(generation)).state is State.HELD
    assert [kind for kind in kinds(pool) if kind in BEGAN | ALL_DOWN] == [
        AlertKind.KEY_EMPTY,
        AlertKind.KEY_EMPTY,
        AlertKind.OUT_OF_CREDITS,
    ]
    with pytest.raises(ServicePaused):
        await pool.ordered()
    pool.clock.advance(timedelta(seconds=61))
    await pool.until_quiet()
    assert (await pool.now(generation)).state is State.RUNNING
    assert kinds(pool)[-1] in {AlertKind.KEY_BACK, AlertKind.CREDITS_BACK}
    await pool.ordered()


async def test_alerts_of_each_key_survive_a_restart(pool: Core) -> None:
    """The next process tells neither again what is known, nor forgets to tell that it is over."""
    pool.provider.will("submit", OutOfCredits("402"))
    for _ in range(2):
        await pool.ordered()
    await pool.until_quiet()
    await pool.start(tariff(most_open=50))
    pool.provider.will("submit", OutOfCredits("402"))
    await pool.ordered()
    await pool.until_quiet()
    assert [kind for kind in kinds(pool) if kind in BEGAN | ALL_DOWN] == [AlertKind.KEY_EMPTY]
    pool.clock.advance(timedelta(seconds=61))
    for _ in range(3):
        await pool.ordered()
    await pool.until_quiet()
    assert kinds(pool).count(AlertKind.KEY_BACK) == 1


async def test_what_goes_on_from_a_task_keeps_its_key(pool: Core) -> None:
    """No other account knows the task: it waits for its own key, also while others have room."""
    task = TaskResult(model="film", task_id="earlier", operator_key=SECOND)
    bound = [
        await pool.ordered(references=(PHOTO.__class__(file_id="p", media=PHOTO.media, task=task),))
        for _ in range(3)
    ]
    pool.provider.will("submit", OutOfCredits("402"))
    await pool.until_quiet()
    assert {one.operator_key for one in pool.provider.submitted} == {SECOND}
    assert {(await pool.now(one)).state for one in bound} == {State.HELD}
    pool.clock.advance(timedelta(seconds=61))
    await pool.until_quiet()
    pool.clock.advance(timedelta(seconds=61))
    await pool.until_quiet()
    assert {(await pool.now(one)).state for one in bound} == {State.RUNNING}
    assert {one.operator_key for one in pool.provider.submitted} == {SECOND}


async def test_each_key_has_its_own_places(pool: Core) -> None:
    """KIE_MAX_RUNNING is of one key: with three of them three times as many run, and the rest waits in line."""
    pool.settings = pool.settings.model_copy(update={"kie_max_running": 2})
    await pool.start(tariff(most_open=50))
    ordered = [await pool.ordered() for _ in range(8)]
    await pool.until_quiet()
    states = Counter([(await pool.now(one)).state for one in ordered])
    assert states == {State.RUNNING: 6, State.HELD: 2}
    assert Counter(one.operator_key for one in pool.provider.submitted) == {FIRST: 2, SECOND: 2, THIRD: 2}


async def test_a_key_that_was_taken_out(pool: Core) -> None:
    """What went with it is asked for with the first key, which may be its account's new one; new work goes on."""
    generation = await pool.ordered()
    await pool.until_quiet()
    pool.settings = pool.settings.model_copy(
        update={"kie_api_keys": (SecretStr("another-key-of-the-operator"),)}
    )
    await pool.start(tariff(most_open=50))
    pool.provider.will("status", done())
    pool.clock.advance(timedelta(seconds=10))
    await pool.until_quiet()
    assert (await pool.now(generation)).state is State.DELIVERED


async def test_maintenance_holds_what_it_refused(pool: Core) -> None:
    """KIE's maintenance is of KIE: no other key is tried for what it put off."""
    pool.provider.will("submit", NotAccepted("busy", 30))
    generation = await pool.ordered()
    await pool.until_quiet()
    waiting = await pool.now(generation)
    assert (waiting.state, waiting.due_at) == (State.HELD, pool.clock.now() + timedelta(seconds=30))
