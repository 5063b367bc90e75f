"""The counter where people are served: aiogram's dispatcher, and everything that handlers ask for by name."""

from __future__ import annotations

from functools import partial
from typing import Any

from aiogram import Dispatcher
from aiogram.fsm.strategy import FSMStrategy

from bot.app.books import Books
from bot.app.ground import Ground
from bot.app.line import Line
from bot.app.media import MediaRoom
from bot.app.post import PostOffice
from bot.app.works import Works
from bot.catalog.cookbook import load_cookbook
from bot.catalog.ideas import load_ideas
from bot.catalog.price_list import PriceList
from bot.delivery.gallery import TelegramGallery
from bot.delivery.texts import TelegramTexts
from bot.generation.cancel import Canceller
from bot.generation.chain_confirm import ChainConfirmer
from bot.generation.chain_quote import ChainQuoter
from bot.generation.chain_relay import Relay
from bot.generation.confirm import Confirmer
from bot.generation.discard import Discarder
from bot.generation.door import Door, Policy
from bot.generation.forget import Forgetter
from bot.generation.office import GroupOffice
from bot.generation.party_office import PartyOffice
from bot.generation.purse import Purses
from bot.generation.quote import Quoter
from bot.generation.record import State
from bot.generation.sample import Sampler
from handlers import build_router
from handlers.errands import Errands
from handlers.shop import Shop
from handlers.showreel import Showreel
from handlers.stewards import Stewards
from handlers.whispers import Whispers
from storage.drafts import SqliteDrafts
from storage.fsm import SqliteDialogs
from storage.galleries import SqliteGallery, SqliteHangings
from storage.register import SqliteRegister
from storage.tastes import SqliteTastes
from storage.uploads import SqliteUploads


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
