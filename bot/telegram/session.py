"""The connections to Telegram, through the operator's proxy or none; what is no answer of Telegram's becomes one error."""

from __future__ import annotations

from ssl import SSLContext
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType
from aiohttp import ClientSession, TCPConnector
from pydantic import SecretStr

from bot.telegram.tolerant_reading import Unreadable, read_answer

_CONNECTIONS: Final = 100
_NAMES_KEPT_SECONDS: Final = 3600
"""As aiogram has it: Telegram's addresses hardly change, and a name server that is away for a moment stops nothing."""

LONGEST_HOLD: Final = 24 * 3600
"""Seconds. A flood control that asks for more is taken for so much: a wrong number must not silence a chat for years."""


_log = structlog.get_logger(__name__)


class UnreadableAnswer(TelegramNetworkError):
    """Something came back that is no answer of the Bot API: a gateway's page, half an answer, bytes of any kind.

    Like a broken connection it does not say whether the call was carried out, so what handles that handles this. Its
    text holds nothing of what came: that may be people's messages, and addresses with the token.
    """


class TelegramSession(AiohttpSession):
    """A session whose calls end with an answer or with a `TelegramAPIError`, whatever came over the line.

    It has a connector of ours: aiogram's own proxy support needs another package.

    Args:
        authorities: who may vouch for Telegram's server.
        proxy: address of an HTTP proxy, possibly with a user and a password; None = a direct connection.
    """

    def __init__(
        self, *, authorities: SSLContext | None = None, proxy: SecretStr | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self._authorities = authorities
        self._proxy_address = proxy.get_secret_value() if proxy is not None else None

    async def create_session(self) -> ClientSession:
        """The one client, made when it is first used."""
        if self._session is None or self._session.closed:
            self._session = ClientSession(
                connector=TCPConnector(
                    ssl=self._authorities or True, limit=_CONNECTIONS, ttl_dns_cache=_NAMES_KEPT_SECONDS
                ),
                proxy=self._proxy_address,
                trust_env=False,
            )
        return self._session

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  aiogram's
    ) -> TelegramType:
        """Make the call.

        Raises:
            UnreadableAnswer: what came back cannot be understood.
            TelegramAPIError: what Telegram, or the way to it, did.
        """
        try:
            return await super().make_request(bot, method, timeout)
        except UnreadableAnswer:
            raise
        except TelegramNetworkError as error:  # its words may repeat the address, which contains the token
            words = error.message.replace(bot.token, "…")
            raise TelegramNetworkError(method=method, message=words) from None
        except (UnicodeError, LookupError) as error:  # the body is decoded before it is looked into
            raise _unreadable(method, type(error).__name__) from None

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Read an answer, without the parts that a Bot API of another version has: what was done must not look undone.

        Raises:
            UnreadableAnswer, TelegramAPIError: see `make_request`.
        """
        try:
            response = super().check_response(bot, method, status_code, content)
        except TelegramRetryAfter as refusal:
            refusal.retry_after = max(1, min(refusal.retry_after, LONGEST_HOLD))
            raise
        except TelegramMigrateToChat:
            raise
        except TelegramAPIError as refusal:
            # The Bot API describes every refusal (Bot API, Making requests): what has no words is a gateway's.
            if not isinstance(refusal.message, str):
                raise _unreadable(method, f"status {status_code}") from None
            raise
        except ClientDecodeError as error:
            return _without_unknown_parts(bot, method, status_code, error)
        except (
            TypeError,
            ValueError,
            RecursionError,
        ) as error:  # where aiogram looks into what has another type
            raise _unreadable(method, f"status {status_code}, {type(error).__name__}") from None
        if response.result is None:
            raise _unreadable(method, f"status {status_code}, no result")
        return response


def _unreadable(method: TelegramMethod[Any], what: str) -> UnreadableAnswer:
    return UnreadableAnswer(method=method, message=f"no answer of the Bot API ({what})")


def _without_unknown_parts(
    bot: Bot, method: TelegramMethod[TelegramType], status_code: int, error: ClientDecodeError
) -> Response[TelegramType]:
    """What can be read of a successful call's answer. Raises UnreadableAnswer: nothing of use."""
    try:
        reading = read_answer(method.__returning__, error.data, {"bot": bot})
    except Unreadable:
        raise _unreadable(method, f"status {status_code}, {type(error.original).__name__}") from None
    parts = sorted(set(reading.left_out))
    _log.warning("a part of an answer cannot be read", method=method.__api_method__, parts=parts)
    return Response[Any].model_construct(ok=True, result=reading.value)
