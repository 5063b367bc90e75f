"""A started simulator and a real aiogram bot that talks HTTP to it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from PIL import Image

from bot.sandbox.telegram import Person, TelegramSimulator


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramSimulator]:
    """A Telegram that listens on a free port."""
    simulator = TelegramSimulator()
    await simulator.start()
    yield simulator
    await simulator.close()


class PlainSession(AiohttpSession):
    """aiogram's session without the pause that it makes for TLS connections to end."""

    async def close(self) -> None:
        """Close at once: the connections of these tests are plain."""
        if self._session is not None:
            await self._session.close()


@pytest.fixture
async def bot(telegram: TelegramSimulator) -> AsyncIterator[Bot]:
    """aiogram's own client, with HTML as its default."""
    session = PlainSession(api=TelegramAPIServer.from_base(telegram.url))
    async with Bot(telegram.token, session, DefaultBotProperties(parse_mode="HTML")) as client:
        yield client


@pytest.fixture
async def alice(telegram: TelegramSimulator) -> Person:
    """Someone who has started the bot."""
    person = telegram.person("Alice", language="en", username="alice")
    await person.start()
    return person


def picture(width: int = 64, height: int = 48, kind: str = "JPEG") -> bytes:
    """A small real picture."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), (200, 80, 40)).save(target, kind)
    return target.getvalue()
