"""The whole bot, joined: serves until a signal asks it to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter, TelegramUnauthorizedError
from aiohttp import web

from bot.app.updates import Updates
from bot.archives.worker import ArchiveWorker
from bot.availability.kie_balance import CHECK_SECONDS, KieBalanceMonitor
from bot.availability.notices import NoticeSender
from bot.availability.service_return import ServiceReturnNotifier
from bot.availability.storage_health import CHECK_SECONDS as STORAGE_SECONDS
from bot.availability.storage_health import StorageMonitor
from bot.delivery.broadcast import Broadcaster
from bot.domain.runtime_setting import (
    CAST,
    OWN_KEYS,
    PROFILE_DESCRIPTION,
    PROFILE_DESCRIPTION_RU,
    PROFILE_SHORT_DESCRIPTION,
    PROFILE_SHORT_DESCRIPTION_RU,
    RuntimeSetting,
    SettingGroup,
)
from bot.errors import SettingsError
from bot.generation.engine import Engine
from bot.i18n import Texts
from bot.joins.worker import JoinWorker
from bot.parties.worker import PartyWorker
from bot.people.own_key import SWEEP_SECONDS, OwnKeyManager
from bot.ports.runtime_settings import RuntimeSettings
from bot.runtime_settings.change import SettingChanger
from bot.settings import Settings
from bot.staff.staff import Staff
from bot.support.sender import SupportSender
from bot.web.health import KEEP_ALIVE_SECONDS, KeepAlive, Liveness
from bot.web.server import serving
from bot.web.updates import TELEGRAM_PATH, webhook_secret
from bot.workers.periodic_worker import PeriodicWorker
from bot.workers.supervisor import Supervisor
from handlers.commands import setup_commands
from handlers.core.background_tasks import BackgroundTasks
from handlers.groups.menu_cleaner import CLEAN_SECONDS, MenuCleaner
from handlers.profile import EVERY_LANGUAGE, ProfileTexts, setup_profile
from storage.store import SqliteStore

log = structlog.get_logger()

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 30.0
"""Seconds until Telegram is asked again at the start, doubling."""

STOP_SECONDS = 6.0
"""How long the steps under way may take after SIGTERM; what is cut off is found again at the next start.

With the server's patience and what it takes to close everything the process ends within ten seconds: what starts and
stops containers kills after that.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Everything, joined."""

    settings: Settings
    secret: str
    bot: Bot
    dispatcher: Dispatcher
    engine: Engine
    broadcaster: Broadcaster
    party_worker: PartyWorker
    join_worker: JoinWorker
    archive_worker: ArchiveWorker
    notice_sender: NoticeSender
    service_return: ServiceReturnNotifier
    support_sender: SupportSender
    storage_monitor: StorageMonitor
    supervisor: Supervisor
    background_tasks: BackgroundTasks
    writer_tasks: BackgroundTasks
    menu_cleaner: MenuCleaner
    housekeeping: Sequence[PeriodicWorker]
    kie_balance_monitor: KieBalanceMonitor
    own_key_manager: OwnKeyManager
    telegram: Liveness
    store: SqliteStore
    updates: Updates
    routes: list[web.RouteDef]
    texts: Texts
    staff: Staff
    setting_changer: SettingChanger
    runtime_settings: RuntimeSettings

    async def run(self, stack: AsyncExitStack) -> None:
        """Serve until a signal asks to stop, then finish what is under way."""
        stopping = _stop_signal()
        webhook = self.settings.telegram_updates == "webhook"
        await stack.enter_async_context(
            serving(self.routes, host=self.settings.http_host, port=self.settings.http_port)
        )
        if not await _knows_us(self.bot, stopping):
            return
        loops: dict[str, Callable[[], Awaitable[None]]] = {
            "generations": self.engine.run,
            "broadcasts": self.broadcaster.run,
            "parties": self.party_worker.run,
            "joins": self.join_worker.run,
            "archives": self.archive_worker.run,
            "updates": self.updates.inbox.run,
        }
        if self.updates.poller is not None:
            loops["polling"] = self.updates.poller.run
        helpers: dict[str, Callable[[], Awaitable[None]]] = {
            "background tasks": self.background_tasks.run,
            "writer": self.writer_tasks.run,
            "notices": self.notice_sender.run,
            "service returns": self.service_return.run,
            "support": self.support_sender.run,
            "setup at Telegram": partial(self._tell_telegram, webhook=webhook),
            "profile at Telegram": self._introduce,
            "changed settings at Telegram": self._follow_settings,
            **{worker.name: worker.run for worker in self._periodic_workers()},
        }
        async with asyncio.TaskGroup() as group:
            keep = partial(self.supervisor.keep, stopping=stopping)
            running = [group.create_task(keep(name, loop)) for name, loop in loops.items()]
            helping = [group.create_task(keep(name, loop)) for name, loop in helpers.items()]
            log.info(
                "kiosk runs", dialect=self.settings.dialect.value, updates=self.settings.telegram_updates
            )
            await stopping.wait()
            log.info("kiosk stops")
            if self.updates.poller is not None:
                self.updates.poller.stop()
            self.updates.inbox.stop()
            self.engine.stop()
            self.broadcaster.stop()
            self.party_worker.stop()
            self.join_worker.stop()
            self.archive_worker.stop()
            for helper in helping:
                helper.cancel()
            _, unfinished = await asyncio.wait(running, timeout=STOP_SECONDS)
            for task in unfinished:
                task.cancel()

    def _periodic_workers(self) -> Sequence[PeriodicWorker]:
        keep_alive = KeepAlive(self.telegram, self.bot.get_me)
        watching = () if self.updates.watching is None else (self.updates.watching,)
        every = partial(PeriodicWorker, supervised=True)
        return (
            *watching,
            every("balance at KIE", CHECK_SECONDS, self.kie_balance_monitor.check),
            every("replaced keys", SWEEP_SECONDS, self.own_key_manager.sweep),
            every("database", STORAGE_SECONDS, self.storage_monitor.check, delayed=True),
            every("unused menus", CLEAN_SECONDS, self.menu_cleaner.clean),
            every("keep-alive of Telegram", KEEP_ALIVE_SECONDS, keep_alive.check),
            *self.housekeeping,
        )

    async def _tell_telegram(self, *, webhook: bool) -> None:
        """How updates shall come, and which commands there are, until Telegram has taken it. Pending updates are kept."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self._set_up(webhook=webhook)
            except TelegramAPIError as error:
                log.warning(
                    "Telegram did not take the bot's setup",
                    error=type(error).__name__,
                    detail=error.message,
                    again_in=pause,
                )
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                return

    async def _set_up(self, *, webhook: bool) -> None:
        token = self.settings.bot_token.get_secret_value()
        if webhook:
            await self.bot.set_webhook(
                f"{self.settings.public_url}{TELEGRAM_PATH}",
                secret_token=webhook_secret(token, self.secret),
                allowed_updates=self.dispatcher.resolve_used_update_types(),
            )
        else:
            await self.bot.delete_webhook(drop_pending_updates=False)
        await self._set_up_commands()

    async def _set_up_commands(self) -> None:
        get = self.runtime_settings.get
        absent = [] if get(OWN_KEYS) else ["key"]
        absent += ["cast"] if get(CAST) == "off" else []
        absent += [] if self.settings.joins_daily else ["join"]
        await setup_commands(self.bot, self.texts, self.staff.roles, absent)

    async def _follow_settings(self) -> None:
        """Tell Telegram anew what a changed setting makes different there."""
        commands, profile = asyncio.Event(), asyncio.Event()

        def note(setting: RuntimeSetting[Any]) -> None:
            if setting in {OWN_KEYS, CAST}:
                commands.set()
            if setting.group is SettingGroup.PROFILE:
                profile.set()

        self.setting_changer.on_change = note
        async with asyncio.TaskGroup() as group:
            group.create_task(_whenever(commands, partial(_until_taken, "commands", self._set_up_commands)))
            group.create_task(_whenever(profile, self._introduce))

    async def _introduce(self) -> None:
        """What Telegram shows of the bot, until it has taken it; nothing waits for that."""
        await _until_taken("profile", self._set_up_profile)

    async def _set_up_profile(self) -> None:
        get = self.runtime_settings.get
        own = ProfileTexts(
            {EVERY_LANGUAGE: get(PROFILE_DESCRIPTION), "ru": get(PROFILE_DESCRIPTION_RU)},
            {EVERY_LANGUAGE: get(PROFILE_SHORT_DESCRIPTION), "ru": get(PROFILE_SHORT_DESCRIPTION_RU)},
        )
        await setup_profile(self.bot, self.texts, own)


async def _until_taken(what: str, call: Callable[[], Awaitable[None]]) -> None:
    """Make the call until Telegram has taken it."""
    pause = FIRST_PAUSE
    while True:
        try:
            await call()
        except TelegramAPIError as error:
            held = error.retry_after if isinstance(error, TelegramRetryAfter) else 0.0
            log.info(
                "not_set_at_telegram_yet", what=what, error=type(error).__name__, again_in=max(pause, held)
            )
            await asyncio.sleep(max(pause, held))
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            return


async def _whenever(event: asyncio.Event, act: Callable[[], Awaitable[None]]) -> None:
    """Act each time after the event was set; once for all that happened meanwhile."""
    while True:
        await event.wait()
        event.clear()
        await act()


async def _knows_us(bot: Bot, stopping: asyncio.Event) -> bool:
    """Wait until Telegram confirms the token; False when a stop is requested before.

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
    pause = FIRST_PAUSE
    while True:
        try:
            me = await bot.me()
        except TelegramUnauthorizedError:
            msg = "BOT_TOKEN: Telegram refuses it"
            raise SettingsError(msg) from None
        except TelegramAPIError as error:
            log.warning(
                "Telegram is not reachable yet",
                error=type(error).__name__,
                detail=error.message,
                again_in=pause,
            )
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            log.info("Telegram knows us", username=me.username)
            if not me.supports_inline_queries:
                log.warning("inline mode is off: switch it on with BotFather's /setinline")
            return


def _stop_signal() -> asyncio.Event:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    return stopping
