"""The application's own context, read once, in which tests replace parts."""

from __future__ import annotations

from functools import cache

from bot.app.context import AppContext, build_context
from bot.settings import Settings

SECRET_KEY = "secret key"
ADMIN = 99


@cache
def shipped_context() -> AppContext:
    """The catalogue, recipes, ideas and texts that come with Kiosk, and the settings of an operator who chose few."""
    settings = Settings(
        bot_token="42:TEST",
        kie_api_key="a-key-of-the-operator",
        public_url="https://kiosk.example",
        admin_ids=str(ADMIN),
        updates_per_person=1000,
        _env_file=None,
    )
    return build_context(settings, [SECRET_KEY], lambda _: None)
