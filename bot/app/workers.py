"""The loop that drives every generation, and what watches over KIE beside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.app.context import AppContext
from bot.app.provider import KeyedProvider
from bot.app.repositories import Repositories
from bot.app.senders import Senders
from bot.archives.worker import ArchiveBuilder, ArchiveWorker
from bot.availability.key_breakers import KeyBreakers, operator_breakers
from bot.availability.kie_balance import KieBalanceMonitor
from bot.availability.model_health import ModelHealthMonitor
from bot.availability.notices import NoticeSender
from bot.availability.operator_key import key_ending, operator_key_name
from bot.availability.own_key_breakers import OwnKeyBreakers
from bot.availability.service_return import ServiceReturnNotifier
from bot.availability.storage_health import StorageMonitor
from bot.availability.supplier_words import SupplierWords
from bot.domain.generation import State
from bot.generation.callback_tokens import CallbackAddresses, CallbackTokens
from bot.generation.choose_key import KeyChooser
from bot.generation.deliver import Deliverer
from bot.generation.engine import Engine
from bot.generation.fall_back import FallBack
from bot.generation.missing_results import MissingResults
from bot.generation.poll import StatusPoller
from bot.generation.submit import Submitter
from bot.generation.substitutes import SubstituteFinder
from bot.joins.worker import FilmMaker, JoinWorker
from bot.parties.worker import PartyWorker
from bot.people.own_key import OwnKeyManager
from storage.archives.archives import read_archive
from storage.core.lease_schedule import SqliteLeaseSchedule
from storage.joins.joins import read_join
from storage.operations.accepted_words import SqliteAcceptedWordRepository
from storage.operations.alerts import SqliteAlertState
from storage.operations.service_waits import SqliteServiceWaitRepository
from storage.parties.parties import read_party


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """What goes on by itself.

    Attributes:
        tokens: sign the addresses at which KIE calls back.
        key_breakers: whether KIE serves the operator's keys, and people's own.
        kie_balance_monitor: reads the operator's balance at KIE.
        own_key_manager: people's own keys.
        party_worker: carries parties on.
        join_worker: makes films of clips.
        archive_worker: makes archives of results.
        notice_sender: brings the admins what steps have written down for them.
        service_return: notifies people who wait for KIE to serve again.
        storage_monitor: tells them when the database cannot be used.
        supplier_words: what to make of words of KIE's that are not known.
        missing_results: tries once more what of a set did not arrive.
    """

    tokens: CallbackTokens
    key_breakers: KeyBreakers
    kie_balance_monitor: KieBalanceMonitor
    engine: Engine
    own_key_manager: OwnKeyManager
    party_worker: PartyWorker
    join_worker: JoinWorker
    archive_worker: ArchiveWorker
    notice_sender: NoticeSender
    service_return: ServiceReturnNotifier
    storage_monitor: StorageMonitor
    supplier_words: SupplierWords
    missing_results: MissingResults

    def stop_work_of(self, person_id: int) -> None:
        """Cut off what is under way of a person who is forgotten."""
        self.join_worker.cancel_all_of(person_id)
        self.archive_worker.cancel_all_of(person_id)


async def build_workers(
    context: AppContext,
    repositories: Repositories,
    senders: Senders,
    provider: KeyedProvider,
    film_maker: FilmMaker,
    archive_builder: ArchiveBuilder,
) -> Workers:
    """Build them, and restore which alerts an earlier process has sent."""
    secret, *earlier = context.keys
    tokens = CallbackTokens(secret, earlier)
    alert_state = SqliteAlertState(repositories.database, context.clock)
    own_key_breakers = OwnKeyBreakers(repositories.own_keys, senders.key_owner_notifier, context.clock)
    secrets = [key.get_secret_value() for key in context.settings.operator_keys]
    endings = {operator_key_name(key): key_ending(key) for key in secrets}
    key_breakers = KeyBreakers(
        await operator_breakers(endings, senders.messenger, context.clock, alert_state), own_key_breakers
    )
    provider.with_room = key_breakers.with_room
    senders.estimator.parts = repositories.store.parts
    senders.estimator.is_paused = key_breakers.waits
    service_return = ServiceReturnNotifier(
        SqliteServiceWaitRepository(repositories.database),
        senders.service_return_sender,
        key_breakers,
        context.clock,
    )

    def note_balance(left: Decimal) -> None:
        context.metrics.kie_credits(left)
        service_return.note_balance(left)

    kie_balance_monitor = KieBalanceMonitor(
        provider,
        senders.messenger,
        low=context.settings.kie_credits_low,
        on_balance=note_balance,
        state=alert_state,
    )
    await kie_balance_monitor.restore()
    notice_sender = NoticeSender(repositories.notices, senders.messenger)
    repositories.notices.on_notice = notice_sender.wake
    storage_monitor = StorageMonitor(repositories.database.can_write, senders.messenger)
    repositories.database.watch(storage_monitor.note)
    supplier_words = SupplierWords(
        SqliteAcceptedWordRepository(repositories.database, context.clock),
        repositories.store,
        context.clock,
        context.telemetry.unknown_state,
    )
    engine = _engine(context, repositories, senders, provider, key_breakers, tokens, supplier_words)
    return Workers(
        tokens=tokens,
        key_breakers=key_breakers,
        kie_balance_monitor=kie_balance_monitor,
        engine=engine,
        notice_sender=notice_sender,
        service_return=service_return,
        storage_monitor=storage_monitor,
        own_key_manager=OwnKeyManager(
            repositories.own_keys, provider, own_key_breakers, repositories.store, context.clock, engine.wake
        ),
        party_worker=PartyWorker(
            store=repositories.store,
            schedule=SqliteLeaseSchedule(repositories.database, "parties", read_party),
            notifier=senders.party_notifier,
            people=repositories.people,
            clock=context.clock,
            tariff=context.tariff,
        ),
        join_worker=JoinWorker(
            store=repositories.store,
            schedule=SqliteLeaseSchedule(repositories.database, "joins", read_join),
            film_maker=film_maker,
            notifier=senders.join_notifier,
            clock=context.clock,
        ),
        archive_worker=ArchiveWorker(
            store=repositories.store,
            schedule=SqliteLeaseSchedule(repositories.database, "archives", read_archive),
            builder=archive_builder,
            notifier=senders.archive_notifier,
            clock=context.clock,
        ),
        supplier_words=supplier_words,
        missing_results=MissingResults(repositories.store, provider, senders.messenger, context.clock),
    )


def _engine(
    context: AppContext,
    repositories: Repositories,
    senders: Senders,
    provider: KeyedProvider,
    key_breakers: KeyBreakers,
    tokens: CallbackTokens,
    words: SupplierWords,
) -> Engine:
    store, messenger, catalog, clock = repositories.store, senders.messenger, context.catalog, context.clock
    watch = ModelHealthMonitor(repositories.health, messenger)
    most_running = context.settings.kie_max_running
    addresses = CallbackAddresses(tokens, context.settings.public_url)
    engine: Engine
    fall_back = FallBack(
        SubstituteFinder(catalog, context.recipes, repositories.health, context.tariff),
        repositories.people,
        context.tariff,
        key_breakers,
        lambda: engine.wake(State.HELD),
    )
    engine = Engine(
        store=store,
        messenger=messenger,
        submitter=Submitter(
            store,
            provider,
            messenger,
            key_breakers,
            KeyChooser(key_breakers, store, clock, provider.creations, most_running=most_running),
            watch,
            catalog,
            clock,
            addresses,
            repositories.own_keys,
            most_running=most_running,
            fall_back=fall_back,
        ),
        status_poller=StatusPoller(
            store,
            provider,
            messenger,
            key_breakers,
            watch,
            catalog,
            senders.estimator,
            clock,
            words,
            fall_back,
        ),
        deliverer=Deliverer(
            store=store,
            provider=provider,
            messenger=messenger,
            watch=watch,
            original_sender=senders.media_resender,
            people=repositories.people,
            catalog=catalog,
            tariff=context.tariff,
            clock=clock,
            fall_back=fall_back,
        ),
        clock=clock,
        observer=context.telemetry,
        status_queries_per_second=context.settings.kie_status_per_second,
        keys=len(key_breakers.names),
    )
    return engine
