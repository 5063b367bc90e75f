"""What KIE took is kept with the generation and compared with its price; a wrong price is reported once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.availability.model_costs import CostNotice
from bot.catalog.catalog import Catalog
from bot.catalog.spec import Per, Price
from bot.domain.generation import Generation, State
from bot.domain.model_cost import ModelCost
from bot.ports import AlertKind
from tests.support.core import Core
from tests.support.fake_provider import done
from tests.support.samples import FILM, tariff

LESS = Decimal("7.5")
"""Credits; a `film` of five seconds is sold for 10."""


@pytest.fixture
async def core(core: Core) -> Core:
    """Everybody has unlimited credits."""
    await core.start(tariff(free=None))
    return core


async def made(core: Core, cost: Decimal | None, **facts: Any) -> Generation:
    """A generation for which KIE took this; None = it does not say."""
    generation = await core.ordered(**facts)
    await core.step()
    core.provider.will("status", replace(done(), credits=cost))
    await core.asked(generation)
    await core.until_quiet()
    return await core.now(generation)


def notices(core: Core) -> list[tuple[AlertKind, str]]:
    """What the operator was sent about costs."""
    about = {AlertKind.COST_DIFFERS, AlertKind.COST_AGREES}
    return [(alert.kind, alert.detail) for alert in core.messenger.alerts if alert.kind in about]


async def test_both_amounts_are_kept(core: Core) -> None:
    """In thousandths, beside what the person pays, which does not depend on it."""
    cheap = await made(core, LESS)
    assert (cheap.kie_expected, cheap.kie_taken, cheap.captured) == (10_000, 7_500, 10)
    silent = await made(core, None)
    assert (silent.kie_expected, silent.kie_taken) == (10_000, None)
    free = await made(core, Decimal(0))
    assert free.kie_taken == 0
    odd = await made(core, Decimal(-5))
    assert (odd.kie_taken, odd.state) == (None, State.DELIVERED)


async def test_a_wrong_price_is_reported_once_and_so_is_its_end(core: Core) -> None:
    """The third in a row, also across a restart, with the price of one second; the fourth is none; three right ones end it."""
    await made(core, LESS)
    await made(core, LESS)
    assert notices(core) == []
    await core.start()
    last = await made(core, LESS * 2, choices={"duration": "10"})
    assert notices(core) == [(AlertKind.COST_DIFFERS, "film second 1500 2000")]
    assert core.messenger.alerts[-1].generation_id == last.id
    await made(core, LESS)
    for _ in range(3):
        await made(core, Decimal(10))
    assert [kind for kind, _ in notices(core)] == [AlertKind.COST_DIFFERS, AlertKind.COST_AGREES]


async def test_silence_is_no_answer(core: Core) -> None:
    """A task whose cost KIE does not say breaks no row and makes none."""
    for cost in (LESS, None, LESS, None, LESS):
        await made(core, cost)
    assert len(notices(core)) == 1


async def test_own_keys_tell_prices_too(core: Core) -> None:
    """What KIE takes of a person's own credits, for a generation that costs nothing here, is the model's price all the same."""
    core.provider.left_of_key = {"alices-key-0001": Decimal(100)}
    await core.own_key_manager.bring("person:1", "alices-key-0001")
    for person_id in (1, 2, 1):
        ended = await made(core, LESS, person_id=person_id)
        assert (ended.price == 0, bool(ended.own_key)) == (person_id == 1, person_id == 1)
    assert notices(core) == [(AlertKind.COST_DIFFERS, "film second 1500 2000")]


async def test_a_price_that_is_only_estimated(core: Core) -> None:
    """Speech by the minute: what short words cost is no wrong price; far more than quoted is."""
    for cost in ("0.1", "4", "5"):
        await made(core, Decimal(cost), model="speech", prompt="short")
    assert notices(core) == []
    for _ in range(3):
        await made(core, Decimal(6), model="speech", prompt="short")
    assert notices(core) == [(AlertKind.COST_DIFFERS, "speech minute 6000 4000")]


@pytest.mark.parametrize("moment", [1, 2, 3])
async def test_with_the_step_or_not_at_all(core: Core, moment: int) -> None:
    """When the step that learns the cost ends by an error, before or after its commit, the cost is counted once all the same."""
    await made(core, LESS)
    generation = await core.ordered()
    await core.step()
    answer = replace(done(), credits=LESS)
    core.provider.will("status", answer, answer)
    core.fault_injector.arm(RuntimeError("a fault"), after=moment)
    interrupted = await core.asked(generation)
    committed = interrupted.state is State.READY
    assert (interrupted.kie_taken, committed) == (7_500 if moment == 3 else None, moment == 3)
    core.clock.advance(minutes=5)
    await core.until_quiet()
    assert (await core.now(generation)).kie_taken == 7_500
    async with core.store.transaction() as tx:
        assert await tx.model_cost("film") == ModelCost(model="film", contrary=2)


async def test_a_late_result_has_a_cost_too(core: Core) -> None:
    """KIE took it although nothing was charged here."""
    generation = await core.ran()
    core.clock.moment = generation.deadline_at
    await core.until_quiet()
    core.provider.will("status", replace(done(), credits=LESS))
    core.clock.advance(minutes=10)
    await core.until_quiet()
    late = await core.now(generation)
    assert (late.state, late.captured, late.kie_taken) == (State.DELIVERED, 0, 7_500)


@pytest.mark.parametrize("price", [None, Price(rows=(), per=Per.RESULT)])
async def test_a_price_that_is_gone_meanwhile(core: Core, price: Price | None) -> None:
    """What was ordered before the catalogue was changed is delivered all the same, and compared as a whole."""
    generation = await core.ordered()
    await core.step()
    assert FILM.live is not None
    core.catalog = Catalog([replace(FILM, live=replace(FILM.live, price=price))])
    await core.start()
    core.provider.will("status", replace(done(), credits=LESS))
    await core.asked(generation)
    async with core.store.transaction() as tx:
        assert await tx.model_cost("film") == ModelCost(model="film", contrary=1)
    assert (await core.now(generation)).state is State.READY


def test_a_notice_is_read_as_it_was_written() -> None:
    """Through the row that it waits in."""
    notice = CostNotice(model="film", per=Per.SECOND, taken=Decimal("11.7"), expected=Decimal("15.5"))
    assert CostNotice.read(notice.detail()) == notice
    with pytest.raises(ValueError, match="unpack"):
        CostNotice.read("<script>")
