"""Telegram's updates, fetched: none is lost, none is in another's way, and no answer of Telegram's stops it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import GetUpdates, TelegramMethod
from aiogram.types import Message, PreCheckoutQuery
from structlog.testing import capture_logs

from bot.telegram.session import UnreadableAnswer
from bot.web import polling
from bot.web.polling import Poller
from bot.web.polling_watch import PollingWatch
from bot.web.update_feed import UpdateFeed
from bot.web.update_inbox import UpdateInbox
from tests.unit.web.pending import MemoryPendingUpdates, UpdateCounter

ASKING = GetUpdates()


def update(number: int, chat_id: int = 7) -> dict[str, Any]:
    """An update with its number as text."""
    message = {"message_id": 1, "date": 1, "chat": {"id": chat_id, "type": "private"}, "text": str(number)}
    return {"update_id": number, "message": message}


class Batches(BaseSession):
    """Telegram, answering from a list; then it keeps the request open for ever."""

    def __init__(self, *answers: list[dict[str, Any]] | Exception) -> None:
        super().__init__()
        self._answers = deque(answers)
        self.offsets: list[int | None] = []
        self.confirmed: int | None = None
        self.asked = asyncio.Event()

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109  aiogram's signature
        """Answer `getUpdates`."""
        assert isinstance(method, GetUpdates)
        if method.timeout == 0:
            self.confirmed = method.offset
            return []
        self.offsets.append(method.offset)
        self.asked.set()
        if not self._answers:
            await asyncio.Event().wait()
        answer = self._answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes]:
        """No files here."""
        yield b""


async def heard(session: Batches, until: int, on_text: Callable[[str], None] = lambda _: None) -> list[str]:
    """Run the poller until this many updates were handled; their texts in order."""
    texts: list[str] = []
    dispatcher = Dispatcher()
    bot = Bot("42:token", session=session)
    inbox, poller = polling_with(bot, dispatcher)

    @dispatcher.message()
    async def hear(message: Message) -> None:
        texts.append(message.text or "")
        if len(texts) == until:
            poller.stop()
        on_text(message.text or "")

    with capture_logs():
        async with asyncio.timeout(10), asyncio.TaskGroup() as group:
            group.create_task(inbox.run())
            await poller.run()
            inbox.stop()
    return texts


def polling_with(bot: Bot, dispatcher: Dispatcher) -> tuple[UpdateInbox, Poller]:
    """An inbox and what fills it."""
    counter = UpdateCounter()
    inbox = UpdateInbox(MemoryPendingUpdates(), UpdateFeed(bot, dispatcher, counter).handle, counter)
    return inbox, Poller(bot, inbox, PollingWatch(), ["message"])


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "_PAUSE_SECONDS", 0.0)


async def test_batches_are_confirmed_after_they_were_handled() -> None:
    """The offset moves on with each batch, and the last one is confirmed when we stop."""
    session = Batches([update(1), update(2)], [update(3)])
    assert await heard(session, 3) == ["1", "2", "3"]
    assert session.offsets[:2] == [None, 3]
    assert session.confirmed == 4


@pytest.mark.parametrize("fault", [RuntimeError("a fault of a handler"), asyncio.CancelledError()])
async def test_a_handlers_fault_stops_nothing(fault: BaseException) -> None:
    """An update that breaks its handler is passed over; those of the same person after it are handled."""

    def on_text(text: str) -> None:
        if text == "1":
            raise fault

    assert await heard(Batches([update(1), update(2)]), 2, on_text) == ["1", "2"]


@pytest.mark.parametrize(
    "trouble",
    [
        TelegramNetworkError(ASKING, "no way through"),
        TelegramConflictError(ASKING, "another one polls"),
        TelegramRetryAfter(ASKING, "slowly", 0),
        UnreadableAnswer(method=ASKING, message="no answer of the Bot API"),
    ],
)
async def test_trouble_at_telegram_stops_nothing(trouble: Exception) -> None:
    """After an error, also after a proxy's page instead of an answer, the same offset is asked for again."""
    session = Batches([update(1)], trouble, [update(2)])
    assert await heard(session, 2) == ["1", "2"]
    assert session.offsets[:3] == [None, 2, 2]


async def test_what_a_fault_has_interrupted_is_not_confirmed() -> None:
    """The poller falls while nothing is taken in: run once more, it fetches the same update again, and it is handled."""
    dispatcher, texts = Dispatcher(), list[str]()
    session = Batches([update(1)], RuntimeError("a fault"), [update(1)], [update(1)])
    bot = Bot("42:token", session=session)
    inbox, poller = polling_with(bot, dispatcher)

    @dispatcher.message()
    async def hear(message: Message) -> None:
        texts.append(message.text or "")
        poller.stop()

    with capture_logs():
        async with asyncio.timeout(10):
            with pytest.raises(ExceptionGroup):
                await poller.run()
            async with asyncio.TaskGroup() as group:
                group.create_task(inbox.run())
                await poller.run()
                inbox.stop()
    assert session.offsets[:3] == [None, 1, 1]
    assert (texts, session.confirmed) == (["1"], 2)


async def test_stops_while_nothing_comes() -> None:
    """A request that Telegram keeps open does not hold up the stop, and nothing is confirmed that never came."""
    session = Batches()
    _, poller = polling_with(Bot("42:token", session=session), Dispatcher())
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        running = group.create_task(poller.run())
        await session.asked.wait()
        poller.stop()
        await running
    assert session.confirmed is None


async def test_numbers_that_begin_anew() -> None:
    """After a week of silence Telegram numbers updates anew, possibly lower: they are fetched, and confirmed by their own."""
    session = Batches([update(900)], [], [update(3)])
    assert await heard(session, 2) == ["900", "3"]
    assert session.offsets[:3] == [None, 901, None]
    assert session.confirmed == 4


async def test_a_checkout_beside_a_stuck_chat_with_the_disk_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """What can be neither handled nor written down holds up nothing that comes after it, and is not confirmed."""
    monkeypatch.setattr(polling, "AGAIN_SECONDS", 0.01)
    checkout = {"id": "1", "from": {"id": 2, "is_bot": False, "first_name": "B"}, "currency": "XTR"}
    asked = {"update_id": 3, "pre_checkout_query": {**checkout, "total_amount": 5, "invoice_payload": "k"}}
    first = [update(1, 7), update(2, 8)]
    session = Batches(first, first[:1], [first[0], update(4, 7), asked], [first[0], update(4, 7), asked])
    bot, dispatcher, pending, counter = (
        Bot("42:token", session=session),
        Dispatcher(),
        MemoryPendingUpdates(),
        UpdateCounter(),
    )
    inbox = UpdateInbox(pending, UpdateFeed(bot, dispatcher, counter).handle, counter)
    poller = Poller(bot, inbox, PollingWatch(), ["message"])
    heard: list[str] = []
    free, answered = asyncio.Event(), asyncio.Event()

    @dispatcher.message()
    async def hear(message: Message) -> None:
        if message.text == "1":
            await free.wait()
        heard.append(message.text or "")

    @dispatcher.pre_checkout_query()
    async def answer(_: PreCheckoutQuery) -> None:
        answered.set()

    with capture_logs():
        async with asyncio.timeout(10), asyncio.TaskGroup() as group:
            group.create_task(inbox.run())
            await inbox.take([])
            pending.broken = True
            polls = group.create_task(poller.run())
            await answered.wait()
            assert heard == ["2"]
            assert set(session.offsets) == {None, 1}
            poller.stop()
            free.set()
            await polls
            inbox.stop()
    assert heard == ["2", "1", "4"]
    assert session.confirmed == 5
