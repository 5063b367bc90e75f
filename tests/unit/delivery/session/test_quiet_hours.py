"""Quiet hours reach every message that brings something, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.methods import (
    AnswerCallbackQuery,
    CopyMessage,
    EditMessageText,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendVideo,
    TelegramMethod,
)

from bot.delivery.session.quiet_hours import QuietHoursMiddleware
from bot.domain.person import Person
from bot.domain.quiet_hours import QuietHours
from bot.people.quiet_hours import QuietHoursService
from storage.core.database import Database
from storage.people.people import SqlitePersonRepository
from tests.support.fake_clock import FakeClock

SLEEPER, WAKER, GROUP = 7, 8, -100


async def silent(quiet_hours: QuietHoursMiddleware, method: TelegramMethod[Any]) -> object:
    """What the call that leaves says of its sound."""
    sent: list[TelegramMethod[Any]] = []

    async def make_request(_: Bot, made: TelegramMethod[Any]) -> Any:
        sent.append(made)
        return True

    await quiet_hours(make_request, Bot("42:TEST"), method)
    return getattr(sent[0], "disable_notification", None)


@pytest.fixture
async def quiet_hours(database: Database, clock: FakeClock) -> QuietHoursMiddleware:
    """One person has quiet hours now, another has not."""
    people = SqlitePersonRepository(database, clock)
    for person_id in (SLEEPER, WAKER):
        await people.see(person_id, telegram_language="", name="")
    hour = clock.now().hour
    await people.keep(Person(id=SLEEPER, utc_offset=60, quiet=QuietHours((hour + 1) % 24, (hour + 2) % 24)))
    await people.keep(Person(id=WAKER, utc_offset=0, quiet=QuietHours((hour + 1) % 24, (hour + 2) % 24)))
    return QuietHoursMiddleware(QuietHoursService(people, clock).until)


@pytest.mark.parametrize(
    "method",
    [
        SendMessage(chat_id=SLEEPER, text="a"),
        SendMessage(chat_id=SLEEPER, text="a", disable_notification=False),
        SendVideo(chat_id=SLEEPER, video="a"),
        SendDocument(chat_id=SLEEPER, document="a"),
        SendMediaGroup(chat_id=SLEEPER, media=[]),
        CopyMessage(chat_id=SLEEPER, from_chat_id=1, message_id=1),
    ],
)
async def test_whatever_arrives_is_silent(
    quiet_hours: QuietHoursMiddleware, method: TelegramMethod[Any]
) -> None:
    """Words, media, albums and copies alike; the caller's own method is left as it was."""
    before = getattr(method, "disable_notification", None)
    assert await silent(quiet_hours, method) is True
    assert getattr(method, "disable_notification", None) == before


@pytest.mark.parametrize(
    "method",
    [
        SendMessage(chat_id=WAKER, text="a"),
        SendMessage(chat_id=4711, text="a"),
        SendMessage(chat_id=GROUP, text="a"),
        SendMessage(chat_id="@channel", text="a"),
        EditMessageText(chat_id=SLEEPER, message_id=1, text="a"),
        AnswerCallbackQuery(callback_query_id="1"),
    ],
)
async def test_others_hear_it(quiet_hours: QuietHoursMiddleware, method: TelegramMethod[Any]) -> None:
    """Who is awake or unknown, groups, and calls that make no sound anyway are left as they are."""
    assert await silent(quiet_hours, method) is not True


async def test_until_when(database: Database, clock: FakeClock) -> None:
    """The end is reported while it is quiet, and nothing outside; who was forgotten has no quiet hours."""
    people = SqlitePersonRepository(database, clock)
    rest = QuietHoursService(people, clock)
    assert await rest.until(SLEEPER) is None
    await people.see(SLEEPER, telegram_language="", name="")
    assert await rest.until(SLEEPER) is None
    hour = clock.now().hour
    await people.keep(Person(id=SLEEPER, utc_offset=0, quiet=QuietHours(hour, (hour + 1) % 24)))
    until = await rest.until(SLEEPER)
    assert until is not None
    assert until > clock.now() >= datetime(2000, 1, 1, tzinfo=UTC)
    clock.advance(hours=1)
    assert await rest.until(SLEEPER) is None
