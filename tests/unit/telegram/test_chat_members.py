"""Who is in a group, by what Telegram answers; odd answers, refusals, and how long an answer is good."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
)
from aiogram.methods import GetChatMember, TelegramMethod

from bot.errors import StorageError
from bot.ports import Standing
from bot.telegram.chat_members import GOOD_SECONDS, TelegramChatMembers

CHAT, PERSON = -100, 7


class AnsweringBot:
    """A bot whose calls are answered by the test.

    Attributes:
        answer: the next answers' result, or what is raised.
        gate: calls are answered when it is set.
    """

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.calls: list[GetChatMember] = []
        self.called = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, method: TelegramMethod[Any], request_timeout: int | None = None) -> Any:
        """Answer."""
        assert isinstance(method, GetChatMember)
        assert request_timeout, "a person waits"
        self.calls.append(method)
        self.called.set()
        answer = self.answer
        await self.gate.wait()
        if isinstance(answer, Exception):
            raise answer
        return answer


class Clock:
    """Seconds that the test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Now."""
        return self.seconds


def members_of(answer: Any, clock: Clock | None = None) -> tuple[TelegramChatMembers, AnsweringBot]:
    """Both, joined."""
    bot = AnsweringBot(answer)
    return TelegramChatMembers(bot, clock or Clock()), bot  # type: ignore[arg-type]  # only its calls are used


def record(status: Any, **more: Any) -> dict[str, Any]:
    """A ChatMember as it is on the wire."""
    return {"status": status, "user": {"id": PERSON, "is_bot": False, "first_name": "Ann"}, **more}


@pytest.mark.parametrize(
    ("answer", "standing"),
    [
        (record("creator", is_anonymous=True), Standing.ADMIN),
        (record("administrator"), Standing.ADMIN),  # without the rights that newer or older servers name
        (record("administrator", can_teleport=True), Standing.ADMIN),
        (record("member", until_date=1), Standing.MEMBER),
        (record("restricted", is_member=True), Standing.MEMBER),
        (record("restricted", is_member=False), Standing.OUTSIDE),
        (record("restricted"), Standing.UNKNOWN),
        (record("restricted", is_member="yes"), Standing.UNKNOWN),
        (record("left"), Standing.OUTSIDE),
        (record("kicked"), Standing.OUTSIDE),
        (record("guest"), Standing.UNKNOWN),
        (record(None), Standing.UNKNOWN),
        (record(["member"]), Standing.UNKNOWN),
        ({}, Standing.UNKNOWN),
        ([record("member")], Standing.UNKNOWN),
        (True, Standing.UNKNOWN),
    ],
)
async def test_what_telegram_says(answer: Any, standing: Standing) -> None:
    """Only the status counts, and what it does not say clearly is unknown."""
    members, _ = members_of(answer)
    assert await members.standing(CHAT, PERSON) is standing


_CALL = GetChatMember(chat_id=CHAT, user_id=PERSON)


@pytest.mark.parametrize(
    ("error", "standing"),
    [
        (TelegramBadRequest(_CALL, "Bad Request: user not found"), Standing.OUTSIDE),
        (TelegramBadRequest(_CALL, "Bad Request: member not found"), Standing.OUTSIDE),
        (TelegramBadRequest(_CALL, "Bad Request: USER_NOT_PARTICIPANT"), Standing.OUTSIDE),
        (TelegramBadRequest(_CALL, "Bad Request: PARTICIPANT_ID_INVALID"), Standing.UNKNOWN),
        (TelegramBadRequest(_CALL, "Bad Request: CHAT_ADMIN_REQUIRED"), Standing.UNKNOWN),
        (TelegramBadRequest(_CALL, "Bad Request: member list is inaccessible"), Standing.UNKNOWN),
        (TelegramForbiddenError(_CALL, "Forbidden: bot was kicked from the group chat"), Standing.UNKNOWN),
        (TelegramNetworkError(_CALL, "no way through"), Standing.UNKNOWN),
        (ClientDecodeError("a gateway's page", ValueError(), b"<html>"), Standing.UNKNOWN),
        (StorageError("an error of our own session"), Standing.UNKNOWN),
    ],
)
async def test_what_telegram_refuses(error: Exception, standing: Standing) -> None:
    """Nothing is raised; who surely is no member is kept apart from who may be one."""
    members, bot = members_of(error)
    assert await members.standing(CHAT, PERSON) is standing
    bot.answer = record("member")
    assert await members.standing(CHAT, PERSON) is Standing.MEMBER, "only who is inside is remembered"


async def test_an_answer_is_good_for_a_minute() -> None:
    """It is asked again afterwards, and at once where it must be true now."""
    clock = Clock()
    members, bot = members_of(record("administrator"), clock)
    assert await members.standing(CHAT, PERSON) is Standing.ADMIN
    bot.answer = record("member")
    clock.seconds = GOOD_SECONDS - 1
    assert await members.standing(CHAT, PERSON) is Standing.ADMIN
    assert await members.standing(CHAT, PERSON, now=True) is Standing.MEMBER
    assert await members.standing(CHAT, PERSON) is Standing.MEMBER
    bot.answer = record("left")
    clock.seconds += GOOD_SECONDS + 1
    assert await members.standing(CHAT, PERSON) is Standing.OUTSIDE
    assert len(bot.calls) == 3


async def test_changes_are_heard() -> None:
    """A change empties what was known of that person there, the bot's own of everyone there, and of no other chat."""
    members, bot = members_of(record("member"))
    for chat_id, person_id in ((CHAT, PERSON), (CHAT, 8), (-200, PERSON)):
        await members.standing(chat_id, person_id)
    bot.answer = record("kicked")
    members.changed(CHAT, PERSON)
    assert await members.standing(CHAT, PERSON) is Standing.OUTSIDE
    assert await members.standing(CHAT, 8) is Standing.MEMBER
    members.changed(CHAT)
    assert await members.standing(CHAT, 8) is Standing.OUTSIDE
    assert await members.standing(-200, PERSON) is Standing.MEMBER


async def test_an_answer_that_a_change_overtook() -> None:
    """What Telegram answered before the person was removed is not remembered after it."""
    members, bot = members_of(record("member"))
    bot.gate.clear()
    asking = asyncio.ensure_future(members.standing(CHAT, PERSON))
    await bot.called.wait()
    members.changed(CHAT, PERSON)
    bot.answer = record("kicked")
    bot.gate.set()
    await asking
    assert await members.standing(CHAT, PERSON) is Standing.OUTSIDE
