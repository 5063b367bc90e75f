"""The only place where objects are built and joined; everything runs in one task group."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramUnauthorizedError
from aiogram.fsm.strategy import FSMStrategy
from aiohttp import web

from bot.catalog.load import load_catalog
from bot.clock import SystemClock
from bot.delivery.broadcast import Broadcaster
from bot.delivery.courier import TelegramCourier
from bot.delivery.fetch import Fetcher
from bot.delivery.mailer import TelegramMailer
from bot.delivery.media import Limits
from bot.delivery.meter import Meter
from bot.delivery.moves import ChatMoves
from bot.delivery.pace import Pacer
from bot.delivery.packing import Packer
from bot.delivery.references import MAXIMUM, TelegramReferences
from bot.delivery.scratch import Scratch
from bot.errors import SettingsError
from bot.generation.callback import CallbackInbox
from bot.generation.cancel import Canceller
from bot.generation.confirm import Confirmer
from bot.generation.deliver import Deliverer
from bot.generation.engine import Engine
from bot.generation.health import FORGOTTEN_AFTER, REBUILT_FROM, Health, Watch
from bot.generation.migrate import Migrator
from bot.generation.purse import Purses
from bot.generation.quote import Quoter
from bot.generation.record import State
from bot.generation.settle import Settler
from bot.generation.submit import Submitter
from bot.generation.supply import Supply
from bot.generation.switchboard import Switchboard
from bot.generation.tariff import Tariff
from bot.generation.tokens import CallbackAddresses, CallbackTokens
from bot.generation.treasury import Treasury
from bot.i18n import Texts
from bot.journal import Journal
from bot.kie.client import KieClient
from bot.kie.limits import KeyLimits
from bot.kie.provider import KieProvider
from bot.kie.webhook import KieCallbackReader
from bot.logs import configure_logs
from bot.secret_key import secret_keys
from bot.settings import Settings
from bot.web.callbacks import callback_route
from bot.web.health import Pulse, health_routes, keep_alive
from bot.web.metrics import Metrics, metrics_route
from bot.web.polling import Poller
from bot.web.server import serving
from bot.web.updates import TELEGRAM_PATH, updates_route, webhook_secret
from handlers import build_router
from handlers.cards import TelegramCards
from handlers.commands import setup_commands
from storage.alerts import SqliteStanding
from storage.broadcasts import SqliteBroadcasts
from storage.database import Database
from storage.drafts import SqliteDrafts
from storage.figures import SqliteFigures
from storage.fsm import SqliteDialogs
from storage.history import SqliteHistory
from storage.integrations import OPERATOR, Integration, Integrations
from storage.people import SqlitePeople
from storage.secrets import Vault
from storage.store import SqliteStore
from storage.switches import SqliteSwitches

log = structlog.get_logger()

STOP_SECONDS = 6.0
"""How long the steps under way may take after SIGTERM; what is cut off is found again at the next start.

With the server's patience and what it takes to close everything the process ends within ten seconds: what starts and
stops containers kills after that.
"""

_TELEGRAM_TIMEOUT = 60.0


async def run(settings: Settings) -> int:
    """Run the bot until SIGTERM or SIGINT. Returns the exit code.

    Raises:
        SettingsError: Telegram refuses the token, or the address cannot be listened on.
        CatalogError, StorageError: the catalogue or the database stops the start.
    """
    keys = secret_keys(settings)
    configure_logs(level=settings.log_level, style=settings.log_format, secrets=_secrets(settings, keys))
    async with AsyncExitStack() as stack:
        kiosk = await _built(settings, keys, stack)
        await kiosk.run(stack)
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kiosk:
    """Everything, joined."""

    settings: Settings
    secret: str
    bot: Bot
    dispatcher: Dispatcher
    engine: Engine
    broadcaster: Broadcaster
    treasury: Treasury
    telegram: Pulse
    store: SqliteStore
    routes: list[web.RouteDef]
    texts: Texts

    async def run(self, stack: AsyncExitStack) -> None:
        """Serve until a signal asks to stop, then finish what is under way."""
        stopping = _stop_signal()
        await self.store.drop_all_leases()
        webhook = self.settings.telegram_updates == "webhook"
        poller = Poller(self.bot, self.dispatcher)
        await stack.enter_async_context(
            serving(self.routes, host=self.settings.http_host, port=self.settings.http_port)
        )
        if not await _knows_us(self.bot, stopping):
            return
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(self.engine.run()), group.create_task(self.broadcaster.run())]
            if not webhook:
                running.append(group.create_task(poller.run()))
            helping = [
                group.create_task(self.treasury.run()),
                group.create_task(self._tell_telegram(webhook=webhook)),
                group.create_task(keep_alive(self.telegram, self.bot.get_me)),
            ]
            log.info(
                "kiosk runs", dialect=self.settings.dialect.value, updates=self.settings.telegram_updates
            )
            await stopping.wait()
            log.info("kiosk stops")
            poller.stop()
            self.engine.stop()
            self.broadcaster.stop()
            for helper in helping:
                helper.cancel()
            _, unfinished = await asyncio.wait(running, timeout=STOP_SECONDS)
            for task in unfinished:
                task.cancel()

    async def _tell_telegram(self, *, webhook: bool) -> None:
        """How updates shall come, and which commands there are. Pending updates are kept."""
        token = self.settings.bot_token.get_secret_value()
        try:
            if webhook:
                await self.bot.set_webhook(
                    f"{self.settings.public_url}{TELEGRAM_PATH}",
                    secret_token=webhook_secret(token, self.secret),
                    allowed_updates=self.dispatcher.resolve_used_update_types(),
                )
            else:
                await self.bot.delete_webhook(drop_pending_updates=False)
            await setup_commands(self.bot, self.texts, self.settings.admin_ids)
        except ClientDecodeError:
            log.warning("Telegram did not take the bot's setup", error="a gateway's page")
        except TelegramAPIError as error:
            log.warning(
                "Telegram did not take the bot's setup", error=type(error).__name__, detail=str(error)
            )


async def _built(settings: Settings, keys: Sequence[str], stack: AsyncExitStack) -> Kiosk:
    """Build every object once, and let `stack` close what must be closed."""
    secret, *earlier = keys
    clock, catalog, texts, metrics = SystemClock(), load_catalog(), Texts.load(), Metrics()
    journal = Journal(metrics)
    tariff = Tariff(
        dialect=settings.dialect,
        multiplier=settings.price_multiplier,
        allowance=settings.allowance,
        open_per_account=settings.open_per_account,
        open_per_chat=settings.open_per_chat,
    )
    database = await Database.open(settings.database_path)
    stack.push_async_callback(database.close)
    store, history, people = (
        SqliteStore(database, clock, journal.passed),
        SqliteHistory(database),
        SqlitePeople(database, clock),
    )
    switchboard = Switchboard(catalog, SqliteSwitches(database, clock))
    await switchboard.restore()
    await _seed_integration(Integrations(database, Vault(keys), clock), settings)

    bot = _bot(settings)
    pacer = Pacer()
    bot.session.middleware(pacer)
    migrator = Migrator(store, clock)
    bot.session.middleware(ChatMoves(migrator.migrate))
    bot.session.middleware(Meter(journal.telegram_called))
    stack.push_async_callback(bot.session.close)
    scratch = Scratch(settings.data_folder / "media", settings.media_folder_mb * 1024**2)
    scratch.clean()
    fetcher = await stack.enter_async_context(Fetcher(scratch, allow_private=settings.kie_allow_private_urls))

    client = KieClient(
        settings.kie_api_key,
        settings.kie_api_url,
        settings.kie_upload_url,
        KeyLimits(),
        observer=journal.kie_called,
    )
    limits = Limits.local() if settings.telegram_local_server else Limits()
    references = TelegramReferences(
        bot, scratch, maximum=limits.upload if settings.telegram_local_server else MAXIMUM
    )
    provider = KieProvider(client, catalog, references, settings.kie_legacy_models)
    stack.push_async_callback(provider.aclose)

    packer = Packer(fetcher, scratch, provider.fresh_link, limits)
    health = Health(catalog, tariff.dialect, clock)
    health.rebuild(await history.outcomes(newest=REBUILT_FROM, since=clock.now() - FORGOTTEN_AFTER))
    cards = TelegramCards(texts, catalog, health)
    broadcasts = SqliteBroadcasts(database, clock)
    broadcaster = Broadcaster(bot, broadcasts, cards.broadcast)
    courier = TelegramCourier(
        bot=bot,
        cards=cards,
        packer=packer,
        links=provider.fresh_link,
        room=pacer,
        admin_ids=settings.admin_ids,
    )
    mailer = TelegramMailer(bot, packer, provider.fresh_link)
    standing = SqliteStanding(database, clock)
    supply, watch = Supply(courier, clock, standing), Watch(health, courier)
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
        submitter=Submitter(store, provider, courier, supply, watch, catalog, clock, addresses),
        settler=Settler(store, provider, courier, supply, watch, catalog, clock),
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
    metrics.watch(pacer=lambda: pacer.waiting, paused=lambda: supply.paused_until is not None)
    dispatcher = Dispatcher(
        storage=SqliteDialogs(database),
        fsm_strategy=FSMStrategy.USER_IN_TOPIC,
        catalog=catalog,
        tariff=tariff,
        quoter=Quoter(catalog, store, clock, tariff),
        confirmer=Confirmer(store, clock, tariff, supply, health, partial(engine.wake, State.HELD)),
        canceller=Canceller(store, clock, tariff),
        purses=Purses(store, clock, tariff),
        people=people,
        drafts=SqliteDrafts(database),
        history=history,
        store=store,
        mailer=mailer,
        migrator=migrator,
        texts=texts,
        admin_ids=settings.admin_ids,
        clock=clock,
        supply=supply,
        health=health,
        switchboard=switchboard,
        broadcasts=broadcasts,
        broadcaster=broadcaster,
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
        telegram=journal.telegram,
        treasury=treasury,
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


async def _knows_us(bot: Bot, stopping: asyncio.Event) -> bool:
    """Wait until Telegram has told who we are; False when we were told to stop before.

    Raises:
        SettingsError: Telegram refuses the token.
    """
    asking = asyncio.ensure_future(_require_token(bot))
    asked = asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait({asking, asked}, return_when=asyncio.FIRST_COMPLETED)
        if asking.done():
            asking.result()
        return asking.done()
    finally:
        asking.cancel()
        asked.cancel()


async def _require_token(bot: Bot) -> None:
    """Ask Telegram who we are; an unreachable Telegram is waited for, a refused token is not."""
    pause = 1.0
    while True:
        try:
            me = await bot.me()
        except TelegramUnauthorizedError:
            msg = "BOT_TOKEN: Telegram refuses it"
            raise SettingsError(msg) from None
        except (TelegramAPIError, ClientDecodeError) as error:  # the latter: a gateway's page
            log.warning("Telegram is not reachable yet", error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30.0)
        else:
            log.info("Telegram knows us", username=me.username)
            return


async def _seed_integration(integrations: Integrations, settings: Settings) -> None:
    """Keep the operator's key and configuration as the integration document's table has it."""
    config = {"defaultVideoModel": "", "defaultImageModel": "", "callbackBaseUrl": settings.public_url or ""}
    await integrations.put(
        Integration(owner=OPERATOR, api_key=settings.kie_api_key.get_secret_value(), config=config)
    )
    await integrations.rotate()


def _secrets(settings: Settings, keys: Sequence[str]) -> list[str]:
    """What must never be read in a log."""
    known = (settings.bot_token, settings.kie_api_key, settings.kie_webhook_hmac_key, settings.metrics_token)
    return [*keys, *(one.get_secret_value() for one in known if one is not None)]


def _stop_signal() -> asyncio.Event:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    return stopping
