"""What Telegram shows of the bot before anybody has written to it: its description, its short one and the menu button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import MenuButtonCommands

from bot.i18n import FALLBACK, Texts

EVERY_LANGUAGE: Final = ""
"""The key of a text of the operator's for every language that has none of its own."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ProfileTexts:
    """The operator's own texts, by language; Kiosk's stand where there are none.

    Attributes:
        description: shown in the empty chat, above Start.
        short_description: shown on the profile, and below links to the bot.
    """

    description: Mapping[str, str] = field(default_factory=dict)
    short_description: Mapping[str, str] = field(default_factory=dict)


async def setup_profile(bot: Bot, texts: Texts, own: ProfileTexts) -> None:
    """Tell Telegram the descriptions in every finished language, and the menu button; what it has already is not sent again.

    Telegram takes few of these calls a day (observed). It is a convenience: whatever else it refuses is logged and left
    out.

    Raises:
        TelegramNetworkError, TelegramServerError, TelegramRetryAfter: it may be taken another time.
    """
    for language in texts.finished:
        t = texts.speaking(language)
        # The text without a language serves everybody whose language has none of its own.
        code = None if language == FALLBACK else language
        await _describe(bot, code, _chosen(own.description, language) or t.plain("profile-description"))
        await _describe_shortly(
            bot, code, _chosen(own.short_description, language) or t.plain("profile-short-description")
        )
    await _set_menu_button(bot)


def _chosen(own: Mapping[str, str], language: str) -> str:
    return own.get(language) or own.get(EVERY_LANGUAGE, "")


async def _describe(bot: Bot, language: str | None, text: str) -> None:
    try:
        if (await bot.get_my_description(language_code=language)).description != text:
            await bot.set_my_description(text, language_code=language)
    except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter):
        raise
    except TelegramAPIError as error:
        _log.warning("description_not_set", language=language, reason=error.message)


async def _describe_shortly(bot: Bot, language: str | None, text: str) -> None:
    try:
        if (await bot.get_my_short_description(language_code=language)).short_description != text:
            await bot.set_my_short_description(text, language_code=language)
    except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter):
        raise
    except TelegramAPIError as error:
        _log.warning("short_description_not_set", language=language, reason=error.message)


async def _set_menu_button(bot: Bot) -> None:
    """The list of commands behind the button left of the text field."""
    try:
        if not isinstance(await bot.get_chat_menu_button(), MenuButtonCommands):
            await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter):
        raise
    except TelegramAPIError as error:
        _log.warning("menu_button_not_set", reason=error.message)
