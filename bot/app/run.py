"""Runs the bot: settings in, exit code out."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from urllib.parse import unquote

import structlog

from bot.app.application import Application
from bot.app.build import build_application
from bot.app.daemon_threads import DaemonThreads
from bot.app.data_lock import data_lock
from bot.app.when_available import when_available
from bot.logs import configure_logs
from bot.secret_key import secret_keys
from bot.settings import Settings, ignored_proxy_variables

log = structlog.get_logger()


async def run(settings: Settings) -> int:
    """Run the bot until SIGTERM or SIGINT. Returns the exit code.

    Raises:
        SettingsError: Telegram refuses the token, or the address cannot be listened on.
        CatalogError, StorageError: the catalogue or the database stops the start, or another process owns the data. A
            database that cannot be used just now does not: it is waited for.
    """
    asyncio.get_running_loop().set_default_executor(DaemonThreads())
    async with AsyncExitStack() as stack:
        stack.enter_context(data_lock(settings))
        keys = secret_keys(settings)
        hide = configure_logs(
            level=settings.log_level, style=settings.log_format, secrets=_secrets(settings, keys)
        )
        if ignored := ignored_proxy_variables():
            log.warning(
                "proxy variables of the environment are not used: set TELEGRAM_PROXY and KIE_PROXY",
                variables=ignored,
            )
        kiosk = await when_available(lambda: _built(settings, keys, stack, hide))
        gc.freeze()  # what is there now stays until the end
        await kiosk.run(stack)
    return 0


async def _built(
    settings: Settings, keys: Sequence[str], stack: AsyncExitStack, hide: Callable[[str], object]
) -> Application:
    """Everything, over a database that can be written to; what was opened in vain is closed again.

    Raises:
        CatalogError, StorageError, SettingsError: as `build_application`.
    """
    async with AsyncExitStack() as opened:
        kiosk = await build_application(settings, keys, opened, hide)
        await kiosk.store.drop_all_leases()
        stack.push_async_exit(opened.pop_all())
    return kiosk


def _secrets(settings: Settings, keys: Sequence[str]) -> list[str]:
    """What must never be read in a log."""
    known = (
        settings.bot_token,
        *settings.operator_keys,
        settings.kie_webhook_hmac_key,
        settings.metrics_token,
    )
    addresses = [
        one.get_secret_value() for one in (settings.telegram_proxy, settings.kie_proxy) if one is not None
    ]
    if settings.is_postgres:
        addresses.append(settings.database_url)
    return [
        *keys,
        *(one.get_secret_value() for one in known if one is not None),
        *(part for one in addresses for part in _secret_parts(one)),
    ]


def _secret_parts(url: str) -> list[str]:
    """User and password as they stand in front of a host, and the password as it is meant."""
    address = url.partition("://")[2]
    user, at, _ = address.rpartition("@")
    return [address, user, unquote(user.partition(":")[2])] if at else []
