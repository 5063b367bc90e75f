"""Builds every object of the bot once, and joins them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial
from ssl import SSLContext

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.fsm.strategy import FSMStrategy
from pydantic import SecretStr

from bot.app.defaults import house_defaults
from bot.app.kiosk import Kiosk
from bot.catalog.catalog import Catalog
from bot.catalog.cookbook import load_cookbook
from bot.catalog.ideas import load_ideas
from bot.catalog.load import load_catalog
from bot.catalog.price_list import PriceList
from bot.clock import SystemClock
from bot.delivery.broadcast import Broadcaster
from bot.delivery.courier import TelegramCourier
from bot.delivery.fetch import Fetcher
from bot.delivery.gallery import TelegramGallery
from bot.delivery.group_manners import GroupManners
from bot.delivery.hush import Hush
from bot.delivery.inline_mode import InlineMode
from bot.delivery.key_herald import TelegramKeyHerald
from bot.delivery.mailer import TelegramMailer
from bot.delivery.media import Limits
from bot.delivery.meter import Meter
from bot.delivery.moves import ChatMoves
from bot.delivery.pace import Pacer
from bot.delivery.packing import Packer
from bot.delivery.party import TelegramPartyHerald
from bot.delivery.references import MAXIMUM, TelegramReferences
from bot.delivery.scratch import Scratch
from bot.delivery.texts import TelegramTexts
from bot.generation.bring_key import Keyring
from bot.generation.callback import CallbackInbox
from bot.generation.cancel import Canceller
from bot.generation.chain_confirm import ChainConfirmer
from bot.generation.chain_quote import ChainQuoter
from bot.generation.chain_relay import Relay
from bot.generation.confirm import Confirmer
from bot.generation.deliver import Deliverer
from bot.generation.discard import Discarder
from bot.generation.door import Door, Policy
from bot.generation.engine import Engine
from bot.generation.forget import Forgetter
from bot.generation.health import FORGOTTEN_AFTER, REBUILT_FROM, Health, Watch
from bot.generation.migrate import Migrator
from bot.generation.names import Names
from bot.generation.office import GroupOffice
from bot.generation.own_supply import OwnSupplies
from bot.generation.party_host import PartyHost
from bot.generation.party_office import PartyOffice
from bot.generation.ports import ReferenceSource
from bot.generation.purse import Purses
from bot.generation.quote import Quoter
from bot.generation.record import State
from bot.generation.rest import Rest
from bot.generation.sample import Sampler
from bot.generation.settle import Settler
from bot.generation.submit import Submitter
from bot.generation.supply import Supply
from bot.generation.switchboard import Switchboard
from bot.generation.tariff import Tariff
from bot.generation.tokens import CallbackAddresses, CallbackTokens
from bot.generation.treasury import Treasury
from bot.generation.waiting import Waits
from bot.i18n import Texts
from bot.journal import Journal
from bot.kie.client import KieClient, Observer, trusted_authorities
from bot.kie.keyed import KeyedProvider
from bot.kie.limits import KeyLimits
from bot.kie.provider import KieProvider
from bot.kie.webhook import KieCallbackReader
from bot.settings import Settings
from bot.web.callbacks import callback_route
from bot.web.health import health_routes
from bot.web.metrics import Metrics, metrics_route
from bot.web.updates import updates_route, webhook_secret
from handlers import build_router
from handlers.cards import TelegramCards
from handlers.errands import Errands
from handlers.party_cards import TelegramPartyCards
from handlers.shop import Shop
from handlers.showreel import Showreel
from handlers.stewards import Stewards
from storage.alerts import SqliteStanding
from storage.broadcasts import SqliteBroadcasts
from storage.database import Database
from storage.drafts import SqliteDrafts
from storage.figures import SqliteFigures
from storage.fsm import SqliteDialogs
from storage.galleries import SqliteGallery, SqliteHangings
from storage.groups import SqliteGroups
from storage.history import SqliteHistory
from storage.integrations import OPERATOR, Integration, Integrations
from storage.own_keys import SqliteOwnKeys
from storage.parties import SqlitePartySchedule
from storage.people import SqlitePeople
from storage.pseudonyms import Pseudonyms
from storage.register import SqliteRegister
from storage.secrets import Vault
from storage.store import SqliteStore
from storage.switches import SqliteSwitches
from storage.tastes import SqliteTastes
from storage.uploads import SqliteUploads

log = structlog.get_logger()

_TELEGRAM_TIMEOUT = 60.0


async def built(
    settings: Settings,
    keys: Sequence[str],
    stack: AsyncExitStack,
    hide: Callable[[str], object] = lambda _: None,
) -> Kiosk:
    """Build every object once, and let `stack` close what must be closed; `hide` keeps a secret out of the log."""
    secret, *earlier = keys
    clock, catalog, texts, metrics = SystemClock(), load_catalog(), Texts.load(), Metrics()
    journal = Journal(metrics)
    tariff = Tariff(
        dialect=settings.dialect,
        multiplier=settings.price_multiplier,
        allowance=settings.allowance,
        open_per_account=settings.open_per_account,
        open_per_chat=settings.open_per_chat,
        own_keys=settings.own_keys,
    )
    defaults = house_defaults(settings, catalog)
    database = await Database.open(settings.database_path)
    stack.push_async_callback(database.close)
    pseudonyms = Pseudonyms(keys)
    store, history, people = (
        SqliteStore(database, clock, journal.passed, pseudonyms.all_of),
        SqliteHistory(database),
        SqlitePeople(database, clock),
    )
    cookbook = load_cookbook(catalog)
    switchboard = Switchboard(catalog, SqliteSwitches(database, clock))
    await switchboard.restore()
    vault = Vault(keys)
    await _seed_integration(Integrations(database, vault, clock), settings)
    own_keys = SqliteOwnKeys(database, vault, clock)
    keys_in_use = own_keys if settings.own_keys else None

    bot = _bot(settings)
    pacer = Pacer()
    rest = Rest(people, clock)
    groups = SqliteGroups(database)
    bot.session.middleware(Hush(rest.until))
    bot.session.middleware(GroupManners(groups.group, clock))
    bot.session.middleware(pacer)
    bot.session.middleware(InlineMode())
    migrator = Migrator(store, clock)
    bot.session.middleware(ChatMoves(migrator.migrate))
    bot.session.middleware(Meter(journal.telegram_called))
    stack.push_async_callback(bot.session.close)
    scratch = Scratch(settings.data_folder / "media", settings.media_folder_mb * 1024**2)
    scratch.clean()
    fetcher = await stack.enter_async_context(Fetcher(scratch, allow_private=settings.kie_allow_private_urls))

    limits = Limits.local() if settings.telegram_local_server else Limits()
    references = TelegramReferences(
        bot, scratch, maximum=limits.upload if settings.telegram_local_server else MAXIMUM
    )
    to_kie = partial(_provider, settings, catalog, references, trusted_authorities())

    def with_own_key(api_key: str) -> KieProvider:
        hide(api_key)
        return to_kie(SecretStr(api_key), journal.own_kie_called)

    provider = KeyedProvider(to_kie(settings.kie_api_key, journal.kie_called), own_keys, with_own_key)
    stack.push_async_callback(provider.aclose)

    packer = Packer(fetcher, scratch, provider.fresh_link, limits)
    health = Health(catalog, tariff.dialect, clock)
    health.rebuild(await history.outcomes(newest=REBUILT_FROM, since=clock.now() - FORGOTTEN_AFTER))
    cards = TelegramCards(texts, catalog, health)
    errands = Errands()
    broadcasts = SqliteBroadcasts(database, clock)
    broadcaster = Broadcaster(bot, broadcasts, cards.broadcast, rest.until)
    waits = Waits(history, catalog, clock)
    courier = TelegramCourier(
        bot=bot,
        cards=cards,
        packer=packer,
        links=provider.fresh_link,
        room=pacer,
        waits=waits.of,
        admin_ids=settings.admin_ids,
        names=Names(people).of,
    )
    mailer = TelegramMailer(bot, packer, provider.fresh_link)
    standing = SqliteStanding(database, clock)
    own_supplies = OwnSupplies(own_keys, TelegramKeyHerald(bot, people, cards.key_trouble), clock)
    supply, watch = Supply(courier, clock, standing, own_supplies), Watch(health, courier)
    await supply.restore()
    treasury = Treasury(
        provider, courier, low=settings.kie_credits_low, heard=metrics.kie_credits, standing=standing
    )
    await treasury.restore()
    tokens = CallbackTokens(secret, earlier)
    addresses = CallbackAddresses(tokens, settings.public_url)
    engine = Engine(
        store=store,
        courier=courier,
        submitter=Submitter(store, provider, courier, supply, watch, catalog, clock, addresses, own_keys),
        settler=Settler(store, provider, courier, supply, watch, catalog, waits, clock),
        deliverer=Deliverer(
            store=store,
            provider=provider,
            courier=courier,
            watch=watch,
            originals=mailer,
            people=people,
            catalog=catalog,
            tariff=tariff,
            clock=clock,
        ),
        clock=clock,
        journal=journal,
    )
    chain_quoter = ChainQuoter(cookbook, store, clock, tariff, health, keys_in_use)
    party_host = PartyHost(
        store=store,
        schedule=SqlitePartySchedule(database),
        herald=TelegramPartyHerald(bot, TelegramPartyCards(texts)),
        people=people,
        clock=clock,
        tariff=tariff,
    )
    metrics.watch(pacer=lambda: pacer.waiting, paused=lambda: supply.paused_until is not None)
    keyring = Keyring(own_keys, provider, own_supplies, store, clock, engine.wake)
    dispatcher = Dispatcher(
        storage=SqliteDialogs(database),
        fsm_strategy=FSMStrategy.USER_IN_TOPIC,
        catalog=catalog,
        tariff=tariff,
        quoter=Quoter(catalog, store, clock, tariff, keys_in_use),
        office=GroupOffice(store, clock, tariff),
        stewards=Stewards(),
        parties=PartyOffice(store, clock, tariff),
        party_host=party_host,
        door=Door(
            store,
            groups,
            clock,
            Policy(settings.group_policy),
            settings.group_ids,
        ),
        register=SqliteRegister(database),
        confirmer=Confirmer(
            store, clock, tariff, supply, health, partial(engine.wake, State.HELD), keys_in_use
        ),
        keyring=keyring if settings.own_keys else None,
        canceller=Canceller(store, clock, tariff),
        forgetter=Forgetter(store, clock, pseudonyms.of),
        purses=Purses(store, clock, tariff),
        people=people,
        drafts=SqliteDrafts(database),
        tastes=SqliteTastes(database),
        showreel=Showreel.load(SqliteUploads(database)),
        chain_quoter=chain_quoter,
        relay=Relay(store, chain_quoter),
        chain_confirmer=ChainConfirmer(
            store, clock, tariff, supply, health, partial(engine.wake, State.HELD), keys_in_use
        ),
        shop=Shop(catalog, tariff, history, health, PriceList(tariff.multiplier), defaults, load_ideas()),
        history=history,
        gallery=SqliteGallery(database),
        hangings=SqliteHangings(database),
        showcase=TelegramGallery(bot),
        store=store,
        text_files=TelegramTexts(bot),
        sampler=Sampler(
            catalog=catalog,
            store=store,
            clock=clock,
            tariff=tariff,
            supply=supply,
            health=health,
            wake=partial(engine.wake, State.HELD),
            enabled=settings.voice_samples,
        ),
        mailer=mailer,
        alarm=courier,
        discarder=Discarder(store),
        migrator=migrator,
        texts=texts,
        admin_ids=settings.admin_ids,
        clock=clock,
        supply=supply,
        health=health,
        waits=waits,
        switchboard=switchboard,
        broadcasts=broadcasts,
        broadcaster=broadcaster,
        eyes=references,
        errands=errands,
    )
    dispatcher.include_router(build_router(updates_per_person=settings.updates_per_person))
    hmac_key = settings.kie_webhook_hmac_key
    reader = KieCallbackReader(hmac_key.get_secret_value() if hmac_key else None, clock)
    metrics_token = settings.metrics_token
    routes = [
        callback_route(
            CallbackInbox(store, reader, tokens, clock, partial(engine.wake, State.RUNNING)), metrics
        ),
        metrics_route(
            metrics,
            SqliteFigures(database, clock).read,
            metrics_token.get_secret_value() if metrics_token else None,
        ),
        *health_routes(
            {
                "database": database.is_writable,
                "telegram": journal.telegram.is_alive,
                "kie": journal.kie.is_alive,
            }
        ),
    ]
    if settings.telegram_updates == "webhook":
        told = webhook_secret(settings.bot_token.get_secret_value(), secret)
        routes.append(updates_route(dispatcher, bot, told))
    return Kiosk(
        settings=settings,
        secret=secret,
        bot=bot,
        dispatcher=dispatcher,
        engine=engine,
        broadcaster=broadcaster,
        party_host=party_host,
        errands=errands,
        telegram=journal.telegram,
        treasury=treasury,
        keyring=keyring,
        store=store,
        routes=routes,
        texts=texts,
    )


def _bot(settings: Settings) -> Bot:
    server = TelegramAPIServer.from_base(settings.telegram_api_url, is_local=settings.telegram_local_server)
    return Bot(
        settings.bot_token.get_secret_value(),
        session=AiohttpSession(api=server, timeout=_TELEGRAM_TIMEOUT),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True),
    )


def _provider(
    settings: Settings,
    catalog: Catalog,
    references: ReferenceSource,
    authorities: SSLContext,
    key: SecretStr,
    observer: Observer,
) -> KieProvider:
    """KIE with one key: connections and limits of its own."""
    client = KieClient(
        key,
        settings.kie_api_url,
        settings.kie_upload_url,
        KeyLimits(),
        observer=observer,
        authorities=authorities,
    )
    return KieProvider(client, catalog, references, settings.kie_legacy_models)


async def _seed_integration(integrations: Integrations, settings: Settings) -> None:
    """Keep the operator's key and configuration as the integration document's table has it."""
    config = {
        "defaultVideoModel": settings.default_video_model,
        "defaultImageModel": settings.default_image_model,
        "callbackBaseUrl": settings.public_url or "",
    }
    await integrations.put(
        Integration(owner=OPERATOR, api_key=settings.kie_api_key.get_secret_value(), config=config)
    )
    lost = await integrations.rotate()
    if lost:
        log.warning("own keys of people cannot be read: list the earlier SECRET_KEY", keys=lost)
