"""The counter where people are served: aiogram's dispatcher, and everything that handlers ask for by name."""

from __future__ import annotations

from functools import partial
from typing import Any

from aiogram import Dispatcher
from aiogram.fsm.strategy import FSMStrategy

from bot.app.context import AppContext
from bot.app.media import MediaServices
from bot.app.repositories import Repositories
from bot.app.senders import Senders
from bot.app.telegram import TelegramClient
from bot.app.workers import Workers
from bot.catalog.ideas import load_ideas
from bot.catalog.price_list import PriceList
from bot.catalog.recipe_catalog import load_recipe_catalog
from bot.delivery.albums import TelegramAlbumSender
from bot.delivery.text_files import TelegramTexts
from bot.domain.generation import State
from bot.generation.cancel import Canceller
from bot.generation.confirm import Confirmer
from bot.generation.continue_chain import ChainContinuer
from bot.generation.delete_result import ResultDeleter
from bot.generation.plan import Planner
from bot.generation.quote import Quoter
from bot.generation.voice_samples import Sampler
from bot.groups.administration import GroupAdministration
from bot.groups.admission import AdmissionPolicy, GroupAdmission
from bot.parties.service import PartyService
from bot.people.balance import Balances
from bot.people.forget import PersonEraser
from handlers import build_router
from handlers.browse.welcome_video import WelcomeVideo
from handlers.core.background_tasks import BackgroundTasks
from handlers.core.chat_admins import ChatAdmins
from handlers.core.ephemeral import EphemeralSupport
from handlers.core.priced_catalog import PricedCatalog
from handlers.history.gallery_pager import Galleries
from storage.fsm import SqliteFsmStorage
from storage.generation.drafts import SqliteDraftRepository
from storage.generation.gallery import SqliteGalleryPageRepository, SqliteGalleryReader
from storage.groups.directory import SqliteGroupDirectory
from storage.operations.telegram_uploads import SqliteTelegramUploadRepository
from storage.people.model_preferences import SqliteModelPreferencesRepository


def build_dispatcher(
    context: AppContext,
    repositories: Repositories,
    telegram: TelegramClient,
    media: MediaServices,
    senders: Senders,
    workers: Workers,
    background_tasks: BackgroundTasks,
) -> Dispatcher:
    """The dispatcher with its routers; keywords reach handlers by their names."""
    dispatcher = Dispatcher(
        storage=SqliteFsmStorage(repositories.database),
        fsm_strategy=FSMStrategy.USER_IN_TOPIC,
        **_catalog(context, repositories, workers),
        **_memory(repositories),
        **_use_cases(context, repositories, workers),
        **_groups(context, repositories, workers),
        **_senders(telegram, media, senders),
        **_galleries(repositories, telegram),
        chat_migrator=telegram.chat_migrator,
        background_tasks=background_tasks,
    )
    dispatcher.include_router(build_router(updates_per_person=context.settings.updates_per_person))
    return dispatcher


def _catalog(context: AppContext, repositories: Repositories, workers: Workers) -> dict[str, Any]:
    """The catalogue, prices and texts, and which models work at the moment."""
    prices, ideas = PriceList(context.tariff.multiplier), load_ideas()
    return {
        "tariff": context.tariff,
        "texts": context.texts,
        "clock": context.clock,
        "admin_ids": context.settings.admin_ids,
        "health": repositories.health,
        "key_breaker": workers.key_breaker,
        "model_switches": repositories.model_switches,
        "catalog": PricedCatalog(
            context.catalog,
            context.tariff,
            repositories.history,
            repositories.health,
            prices,
            context.defaults,
            ideas,
        ),
        "welcome_video": WelcomeVideo.load(SqliteTelegramUploadRepository(repositories.database)),
    }


def _memory(repositories: Repositories) -> dict[str, Any]:
    """What is remembered."""
    return {
        "store": repositories.store,
        "history": repositories.history,
        "people": repositories.people,
        "drafts": SqliteDraftRepository(repositories.database),
        "preferences_repository": SqliteModelPreferencesRepository(repositories.database),
        "broadcasts": repositories.broadcasts,
    }


def _use_cases(context: AppContext, repositories: Repositories, workers: Workers) -> dict[str, Any]:
    """What a person can want."""
    store, clock, tariff, health = repositories.store, context.clock, context.tariff, repositories.health
    submit_soon = partial(workers.engine.wake, State.HELD)
    planner = Planner(context.catalog, load_recipe_catalog(context.catalog), tariff.dialect, health)
    quoter = Quoter(context.catalog, planner, store, clock, tariff, repositories.active_keys)
    return {
        "quoter": quoter,
        "chain_quoter": quoter,
        "chain_continuer": ChainContinuer(store, quoter),
        "confirmer": Confirmer(
            store, clock, tariff, workers.key_breaker, health, submit_soon, repositories.active_keys
        ),
        "canceller": Canceller(store, clock, tariff),
        "result_deleter": ResultDeleter(store),
        "balances": Balances(store, clock, tariff),
        "person_eraser": PersonEraser(store, clock, repositories.pseudonyms.of),
        "own_key_manager": workers.own_key_manager if context.settings.own_keys else None,
        "sampler": Sampler(
            catalog=context.catalog,
            store=store,
            clock=clock,
            tariff=tariff,
            key_breaker=workers.key_breaker,
            health=health,
            wake=submit_soon,
            enabled=context.settings.voice_samples,
        ),
    }


def _groups(context: AppContext, repositories: Repositories, workers: Workers) -> dict[str, Any]:
    """What groups have."""
    store, clock, settings = repositories.store, context.clock, context.settings
    return {
        "group_administration": GroupAdministration(store, clock, context.tariff),
        "chat_admins": ChatAdmins(),
        "menus": repositories.menus,
        "ephemeral_support": EphemeralSupport(),
        "group_admission": GroupAdmission(
            store, repositories.groups, clock, AdmissionPolicy(settings.group_policy), settings.group_ids
        ),
        "register": SqliteGroupDirectory(repositories.database),
        "parties": PartyService(store, clock, context.tariff),
        "party_worker": workers.party_worker,
    }


def _senders(telegram: TelegramClient, media: MediaServices, senders: Senders) -> dict[str, Any]:
    """Who brings and fetches what an answer alone does not."""
    return {
        "estimator": senders.estimator,
        "media_resender": senders.media_resender,
        "alert_sender": senders.messenger,
        "broadcaster": senders.broadcaster,
        "text_files": TelegramTexts(telegram.bot),
        "media_probe": media.references,
    }


def _galleries(repositories: Repositories, telegram: TelegramClient) -> dict[str, Any]:
    """What was made, shown again."""
    reader = SqliteGalleryReader(repositories.database)
    pages = SqliteGalleryPageRepository(repositories.database)
    return {
        "gallery": reader,
        "gallery_pages": pages,
        "galleries": Galleries(reader, pages, TelegramAlbumSender(telegram.bot)),
    }
