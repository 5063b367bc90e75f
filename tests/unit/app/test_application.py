"""The first word with Telegram: who waits for it, and what ends the waiting."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.exceptions import TelegramNetworkError, TelegramUnauthorizedError
from aiogram.methods import GetMe
from aiogram.types import User
from structlog.testing import capture_logs

from bot.app import application as kiosk
from bot.errors import SettingsError
from bot.telegram.session import UnreadableAnswer
from tests.unit.delivery.telegram import RecordingSession, telegram_bot

ME = User(id=42, is_bot=True, first_name="Kiosk", username="kiosk_bot")


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> RecordingSession:
    """A Telegram whose answers are prepared; waiting for it takes no time."""
    pause = asyncio.sleep

    async def at_once(_: float) -> None:
        await pause(0)

    monkeypatch.setattr("bot.app.application.asyncio.sleep", at_once)
    return RecordingSession()


async def test_telegram_is_waited_for(session: RecordingSession) -> None:
    """Neither a broken connection nor a gateway's page ends the start: it is asked again."""
    session.prepare(
        "getMe",
        TelegramNetworkError(method=GetMe(), message="no"),
        UnreadableAnswer(method=GetMe(), message="no"),
        lambda _: ME,
    )
    assert await kiosk._knows_us(telegram_bot(session), asyncio.Event())
    assert session.names == ["getMe"] * 3


async def test_a_refused_token_is_not_waited_for(session: RecordingSession) -> None:
    """A token that Telegram refuses ends the start in the operator's words."""
    session.prepare("getMe", TelegramUnauthorizedError(method=GetMe(), message="Unauthorized"))
    with pytest.raises(SettingsError, match=r"^BOT_TOKEN: "):
        await kiosk._knows_us(telegram_bot(session), asyncio.Event())


async def test_told_to_stop_meanwhile(session: RecordingSession) -> None:
    """Who is asked to stop while Telegram does not answer stops."""
    stopping = asyncio.Event()

    def fail(_: object) -> None:
        stopping.set()
        raise TelegramNetworkError(method=GetMe(), message="no")

    session.prepare("getMe", *[fail] * 1000)
    assert not await kiosk._knows_us(telegram_bot(session), stopping)


@pytest.mark.parametrize(("supports", "warned"), [(True, False), (False, True)])
async def test_the_operator_hears_that_inline_mode_is_off(
    session: RecordingSession, *, supports: bool, warned: bool
) -> None:
    """No one can share while it is off, and only BotFather switches it on."""
    session.prepare("getMe", lambda _: ME.model_copy(update={"supports_inline_queries": supports}))
    with capture_logs() as said:
        await kiosk._knows_us(telegram_bot(session), asyncio.Event())
    assert any("/setinline" in line["event"] for line in said) is warned
