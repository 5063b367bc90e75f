"""The real handlers, wired by the application, over a real database; Telegram and the media's sender are fakes."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from aiogram import Bot, Dispatcher

from bot.app.chat_workers import build_chat_workers
from bot.app.console import build_console_access
from bot.app.dispatcher import build_dispatcher
from bot.app.payment_ports import PaymentPorts
from bot.app.repositories import build_repositories
from bot.app.senders import Senders
from bot.app.services import build_services
from bot.app.support import build_support
from bot.app.telegram import build_telegram
from bot.app.workers import build_workers
from bot.catalog.catalog import Catalog
from bot.catalog.ideas import Ideas
from bot.catalog.spec import Dialect
from bot.delivery.lost_copies import LostCopies
from bot.domain.gallery import GalleryQuery
from bot.domain.generation import Asset, Generation, State
from bot.domain.terms import CurrentTariff
from bot.generation.progress_estimate import ProgressEstimator
from bot.i18n import Texts
from bot.ledger.allowance import Allowance, Period
from bot.ledger.operations import capture
from bot.people.balance import Balances
from handlers.history.gallery_pager import Galleries
from storage.core.database import Database
from storage.generation.drafts import SqliteDraftRepository
from storage.generation.gallery import SqliteGalleryPageRepository, SqliteGalleryReader
from storage.generation.history import SqliteHistory
from storage.generation.result_favourites import SqliteResultFavouriteReader
from storage.operations.broadcasts import SqliteBroadcasts
from storage.people.model_preferences import SqliteModelPreferencesRepository
from storage.people.people import SqlitePersonRepository
from storage.store import SqliteStore
from tests.support.application import ADMIN, shipped_context
from tests.support.fake_archives import FakeArchiveBuilder, FakeArchiveNotifier
from tests.support.fake_clock import FakeClock
from tests.support.fake_daily_reports import FakeDailyReportSender
from tests.support.fake_gift_notifier import FakeGiftNotifier
from tests.support.fake_joins import FakeFilmMaker, FakeJoinNotifier
from tests.support.fake_key_owners import FakeKeyOwnerNotifier
from tests.support.fake_messenger import FakeMediaResender, FakeMessenger
from tests.support.fake_party_notifier import FakePartyNotifier
from tests.support.fake_payments import FakePayerNotifier, FakeStars
from tests.support.fake_provider import FakeProvider
from tests.support.fake_reports import FakeReportMessenger
from tests.support.fake_rewards import FakeRewardSender
from tests.support.fake_selections import FakeSelectionNotifier
from tests.support.fake_service_return import FakeServiceReturnSender
from tests.support.fake_writer import FakeWriter
from tests.support.inspected_callbacks import inspect_once
from tests.support.samples import tariff
from tests.unit.handlers.fakes import (
    FakeAlbumSender,
    FakeBackgroundTasks,
    FakeFrameCutter,
    FakeMediaProbe,
    FakePictureReader,
    FakeRecordingReader,
    FakeTextFiles,
    FakeWorker,
)
from tests.unit.handlers.telegram import MOMENT, Person, Screenful

__all__ = ["ADMIN", "BotUnderTest"]

inspect_once()


@dataclass
class BotUnderTest:
    """Everything that a test may look into."""

    dispatcher: Dispatcher
    bot: Bot
    screen: Screenful
    clock: FakeClock
    tariff: CurrentTariff
    store: SqliteStore
    history: SqliteHistory
    gallery: SqliteGalleryReader
    balances: Balances
    people: SqlitePersonRepository
    drafts: SqliteDraftRepository
    preferences_repository: SqliteModelPreferencesRepository
    broadcasts: SqliteBroadcasts
    catalog: Catalog
    texts: Texts
    messenger: FakeMessenger
    media_resender: FakeMediaResender
    report_messenger: FakeReportMessenger
    album_sender: FakeAlbumSender
    broadcaster: FakeWorker
    background_tasks: FakeBackgroundTasks
    media_probe: FakeMediaProbe
    text_files: FakeTextFiles

    async def make(self, person: Person, line: str, *assets: Asset) -> Generation:
        """A delivered generation of this person."""
        await person.say(f"/gen {line}")
        await person.tap("Создать" if person.language == "ru" else "Generate")
        return await self.finish((await self.history.open(person.id))[-1], *assets)

    async def finish(self, generation: Generation, *assets: Asset) -> Generation:
        """The generation after its delivery with these assets."""
        for state in (State.SUBMITTING, State.RUNNING, State.READY, State.DELIVERED):
            stepped = generation.stepped(state)
            if state is State.READY:
                stepped = replace(stepped, assets=assets)
            if state is State.DELIVERED:
                stepped = replace(
                    stepped, completed_at=self.clock.now(), due_at=None, progress_message_id=None
                )
            async with self.store.transaction() as tx:
                await tx.save(stepped, expected=generation.state, at=self.clock.now())
            found = await self.store.generation(generation.id)
            assert found is not None
            generation = found
        async with self.store.transaction() as tx:
            await capture(tx, generation.id, generation.price, self.clock.now())
        return generation

    async def made_by(self, person_id: int) -> int:
        """How many generations the person finds in their gallery."""
        return await self.gallery.count(GalleryQuery(person_id=person_id))

    def person(self, person_id: int = 7, **more: object) -> Person:
        """A person who uses the bot."""
        return Person(self.dispatcher, self.bot, self.screen, id=person_id, **more)  # type: ignore[arg-type]  # the fields of the dataclass


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The models that come with Kiosk."""
    return shipped_context().catalog


@pytest.fixture(scope="session")
def ideas() -> Ideas:
    """The ideas that come with Kiosk."""
    return shipped_context().ideas


@pytest.fixture(scope="session")
def texts() -> Texts:
    """The texts that come with Kiosk."""
    return shipped_context().texts


@pytest.fixture
def dialect() -> Dialect:
    """The contract with KIE; a test may ask for the other one."""
    return Dialect.INTEGRATION


@pytest.fixture
def allowance() -> Allowance:
    """Free credits; a test may ask for others."""
    return Allowance(200, Period.MONTH)


@pytest.fixture
async def kiosk(
    database: Database, catalog: Catalog, texts: Texts, dialect: Dialect, allowance: Allowance
) -> AsyncGenerator[BotUnderTest]:
    """The bot without KIE and without the network."""
    shipped, clock, screen = shipped_context(), FakeClock(MOMENT), Screenful()
    terms = replace(
        tariff(most_open=2), dialect=dialect, allowance=allowance, open_per_chat=20, own_keys=True
    )
    in_force = CurrentTariff(terms)
    context = replace(shipped, clock=clock, tariff=in_force, texts=texts)
    repositories = await build_repositories(context, database)
    telegram = build_telegram(context, repositories, Bot("42:TEST", session=screen))
    messenger, media_resender, media_probe = FakeMessenger(), FakeMediaResender(), FakeMediaProbe()
    report_messenger = FakeReportMessenger()
    senders = Senders(
        estimator=ProgressEstimator(repositories.history, catalog, clock),
        messenger=messenger,
        media_resender=media_resender,
        key_owner_notifier=FakeKeyOwnerNotifier(),
        party_notifier=FakePartyNotifier(),
        lost_copies=LostCopies(telegram.bot, repositories.history.forget_copy),
        service_return_sender=FakeServiceReturnSender(),
        reward_sender=FakeRewardSender(),
        daily_report_sender=FakeDailyReportSender(),
        gift_notifier=FakeGiftNotifier(),
        join_notifier=FakeJoinNotifier(),
        archive_notifier=FakeArchiveNotifier(),
        selection_notifier=FakeSelectionNotifier(),
        report_messenger=report_messenger,
    )
    workers = await build_workers(
        context, repositories, senders, FakeProvider(), FakeFilmMaker(), FakeArchiveBuilder()
    )
    chat_workers = build_chat_workers(context, repositories, telegram)
    support = build_support(context, repositories, telegram)
    payment_ports = PaymentPorts(stars=FakeStars(clock), payer_notifier=FakePayerNotifier())
    services = build_services(
        context,
        repositories,
        workers,
        telegram.chat_members,
        telegram.channel_links,
        payment_ports,
        senders.gift_notifier,
        FakeWriter(),
        senders.daily_report_sender,
        support.service,
    )
    dispatcher = build_dispatcher(
        context,
        repositories,
        telegram,
        senders,
        workers,
        chat_workers,
        services,
        media_probe,
        FakeFrameCutter(),
        FakePictureReader(),
        build_console_access(context, repositories),
        FakeRecordingReader(),
    )
    broadcaster, background_tasks, text_files = FakeWorker(), FakeBackgroundTasks(), FakeTextFiles()
    album_sender, gallery = FakeAlbumSender(), SqliteGalleryReader(database)
    dispatcher.workflow_data.update(
        broadcaster=broadcaster,
        background_tasks=background_tasks,
        text_files=text_files,
        galleries=Galleries(
            gallery,
            SqliteGalleryPageRepository(database),
            album_sender,
            SqliteResultFavouriteReader(database),
        ),
    )
    yield BotUnderTest(
        dispatcher=dispatcher,
        bot=telegram.bot,
        screen=screen,
        clock=clock,
        tariff=in_force,
        store=repositories.store,
        history=repositories.history,
        gallery=gallery,
        balances=dispatcher["balances"],
        people=repositories.people,
        drafts=dispatcher["drafts"],
        preferences_repository=dispatcher["preferences_repository"],
        broadcasts=repositories.broadcasts,
        catalog=catalog,
        texts=texts,
        messenger=messenger,
        media_resender=media_resender,
        report_messenger=report_messenger,
        album_sender=album_sender,
        broadcaster=broadcaster,
        background_tasks=background_tasks,
        media_probe=media_probe,
        text_files=text_files,
    )
    catalog.override(())  # the catalogue is the same for all tests
    await telegram.bot.session.close()


@pytest.fixture
def no_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has been here for longer than hints are given."""
    monkeypatch.setattr("bot.domain.person.HINTS_FOR", timedelta(seconds=-1))
