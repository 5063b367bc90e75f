"""Each update is handled once, however often it is brought."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import Message, Update
from structlog.testing import capture_logs

from bot.web.update_dedup import UpdateDeduplicator


class Ears:
    """Hears texts; the first one waits until it is let go."""

    def __init__(self) -> None:
        self.heard: list[str | None] = []
        self.began, self.free = asyncio.Event(), asyncio.Event()
        self.dispatcher = Dispatcher()
        self.dispatcher.message.register(self._hear)

    async def _hear(self, message: Message) -> None:
        self.heard.append(message.text)
        self.began.set()
        await self.free.wait()
        if message.text == "break":
            raise RuntimeError("a fault of a handler")


@pytest.fixture
def ears() -> Ears:
    """A dispatcher that listens."""
    return Ears()


@pytest.fixture
async def taking(ears: Ears) -> AsyncGenerator[UpdateDeduplicator]:
    """The deduplicator before it."""
    bot = Bot("42:token")
    yield UpdateDeduplicator(bot, ears.dispatcher)
    await bot.session.close()


def update(number: int, text: str = "hello") -> Update:
    """An update with a text."""
    message = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": text}
    return Update.model_validate({"update_id": number, "message": message})


async def test_once(taking: UpdateDeduplicator, ears: Ears) -> None:
    """The same id is handled once, another one by itself."""
    ears.free.set()
    for number in (1, 1, 2, 1):
        await taking.take(update(number))
    assert len(ears.heard) == 2


async def test_a_second_delivery_waits_for_the_first(taking: UpdateDeduplicator, ears: Ears) -> None:
    """Telegram gets the confirmation of an update only after it was handled, also when it sends it twice at a time."""
    async with asyncio.TaskGroup() as group:
        first = group.create_task(taking.take(update(1)))
        await ears.began.wait()
        second = group.create_task(taking.take(update(1)))
        await asyncio.sleep(0)
        assert not second.done()
        ears.free.set()
        await first
    assert second.done()
    assert ears.heard == ["hello"]


async def test_a_cancelled_one_is_not_forgotten(taking: UpdateDeduplicator, ears: Ears) -> None:
    """An update whose handling was cut off may come again."""
    first = asyncio.ensure_future(taking.take(update(1)))
    await ears.began.wait()
    first.cancel()
    await asyncio.wait({first})
    ears.free.set()
    await taking.take(update(1))
    assert ears.heard == ["hello", "hello"]


async def test_a_handlers_fault(taking: UpdateDeduplicator, ears: Ears) -> None:
    """It is logged, and the update does not come again."""
    ears.free.set()
    with capture_logs() as logs:
        await taking.take(update(1, "break"))
        await taking.take(update(1, "break"))
    assert ears.heard == ["break"]
    assert [line["update_id"] for line in logs] == [1]


async def test_bounded(ears: Ears) -> None:
    """Only so many ids are remembered; the oldest goes first."""
    bot = Bot("42:token")
    taking = UpdateDeduplicator(bot, ears.dispatcher, remembered=2)
    ears.free.set()
    for number in (1, 2, 3, 3, 2, 1):
        await taking.take(update(number, str(number)))
    assert ears.heard == ["1", "2", "3", "1"]
    await bot.session.close()
