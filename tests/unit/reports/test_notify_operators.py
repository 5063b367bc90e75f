"""Operators who may decide are notified of reports: one message each that counts for a while, whatever dies or fails."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta

import pytest

from bot.domain.generation import Generation
from bot.domain.report import ReportKind, ReportState
from bot.domain.staff import Role
from bot.errors import ChatGone, DeliveryPostponed
from bot.reports.decide import ReportDecider
from bot.reports.notify_operators import BUNDLED, OperatorNotifier
from storage.core.database import Database
from tests.support.core import Core
from tests.support.samples import tariff
from tests.unit.reports.test_reports import HELPER, MAKER, OTHER, World

OWNER = 99


class Operators(World):
    """An owner, a helper who may decide, and a viewer who may not."""

    async def begin(self) -> None:
        """Give the roles."""
        self.notifier = self.new_process()
        for person_id, role in ((HELPER, Role.SUPPORT), (OTHER, Role.VIEWER)):
            await self.core.people.see(person_id, telegram_language="en", name="Op", username="")
            await self.core.repositories.staff.appoint(person_id, role, by=OWNER)

    def new_process(self) -> OperatorNotifier:
        """One that remembers nothing."""
        core = self.core
        return OperatorNotifier(
            core.store, self.reader, core.repositories.staff, core.report_messenger, core.clock
        )

    async def one_more(self, generation: Generation | None = None) -> int:
        """Another result is reported, by another person each time; returns its id."""
        generation = generation or await self.made()
        await self.reported(generation, random.randint(1000, 10**9), ReportKind.OTHER)
        waiting = await self.reader.reported_results(is_open=True, before_id=None, limit=1)
        return waiting[0].id

    @property
    def told(self) -> list[tuple[int, int, int]]:
        """Who was notified, of how many, in which message before."""
        return self.core.report_messenger.operators


@pytest.fixture
async def operators(database: Database) -> Operators:
    """A core with operators."""
    core = Core(database, tariff(100_000))
    await core.start()
    await core.people.see(MAKER, telegram_language="en", name="Mick", username="")
    operators = Operators(core)
    await operators.begin()
    return operators


async def test_one_message_each_that_counts(operators: Operators) -> None:
    """Who may decide has one message for what comes within a while, and another one after it; a viewer has none."""
    await operators.notifier.notify()
    assert operators.told == []
    made = [await operators.made() for _ in range(5)]
    await operators.one_more(made.pop())
    for _ in range(3):
        await operators.notifier.notify()
    assert sorted(operators.told) == sorted([(OWNER, 1, 0), (HELPER, 1, 0)])
    operators.told.clear()
    for _ in range(3):
        await operators.one_more(made.pop())
    operators.notifier = operators.new_process()
    await operators.notifier.notify()
    assert sorted((who, count) for who, count, _ in operators.told) == sorted([(OWNER, 4), (HELPER, 4)])
    assert all(message for _, _, message in operators.told)
    operators.told.clear()
    await operators.notifier.notify()
    assert operators.told == []
    operators.core.clock.advance(seconds=BUNDLED.total_seconds())
    for _ in range(3):
        await operators.notifier.notify()
    assert sorted(operators.told) == sorted([(OWNER, 4, 0), (HELPER, 4, 0)])
    operators.told.clear()
    operators.core.clock.advance(seconds=BUNDLED.total_seconds())
    await operators.notifier.notify()
    assert operators.told == [], "each result makes one sound"
    await operators.one_more(made.pop())
    await operators.notifier.notify()
    assert sorted(operators.told) == sorted([(OWNER, 5, 0), (HELPER, 5, 0)])


async def test_what_is_decided_within_the_while(operators: Operators) -> None:
    """Where what a message has counted is decided when the while is over, no other one follows."""
    made = [await operators.made() for _ in range(2)]
    for generation in made:
        reported_id = await operators.one_more(generation)
        await operators.notifier.notify()
    decider = ReportDecider(operators.core.store, operators.core.repositories.staff, operators.core.clock)
    await decider.dismiss(reported_id, seen=ReportState.OPEN, by=HELPER)
    operators.told.clear()
    operators.core.clock.advance(seconds=BUNDLED.total_seconds())
    await operators.notifier.notify()
    assert operators.told == []


async def test_one_who_cannot_be_reached(operators: Operators) -> None:
    """One who has blocked the bot, or for whom Telegram is away, keeps no other waiting, and is not tried all the time."""
    operators.core.report_messenger.will(f"tell_operator {OWNER}", ChatGone("blocked"))
    operators.core.report_messenger.will(f"tell_operator {HELPER}", DeliveryPostponed("away", 10))
    await operators.one_more()
    for _ in range(3):
        await operators.notifier.notify()
    assert operators.told == []
    operators.core.clock.advance(seconds=11)
    await operators.notifier.notify()
    await operators.notifier.notify()
    assert operators.told == [(HELPER, 1, 0)]
    await operators.one_more()
    operators.core.clock.advance(seconds=BUNDLED.total_seconds())
    await operators.notifier.notify()
    assert (OWNER, 2, 0) in operators.told


async def test_a_fault_of_one(operators: Operators) -> None:
    """What goes wrong with one operator is tried again after a while, and stops nothing for the others."""
    operators.core.report_messenger.will(f"tell_operator {HELPER}", RuntimeError("odd"))
    await operators.one_more()
    await operators.notifier.notify()
    assert operators.told == [(OWNER, 1, 0)]
    operators.core.report_messenger.will(f"tell_operator {HELPER}", RuntimeError("odd"))
    await operators.notifier.notify()
    operators.core.clock.advance(seconds=31)
    await operators.notifier.notify()
    assert operators.told == [(OWNER, 1, 0)], "the second fault came only now"
    operators.core.clock.advance(seconds=31)
    await operators.notifier.notify()
    assert operators.told == [(OWNER, 1, 0), (HELPER, 1, 0)]


async def test_a_message_that_is_gone(operators: Operators) -> None:
    """An operator who has deleted it is notified in another one when the while is over, of all that waits."""
    await operators.one_more()
    await operators.notifier.notify()
    operators.told.clear()
    operators.core.report_messenger.will(f"tell_operator {HELPER}", 0)
    await operators.one_more()
    for _ in range(3):
        await operators.notifier.notify()
    assert [one for one in operators.told if one[0] == HELPER and not one[2]] == []
    operators.core.clock.advance(seconds=BUNDLED.total_seconds())
    await operators.notifier.notify()
    assert (HELPER, 2, 0) in operators.told


async def test_what_is_decided_and_whose_role_is_gone(operators: Operators) -> None:
    """What is decided before anyone was notified is not said; who has no role any more is not notified."""
    reported_id = await operators.one_more()
    decider = ReportDecider(operators.core.store, operators.core.repositories.staff, operators.core.clock)
    await decider.dismiss(reported_id, seen=ReportState.OPEN, by=HELPER)
    await operators.notifier.notify()
    assert operators.told == []
    await operators.core.repositories.staff.dismiss(HELPER, by=OWNER)
    await operators.one_more()
    await operators.notifier.notify()
    assert [who for who, _, _ in operators.told] == [OWNER]


async def test_a_clock_that_steps(operators: Operators) -> None:
    """A clock that was set back neither mutes an operator nor has them read much."""
    await operators.one_more()
    await operators.notifier.notify()
    operators.told.clear()
    operators.core.clock.moment -= timedelta(days=400)
    await operators.one_more()
    for _ in range(3):
        await operators.notifier.notify()
    assert [count for who, count, _ in operators.told if who == HELPER] == [2]


@pytest.mark.parametrize("moment", range(8))
async def test_any_death(operators: Operators, moment: int) -> None:
    """A process that dies at any boundary: in the end each operator was notified, the one at whom it died perhaps twice."""
    await operators.one_more()
    injector, died = operators.core.fault_injector, 0
    injector.arm(asyncio.CancelledError(), after=moment)
    try:
        await operators.new_process().notify()
    except asyncio.CancelledError:
        died = 1
    injector.disarm()
    for _ in range(2):
        await operators.new_process().notify()
    assert {one for one, _, _ in operators.told} == {HELPER, OWNER}
    assert len(operators.told) <= 2 + died
    assert died or moment > 3, "there are fewer moments than that"
