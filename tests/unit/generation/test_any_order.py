"""Whatever happens in whatever order: a machine that confirms, steps, calls back, crashes, restarts and cancels."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Coroutine, Sequence
from contextlib import ExitStack
from datetime import timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.catalog.catalog import Catalog
from bot.domain.batch import BatchKind, Several
from bot.domain.generation import HOLDING_STATES, OPEN_STATES, Generation, State
from bot.domain.quote import Quote
from bot.errors import (
    AccessRefused,
    ChatGone,
    DeliveryPostponed,
    FailureKind,
    KeyRemoved,
    MediaRejected,
    MediaUnreachable,
    NotAccepted,
    OutOfCredits,
    Refusal,
    StatusUnavailable,
    SubmissionInDoubt,
    TaskRefused,
    UploadFailed,
)
from bot.ledger.entries import EntryKind
from bot.ports import Progress, TaskStatus
from tests.support.core import POOLS, Core
from tests.support.database import CommittedRows, empty_database
from tests.support.fake_provider import RUNNING, FakeProvider, done
from tests.support.samples import PHOTO, catalog, chain_request, generation_request, tariff

T = TypeVar("T")
PEOPLE = st.sampled_from([1, 2])
NOT_CREATED = (NotAccepted, AccessRefused, KeyRemoved, OutOfCredits, TaskRefused)
ANSWERS: dict[str, list[object]] = {
    "publish": [UploadFailed("not now"), TaskRefused(FailureKind.REQUEST, "gone"), AccessRefused("key")],
    "await_turn": [OutOfCredits("empty"), KeyRemoved("gone"), RuntimeError("a fault")],
    "submit": [
        NotAccepted("busy"),
        OutOfCredits("empty"),
        AccessRefused("key"),
        TaskRefused(FailureKind.CONTENT, "no"),
        SubmissionInDoubt("time-out"),
        KeyRemoved("gone"),
        RuntimeError("a fault"),
    ],
    "status": [
        KeyRemoved("gone"),
        RUNNING,
        done(),
        done("https://cdn.example/0", "https://cdn.example/1", "https://cdn.example/2"),
        TaskStatus(progress=Progress.FAILED, failure=FailureKind.CONTENT),
        TaskStatus(progress=Progress.DONE),
        StatusUnavailable("not now"),
        AccessRefused("key"),
        ValueError("a fault"),
    ],
    "deliver": [
        1,
        2,
        0,
        ChatGone("blocked"),
        DeliveryPostponed("flood", 30),
        MediaUnreachable("not now"),
        MediaRejected("no media"),
        RuntimeError("a fault"),
    ],
    "tell_failure": [ChatGone("blocked"), DeliveryPostponed("flood", 30), RuntimeError("a fault")],
    "conclude": [RuntimeError("a fault")],
    "show_batch": [ChatGone("blocked"), DeliveryPostponed("flood", 30), RuntimeError("a fault")],
    "show_progress": [77],
}
PROMISES = st.sampled_from([(call, answer) for call, answers in ANSWERS.items() for answer in answers])


_ACCOUNTS = f"""
SELECT
  allowance,
  bought,
  (SELECT coalesce(sum(amount), 0) FROM ledger_entries WHERE account_id = accounts.id) AS entered,
  (SELECT coalesce(sum(amount), 0) FROM ledger_entries
    WHERE account_id = accounts.id AND kind IN ('{EntryKind.GRANT}', '{EntryKind.EXPIRE}')) AS income,
  (SELECT coalesce(sum(allowance + bought), 0) FROM holds
    WHERE account_id = accounts.id AND ended_at IS NULL) AS held,
  (SELECT coalesce(sum(captured), 0) FROM holds WHERE account_id = accounts.id) AS captured
FROM accounts
"""


class Watched(FakeProvider):
    """A supplier that knows for which generations it may have made something."""

    def __init__(self, core: Core) -> None:
        super().__init__(core.fault_injector)
        self.made: Counter[int] = Counter()

    async def submit(self, generation: Generation, *rest: Any) -> Any:
        """Everything but a clear refusal counts as made."""
        self.made[generation.id] += 1
        try:
            return await super().submit(generation, *rest)
        except NOT_CREATED:
            self.made[generation.id] -= 1
            raise


class Life(RuleBasedStateMachine):
    """Two people, one process at a time, and every way in which things go wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.runner = self.stack.enter_context(asyncio.Runner())
        path = Path(self.stack.enter_context(tempfile.TemporaryDirectory())) / "kiosk.db"
        database = self.do(empty_database(path))
        self.stack.callback(lambda: self.do(database.close()))
        self.committed = CommittedRows(path)
        self.stack.callback(self.committed.close)
        self.core = Core(database, tariff(60, most_open=4))
        self.core.catalog = self.models()
        self.provider = Watched(self.core)
        self.provider.left_of_key = {f"key-of-{person}": Decimal(100) for person in (1, 2)}
        self.core.provider = self.provider
        self.do(self.core.start())
        self.quotes: list[Quote] = []
        self.ordered: list[Generation] = []
        self.process: list[Generation] = []

    def models(self) -> Catalog:
        """What can be made."""
        return catalog()

    def teardown(self) -> None:
        """After everything, with a world that works again: all ends, and the database is exact."""
        with self.stack:
            self.do(self._all_ends())

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run to its end."""
        return self.runner.run(work)

    @property
    def generations(self) -> Sequence[Generation]:
        """Everything that was ever confirmed, as it is now."""
        return self.committed.generations()

    @rule(person=PEOPLE, long=st.booleans(), photo=st.booleans())
    def asks_for_a_price(self, person: int, long: bool, photo: bool) -> None:
        """A person gets a quote."""
        choices = {"duration": "10" if long else "5"}
        references = (PHOTO,) if photo else ()
        request = generation_request(person, choices=choices, references=references)
        self._priced(self.do(self.core.quoter.quote(request)).quote)

    @rule(person=PEOPLE)
    def brings_a_key(self, person: int) -> None:
        """A person brings a KIE key of their own, or another one."""
        self.do(self.core.own_key_manager.bring(f"person:{person}", f"key-of-{person}"))

    @rule(person=PEOPLE)
    def takes_a_key_away(self, person: int) -> None:
        """A person removes theirs, if there is one."""
        self.do(self.core.own_key_manager.remove(f"person:{person}"))

    def _priced(self, quote: Quote) -> None:
        self.quotes.append(quote)

    @precondition(lambda self: self.quotes)
    @rule(data=st.data(), times=st.integers(1, 2))
    def confirms(self, data: st.DataObject, times: int) -> None:
        """A person taps the button, perhaps twice, perhaps again much later: exactly the price is held, once, or nothing."""
        quote = data.draw(st.sampled_from(self.quotes))
        for _ in range(times):
            held = self._held()
            try:
                confirmed = self.do(self.core.confirmer.confirm(quote.token, quote.person_id))
            except Refusal:
                assert self._held() == held
                return
            assert self._held() - held == (0 if confirmed.repeated else quote.price)
            prices = [step.price for step in quote.steps]
            assert len(confirmed.steps) == len(prices)
            if not confirmed.repeated:
                assert [step.price for step in confirmed.steps] == prices

    def _held(self) -> int:
        (row,) = self.committed.rows(
            "SELECT coalesce(sum(allowance + bought), 0) AS held FROM holds WHERE ended_at IS NULL"
        )
        return int(row["held"])

    @rule(person=PEOPLE, photo=st.booleans())
    def asks_for_a_chain(self, person: int, photo: bool) -> None:
        """A person gets the price of a whole recipe."""
        request = (
            chain_request(person, recipe="portrait", prompt="", references=(PHOTO,))
            if photo
            else chain_request(person)
        )
        self._priced(self.do(self.core.quoter.quote(request)).quote)

    @rule(person=PEOPLE, number=st.integers(2, 4), film=st.booleans())
    def asks_for_several(self, person: int, number: int, film: bool) -> None:
        """A person wants several of the same at once."""
        several = Several(kind=BatchKind.COPIES, number=number)
        model = "film" if film else "sketch"
        self._priced(
            self.do(self.core.quoter.quote(generation_request(person, model=model, several=several))).quote
        )

    @precondition(lambda self: self.quotes)
    @rule(data=st.data())
    def asks_again(self, data: st.DataObject) -> None:
        """A person wants the same again, or the rest of a chain."""
        quote = data.draw(st.sampled_from(self.quotes))
        try:
            self._priced(self.do(self.core.again(quote.id, quote.person_id)).quote)
        except Refusal:
            return

    @precondition(lambda self: self.generations)
    @rule(data=st.data())
    def cancels(self, data: st.DataObject) -> None:
        """A person changes their mind, perhaps too late."""
        generation = data.draw(st.sampled_from(self.generations))
        assert generation.person_id is not None
        try:
            self.do(self.core.canceller.cancel(generation.id, generation.person_id))
        except Refusal:
            return

    @rule(promise=PROMISES)
    def something_goes_otherwise(self, promise: tuple[str, object]) -> None:
        """KIE or Telegram answers something else next time."""
        call, answer = promise
        fake = self.provider if call in {"publish", "await_turn", "submit", "status"} else self.core.messenger
        fake.will(call, answer)

    @rule(steps=st.integers(1, 6))
    def works(self, steps: int) -> None:
        """The engine takes some steps."""
        for _ in range(steps):
            self.do(self.core.step())

    @rule(
        after=st.integers(0, 12),
        error=st.sampled_from([asyncio.CancelledError(), RuntimeError("a fault"), OSError("disk")]),
    )
    def dies(self, after: int, error: BaseException) -> None:
        """At some call of some port the process dies, or the port fails; then a new process begins, or not yet."""
        self.core.fault_injector.arm(error, after=after)
        try:
            self.do(self.core.step())
        except (asyncio.CancelledError, RuntimeError, OSError):
            pass
        finally:
            self.core.fault_injector.disarm()

    @rule()
    def restarts(self) -> None:
        """A new process on the same database."""
        self.do(self.core.start())
        self.do(self.core.store.drop_all_leases())

    @precondition(lambda self: self.generations)
    @rule(data=st.data(), right=st.booleans(), stage=st.sampled_from(["first", "complete"]))
    def is_called_back(self, data: st.DataObject, right: bool, stage: str) -> None:
        """KIE calls, for the right task or another, at any time and any number of times."""
        generation = data.draw(st.sampled_from(self.generations))
        task_id = f"task-{generation.id}" if right else "task-of-somebody"
        if right and not self.provider.made[generation.id]:
            return  # KIE has no such task
        self.do(self.core.called(generation, task_id, stage=stage))

    @rule(seconds=st.sampled_from([1, 5, 60, 300, 700, 4000, 90_000]))
    def time_passes(self, seconds: int) -> None:
        """Some time goes by."""
        self.core.clock.advance(seconds=seconds)

    @invariant()
    def nothing_is_made_twice(self) -> None:
        """KIE got each generation once, unless it clearly said that it made nothing."""
        assert all(number <= 1 for number in self.provider.made.values())

    @invariant()
    def nothing_is_sent_again_that_is_on_record(self) -> None:
        """No asset is handed to the messenger with a message that already carries it."""
        assert self.core.messenger.repeated == []

    @invariant()
    def holds_and_states_agree(self) -> None:
        """Credits are held exactly while a generation is open, and captured exactly when it was paid for."""
        captures = {
            row["generation_id"]: row["captured"]
            for row in self.committed.rows("SELECT generation_id, captured FROM holds")
        }
        generations = self.generations
        assert captures.keys() == {generation.id for generation in generations}
        for generation in generations:
            captured = captures[generation.id]
            assert (captured is None) == (
                generation.state in HOLDING_STATES and not generation.free_late_delivery
            )
            paid = generation.state in {State.DELIVERED, State.STORED} and not generation.free_late_delivery
            assert (captured or 0) == generation.captured == (generation.price if paid else 0)

    @invariant()
    def the_ledger_is_exact(self) -> None:
        """What came in is available, held or captured; no bucket is below zero."""
        for account in self.committed.rows(_ACCOUNTS):
            assert min(account["allowance"], account["bought"]) >= 0
            available = account["allowance"] + account["bought"]
            assert available == account["entered"]
            assert account["income"] == available + account["held"] + account["captured"]

    @invariant()
    def nothing_open_is_forgotten(self) -> None:
        """Whatever is open, or not yet announced, has a next step, under a lease or in the table; what waits has none."""
        for generation in self.generations:
            if generation.state is State.WAITING:
                assert generation.due_at is None, generation
            elif generation.state in OPEN_STATES or not generation.notified:
                assert generation.due_at is not None, generation

    @invariant()
    def chains_go_step_by_step(self) -> None:
        """A step of a chain waits as long as the one before is open, and goes when that one is in the chat."""
        steps_of_quotes = [
            step for step in self.generations if step.quote_id is not None and step.batch_id is None
        ]
        for _, steps in groupby(sorted(steps_of_quotes, key=_place_in_chain), lambda step: step.quote_id):
            for before, after in pairwise(steps):
                reached = before.state in {State.DELIVERED, State.STORED} and not before.free_late_delivery
                if after.state is State.WAITING:
                    assert before.state in HOLDING_STATES
                    assert not before.free_late_delivery
                elif after.state is not State.CANCELLED:
                    assert reached, (before, after)
                    assert not any(reference.made_by for reference in after.references)

    async def _all_ends(self) -> None:
        """Answers of the past are used up, the process restarts, days pass: then nothing is open any more."""
        await self.core.start()
        await self.core.store.drop_all_leases()
        for _ in range(200):
            await self.core.until_quiet()
            due = [moment for pool in POOLS if (moment := await self.core.store.next_due(pool.states))]
            if not due:
                break
            clock = self.core.clock
            clock.moment = max(min(due), clock.now() + timedelta(hours=1))
        for generation in self.generations:
            assert not generation.is_open, generation
            assert generation.notified, generation
            assert generation.due_at is None, generation
        self.holds_and_states_agree()
        self.the_ledger_is_exact()
        self.nothing_is_made_twice()


def _place_in_chain(step: Generation) -> tuple[int, int]:
    return step.quote_id or 0, step.chain_position


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
