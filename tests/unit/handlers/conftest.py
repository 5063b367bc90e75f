"""The real handlers over the real books, with Telegram and the media's sender played."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import pytest_asyncio
from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import InlineKeyboardMarkup

from bot.availability.model_health import ModelHealth
from bot.availability.model_switches import ModelSwitches
from bot.availability.operator_key import OperatorKeyBreaker
from bot.catalog.catalog import Catalog
from bot.catalog.ideas import Ideas, load_ideas
from bot.catalog.load import load_catalog
from bot.catalog.price_list import PriceList
from bot.catalog.recipe_catalog import load_recipe_catalog
from bot.catalog.spec import Dialect
from bot.domain.gallery import GalleryQuery
from bot.domain.generation import Asset, Generation, Reference, State
from bot.domain.terms import Tariff
from bot.errors import FailureKind, MediaUnreachable, StatusUnavailable, TaskRefused
from bot.generation.cancel import Canceller
from bot.generation.confirm import Confirmer
from bot.generation.continue_chain import ChainContinuer
from bot.generation.delete_result import ResultDeleter
from bot.generation.plan import Planner
from bot.generation.progress_estimate import ProgressEstimator
from bot.generation.quote import Quoter
from bot.generation.voice_samples import Sampler
from bot.groups.administration import GroupAdministration
from bot.groups.admission import AdmissionPolicy, GroupAdmission
from bot.groups.migration import ChatMigrator
from bot.i18n import LOCALES, Texts
from bot.ledger.allowance import Allowance, Period
from bot.ledger.operations import capture
from bot.people.balance import Balances
from bot.people.forget import PersonEraser
from bot.ports import Alert
from handlers import build_router
from handlers.browse.welcome_video import WelcomeVideo
from handlers.core.chat_admins import ChatAdmins
from handlers.core.ephemeral import EphemeralSupport
from handlers.core.ports import BackgroundTask
from handlers.core.priced_catalog import PricedCatalog
from handlers.history.gallery_pager import Galleries
from storage.core.database import Database
from storage.generation.drafts import SqliteDraftRepository
from storage.generation.gallery import SqliteGalleryPageRepository, SqliteGalleryReader
from storage.generation.history import SqliteHistory
from storage.groups.directory import SqliteGroupDirectory
from storage.groups.groups import SqliteGroups
from storage.groups.menus import SqliteMenuRepository
from storage.operations.broadcasts import SqliteBroadcastRepository
from storage.operations.disabled_models import SqliteModelSwitchRepository
from storage.operations.telegram_uploads import SqliteTelegramUploadRepository
from storage.people.model_preferences import SqliteModelPreferencesRepository
from storage.people.people import SqlitePersonRepository
from storage.people.pseudonyms import Pseudonyms
from storage.store import SqliteStore
from tests.unit.handlers.telegram import MOMENT, Person, Screenful

ADMIN = 99


@dataclass
class FrozenClock:
    """Time stands still until a test moves it."""

    moment: datetime = MOMENT

    def now(self) -> datetime:
        """The moment."""
        return self.moment

    def pass_by(self, **time: float) -> None:
        """Let time go by."""
        self.moment += timedelta(**time)


@dataclass
class RecordingMailer:
    """Remembers what it was asked to send."""

    originals: list[Asset] = field(default_factory=list)
    resent: list[tuple[Asset, str | None]] = field(default_factory=list)
    unreachable: bool = False
    linkless: bool = False

    async def send_original(
        self, asset: Asset, *, chat_id: int, thread_id: int | None, reply_to: int | None
    ) -> str:
        """Pretend to send a document."""
        if self.unreachable:
            raise MediaUnreachable("gone")
        self.originals.append(asset)
        return f"document-{asset.id}"

    async def resend(
        self,
        asset: Asset,
        *,
        chat_id: int,
        thread_id: int | None,
        reply_to: int | None,
        caption: str | None,
        buttons: InlineKeyboardMarkup | None,
    ) -> None:
        """Pretend to send by file id."""
        self.resent.append((asset, caption))

    async def fresh_link(self, url: str) -> str:
        """A link like any other."""
        if self.linkless:
            raise StatusUnavailable("gone")
        return f"{url}?fresh=1"


@dataclass
class Shelf:
    """Text files at Telegram, by their ids."""

    files: dict[str, bytes] = field(default_factory=dict)

    async def read(self, file_id: str, *, maximum: int) -> bytes | None:
        """The file, when there is one."""
        return self.files.get(file_id)


@dataclass
class RecordingShowcase:
    """Remembers what hangs in chats, by message id."""

    shown: dict[int, tuple[Asset, str]] = field(default_factory=dict)
    taken_down: list[int] = field(default_factory=list)
    refuses: bool = False

    async def send(
        self, items: Sequence[tuple[Asset, str]], *, chat_id: int, thread_id: int | None
    ) -> Sequence[int]:
        """Pretend to send an album."""
        if self.refuses:
            return ()
        first = 5000 + len(self.shown)
        self.shown |= {first + number: item for number, item in enumerate(items)}
        return range(first, first + len(items))

    async def remove(self, message_ids: Sequence[int], *, chat_id: int) -> None:
        """Pretend to delete."""
        self.taken_down.extend(message_ids)

    @property
    def captions(self) -> list[str]:
        """Captions of what hangs now."""
        return [caption for number, (_, caption) in self.shown.items() if number not in self.taken_down]


@dataclass
class Waker:
    """Counts how often it is woken."""

    times: int = 0

    def wake(self) -> None:
        """Once more."""
        self.times += 1


@dataclass
class Glances:
    """Sees what a test says that files are; looks when the test lets it."""

    seen: dict[str, Reference] = field(default_factory=dict)
    waiting: list[BackgroundTask] = field(default_factory=list)

    def send(self, background_task: BackgroundTask) -> bool:
        """Keep it until `look_now`."""
        self.waiting.append(background_task)
        return True

    async def look(self, reference: Reference) -> Reference:
        """What the test said; whatever else is no media."""
        if reference.file_id not in self.seen:
            raise TaskRefused(FailureKind.REQUEST, "no media")
        return self.seen[reference.file_id]

    async def look_now(self) -> None:
        """Do what waits."""
        while self.waiting:
            await self.waiting.pop(0)()


class RecordingAlarm:
    """The admins."""

    def __init__(self) -> None:
        self.alerts: list[Alert] = []

    async def alert(self, alert: Alert) -> None:
        """Note it."""
        self.alerts.append(alert)


@dataclass
class BotUnderTest:
    """Everything that a test may look into."""

    dispatcher: Dispatcher
    bot: Bot
    screen: Screenful
    clock: FrozenClock
    store: SqliteStore
    history: SqliteHistory
    gallery: SqliteGalleryReader
    balances: Balances
    people: SqlitePersonRepository
    drafts: SqliteDraftRepository
    preferences_repository: SqliteModelPreferencesRepository
    media_resender: RecordingMailer
    album_sender: RecordingShowcase
    catalog: Catalog
    texts: Texts
    broadcasts: SqliteBroadcastRepository
    waker: Waker
    alert_sender: RecordingAlarm
    glances: Glances
    shelf: Shelf

    async def make(self, person: Person, wish: str, *assets: Asset) -> Generation:
        """A delivered generation of this person."""
        await person.say(f"/gen {wish}")
        await person.tap("Создать" if person.language == "ru" else "Generate")
        generation = (await self.history.open(person.id))[-1]
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
    return load_catalog()


@pytest.fixture(scope="session")
def ideas() -> Ideas:
    """The ideas that come with Kiosk."""
    return load_ideas()


@pytest.fixture(scope="session")
def texts() -> Texts:
    """The words that come with Kiosk."""
    return Texts.load(LOCALES)


@pytest.fixture
def dialect() -> Dialect:
    """The contract with KIE; a test may ask for the other one."""
    return Dialect.INTEGRATION


@pytest.fixture
def allowance() -> Allowance:
    """Free credits; a test may ask for others."""
    return Allowance(200, Period.MONTH)


@pytest_asyncio.fixture
async def kiosk(
    database: Database,
    catalog: Catalog,
    ideas: Ideas,
    texts: Texts,
    dialect: Dialect,
    allowance: Allowance,
) -> AsyncGenerator[BotUnderTest]:
    """The bot without KIE and without the network."""
    clock = FrozenClock()
    pseudonyms = Pseudonyms(["secret"])
    store = SqliteStore(database, clock, aliases=pseudonyms.all_of)
    history = SqliteHistory(database)
    people, drafts = SqlitePersonRepository(database, clock), SqliteDraftRepository(database)
    tariff = Tariff(
        dialect=dialect,
        multiplier=Decimal(1),
        allowance=allowance,
        open_per_account=2,
    )
    alert_sender = RecordingAlarm()
    key_breaker = OperatorKeyBreaker(alert_sender, clock)
    health = ModelHealth(catalog, dialect, clock)
    balances, media_resender = Balances(store, clock, tariff), RecordingMailer()
    album_sender = RecordingShowcase()
    broadcasts, waker, glances = SqliteBroadcastRepository(database, clock), Waker(), Glances()
    preferences_repository, uploads = (
        SqliteModelPreferencesRepository(database),
        SqliteTelegramUploadRepository(database),
    )
    shelf = Shelf()
    planner = Planner(catalog, load_recipe_catalog(catalog), tariff.dialect, health)
    quoter = Quoter(catalog, planner, store, clock, tariff)
    dispatcher = Dispatcher(
        storage=MemoryStorage(),
        tariff=tariff,
        quoter=quoter,
        chain_continuer=ChainContinuer(store, quoter),
        group_administration=GroupAdministration(store, clock, tariff),
        chat_admins=ChatAdmins(),
        group_admission=GroupAdmission(
            store, SqliteGroups(database), clock, AdmissionPolicy.OPEN, frozenset()
        ),
        register=SqliteGroupDirectory(database),
        confirmer=Confirmer(store, clock, tariff, key_breaker, health, lambda: None),
        canceller=Canceller(store, clock, tariff),
        person_eraser=PersonEraser(store, clock, pseudonyms.of),
        balances=balances,
        people=people,
        drafts=drafts,
        preferences_repository=preferences_repository,
        welcome_video=WelcomeVideo.load(uploads),
        catalog=PricedCatalog(catalog, tariff, history, health, PriceList(tariff.multiplier), {}, ideas),
        history=history,
        store=store,
        gallery=SqliteGalleryReader(database),
        gallery_pages=SqliteGalleryPageRepository(database),
        galleries=Galleries(
            SqliteGalleryReader(database), SqliteGalleryPageRepository(database), album_sender
        ),
        menus=SqliteMenuRepository(database),
        chat_migrator=ChatMigrator(store, clock),
        ephemeral_support=EphemeralSupport(),
        media_resender=media_resender,
        alert_sender=alert_sender,
        result_deleter=ResultDeleter(store),
        text_files=shelf,
        sampler=Sampler(
            catalog=catalog,
            store=store,
            clock=clock,
            tariff=tariff,
            key_breaker=key_breaker,
            health=health,
            wake=waker.wake,
            enabled=True,
        ),
        texts=texts,
        admin_ids=frozenset({ADMIN}),
        clock=clock,
        key_breaker=key_breaker,
        health=health,
        estimator=ProgressEstimator(history, catalog, clock),
        model_switches=ModelSwitches(catalog, SqliteModelSwitchRepository(database, clock)),
        broadcasts=broadcasts,
        broadcaster=waker,
        media_probe=glances,
        background_tasks=glances,
    )
    dispatcher.include_router(build_router(updates_per_person=1000))
    screen = Screenful()
    bot = Bot("42:TEST", session=screen)
    yield BotUnderTest(
        dispatcher=dispatcher,
        bot=bot,
        screen=screen,
        clock=clock,
        store=store,
        history=history,
        gallery=SqliteGalleryReader(database),
        balances=balances,
        people=people,
        drafts=drafts,
        preferences_repository=preferences_repository,
        media_resender=media_resender,
        album_sender=album_sender,
        catalog=catalog,
        texts=texts,
        broadcasts=broadcasts,
        waker=waker,
        alert_sender=alert_sender,
        glances=glances,
        shelf=shelf,
    )
    catalog.override(())  # the catalogue is the same for all tests
    await bot.session.close()
