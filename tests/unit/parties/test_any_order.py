"""Joins, failures, ends, votes, deaths, in any order: what went into a budget was captured or is back."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.generation import State
from bot.domain.party import GOING_ON, Party, PartyState
from bot.errors import ChatGone, DeliveryPostponed, FailureKind, KioskError, Refusal, SubmissionInDoubt
from bot.ports import Progress, TaskStatus
from tests.support.database import CommittedRows, empty_database
from tests.support.fake_provider import done
from tests.support.party_core import GROUP, PartyCore
from tests.support.samples import tariff

T = TypeVar("T")
PEOPLE = st.sampled_from([1, 2, 3, 4])
ANSWERS = st.sampled_from(
    [
        ("status", done()),
        ("status", TaskStatus(progress=Progress.FAILED, failure=FailureKind.PROVIDER)),
        ("submit", SubmissionInDoubt("time-out")),
        ("deliver", ChatGone("kicked")),
        ("invite", ChatGone("kicked")),
        ("album", DeliveryPostponed("flood", 30)),
        ("album", RuntimeError("a fault")),
        ("vote", DeliveryPostponed("flood", 5)),
        ("announce", ChatGone("kicked")),
    ]
)


_BUDGETS = """
SELECT
  parties.credits,
  coalesce(parties.returned, 0) AS returned,
  accounts.allowance + accounts.bought
    + (SELECT coalesce(sum(allowance + bought), 0) FROM holds
      WHERE account_id = accounts.id AND ended_at IS NULL) AS kept,
  (SELECT coalesce(sum(captured), 0) FROM holds WHERE account_id = accounts.id)
    - (SELECT coalesce(sum(amount), 0) FROM ledger_entries
      WHERE account_id = accounts.id AND kind = 'expire') AS gone
FROM parties JOIN accounts ON accounts.id = parties.budget_account_id
"""


class Evening(RuleBasedStateMachine):
    """Four people, one group, one process at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.runner = self.stack.enter_context(asyncio.Runner())
        path = Path(self.stack.enter_context(tempfile.TemporaryDirectory())) / "kiosk.db"
        database = self.do(empty_database(path))
        self.stack.callback(lambda: self.do(database.close()))
        self.committed = CommittedRows(path)
        self.stack.callback(self.committed.close)
        self.core = PartyCore(database, tariff(60, most_open=20))
        self.do(self.core.start())
        self.parties: list[Party] = []

    def teardown(self) -> None:
        """Whatever happened: all ends, and every budget is empty."""
        with self.stack:
            self.do(self._all_ends())

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run to its end."""
        return self.runner.run(work)

    def tried(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Run to its end; that a rule says no is no surprise."""
        try:
            return self.do(work)
        except Refusal:
            return None

    @rule(person=PEOPLE, amount=st.integers(1, 70))
    def starts(self, person: int, amount: int) -> None:
        """A person starts a party, if they can."""
        party = self.tried(self.core.party(amount, person))
        if party is not None:
            self.parties.append(party)

    @precondition(lambda self: self.parties)
    @rule(person=PEOPLE, data=st.data(), model=st.sampled_from(["sketch", "film"]))
    def joins(self, person: int, data: st.DataObject, model: str) -> None:
        """A person joins a party, perhaps one that is over, perhaps twice, perhaps too dear."""
        self.tried(self.core.joined(data.draw(st.sampled_from(self.parties)), person, model))

    @precondition(lambda self: self.parties)
    @rule(data=st.data(), state=st.sampled_from([PartyState.OPEN, PartyState.VOTING]))
    def ends(self, data: st.DataObject, state: PartyState) -> None:
        """A person ends a part of it, perhaps the wrong one."""
        self.tried(self.core.end(data.draw(st.sampled_from(self.parties)), state))

    @precondition(lambda self: self.parties)
    @rule(person=PEOPLE, data=st.data(), generation=st.integers(1, 12))
    def votes(self, person: int, data: st.DataObject, generation: int) -> None:
        """A person votes for whatever."""
        party = data.draw(st.sampled_from(self.parties))
        self.tried(self.core.parties.vote(party.id, GROUP, person, generation))

    @rule(promise=ANSWERS)
    def something_goes_otherwise(self, promise: tuple[str, object]) -> None:
        """KIE or Telegram answers something else next time."""
        call, answer = promise
        if call in {"status", "submit"}:
            self.core.provider.will(call, answer)
        else:
            (self.core.messenger if call == "deliver" else self.core.party_notifier).will(call, answer)

    @rule(steps=st.integers(1, 6))
    def works(self, steps: int) -> None:
        """The engine and the host take some steps."""
        for _ in range(steps):
            self.do(self.core.step())
        self.do(self.core.host_steps(steps))

    @rule(after=st.integers(0, 8))
    def dies(self, after: int) -> None:
        """The process dies at some moment of a step of the host's or the engine's; a new one begins."""
        for work in (self.core.host_steps(2), self.core.step()):
            self.core.fault_injector.arm(asyncio.CancelledError(), after=after)
            try:
                self.do(work)
            except (asyncio.CancelledError, KioskError):
                pass
            finally:
                self.core.fault_injector.disarm()
        self.do(self.core.start())
        self.do(self._leases_dropped())

    @rule(seconds=st.sampled_from([3, 60, 700, 2000, 90_000]))
    def time_passes(self, seconds: int) -> None:
        """Some time goes by."""
        self.core.clock.advance(seconds=seconds)

    @rule()
    def the_group_grows(self) -> None:
        """Every party's messages mean nothing any more, as after a move of the chat; here the id comes back at once."""
        self.do(self._moved())

    async def _moved(self) -> None:
        async with self.core.store.transaction() as tx:
            await tx.move_chat(GROUP, GROUP - 1)
            await tx.move_chat(GROUP - 1, GROUP)

    async def _leases_dropped(self) -> None:
        """As at the start of a process."""
        await self.core.store.drop_all_leases()
        await self.core.schedule.drop_all()

    @invariant()
    def one_at_a_time(self) -> None:
        """A group has one party that goes on."""
        assert sum(party.state in GOING_ON for party in self.committed.parties()) <= 1

    @invariant()
    def what_goes_on_is_due(self) -> None:
        """A party that has not ended has a next step."""
        for party in self.committed.parties():
            assert (party.due_at is None) == (party.state is PartyState.ENDED), party

    @invariant()
    def budgets_are_exact(self) -> None:
        """Credits in = available + held + captured + returned, for every budget at any moment."""
        for row in self.committed.rows(_BUDGETS):
            assert row["credits"] == row["kept"] + row["gone"] + row["returned"], dict(row)

    @invariant()
    def nobody_has_two_entries(self) -> None:
        """One entry for each member that counts."""
        generations = self.committed.generations()
        for party in self.committed.parties():
            counted = [
                entry.person_id
                for entry in generations
                if entry.party_id == party.id
                and entry.state not in {State.FAILED, State.CANCELLED}
                and not entry.free_late_delivery
            ]
            assert len(counted) == len(set(counted))

    async def _all_ends(self) -> None:
        await self.core.start()
        await self._leases_dropped()
        for _ in range(80):
            await self.core.until_quiet()
            await self.core.host_steps()
            open_ones = [party for party in self.committed.parties() if party.state is not PartyState.ENDED]
            if not open_ones:
                break
            self.core.clock.advance(timedelta(minutes=20))
        for party in self.committed.parties():
            assert party.state is PartyState.ENDED, party
            assert party.state not in GOING_ON
            assert await self.core.budget(party) == (0, 0)
        self.budgets_are_exact()


TestEvening = Evening.TestCase
TestEvening.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
