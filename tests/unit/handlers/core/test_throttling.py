"""Who sends too much at once is asked to slow down, once; no other person notices."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import CallbackQuery, Chat, InlineQuery, Message, User

from bot.domain.person import Person
from bot.i18n import LOCALES, Texts
from handlers.core.throttling import ThrottlingMiddleware
from tests.unit.handlers.telegram import MOMENT, Screenful

LIMIT = 4
START = MOMENT.timestamp()


class Nobody:
    """No one is known (`PersonRepository`)."""

    async def person(self, person_id: int) -> Person | None:
        """Not known."""
        return None


class GroupAdmission:
    """The middleware between updates and a handler that counts them."""

    def __init__(self, bot: Bot, texts: Texts) -> None:
        self.now = START
        self.let_in = 0
        self.guard = ThrottlingMiddleware(LIMIT, lambda: self.now)
        self._data: dict[str, Any] = {"bot": bot, "texts": texts, "people": Nobody()}

    async def _handler(self, _event: object, _data: object) -> None:
        self.let_in += 1

    async def type(self, words: str, *, person_id: int = 7) -> None:
        """An inline query, now."""
        user = User(id=person_id, is_bot=False, first_name="A", language_code="en")
        query = InlineQuery(id="1", from_user=user, query=words, offset="")
        await self.guard(self._handler, query, {**self._data, "event_from_user": user})

    async def say(
        self, text: str = "/menu", *, person_id: int = 7, chat: str = "private", at: float = 0.0
    ) -> None:
        """A message, sent `at` seconds from the start (now, when 0)."""
        user = User(id=person_id, is_bot=False, first_name="A", language_code="en")
        moment = int(START + at if at else self.now)
        message = Message.model_validate(
            {
                "message_id": 1,
                "date": moment,
                "chat": Chat(id=person_id if chat == "private" else -5, type=chat),
                "from_user": user,
                "text": text,
            }
        )
        await self.guard(self._handler, message, {**self._data, "event_from_user": user})

    async def tap(self, person_id: int = 7) -> None:
        """A tap, now."""
        user = User(id=person_id, is_bot=False, first_name="A", language_code="ru")
        query = CallbackQuery(id="1", from_user=user, chat_instance="1", data="x")
        await self.guard(self._handler, query, {**self._data, "event_from_user": user})


@pytest.fixture
def screen() -> Screenful:
    """What people see."""
    return Screenful()


@pytest.fixture
def group_admission(screen: Screenful) -> GroupAdmission:
    """A throttle with room for four."""
    return GroupAdmission(Bot("42:TEST", session=screen), Texts.load(LOCALES))


async def test_asked_once_then_silence(group_admission: GroupAdmission, screen: Screenful) -> None:
    """The fifth in a burst gets one polite message; those after it get nothing and reach no one."""
    for _ in range(10):
        await group_admission.say()
    assert group_admission.let_in == LIMIT
    assert [shown.text for shown in screen.messages.values()] == [
        "Too many at once. Wait a few seconds and try again."
    ]


async def test_a_tap_is_told_by_a_toast(group_admission: GroupAdmission, screen: Screenful) -> None:
    """A tap too many is answered to the person alone, in their language."""
    for _ in range(LIMIT + 2):
        await group_admission.tap()
    assert group_admission.let_in == LIMIT
    assert not screen.messages
    assert screen.toasts == ["Слишком много сразу. Подождите несколько секунд и попробуйте снова."]


async def test_listened_to_when_calm(group_admission: GroupAdmission, screen: Screenful) -> None:
    """Who was asked is listened to when half of the window is free again, not a moment earlier."""
    for _ in range(LIMIT):
        await group_admission.tap()
        group_admission.now += 1.0
    await group_admission.tap()
    group_admission.now += 6.9  # the first tap but not the second has left the window
    await group_admission.tap()
    assert group_admission.let_in == LIMIT
    group_admission.now += 0.2
    await group_admission.tap()
    assert group_admission.let_in == LIMIT + 1
    assert len(screen.toasts) == 1


async def test_others_do_not_notice(group_admission: GroupAdmission) -> None:
    """Every person has a window of their own."""
    for _ in range(10):
        await group_admission.say()
    await group_admission.say(person_id=8)
    assert group_admission.let_in == LIMIT + 1


async def test_what_waited_while_we_were_down(group_admission: GroupAdmission, screen: Screenful) -> None:
    """Messages that were sent over an hour and arrive at once are all let in."""
    group_admission.now += 3600
    for number in range(1, 31):
        await group_admission.say(at=number * 100)
    assert group_admission.let_in == 30
    assert not screen.messages


async def test_a_groups_own_talk_does_not_count(group_admission: GroupAdmission) -> None:
    """Words that are not for the bot use nothing up."""
    for _ in range(20):
        await group_admission.say("so I said to him", chat="supergroup")
    await group_admission.say("/menu", chat="supergroup")
    assert group_admission.let_in == 1


async def test_fast_typing_is_left_unanswered(group_admission: GroupAdmission, screen: Screenful) -> None:
    """Inline queries beyond the limit get no answer and no message, and are answered again after a pause."""
    for length in range(3 * LIMIT):
        await group_admission.type("cat"[:length])
    assert group_admission.let_in == LIMIT
    assert not screen.calls
    group_admission.now += 10
    await group_admission.type("cat")
    assert group_admission.let_in == LIMIT + 1


@pytest.mark.parametrize("wrong", [3600.0, -3600.0, 86400.0 * 365])
async def test_a_machine_whose_clock_is_wrong(group_admission: GroupAdmission, wrong: float) -> None:
    """Messages carry Telegram's time: taps are counted on the same scale, and no one is silenced by the difference."""
    group_admission.now += wrong
    for step in range(1, 40):
        group_admission.now += 5
        await group_admission.say(at=5.0 * step)
        await group_admission.tap()
    assert group_admission.let_in == 78


async def test_a_date_that_cannot_be(group_admission: GroupAdmission) -> None:
    """One message from the far future stops no later one."""
    await group_admission.say()
    await group_admission.say(at=1e9)
    for _ in range(20):
        group_admission.now += 10
        await group_admission.say()
        await group_admission.tap()
    assert group_admission.let_in == 42
