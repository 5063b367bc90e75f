"""The meter: what it tells of each call to Telegram."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.exceptions import (
    AiogramError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendMessage

from bot.delivery.session.metrics import MetricsMiddleware
from bot.telegram.session import UnreadableAnswer
from tests.unit.delivery.telegram import RecordingSession, telegram_bot

CALL = SendMessage(chat_id=1, text="x")


class Told(list[tuple[str, str]]):
    """Calls and outcomes that were reported."""

    def __call__(self, call: str, outcome: str, seconds: float) -> None:
        """Note one."""
        assert 0 <= seconds < 60
        self.append((call, outcome))


@pytest.fixture
def notified() -> Told:
    """What the meter tells."""
    return Told()


@pytest.fixture
def session(notified: Told) -> RecordingSession:
    """Telegram behind a meter."""
    session = RecordingSession()
    session.middleware(MetricsMiddleware(notified))
    return session


async def test_a_good_call(session: RecordingSession, notified: Told) -> None:
    """The method's name, and that it went well."""
    await telegram_bot(session)(CALL)
    assert notified == [("sendMessage", "ok")]


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (TelegramRetryAfter(method=CALL, message="slow", retry_after=3), "flood"),
        (TelegramNetworkError(method=CALL, message="no"), "unreachable"),
        (TelegramServerError(method=CALL, message="oops"), "unclear"),
        (UnreadableAnswer(method=CALL, message="no"), "unclear"),
        (TelegramForbiddenError(method=CALL, message="blocked"), "refused"),
    ],
)
async def test_a_call_that_fails(
    session: RecordingSession, notified: Told, error: AiogramError, outcome: str
) -> None:
    """The error goes on as it was; a word of a small list says what it was."""
    session.prepare("sendMessage", error)
    with pytest.raises(type(error)):
        await telegram_bot(session)(CALL)
    assert notified == [("sendMessage", outcome)]


async def test_a_call_that_we_gave_up(session: RecordingSession, notified: Told) -> None:
    """Stopping in the middle of a call says nothing of Telegram."""

    def cut(_: object) -> None:
        raise asyncio.CancelledError

    session.prepare("sendMessage", cut)
    with pytest.raises(asyncio.CancelledError):
        await telegram_bot(session)(CALL)
    assert notified == []
