"""Measures every call to Telegram: the innermost middleware of the bot's session, behind the pacer's waiting."""

from __future__ import annotations

import time
from collections.abc import Callable

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    AiogramError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType

from bot.telegram.session import UnreadableAnswer

Observer = Callable[[str, str, float], object]
"""Hears of each call: the Bot API's method, what became of it (`ok`, `refused`, `flood`, `unclear` when a gateway
answered, `unreachable`), and the seconds that it took. Must not raise."""


class MetricsMiddleware(BaseRequestMiddleware):
    """Middleware of the bot's session: `bot.session.middleware(MetricsMiddleware(observer))`, after all others."""

    def __init__(self, observer: Observer) -> None:
        self._observer = observer

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call and report its outcome; a call that we cancelled ourselves is not reported."""
        began = time.monotonic()
        try:
            answer = await make_request(bot, method)
        except AiogramError as error:
            self._observer(method.__api_method__, _outcome(error), time.monotonic() - began)
            raise
        self._observer(method.__api_method__, "ok", time.monotonic() - began)
        return answer


def _outcome(error: AiogramError) -> str:
    match error:
        case TelegramRetryAfter():
            return "flood"
        case UnreadableAnswer() | TelegramServerError():
            return "unclear"
        case TelegramNetworkError():
            return "unreachable"
    return "refused"
