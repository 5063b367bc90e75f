"""The core of Kiosk, wired by the application, with fakes at its ports."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from bot.app.context import locked_settings
from bot.app.payment_ports import PaymentPorts
from bot.app.repositories import build_repositories
from bot.app.senders import Senders
from bot.app.services import build_services
from bot.app.workers import build_workers
from bot.domain.generation import Generation, State
from bot.domain.terms import CurrentTariff, FixedTariff
from bot.generation.callback import CallbackInbox, CallbackOutcome
from bot.generation.engine import DELIVERY_POOL, SUBMIT_POOL, status_pool
from bot.generation.plan import GenerationRequest
from bot.generation.progress_estimate import ProgressEstimator
from bot.generation.quote import PricedQuote
from bot.generation.selection_watch import SelectionWatch
from bot.kie.limits import STATUS_PER_SECOND
from bot.ports import Clock
from bot.runtime_settings.current import CurrentSettings
from bot.support.service import SupportService
from bot.telemetry import Telemetry
from bot.web.metrics import Metrics
from bot.workers.lease_worker import LEASE
from storage.core.database import Database
from storage.people.pseudonyms import Pseudonyms
from storage.selections.selections import SqliteSelectionSchedule
from storage.store import SqliteStore, SqliteTransaction
from storage.support.support import SqliteSupportReader
from tests.support.application import shipped_context
from tests.support.fake_archives import FakeArchiveBuilder, FakeArchiveNotifier
from tests.support.fake_callback_reader import FakeCallbackReader
from tests.support.fake_chat_members import FakeChannelLinks, FakeChatMembers
from tests.support.fake_clock import FakeClock
from tests.support.fake_daily_reports import FakeDailyReportSender
from tests.support.fake_gift_notifier import FakeGiftNotifier
from tests.support.fake_history import FakeHistory
from tests.support.fake_joins import FakeFilmMaker, FakeJoinNotifier
from tests.support.fake_key_owners import FakeKeyOwnerNotifier
from tests.support.fake_lost_copies import FakeLostCopies
from tests.support.fake_messenger import FakeMediaResender, FakeMessenger
from tests.support.fake_party_notifier import FakePartyNotifier
from tests.support.fake_payments import FakePayerNotifier, FakeStars
from tests.support.fake_provider import FakeProvider
from tests.support.fake_reports import FakeReportMessenger
from tests.support.fake_rewards import FakeRewardSender
from tests.support.fake_selections import FakeSelectionNotifier
from tests.support.fake_service_return import FakeServiceReturnSender
from tests.support.fake_writer import FakeWriter
from tests.support.fault_injector import FaultInjector
from tests.support.samples import catalog, chain_request, generation_request, recipe_catalog, tariff

POOLS = (SUBMIT_POOL, status_pool(STATUS_PER_SECOND), DELIVERY_POOL)


PSEUDONYMS = Pseudonyms(["secret"])
"""By which the core knows forgotten people again."""


class RecordingTelemetry(Telemetry):
    """The application's telemetry, which also keeps the unexpected errors of steps."""

    def __init__(self) -> None:
        super().__init__(Metrics())
        self.faults: list[tuple[int, Exception]] = []

    def fault(self, generation: Generation, error: Exception) -> None:
        """Keep it; it is not logged."""
        self.faults.append((generation.id, error))


class FaultyStore(SqliteStore):
    """A store whose every transaction has three points at which it may fail: before it, before its commit, after it."""

    def __init__(self, database: Database, clock: Clock, fault_injector: FaultInjector) -> None:
        super().__init__(database, clock, aliases=PSEUDONYMS.all_of)
        self._fault_injector = fault_injector

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[SqliteTransaction]:
        """A writing transaction; one at a time."""
        self._fault_injector.point()
        async with super().transaction() as tx:
            yield tx
            self._fault_injector.point()
        self._fault_injector.point()


class Core:
    """The core of Kiosk as the application builds it, on a database of its own, with fakes at the other ports.

    It does not work before `start`.

    Args:
        database: an empty one.
        terms: the operator's terms; 100 credits a month unless said otherwise.
        clock: the time.
    """

    def __init__(
        self, database: Database, terms: FixedTariff | None = None, *, clock: FakeClock | None = None
    ) -> None:
        self.database = database
        self.clock = clock or FakeClock()
        self.fault_injector = FaultInjector()
        self.store: SqliteStore = FaultyStore(database, self.clock, self.fault_injector)
        self.notifier = FakeKeyOwnerNotifier()
        self.party_notifier = FakePartyNotifier(self.fault_injector)
        self.gift_notifier = FakeGiftNotifier()
        self.selection_notifier = FakeSelectionNotifier(self.fault_injector)
        self.report_messenger = FakeReportMessenger(self.fault_injector)
        self.provider = FakeProvider(self.fault_injector)
        self.messenger = FakeMessenger(self.fault_injector)
        self.media_resender = FakeMediaResender()
        self.history = FakeHistory()
        self.members = FakeChatMembers()
        self.telemetry = RecordingTelemetry()
        self.catalog = catalog()
        self.tariff = terms or tariff()
        self.settings = shipped_context().settings

    async def start(self, terms: FixedTariff | None = None) -> None:
        """Build what a process builds at its start, with other terms if need be; the database and the fakes stay."""
        self.tariff = terms or self.tariff
        context = replace(
            shipped_context(),
            settings=self.settings,
            runtime_settings=CurrentSettings(locked_settings(self.settings)),
            clock=self.clock,
            catalog=self.catalog,
            recipes=recipe_catalog(self.catalog),
            tariff=CurrentTariff(self.tariff),
            telemetry=self.telemetry,
        )
        self.repositories = replace(await build_repositories(context, self.database), store=self.store)
        self.estimator = ProgressEstimator(self.history, self.catalog, self.clock)
        self.estimator.parts = self.store.parts
        senders = Senders(
            estimator=self.estimator,
            messenger=self.messenger,
            media_resender=self.media_resender,
            key_owner_notifier=self.notifier,
            party_notifier=self.party_notifier,
            lost_copies=FakeLostCopies(),
            service_return_sender=FakeServiceReturnSender(),
            reward_sender=FakeRewardSender(),
            daily_report_sender=FakeDailyReportSender(),
            gift_notifier=self.gift_notifier,
            join_notifier=FakeJoinNotifier(),
            archive_notifier=FakeArchiveNotifier(),
            selection_notifier=self.selection_notifier,
            report_messenger=self.report_messenger,
        )
        workers = await build_workers(
            context, self.repositories, senders, self.provider, FakeFilmMaker(), FakeArchiveBuilder()
        )
        payment_ports = PaymentPorts(stars=FakeStars(self.clock), payer_notifier=FakePayerNotifier())
        services = build_services(
            context,
            self.repositories,
            workers,
            self.members,
            FakeChannelLinks(),
            payment_ports,
            self.gift_notifier,
            FakeWriter(),
            senders.daily_report_sender,
            SupportService(
                self.store,
                SqliteSupportReader(self.database),
                self.repositories.staff,
                self.clock,
                lambda: None,
                lambda: None,
            ),
        )
        self.people, self.health = self.repositories.people, self.repositories.health
        self.engine, self.tokens, self.party_worker = workers.engine, workers.tokens, workers.party_worker
        self.notice_sender = workers.notice_sender
        self.key_breaker, self.own_key_manager = workers.key_breakers.of(""), workers.own_key_manager
        self.quoter, self.confirmer, self.canceller = services.quoter, services.confirmer, services.canceller
        self.withdrawer = services.quote_withdrawer
        self.chain_continuer, self.picture_chooser = services.chain_continuer, services.picture_chooser
        self.selection_watch = SelectionWatch(
            self.store, SqliteSelectionSchedule(self.database), self.selection_notifier, self.clock
        )
        self.balances, self.sampler, self.parties = services.balances, services.sampler, services.parties
        self.example_recorder = services.example_recorder
        self.inbox = CallbackInbox(
            self.store, FakeCallbackReader(), self.tokens, self.clock, self.engine.wake
        )

    async def quoted(self, person_id: int = 1, **facts: Any) -> str:
        """The token of a quote."""
        return (await self.quoter.quote(generation_request(person_id, **facts))).quote.token

    async def ordered(self, person_id: int = 1, **facts: Any) -> Generation:
        """A confirmed generation, held."""
        token = await self.quoted(person_id, **facts)
        return (await self.confirmer.confirm(token, person_id, progress_message_id=50)).generation

    async def begun(self, person_id: int = 1, **facts: Any) -> Sequence[Generation]:
        """The steps of a confirmed chain."""
        priced = await self.quoter.quote(chain_request(person_id, **facts))
        return (await self.confirmer.confirm(priced.quote.token, person_id, progress_message_id=50)).steps

    async def again(self, quote_id: int, person_id: int, *, prompt: str | None = None) -> PricedQuote:
        """The price of what an earlier quote has not made."""
        earlier = await self.store.quote_by_id(quote_id)
        assert earlier is not None
        return await self.quoter.quote(
            GenerationRequest(
                person_id=person_id,
                language=earlier.language,
                chat_id=earlier.chat_id,
                model=earlier.first.model,
                choices=earlier.first.choices,
                recipe=earlier.recipe,
                continues=quote_id,
                prompt=earlier.prompt if prompt is None else prompt,
                references=earlier.references,
            )
        )

    async def step(self) -> Generation | None:
        """Let the engine take one step that is due, as a pool does; the generation as it was before."""
        for pool in POOLS:
            now = self.clock.now()
            claimed = await self.store.claim_due(now, lease_until=now + LEASE, limit=1, states=pool.states)
            for generation in claimed:
                await self.engine.advance(generation)
                await self.store.drop_lease(generation.id)
                await self.notice_sender.send()
                return generation
        return None

    async def until_quiet(self) -> None:
        """Take every step that is due now; a generation that is due for ever is a fault."""
        for _ in range(1000):
            if await self.step() is None:
                return
        raise AssertionError("it never becomes quiet")

    async def until_death(self) -> bool:
        """Take steps until the process dies, where `fault_injector` says so; False when nothing is left to do before."""
        for _ in range(60):
            try:
                await self.step()
            except asyncio.CancelledError:
                return True
            self.clock.advance(seconds=3)
        return False

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
