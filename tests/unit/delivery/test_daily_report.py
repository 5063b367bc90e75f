"""The daily report on its way: what is tried again, and what is left at that."""

from __future__ import annotations

from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import GetMe, SendMessage, SendPhoto
from aiohttp import ClientConnectorError, ClientOSError
from aiohttp.client_reqrep import ConnectionKey

from bot.delivery.daily_report import TelegramDailyReportSender
from bot.domain.person import Person
from bot.errors import DeliveryPostponed
from bot.payments.daily_report import DailyReport

REPORT = cast("DailyReport", None)


class _Bot:
    """Fails as it is asked to, in order."""

    def __init__(self, *errors: AiogramError) -> None:
        self.errors = list(errors)
        self.calls: list[Any] = []

    async def __call__(self, method: Any, request_timeout: int) -> None:
        """One call."""
        self.calls.append(type(method))
        if self.errors:
            raise self.errors.pop(0)


class _Templates:
    """Words and a picture."""

    def text(self, person: Person, report: DailyReport) -> str:
        """Words."""
        return "words"

    def buttons(self, person: Person) -> None:
        """None."""

    async def picture(self, person: Person, report: DailyReport) -> bytes:
        """A picture."""
        return b"picture"


async def _send(bot: _Bot) -> list[Any]:
    sender = TelegramDailyReportSender(cast("Bot", bot), _Templates())
    await sender.send_daily_report(Person(id=1), REPORT)
    return bot.calls


def _broken(cause: Exception) -> TelegramNetworkError:
    error = TelegramNetworkError(method=GetMe(), message="broken")
    error.__cause__ = cause
    return error


_UNREACHED = ClientConnectorError(ConnectionKey("h", 1, False, True, None, None, None), OSError())


@pytest.mark.parametrize(
    "error",
    [
        TelegramRetryAfter(method=GetMe(), message="later", retry_after=3),
        TelegramServerError(method=GetMe(), message="Bad Gateway"),
        _broken(_UNREACHED),
    ],
)
async def test_what_was_surely_not_taken(error: AiogramError) -> None:
    """Another time."""
    with pytest.raises(DeliveryPostponed):
        await _send(_Bot(error))


async def test_what_may_have_arrived() -> None:
    """A connection that broke on the way leaves it at that; so does a person who has blocked the bot."""
    assert await _send(_Bot(_broken(ClientOSError()))) == [SendPhoto]
    assert await _send(_Bot(TelegramForbiddenError(method=GetMe(), message="bot was blocked"))) == [SendPhoto]


async def test_a_picture_that_is_refused() -> None:
    """The words go alone."""
    refused = TelegramBadRequest(method=GetMe(), message="PHOTO_INVALID_DIMENSIONS")
    assert await _send(_Bot(refused)) == [SendPhoto, SendMessage]
    assert await _send(_Bot(refused, refused)) == [SendPhoto, SendMessage]
