"""/staff: owners give and take roles, by id, by @name and by replies."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.methods import DeleteMyCommands, SendMessage, SetMyCommands
from aiogram.types import Chat, Message, MessageOriginHiddenUser, MessageOriginUser, User

from bot.domain.staff import Role
from handlers.core.buttons.operator import StaffRoleButton
from storage.core.database import Database
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.telegram import MOMENT

HELPER = 50


async def known(kiosk: BotUnderTest, person_id: int = HELPER, name: str = "Bob", username: str = "") -> None:
    """A person has written to the bot."""
    await kiosk.people.see(person_id, telegram_language="en", name=name, username=username)


def from_person(person_id: int, **fields: Any) -> Message:
    """A message of a person, as a reply shows it."""
    user = User(id=person_id, is_bot=False, first_name="Bob")
    return Message(
        message_id=5, date=MOMENT, chat=Chat(id=ADMIN, type="private"), from_user=user, text="hi", **fields
    )


def roles(kiosk: BotUnderTest) -> dict[int, Role]:
    """Who has a role below owner."""
    return {one: role for one, role in kiosk.dispatcher["staff"].roles.items() if one != ADMIN}


@pytest.mark.parametrize("words", ["/staff 50 money", "/staff @BOB money", "/Staff @bob Money"])
async def test_a_role_is_given_and_told(kiosk: BotUnderTest, words: str) -> None:
    """The person has it at once, reads it, and finds the commands of it; off takes all of that."""
    await known(kiosk, username="bob")
    owner = kiosk.person(ADMIN)
    await owner.say(words)
    assert roles(kiosk) == {HELPER: Role.MONEY}
    assert "Bob, @bob, <code>50</code>" in kiosk.screen.last.text
    (told,) = [
        call for call in kiosk.screen.calls if isinstance(call, SendMessage) and call.chat_id == HELPER
    ]
    assert "money" in told.text
    assert "/grant" in told.text
    assert "/staff" not in told.text
    lists = [call for call in kiosk.screen.calls if isinstance(call, SetMyCommands)]
    assert {getattr(call.scope, "chat_id", None) for call in lists} == {HELPER}
    assert all("grant" in [one.command for one in call.commands] for call in lists)
    await owner.say("/staff 50 off")
    assert roles(kiosk) == {}
    assert any(isinstance(call, DeleteMyCommands) for call in kiosk.screen.calls)


async def test_a_reply_says_who(kiosk: BotUnderTest) -> None:
    """A reply to a message, or to one that was forwarded, names its person; a number that is no one's is no person."""
    await known(kiosk)
    owner = kiosk.person(ADMIN)
    await owner.say("/staff money", reply_to_message=from_person(HELPER))
    assert roles(kiosk) == {HELPER: Role.MONEY}
    user = User(id=HELPER, is_bot=False, first_name="Bob")
    forwarded = from_person(ADMIN, forward_origin=MessageOriginUser(date=MOMENT, sender_user=user))
    await owner.say("/staff viewer", reply_to_message=forwarded)
    assert roles(kiosk) == {HELPER: Role.VIEWER}


async def test_whoever_is_not_there_is_refused(kiosk: BotUnderTest, database: Database) -> None:
    """Unknown ids and names, hidden senders, bots, and two people at once change nothing, and say why."""
    await known(kiosk)
    await known(kiosk, 51, "Cat", "cat")
    owner = kiosk.person(ADMIN)
    hidden = from_person(
        ADMIN, forward_origin=MessageOriginHiddenUser(date=MOMENT, sender_user_name="<b>\u202eX")
    )
    bot = from_person(42).model_copy(update={"from_user": User(id=42, is_bot=True, first_name="K")})
    for words, more, said in (
        ("/staff 999 money", {}, "No user with id 999"),
        ("/staff @nobody money", {}, "@nobody"),
        ("/staff money", {"reply_to_message": hidden}, "&lt;b&gt;X hides"),
        ("/staff money", {"reply_to_message": bot}, "isn’t a person’s"),
        ("/staff @cat money", {"reply_to_message": from_person(HELPER)}, "name another"),
        ("/staff 51 money", {"reply_to_message": from_person(HELPER)}, "name another"),
        ("/staff 50 king", {}, "/staff 123456789"),
        ("/staff 50 owner", {}, "/staff 123456789"),
        (f"/staff {ADMIN} off", {}, "ADMIN_IDS"),
    ):
        await owner.say(words, **more)
        assert said in kiosk.screen.last.text, words
    assert roles(kiosk) == {}
    assert await database.rows("SELECT 1 FROM operator_acts") == []


async def test_a_name_that_changed_hands_is_its_new_owners(kiosk: BotUnderTest) -> None:
    """An @name means who has it now."""
    await known(kiosk, HELPER, "Bob", "bob")
    await known(kiosk, 51, "Thief", "BOB")
    await kiosk.person(ADMIN).say("/staff @bob viewer")
    assert roles(kiosk) == {51: Role.VIEWER}
    assert "Thief" in kiosk.screen.last.text


async def test_buttons_of_the_list(kiosk: BotUnderTest) -> None:
    """The list leads to each person, and from there their role is changed and taken; names are no markup."""
    await known(kiosk, name="<i>\u202eBob")
    owner = kiosk.person(ADMIN)
    await owner.say("/staff")
    assert "Owners" in kiosk.screen.last.text
    await owner.say("/staff 50")
    await owner.tap("support")
    assert roles(kiosk) == {HELPER: Role.SUPPORT}
    await owner.say("/staff")
    assert "&lt;i&gt;Bob, <code>50</code> · support" in kiosk.screen.last.text
    await owner.tap("<i>Bob · support")
    await owner.tap("Remove")
    assert roles(kiosk) == {}
    assert any("Role: <b>no role</b>" in shown.text for shown in kiosk.screen.messages.values())


async def test_made_up_data_changes_nothing(kiosk: BotUnderTest) -> None:
    """A stranger, or the person themselves, who sends the data of the button from any chat is no one's helper."""
    await known(kiosk)
    await kiosk.dispatcher["staff"].appoint(HELPER, Role.MONEY, by=ADMIN)
    data = StaffRoleButton(person=HELPER, role=Role.OWNER).pack()
    for person_id in (HELPER, 7):
        for chat in (Chat(id=person_id, type="private"), Chat(id=-100, type="supergroup", title="Cats")):
            await kiosk.person(person_id, chat=chat).tap_data(data, 1)
    await kiosk.person(ADMIN).tap_data(data, 1)  # not even an owner makes one
    assert roles(kiosk) == {HELPER: Role.MONEY}


async def test_in_a_group_the_answer_is_private(kiosk: BotUnderTest) -> None:
    """Others read nothing of it."""
    await known(kiosk)
    group = Chat(id=-100, type="supergroup", title="Cats")
    owner = kiosk.person(ADMIN, chat=group)
    replied = from_person(HELPER).model_copy(update={"chat": group})
    await owner.say("/staff viewer", reply_to_message=replied)
    assert roles(kiosk) == {HELPER: Role.VIEWER}
    assert {shown.chat_id for shown in kiosk.screen.messages.values()} == {ADMIN, HELPER}


async def test_in_russian(kiosk: BotUnderTest) -> None:
    """The same in Russian, also the names of the roles."""
    await known(kiosk)
    owner = kiosk.person(ADMIN, language="ru")
    await owner.say("/staff 50 деньги")
    assert "деньги" in kiosk.screen.last.text
    assert roles(kiosk) == {HELPER: Role.MONEY}
