"""The paced way out, in virtual time."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, DeleteMessage, SendMediaGroup, SendMessage, TelegramMethod
from aiogram.types import InputMediaPhoto
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.session import rate_limit as pace
from bot.delivery.session.rate_limit import (
    EVERYWHERE,
    GROUP,
    PRIVATE,
    Priority,
    RateLimitMiddleware,
    priority,
)
from tests.unit.delivery.telegram import RecordingSession, telegram_bot
from tests.unit.delivery.virtual import run


class Telegram:
    """A bot behind a pacer that notes when which call got through."""

    def __init__(self) -> None:
        self.session = RecordingSession()
        self.rate_limiter = RateLimitMiddleware()
        self.bot = telegram_bot(self.session)
        self.passed: list[tuple[float, TelegramMethod[Any]]] = []
        self.session.middleware(self.rate_limiter)
        self.session.middleware(self._note)

    async def _note(self, make_request: Any, bot: Bot, method: TelegramMethod[Any]) -> Any:
        self.passed.append((asyncio.get_running_loop().time(), method))
        return await make_request(bot, method)

    async def say(self, chat_id: int, text: str = "x", level: Priority = Priority.ANSWER) -> None:
        """Send a text at a priority."""
        with priority(level):
            await self.bot(SendMessage(chat_id=chat_id, text=text))

    def times(self, chat_id: int | None = None) -> list[float]:
        """When messages to a chat, or to any, got through."""
        return [moment for moment, call in self.passed if chat_id in (None, getattr(call, "chat_id", None))]

    def texts(self) -> list[str]:
        """What was said, in order."""
        return [call.text for _, call in self.passed if isinstance(call, SendMessage)]


def most_in_window(times: list[float], seconds: float) -> int:
    """The largest number of moments in any half-open window of this length."""
    return max((sum(1 for other in times if start <= other < start + seconds) for start in times), default=0)


messages = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, -1, -2]),
        st.sampled_from(Priority),
        st.floats(0, 5),
    ),
    max_size=80,
)


@settings(max_examples=40, deadline=None)
@given(messages)
def test_no_window_is_ever_above_its_budget(plan: list[tuple[int, Priority, float]]) -> None:
    """Whatever is asked for and when, everything gets through and no chat, group or whole exceeds any window."""

    async def later(telegram: Telegram, chat_id: int, level: Priority, delay: float) -> None:
        await asyncio.sleep(delay)
        await telegram.say(chat_id, level=level)

    async def main() -> Telegram:
        telegram = Telegram()
        async with asyncio.TaskGroup() as group:
            for item in plan:
                group.create_task(later(telegram, *item))
        return telegram

    telegram = run(main())
    assert len(telegram.passed) == len(plan)
    for chat_id in {chat_id for chat_id, _, _ in plan}:
        for window in PRIVATE if chat_id > 0 else GROUP:
            assert most_in_window(telegram.times(chat_id), window.seconds) <= window.count
    for window in EVERYWHERE:
        assert most_in_window(telegram.times(), window.seconds) <= window.count


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(Priority), max_size=25))
def test_who_waits_goes_by_priority_then_by_age(levels: list[Priority]) -> None:
    """In one chat, everything that waits leaves sorted: results, answers, progress; first come first served."""

    async def main() -> list[str]:
        telegram = Telegram()
        for _ in range(PRIVATE[0].count):
            await telegram.say(1, "-1")
        async with asyncio.TaskGroup() as group:
            for number, level in enumerate(levels):
                group.create_task(telegram.say(1, str(number), level))
        return telegram.texts()[PRIVATE[0].count :]

    expected = [str(number) for number, _ in sorted(enumerate(levels), key=lambda item: (item[1], item[0]))]
    assert run(main()) == expected


def test_a_quiet_chat_is_served_at_once() -> None:
    """A short burst into an idle chat does not wait."""

    async def main() -> list[float]:
        telegram = Telegram()
        for _ in range(3):
            await telegram.say(1)
        return telegram.times()

    assert run(main()) == [1000.0] * 3


def test_a_busy_group_does_not_delay_others() -> None:
    """While a group waits for its next minute, a private chat is answered at once."""

    async def main() -> list[float]:
        telegram = Telegram()
        async with asyncio.TaskGroup() as group:
            for _ in range(25):
                group.create_task(telegram.say(-1, level=Priority.RESULT))
            await asyncio.sleep(20)
            await telegram.say(1)
        assert telegram.times(-1)[-1] > 1060
        return telegram.times(1)

    assert run(main()) == [1020.0]


def test_an_album_weighs_what_it_holds() -> None:
    """Two albums of ten fill a group's minute: the next message waits for it to pass."""

    async def main() -> list[float]:
        telegram = Telegram()
        with priority(Priority.RESULT):
            for _ in range(2):
                photo = InputMediaPhoto(media="https://a.example/b.png")
                await telegram.bot(SendMediaGroup(chat_id=-1, media=[photo for _ in range(10)]))
        await telegram.say(-1)
        return telegram.times(-1)

    assert run(main()) == [1000.0, 1001.0, 1060.0]


def test_flood_control_is_obeyed_to_the_second() -> None:
    """After a 429 nothing goes to that chat before its time, not even a deletion; then the same call goes again."""

    async def main() -> tuple[list[float], list[float]]:
        telegram = Telegram()
        method = SendMessage(chat_id=1, text="x")
        telegram.session.prepare(
            "sendMessage", TelegramRetryAfter(method=method, message="slow", retry_after=7)
        )
        async with asyncio.TaskGroup() as group:
            group.create_task(telegram.say(1))
            await asyncio.sleep(1)
            group.create_task(telegram.say(1))
            group.create_task(telegram.bot(DeleteMessage(chat_id=1, message_id=5)))
            await telegram.say(2)
        return telegram.times(1), telegram.times(2)

    assert run(main()) == ([1000.0, 1007.0, 1007.0, 1007.0], [1001.0])


def test_a_long_hold_is_handed_to_the_sender() -> None:
    """A caller that would wait too long gets the remaining seconds, also when already in line."""

    async def main() -> tuple[list[int], int]:
        telegram = Telegram()
        method = SendMessage(chat_id=1, text="x")
        for _ in range(3):
            await telegram.say(1)
        telegram.session.prepare(
            "sendMessage", TelegramRetryAfter(method=method, message="slow", retry_after=100)
        )
        outcomes = await asyncio.gather(*(telegram.say(1) for _ in range(4)), return_exceptions=True)
        await asyncio.sleep(40)
        late = await asyncio.gather(telegram.say(1), return_exceptions=True)
        estimator = [
            error.retry_after for error in (*outcomes, *late) if isinstance(error, TelegramRetryAfter)
        ]
        return estimator, len(telegram.passed)

    assert run(main()) == ([100, 100, 60], 6)


def test_progress_is_not_tried_again() -> None:
    """A 429 for progress goes straight to its sender, who drops it."""

    async def main() -> int:
        telegram = Telegram()
        method = SendMessage(chat_id=1, text="x")
        telegram.session.prepare(
            "sendMessage", TelegramRetryAfter(method=method, message="slow", retry_after=1)
        )
        with pytest.raises(TelegramRetryAfter):
            await telegram.say(1, level=Priority.PROGRESS)
        return len(telegram.passed)

    assert run(main()) == 1


def test_stubborn_flood_control_ends() -> None:
    """A call that is refused again and again gives up after some attempts."""

    async def main() -> int:
        telegram = Telegram()
        method = SendMessage(chat_id=1, text="x")
        refusal = TelegramRetryAfter(method=method, message="slow", retry_after=1)
        telegram.session.prepare("sendMessage", *[refusal] * 10)
        with pytest.raises(TelegramRetryAfter):
            await telegram.say(1, level=Priority.RESULT)
        return len(telegram.passed)

    assert run(main()) == pace.ATTEMPTS


def test_a_button_press_is_answered_without_a_queue() -> None:
    """What is no message passes at once, even while everything is held."""

    async def main() -> float:
        telegram = Telegram()
        async with asyncio.TaskGroup() as group:
            for _ in range(100):
                group.create_task(telegram.say(1))
            await asyncio.sleep(0)
            await telegram.bot(AnswerCallbackQuery(callback_query_id="1"))
            return next(moment for moment, call in telegram.passed if isinstance(call, AnswerCallbackQuery))

    assert run(main()) == 1000.0


def test_who_is_cancelled_leaves_the_line() -> None:
    """Cancelled callers, at the head or in the middle, neither send nor hold up the others."""

    async def main() -> tuple[list[str], list[float]]:
        telegram = Telegram()
        tasks = [asyncio.ensure_future(telegram.say(1, str(number))) for number in range(8)]
        await asyncio.sleep(0.5)
        for position in (3, 5):
            tasks[position].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return telegram.texts(), telegram.times()

    texts, times = run(main())
    assert texts == ["0", "1", "2", "4", "6", "7"]
    assert times == [1000.0] * 3 + [1001.0] * 3


def test_room_is_for_those_who_wait() -> None:
    """There is room for progress in an idle chat, not in one that was just written to or is held."""

    async def main() -> list[bool]:
        telegram = Telegram()
        seen = [telegram.rate_limiter.has_room(1)]
        await telegram.say(1)
        await telegram.say(1)
        seen += [telegram.rate_limiter.has_room(1), telegram.rate_limiter.has_room(2)]
        await asyncio.sleep(10)
        seen.append(telegram.rate_limiter.has_room(1))
        refusal = TelegramRetryAfter(method=SendMessage(chat_id=1, text="x"), message="slow", retry_after=100)
        telegram.session.prepare("sendMessage", refusal)
        with pytest.raises(TelegramRetryAfter):
            await telegram.say(1)
        await asyncio.sleep(20)
        return [*seen, telegram.rate_limiter.has_room(1)]

    assert run(main()) == [True, False, True, True, False]


def test_the_line_of_a_chat_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers beyond the longest line fail at once, results wait however many there are; other chats do not notice."""
    monkeypatch.setattr(pace, "LONGEST_LINE", 5)

    async def story() -> None:
        telegram = Telegram()
        answers = [asyncio.ensure_future(telegram.say(-1)) for _ in range(20)]
        results = [asyncio.ensure_future(telegram.say(-1, "result", Priority.RESULT)) for _ in range(20)]
        await telegram.say(2)
        await asyncio.sleep(0)
        failed = [answer for answer in answers if answer.done() and answer.exception() is not None]
        assert len(failed) == 20 - 3 - 5  # three go at once, five wait
        assert all(isinstance(answer.exception(), TelegramRetryAfter) for answer in failed)
        await asyncio.wait({*answers, *results})
        assert telegram.texts().count("result") == 20

    run(story())


def test_idle_chats_are_forgotten() -> None:
    """Writing to many chats over time does not fill the memory."""

    async def main() -> int:
        telegram = Telegram()
        for chat_id in range(1, 3001):
            await telegram.say(chat_id)
        return len(telegram.rate_limiter._chats)

    assert run(main()) <= 1001


def test_how_many_wait() -> None:
    """Calls in line are counted; those that got through, and those whose sender gave up, are not."""

    async def story() -> list[int]:
        telegram = Telegram()
        seen = [telegram.rate_limiter.waiting]
        async with asyncio.TaskGroup() as group:
            senders = [group.create_task(telegram.say(1)) for _ in range(5)]
            await asyncio.sleep(0)
            seen.append(telegram.rate_limiter.waiting)
            senders[-1].cancel()
            await asyncio.sleep(0)
            seen.append(telegram.rate_limiter.waiting)
        return [*seen, telegram.rate_limiter.waiting]

    assert run(story()) == [0, 2, 1, 0]


def test_a_group_that_asks_a_lot_still_gets_its_results_at_once() -> None:
    """Of its twenty messages a minute some are kept for results, however many answers and progress messages go."""

    async def main() -> Telegram:
        telegram = Telegram()
        async with asyncio.TaskGroup() as group:
            for number in range(30):
                level = Priority.PROGRESS if number % 3 else Priority.ANSWER
                group.create_task(telegram.say(-1, f"answer {number}", level))
            await asyncio.sleep(20)
            for number in range(4):
                await telegram.say(-1, f"result {number}", Priority.RESULT)
        return telegram

    telegram = run(main())
    results = [moment for moment, call in telegram.passed if "result" in getattr(call, "text", "")]
    assert results[-1] <= 1020 + 1, "as fast as a chat takes them"
    assert most_in_window(telegram.times(-1), 60) <= GROUP[1].count
