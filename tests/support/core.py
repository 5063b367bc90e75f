"""Everything that drives a generation, joined as in production, with fakes at every port."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import Any

from bot.availability.model_health import ModelHealth, ModelHealthMonitor
from bot.availability.operator_key import OperatorKeyBreaker
from bot.availability.own_key_breakers import OwnKeyBreakers
from bot.domain.generation import Generation, State
from bot.domain.terms import Tariff
from bot.generation.callback import CallbackInbox, CallbackOutcome
from bot.generation.callback_tokens import CallbackAddresses, CallbackTokens
from bot.generation.cancel import Canceller
from bot.generation.confirm import Confirmer
from bot.generation.deliver import Deliverer
from bot.generation.engine import DELIVERY_POOL, STATUS_POOL, SUBMIT_POOL, Engine
from bot.generation.plan import Planner
from bot.generation.poll import StatusPoller
from bot.generation.progress_estimate import ProgressEstimator
from bot.generation.quote import Quoter
from bot.generation.submit import Submitter
from bot.people.balance import Balances
from bot.people.own_key import OwnKeyManager
from bot.ports import Clock
from bot.workers.lease_worker import LEASE
from storage.core.database import Database
from storage.keys.encryption import CredentialCipher
from storage.keys.own_keys import SqliteOwnKeyRepository
from storage.people.people import SqlitePersonRepository
from storage.store import SqliteStore, SqliteTransaction
from tests.support.fake_callback_reader import FakeCallbackReader
from tests.support.fake_clock import FakeClock
from tests.support.fake_history import FakeHistory
from tests.support.fake_key_owners import FakeKeyOwnerNotifier, FakeKeyTester
from tests.support.fake_messenger import FakeMessenger, FakeOriginalSender
from tests.support.fake_provider import FakeProvider
from tests.support.samples import catalog, chain_wish, recipe_catalog, tariff, wish
from tests.support.script import Mishap

LANES = (SUBMIT_POOL, STATUS_POOL, DELIVERY_POOL)


class FakeObserver:
    """Notes what nobody foresaw (`bot.generation.engine.Journal`)."""

    def __init__(self) -> None:
        self.faults: list[tuple[int, Exception]] = []

    def working_on(self, generation: Generation) -> AbstractContextManager[None]:
        """Nothing is said here."""
        return nullcontext()

    def fault(self, generation: Generation, error: Exception) -> None:
        """Note it."""
        self.faults.append((generation.id, error))


class FaultyStore(SqliteStore):
    """A store whose every transaction has three points at which it may fail: before it, before its commit, after it."""

    def __init__(self, database: Database, clock: Clock, mishap: Mishap) -> None:
        super().__init__(database, clock)
        self._mishap = mishap

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[SqliteTransaction]:
        """A writing transaction; one at a time."""
        self._mishap.moment()
        async with super().transaction() as tx:
            yield tx
            self._mishap.moment()
        self._mishap.moment()


class Core:
    """The core of Kiosk on a database of its own, with fakes at the other ports.

    Args:
        database: an empty one.
        terms: the operator's terms; 100 credits a month unless said otherwise.
        clock: the time.
    """

    def __init__(
        self, database: Database, terms: Tariff | None = None, *, clock: FakeClock | None = None
    ) -> None:
        self.database = database
        self.clock = clock or FakeClock()
        self.mishap = Mishap()
        self.store: SqliteStore = FaultyStore(database, self.clock, self.mishap)
        self.keys = SqliteOwnKeyRepository(database, CredentialCipher(["secret key"]), self.clock)
        self.tester = FakeKeyTester()
        self.notifier = FakeKeyOwnerNotifier()
        self.provider = FakeProvider(self.mishap)
        self.messenger = FakeMessenger(self.mishap)
        self.original_sender = FakeOriginalSender()
        self.people = SqlitePersonRepository(database, self.clock)
        self.history = FakeHistory()
        self.telemetry = FakeObserver()
        self.tokens = CallbackTokens("secret key")
        self.catalog = catalog()
        self.tariff = terms or tariff()
        self.start()

    def start(self, terms: Tariff | None = None) -> None:
        """Build what a process builds at its start, with other terms if need be; the database and the fakes stay."""
        self.tariff = terms or self.tariff
        store, clock, messenger = self.store, self.clock, self.messenger
        self.own_key_breakers = OwnKeyBreakers(self.keys, self.notifier, clock)
        self.key_breaker = OperatorKeyBreaker(messenger, clock, own=self.own_key_breakers)
        self.health = ModelHealth(self.catalog, self.tariff.dialect, clock)
        watch = ModelHealthMonitor(self.health, messenger)
        self.submitter = Submitter(
            store,
            self.provider,
            messenger,
            self.key_breaker,
            watch,
            self.catalog,
            clock,
            CallbackAddresses(self.tokens, "https://kiosk.example"),
            self.keys,
        )
        self.estimator = ProgressEstimator(self.history, self.catalog, clock)
        self.status_poller = StatusPoller(
            store, self.provider, messenger, self.key_breaker, watch, self.catalog, self.estimator, clock
        )
        self.deliverer = Deliverer(
            store=store,
            provider=self.provider,
            messenger=messenger,
            watch=watch,
            original_sender=self.original_sender,
            people=self.people,
            catalog=self.catalog,
            tariff=self.tariff,
            clock=clock,
        )
        self.engine = Engine(
            store=store,
            messenger=messenger,
            submitter=self.submitter,
            status_poller=self.status_poller,
            deliverer=self.deliverer,
            clock=clock,
            observer=self.telemetry,
        )
        self.own_key_manager = OwnKeyManager(
            self.keys, self.tester, self.own_key_breakers, store, clock, self.engine.wake
        )
        recipes = recipe_catalog(self.catalog)
        planner = Planner(self.catalog, recipes, self.tariff.dialect, self.health)
        self.quoter = Quoter(self.catalog, planner, store, clock, self.tariff, self.keys)
        self.confirmer = Confirmer(
            store, clock, self.tariff, self.key_breaker, self.health, self.engine.wake, self.keys
        )
        self.canceller = Canceller(store, clock, self.tariff)
        self.balances = Balances(store, clock, self.tariff)
        self.inbox = CallbackInbox(store, FakeCallbackReader(), self.tokens, clock, self.engine.wake)

    async def quoted(self, person_id: int = 1, **facts: Any) -> str:
        """The token of a quote."""
        return (await self.quoter.quote(wish(person_id, **facts))).quote.token

    async def ordered(self, person_id: int = 1, **facts: Any) -> Generation:
        """A confirmed generation, held."""
        token = await self.quoted(person_id, **facts)
        return (await self.confirmer.confirm(token, person_id, progress_message_id=50)).generation

    async def begun(self, person_id: int = 1, **facts: Any) -> Sequence[Generation]:
        """The steps of a confirmed chain."""
        priced = await self.quoter.quote(chain_wish(person_id, **facts))
        return (await self.confirmer.confirm(priced.quote.token, person_id, progress_message_id=50)).steps

    async def step(self) -> Generation | None:
        """Let the engine take one step that is due, as a lane does; the generation as it was before."""
        for pool in LANES:
            now = self.clock.now()
            claimed = await self.store.claim_due(now, lease_until=now + LEASE, limit=1, states=pool.states)
            for generation in claimed:
                await self.engine.advance(generation)
                await self.store.drop_lease(generation.id)
                return generation
        return None

    async def until_quiet(self) -> None:
        """Take every step that is due now; a generation that is due for ever is a fault."""
        for _ in range(1000):
            if await self.step() is None:
                return
        raise AssertionError("it never becomes quiet")

    async def ran(self, *statuses: object) -> Generation:
        """An ordered generation that KIE has accepted; its status will be these."""
        generation = await self.ordered()
        self.provider.will("status", *statuses)
        await self.step()
        return await self.now(generation)

    async def asked(self, generation: Generation) -> Generation:
        """The same generation after time has passed until its next step, and that step."""
        due_at = (await self.now(generation)).due_at
        assert due_at is not None, "it has no next step"
        self.clock.moment = max(self.clock.moment, due_at)
        await self.step()
        return await self.now(generation)

    async def now(self, generation: Generation) -> Generation:
        """The generation as it is stored."""
        found = await self.store.generation(generation.id)
        assert found is not None
        return found

    async def states(self, generation: Generation) -> Sequence[State]:
        """The states it has entered."""
        return [step.state for step in await self.store.transitions(generation.id)]

    async def money(self, person_id: int = 1) -> tuple[int, int]:
        """What the person has: available, held."""
        balance = await self.balances.balance(person_id)
        return balance.available, balance.held

    async def called(self, generation: Generation, task_id: str, *, stage: str = "done") -> CallbackOutcome:
        """A callback of KIE's to the generation's address."""
        body = f'{{"task": "{task_id}", "stage": "{stage}"}}'.encode()
        return await self.inbox.receive(self.tokens.sign(generation), {}, body)
