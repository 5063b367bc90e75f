"""Runs the bot: settings in, exit code out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack

from bot.app.build import build_application
from bot.logs import configure_logs
from bot.secret_key import secret_keys
from bot.settings import Settings


async def run(settings: Settings) -> int:
    """Run the bot until SIGTERM or SIGINT. Returns the exit code.

    Raises:
        SettingsError: Telegram refuses the token, or the address cannot be listened on.
        CatalogError, StorageError: the catalogue or the database stops the start.
    """
    keys = secret_keys(settings)
    hide = configure_logs(
        level=settings.log_level, style=settings.log_format, secrets=_secrets(settings, keys)
    )
    async with AsyncExitStack() as stack:
        kiosk = await build_application(settings, keys, stack, hide)
        await kiosk.run(stack)
    return 0


def _secrets(settings: Settings, keys: Sequence[str]) -> list[str]:
    """What must never be read in a log."""
    known = (settings.bot_token, settings.kie_api_key, settings.kie_webhook_hmac_key, settings.metrics_token)
    return [*keys, *(one.get_secret_value() for one in known if one is not None)]
