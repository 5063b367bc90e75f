"""The counter where people are served: aiogram's dispatcher, and everything that handlers ask for by name."""

from __future__ import annotations

from functools import partial
from typing import Any

from aiogram import Dispatcher
from aiogram.fsm.strategy import FSMStrategy

from bot.app.context import Ground
from bot.app.media import MediaRoom
from bot.app.repositories import Books
from bot.app.senders import PostOffice
from bot.app.telegram import Line
from bot.app.workers import Works
from bot.catalog.ideas import load_ideas
from bot.catalog.price_list import PriceList
from bot.catalog.recipe_catalog import load_cookbook
from bot.chains.confirm import ChainConfirmer
from bot.chains.continue_chain import Relay
from bot.chains.quote import ChainQuoter
from bot.delivery.albums import TelegramGallery
from bot.delivery.text_files import TelegramTexts
from bot.domain.generation import State
from bot.generation.cancel import Canceller
from bot.generation.confirm import Confirmer
from bot.generation.delete_result import Discarder
from bot.generation.quote import Quoter
from bot.generation.voice_samples import Sampler
from bot.groups.administration import GroupOffice
from bot.groups.admission import Door, Policy
from bot.parties.service import PartyOffice
from bot.people.balance import Purses
from bot.people.forget import Forgetter
from handlers import build_router
from handlers.browse.welcome_video import Showreel
from handlers.core.background_tasks import Errands
from handlers.core.chat_admins import Stewards
from handlers.core.ephemeral import Whispers
from handlers.core.priced_catalog import Shop
from storage.fsm import SqliteDialogs
from storage.generation.drafts import SqliteDrafts
from storage.generation.gallery import SqliteGallery, SqliteHangings
from storage.groups.directory import SqliteRegister
from storage.operations.telegram_uploads import SqliteUploads
from storage.people.model_preferences import SqliteTastes


def open_counter(
    ground: Ground,
    books: Books,
    line: Line,
    room: MediaRoom,
    post: PostOffice,
    works: Works,
    errands: Errands,
) -> Dispatcher:
    """The dispatcher with its routers; keywords reach handlers by their names."""
    dispatcher = Dispatcher(
        storage=SqliteDialogs(books.database),
        fsm_strategy=FSMStrategy.USER_IN_TOPIC,
        **_house(ground, books, works),
        **_memory(books),
        **_use_cases(ground, books, works),
        **_chains(ground, books, works),
        **_groups(ground, books, works),
        **_senders(line, room, post),
        migrator=line.migrator,
        errands=errands,
    )
    dispatcher.include_router(build_router(updates_per_person=ground.settings.updates_per_person))
    return dispatcher


def _house(ground: Ground, books: Books, works: Works) -> dict[str, Any]:
    """What is sold, to whom it is said how, and what works at the moment."""
    prices, ideas = PriceList(ground.tariff.multiplier), load_ideas()
    return {
        "catalog": ground.catalog,
        "tariff": ground.tariff,
        "texts": ground.texts,
        "clock": ground.clock,
        "admin_ids": ground.settings.admin_ids,
        "health": books.health,
        "supply": works.supply,
        "switchboard": books.switchboard,
        "shop": Shop(
            ground.catalog, ground.tariff, books.history, books.health, prices, ground.defaults, ideas
        ),
        "showreel": Showreel.load(SqliteUploads(books.database)),
    }


def _memory(books: Books) -> dict[str, Any]:
    """What is remembered."""
    return {
        "store": books.store,
        "history": books.history,
        "people": books.people,
        "drafts": SqliteDrafts(books.database),
        "tastes": SqliteTastes(books.database),
        "gallery": SqliteGallery(books.database),
        "hangings": SqliteHangings(books.database),
        "broadcasts": books.broadcasts,
    }


def _use_cases(ground: Ground, books: Books, works: Works) -> dict[str, Any]:
    """What a person can want."""
    store, clock, tariff, health = books.store, ground.clock, ground.tariff, books.health
    submit_soon = partial(works.engine.wake, State.HELD)
    return {
        "quoter": Quoter(ground.catalog, store, clock, tariff, books.keys_in_use),
        "confirmer": Confirmer(store, clock, tariff, works.supply, health, submit_soon, books.keys_in_use),
        "canceller": Canceller(store, clock, tariff),
        "discarder": Discarder(store),
        "purses": Purses(store, clock, tariff),
        "forgetter": Forgetter(store, clock, books.pseudonyms.of),
        "keyring": works.keyring if ground.settings.own_keys else None,
        "sampler": Sampler(
            catalog=ground.catalog,
            store=store,
            clock=clock,
            tariff=tariff,
            supply=works.supply,
            health=health,
            wake=submit_soon,
            enabled=ground.settings.voice_samples,
        ),
    }


def _chains(ground: Ground, books: Books, works: Works) -> dict[str, Any]:
    """What is made in several steps."""
    store, clock, tariff, health = books.store, ground.clock, ground.tariff, books.health
    submit_soon = partial(works.engine.wake, State.HELD)
    quoter = ChainQuoter(load_cookbook(ground.catalog), store, clock, tariff, health, books.keys_in_use)
    return {
        "chain_quoter": quoter,
        "chain_confirmer": ChainConfirmer(
            store, clock, tariff, works.supply, health, submit_soon, books.keys_in_use
        ),
        "relay": Relay(store, quoter),
    }


def _groups(ground: Ground, books: Books, works: Works) -> dict[str, Any]:
    """What groups have."""
    store, clock, settings = books.store, ground.clock, ground.settings
    return {
        "office": GroupOffice(store, clock, ground.tariff),
        "stewards": Stewards(),
        "menus": books.menus,
        "whispers": Whispers(),
        "door": Door(store, books.groups, clock, Policy(settings.group_policy), settings.group_ids),
        "register": SqliteRegister(books.database),
        "parties": PartyOffice(store, clock, ground.tariff),
        "party_host": works.party_host,
    }


def _senders(line: Line, room: MediaRoom, post: PostOffice) -> dict[str, Any]:
    """Who brings and fetches what an answer alone does not."""
    return {
        "waits": post.waits,
        "mailer": post.mailer,
        "alarm": post.courier,
        "broadcaster": post.broadcaster,
        "showcase": TelegramGallery(line.bot),
        "text_files": TelegramTexts(line.bot),
        "eyes": room.references,
    }
