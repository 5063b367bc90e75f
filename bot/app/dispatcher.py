"""aiogram's dispatcher, and everything that handlers ask for by name."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from aiogram import Dispatcher
from aiogram.fsm.strategy import FSMStrategy

from bot.app.chat_workers import ChatWorkers
from bot.app.context import AppContext
from bot.app.repositories import Repositories
from bot.app.senders import Senders
from bot.app.services import Services
from bot.app.telegram import TelegramClient
from bot.app.workers import Workers
from bot.catalog.price_list import PriceList
from bot.delivery.albums import TelegramAlbumSender
from bot.delivery.text_files import TelegramTexts
from bot.domain.runtime_setting import CAST
from bot.reports.show import ReportedMedia
from bot.staff.confirmations import Confirmations
from bot.staff.console import ConsoleAccess
from handlers import build_router
from handlers.browse.welcome_video import WelcomeVideo
from handlers.core.describing import Describing
from handlers.core.ephemeral import EphemeralSupport
from handlers.core.ports import FrameCutter, MediaProbe, PictureReader, RecordingReader
from handlers.core.priced_catalog import PricedCatalog
from handlers.examples.example_sender import ExampleSender
from handlers.examples.welcome_example import WelcomeExample
from handlers.history.gallery_pager import Galleries
from handlers.middlewares import ConversationKeyMiddleware
from handlers.operator.broadcasting import Broadcasting
from handlers.operator.person_services import PersonServices
from handlers.payments.operator_views import PaymentCards
from handlers.payments.payer_language import PayerLanguage
from handlers.payments.payment_changes import ChangesOfPayments
from handlers.payments.support import PayersHelp
from storage.cast.characters import SqliteCastReader
from storage.fsm import SqliteFsmStorage
from storage.generation.drafts import SqliteDraftRepository
from storage.generation.examples import SqliteExampleReader
from storage.generation.gallery import SqliteGalleryPageRepository, SqliteGalleryReader
from storage.generation.result_favourites import SqliteResultFavouriteReader
from storage.groups.directory import SqliteGroupDirectory
from storage.operations.staff import SqliteActReader
from storage.operations.telegram_uploads import SqliteTelegramUploadRepository
from storage.people.model_preferences import SqliteModelPreferencesRepository
from storage.people.search import SqlitePeopleReader
from storage.reports.reports import SqliteReportReader
from storage.writer.suggestions import SqliteSuggestionRepository


def build_dispatcher(
    context: AppContext,
    repositories: Repositories,
    telegram: TelegramClient,
    senders: Senders,
    workers: Workers,
    chat_workers: ChatWorkers,
    services: Services,
    media_probe: MediaProbe,
    frame_cutter: FrameCutter,
    picture_reader: PictureReader,
    console_access: ConsoleAccess,
    recording_reader: RecordingReader,
) -> Dispatcher:
    """The dispatcher with its routers; keywords reach handlers by their names."""
    dispatcher = Dispatcher(
        storage=SqliteFsmStorage(repositories.database),
        fsm_strategy=FSMStrategy.USER_IN_TOPIC,
        disable_fsm=True,  # its middleware reads the state before it is the update's turn
        **_catalog(context, repositories, workers),
        **_operators(context, repositories, services),
        **_memory(repositories),
        **_cast(context, repositories),
        **_services(services),
        **_groups(repositories, telegram),
        **_senders(senders),
        **_galleries(repositories, telegram, senders),
        **_examples(context, repositories, senders, services),
        **_payments(context, repositories, services),
        **_reports(repositories, senders),
        own_key_manager=workers.own_key_manager,
        party_worker=workers.party_worker,
        console_access=console_access,
        console_url=context.settings.console_url,
        missing_results=workers.missing_results,
        supplier_words=workers.supplier_words,
        broadcasting=Broadcasting(
            reader=repositories.broadcasts,
            editor=services.broadcast_editor,
            control=services.broadcast_control,
        ),
        broadcaster=chat_workers.broadcaster,
        background_tasks=chat_workers.background_tasks,
        writer_tasks=chat_workers.writer_tasks,
        chat_migrator=telegram.chat_migrator,
        text_files=TelegramTexts(telegram.bot),
        media_probe=media_probe,
        frame_cutter=frame_cutter,
        recording_reader=recording_reader,
        describing=Describing(
            picture_reader, SqliteSuggestionRepository(repositories.database), chat_workers.writer_tasks
        ),
    )
    dispatcher.update.outer_middleware(ConversationKeyMiddleware(dispatcher.fsm))
    dispatcher.include_router(build_router(updates_per_person=context.settings.updates_per_person))
    return dispatcher


def _operators(context: AppContext, repositories: Repositories, services: Services) -> dict[str, Any]:
    """Who may do what, and what they do for one person."""
    confirmations = Confirmations(context.clock, repositories.staff)
    return {
        "staff": repositories.staff,
        "confirmations": confirmations,
        "act_reader": SqliteActReader(repositories.database),
        "people_reader": SqlitePeopleReader(repositories.database, context.clock),
        "person_services": PersonServices(
            records=services.person_records,
            contacts=services.person_contacts,
            data=services.person_data,
            confirmations=confirmations,
            groups=services.group_administration,
        ),
    }


def _catalog(context: AppContext, repositories: Repositories, workers: Workers) -> dict[str, Any]:
    """The catalogue, prices and texts, and which models work at the moment."""
    return {
        "tariff": context.tariff,
        "texts": context.texts,
        "legal_documents": context.legal_documents,
        "clock": context.clock,
        "admin_ids": context.settings.admin_ids,
        "health": repositories.health,
        "key_breakers": workers.key_breakers,
        "service_return": workers.service_return,
        "model_switches": repositories.model_switches,
        "model_prices": repositories.model_prices,
        "catalog": PricedCatalog(
            context.catalog,
            context.tariff,
            repositories.history,
            repositories.health,
            PriceList(),
            context.defaults,
            context.ideas,
        ),
        "welcome_video": WelcomeVideo.load(SqliteTelegramUploadRepository(repositories.database)),
    }


def _memory(repositories: Repositories) -> dict[str, Any]:
    """What is remembered."""
    return {
        "store": repositories.store,
        "gathering": repositories.database.gathering,
        "history": repositories.history,
        "people": repositories.people,
        "drafts": SqliteDraftRepository(repositories.database),
        "preferences_repository": SqliteModelPreferencesRepository(repositories.database),
        "broadcasts": repositories.broadcasts,
        "suggestions": SqliteSuggestionRepository(repositories.database),
    }


def _cast(context: AppContext, repositories: Repositories) -> dict[str, Any]:
    """The casts, where the operator lets people keep any."""
    return {
        "cast": SqliteCastReader(repositories.database),
        "has_casts": lambda: context.runtime_settings.get(CAST) == "on",
    }


def _services(services: Services) -> dict[str, Any]:
    """The use cases by their names."""
    return {field.name: getattr(services, field.name) for field in fields(services)}


def _groups(repositories: Repositories, telegram: TelegramClient) -> dict[str, Any]:
    """What groups have."""
    return {
        "chat_members": telegram.chat_members,
        "menus": repositories.menus,
        "ephemeral_support": EphemeralSupport(),
        "register": SqliteGroupDirectory(repositories.database),
    }


def _senders(senders: Senders) -> dict[str, Any]:
    """What sends to chats."""
    return {
        "estimator": senders.estimator,
        "media_resender": senders.media_resender,
        "alert_sender": senders.messenger,
    }


def _examples(
    context: AppContext, repositories: Repositories, senders: Senders, services: Services
) -> dict[str, Any]:
    """What models make, for everybody to see."""
    example_sender = ExampleSender(
        repositories.store,
        repositories.history,
        senders.media_resender,
        services.example_proposals,
        context.clock,
    )
    return {
        "examples": SqliteExampleReader(repositories.database),
        "example_sender": example_sender,
        "welcome_example": WelcomeExample(example_sender),
    }


def _reports(repositories: Repositories, senders: Senders) -> dict[str, Any]:
    """What operators see of reports."""
    return {
        "report_reader": SqliteReportReader(repositories.database),
        "reported_media": ReportedMedia(repositories.store, senders.report_messenger),
    }


def _payments(context: AppContext, repositories: Repositories, services: Services) -> dict[str, Any]:
    """What takes in money."""
    return {
        "payer_language": PayerLanguage(context.texts, repositories.people),
        "payment_changes": ChangesOfPayments(services.refunds, services.subscription_changes),
        "checkout_observer": context.metrics,
        "payment_help": PayersHelp(
            services.payment_support,
            services.refunds,
            services.receipt_sender,
            context.legal_documents.operator.contact,
            repositories.people,
        ),
        "payment_cards": PaymentCards(
            services.refunds, services.unclaimed_payments, repositories.people, context.tariff
        ),
    }


def _galleries(repositories: Repositories, telegram: TelegramClient, senders: Senders) -> dict[str, Any]:
    """What was made, shown again."""
    reader = SqliteGalleryReader(repositories.database)
    pages = SqliteGalleryPageRepository(repositories.database)
    albums = TelegramAlbumSender(telegram.bot, senders.lost_copies)
    return {
        "album_sender": albums,
        "gallery": reader,
        "gallery_pages": pages,
        "galleries": Galleries(reader, pages, albums, SqliteResultFavouriteReader(repositories.database)),
        "lost_copies": senders.lost_copies,
    }
