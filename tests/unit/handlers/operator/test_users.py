"""/users: operators find people."""

from __future__ import annotations

import pytest
from aiogram.types import Chat

from bot.domain.people_search import PeopleFilter
from bot.domain.staff import Role
from handlers.core.buttons.operator import UsersButton
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.operator.test_staff_command import known

HELPER = 50


async def test_finding_people(kiosk: BotUnderTest) -> None:
    """By id, @name and name; hostile names stay within their lines; a tap opens the card below the list."""
    await known(kiosk, 60, "<b>Bob\n\u202eevil", "bob")
    await known(kiosk, 61, "Bobby")
    await known(kiosk, 62, "Anna")
    owner = kiosk.person(ADMIN)
    await owner.say("/users bob")
    text = kiosk.screen.last.text
    assert "2. Bobby, <code>61</code>" in text
    assert "1. &lt;b&gt;Bob evil, @bob, <code>60</code>" in text
    assert "Anna" not in text
    await owner.tap("2")
    assert "👤 Bobby, <code>61</code>" in kiosk.screen.last.text
    for words, line in (("62", "1. Anna"), ("@BO", "1. &lt;b&gt;Bob"), ("nobody", "No one fits")):
        await owner.say(f"/users {words}")
        assert line in kiosk.screen.last.text, words
    await owner.say("/users 🤷")
    assert "/users anna" in kiosk.screen.last.text
    await kiosk.person(ADMIN, language="ru").say("/users бо")
    assert "Никого" in kiosk.screen.last.text


async def test_pages_and_filters(kiosk: BotUnderTest) -> None:
    """Each page goes on behind the last one; a filter begins anew and keeps the words."""
    for person_id in range(100, 125):
        await known(kiosk, person_id, "Cat")
    owner = kiosk.person(ADMIN)
    await owner.say("/block 105")
    await owner.say("/users cat")
    shown = kiosk.screen.last.text
    for _ in range(2):
        await owner.tap("More ▶")
        shown += kiosk.screen.last.text
    for person_id in range(100, 125):
        assert shown.count(f"<code>{person_id}</code>") == 1
    await owner.tap("Blocked")
    text = kiosk.screen.last.text
    assert "Search: “cat”" in text
    assert "1. Cat, <code>105</code>" in text
    assert "2." not in text
    await owner.tap("Idle")
    assert "No one fits" in kiosk.screen.last.text


@pytest.mark.parametrize("role", [None, *Role])
async def test_made_up_data(kiosk: BotUnderTest, role: Role | None) -> None:
    """The buttons' data shows people to support and above alone; no data makes it fail."""
    await known(kiosk, 60, "Secret")
    await known(kiosk)
    if role not in {None, Role.OWNER}:
        await kiosk.dispatcher["staff"].appoint(HELPER, role, by=ADMIN)
    person = kiosk.person(ADMIN if role is Role.OWNER else HELPER, chat=Chat(id=HELPER, type="private"))
    for button in (
        UsersButton(),
        UsersButton(words="sec%' OR 1=1", after=-(2**53), day=2**53, only=PeopleFilter.IDLE),
        UsersButton(words="@", after=2**53),
        UsersButton(words="secret"),
    ):
        await person.tap_data(button.pack(), 1)
    shown = any("Secret" in one.text for one in kiosk.screen.messages.values())
    assert shown is (role in {Role.SUPPORT, Role.MONEY, Role.OWNER})
