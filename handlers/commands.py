"""The command lists that Telegram shows: per scope and per language."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeUnion,
)

from bot.catalog.spec import Verb
from bot.domain.staff import Act, Role, may
from bot.i18n import FALLBACK, Texts, Translator

VERBS = tuple(str(verb) for verb in Verb)
"""What can be done with the media or words of a message, by replying to it."""

MENU = ("menu", "image", "video", "music", "buy", "history", "balance", "help")
"""What Telegram lists in a private chat: eight lines are seen at once. /help names the rest."""

PRIVATE = (
    *MENU,
    *(
        "gen",
        "compare",
        "cast",
        "describe",
        "audio",
        "models",
        "recipes",
        "look",
        "looks",
        "examples",
        "quota",
        "receipts",
        "gift",
        "redeem",
        "subscription",
        "invite",
    ),
    *VERBS,
    *("each", "join"),
    *("favourites", "status", "cancel", "report", "settings", "key", "language", "mydata", "forget"),
)
"""What works in a private chat; /start is Telegram's own button."""

GROUP = (
    *(
        "menu",
        "gen",
        "compare",
        "video",
        "image",
        "audio",
        "music",
        "models",
        "examples",
        "balance",
        "quota",
        "history",
        "best",
    ),
    *("buy", "status", "cancel"),
    *VERBS,
    *("each", "join"),
    *("cast", "describe", "party", "continue", "look", "looks", "gift"),
    "group",
    "report",
    "help",
)
"""What everybody finds in a group."""

ALONE = frozenset(
    {
        *(
            "menu",
            "video",
            "image",
            "audio",
            "music",
            "models",
            "examples",
            "looks",
            "balance",
            "quota",
            "history",
        ),
        "help",
        "report",
    }
)
"""Commands that are shown in a group to the person alone who sends them, like their answers (Bot API,
BotCommand.is_ephemeral). What leads to a result for all is asked for aloud."""

OPERATOR: Final[Mapping[str, Act]] = {
    "grant": Act.GRANT,
    "packs": Act.PACKS,
    "stars": Act.STARS,
    "refund": Act.REFUND,
    "block": Act.BLOCK,
    "unblock": Act.BLOCK,
    "groups": Act.GROUPS,
    "stats": Act.STATS,
    "money": Act.STATS,
    "daily": Act.STATS,
    "job": Act.JOB,
    "model": Act.MODEL,
    "broadcast": Act.BROADCAST,
    "codes": Act.CODES,
    "user": Act.USER,
    "users": Act.USER,
    "note": Act.NOTE,
    "close": Act.SUPPORT,
    "reports": Act.REPORTS,
    "config": Act.CONFIG,
    "pause": Act.PAUSE,
    "resume": Act.PAUSE,
    "staff": Act.STAFF,
    "log": Act.LOG,
    "console": Act.CONSOLE,
}
"""What operators find besides, in their private chat, and what it takes."""

_log = structlog.get_logger(__name__)


async def setup_commands(
    bot: Bot, texts: Texts, roles: Mapping[int, Role] = MappingProxyType({}), absent: Collection[str] = ()
) -> None:
    """Tell Telegram the commands, but for those that are `absent` here; who has a role finds those of it.

    Languages that are drafts get no list of their own. It is a convenience: whatever Telegram refuses is logged and
    left out.

    Raises:
        TelegramNetworkError, TelegramServerError, TelegramRetryAfter: it may be taken another time.
    """
    scopes: list[tuple[BotCommandScopeUnion, tuple[str, ...]]] = [
        (BotCommandScopeAllPrivateChats(), MENU),
        (BotCommandScopeAllGroupChats(), GROUP),
        *((BotCommandScopeChat(chat_id=one), _of_role(roles[one])) for one in sorted(roles)),
    ]
    for scope, names in scopes:
        for language in texts.finished:
            present = tuple(name for name in names if name not in absent)
            await _set(bot, scope, present, texts.speaking(language))


async def set_commands_of_role(bot: Bot, texts: Texts, person_id: int, role: Role | None) -> None:
    """Tell Telegram which commands a person finds, after their role has changed. What Telegram refuses is left out."""
    scope = BotCommandScopeChat(chat_id=person_id)
    for language in texts.finished:
        with suppress(TelegramAPIError):
            if role is not None:
                await _set(bot, scope, _of_role(role), texts.speaking(language))
            else:
                await bot.delete_my_commands(scope, None if language == FALLBACK else language)


def commands_of_role(role: Role) -> tuple[str, ...]:
    """The operators' commands that a role may use."""
    return tuple(name for name, act in OPERATOR.items() if may(role, act))


def _of_role(role: Role) -> tuple[str, ...]:
    return (*MENU, *commands_of_role(role))


async def _set(bot: Bot, scope: BotCommandScopeUnion, names: tuple[str, ...], t: Translator) -> None:
    alone = ALONE if isinstance(scope, BotCommandScopeAllGroupChats) else frozenset()
    commands = [
        BotCommand(
            command=name,
            description=t.plain(f"command-{name}"),
            is_ephemeral=True if name in alone else None,
        )
        for name in names
    ]
    # The list without a language serves everybody whose language has none of its own.
    language = None if t.language == FALLBACK else t.language
    try:
        await bot.set_my_commands(commands, scope=scope, language_code=language)
    except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter):
        raise
    except TelegramAPIError as error:
        _log.warning("commands_not_set", scope=scope.type, language=t.language, reason=type(error).__name__)
