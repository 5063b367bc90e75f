"""/user: one person as operators see them."""

from __future__ import annotations

import pytest
from aiogram.types import Chat, MessageOriginHiddenUser, MessageOriginUser, User

from bot.domain.staff import Role
from handlers.core.buttons.operator import UserButton
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.operator.test_staff_command import from_person, known
from tests.unit.handlers.telegram import MOMENT

PERSON, HELPER = 60, 50


@pytest.mark.parametrize("words", ["/user 60", "/user @BOB", "/user"])
async def test_one_person(kiosk: BotUnderTest, words: str) -> None:
    """By id, @name, and in reply to a forwarded message: name, balance in parts, entries, what was made."""
    await kiosk.people.see(PERSON, telegram_language="ru", name="<b>Bob", username="bob", source="ad:x<y")
    owner = kiosk.person(ADMIN)
    await owner.say("/grant 60 50")
    user = User(id=PERSON, is_bot=False, first_name="Bob")
    forwarded = from_person(ADMIN, forward_origin=MessageOriginUser(date=MOMENT, sender_user=user))
    await owner.say(words, **({"reply_to_message": forwarded} if words == "/user" else {}))
    text = kiosk.screen.last.text
    for said in (
        "&lt;b&gt;Bob, @bob, <code>60</code>",
        "250",
        "50",
        "+50",
        "campaign x&lt;y",
        "Nothing made yet",
    ):
        assert said in text, said
    await kiosk.person(ADMIN, language="ru").say("/user 60")
    assert "Язык: ru" in kiosk.screen.last.text
    await owner.say("/block 60")
    await owner.say("/user 60")
    assert "Blocked" in kiosk.screen.last.text
    await owner.tap("Log")
    assert "not blocked → blocked" in kiosk.screen.last.text


async def test_who_is_not_there(kiosk: BotUnderTest) -> None:
    """Unknown, hidden and doubled people are refused in words."""
    await known(kiosk, PERSON)
    owner = kiosk.person(ADMIN)
    hidden = from_person(ADMIN, forward_origin=MessageOriginHiddenUser(date=MOMENT, sender_user_name="X"))
    for words, more, said in (
        ("/user 999", {}, "No user with id 999"),
        ("/user", {}, "/user 123456789"),
        ("/user 60 70", {}, "name another"),
        ("/user", {"reply_to_message": hidden}, "X hides"),
    ):
        await owner.say(words, **more)
        assert said in kiosk.screen.last.text, words


@pytest.mark.parametrize("role", [None, *Role])
async def test_made_up_data_shows_nothing(kiosk: BotUnderTest, role: Role | None) -> None:
    """The button's data shows a person to support and above alone, wherever it comes from."""
    await kiosk.people.see(PERSON, telegram_language="en", name="Bob", username="secretbob")
    await known(kiosk)
    if role not in {None, Role.OWNER}:
        await kiosk.dispatcher["staff"].appoint(HELPER, role, by=ADMIN)
    person = kiosk.person(ADMIN if role is Role.OWNER else HELPER, chat=Chat(id=HELPER, type="private"))
    await person.tap_data(UserButton(person=PERSON).pack(), 1)
    shown = any("secretbob" in one.text for one in kiosk.screen.messages.values())
    assert shown is (role in {Role.SUPPORT, Role.MONEY, Role.OWNER})
