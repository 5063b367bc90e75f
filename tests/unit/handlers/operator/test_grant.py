"""/grant and /block: for whom, why, and what is asked about once more."""

from __future__ import annotations

import pytest
from aiogram.types import Chat

from bot.domain.staff import Act, ActQuery, Role
from handlers.core.buttons.operator import GrantButton
from storage.core.database import Database
from storage.operations.staff import SqliteActReader
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.operator.test_staff_command import from_person, known

PERSON, HELPER = 60, 50


async def given(kiosk: BotUnderTest, person_id: int = PERSON) -> int:
    """Credits of a person that do not expire."""
    async with kiosk.store.transaction() as tx:
        return (await tx.account_of_person(person_id)).bought


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("/grant 60 50 sorry for <b>that", False),
        ("/grant @BOB 50 sorry for <b>that", False),
        ("/grant 50 sorry for <b>that", True),
        ("/grant @bob 50 sorry for <b>that", True),
    ],
)
async def test_whom_it_is_for(kiosk: BotUnderTest, database: Database, words: str, reply: bool) -> None:
    """An id, an @name or a reply; the reason stands in the log."""
    await known(kiosk, PERSON, "Bob", "bob")
    more = {"reply_to_message": from_person(PERSON)} if reply else {}
    await kiosk.person(ADMIN).say(words, **more)
    assert await given(kiosk) == 50
    (line,) = await SqliteActReader(database).acts(ActQuery(act=Act.GRANT), 5)
    assert line.reason == "sorry for <b>that"
    said = [shown.text for shown in kiosk.screen.messages.values()]
    assert any("Bob, @bob, <code>60</code>" in text for text in said)
    await kiosk.person(ADMIN).say("/log")
    assert "sorry for &lt;b&gt;that" in kiosk.screen.last.text


@pytest.mark.parametrize("words", ["/grant 61 50", "/grant 77 50", "/grant x 50", "/grant 0"])
async def test_who_is_meant_is_not_guessed(kiosk: BotUnderTest, words: str) -> None:
    """A reply with another person, or with two numbers, gives nothing to anyone."""
    await known(kiosk, PERSON, "Bob", "bob")
    await known(kiosk, 61, "Cat")
    await kiosk.person(ADMIN).say(words, reply_to_message=from_person(PERSON))
    assert await given(kiosk) == await given(kiosk, 61) == 0


async def test_much_is_asked_about_once(kiosk: BotUnderTest) -> None:
    """More than the role's bound waits for a tap; the second tap, and the same message again, give nothing more."""
    await known(kiosk, PERSON, "Bob")
    await known(kiosk, HELPER, "Helen")
    await kiosk.dispatcher["staff"].appoint(HELPER, Role.MONEY, by=ADMIN)
    helper = kiosk.person(HELPER, chat=Chat(id=HELPER, type="private"))
    await helper.say("/grant 60 1000")
    assert await given(kiosk) == 1000
    message = await helper.say("/grant 60 1001 big")
    asked = kiosk.screen.last
    assert await given(kiosk) == 1000
    assert "Bob" in asked.text
    data = asked.data("Yes")
    for _ in range(3):
        await helper.tap_data(data, asked.id)
    assert await given(kiosk) == 2001
    assert "Nothing was changed by this tap" in kiosk.screen.messages[asked.id].text
    await helper.say("/grant 60 1001 big", message_id=message.message_id)
    await helper.tap("Yes")
    assert await given(kiosk) == 2001
    await kiosk.person(ADMIN).say("/grant 60 10000")
    assert await given(kiosk) == 12_001


async def test_the_answer_is_the_askers_alone(kiosk: BotUnderTest) -> None:
    """Neither another operator, nor a stranger, nor who has lost the role answers; nor does an old question count."""
    await known(kiosk, PERSON, "Bob")
    await known(kiosk, HELPER, "Helen")
    staff = kiosk.dispatcher["staff"]
    await staff.appoint(HELPER, Role.MONEY, by=ADMIN)
    helper = kiosk.person(HELPER, chat=Chat(id=HELPER, type="private"))
    await helper.say("/grant 60 5000")
    asked = kiosk.screen.last
    data = asked.data("Yes")
    await kiosk.person(ADMIN).tap_data(data, 1)
    await kiosk.person().tap_data(data, 1)
    await staff.appoint(HELPER, Role.SUPPORT, by=ADMIN)
    await helper.tap_data(data, asked.id)
    await kiosk.person(ADMIN).tap_data(GrantButton(code="made-up", send=True).pack(), 1)
    assert await given(kiosk) == 0
    await staff.appoint(HELPER, Role.MONEY, by=ADMIN)
    kiosk.clock.advance(seconds=3600)
    await helper.tap_data(data, asked.id)
    assert await given(kiosk) == 0
    await helper.say("/grant 60 5000")
    await helper.tap("No")
    assert await given(kiosk) == 0


async def test_who_is_blocked_reads_why(kiosk: BotUnderTest) -> None:
    """The person reads it in their language; who has a role stays."""
    await kiosk.people.see(PERSON, telegram_language="ru", name="Боб", username="")
    await known(kiosk, HELPER, "Helen")
    await kiosk.dispatcher["staff"].appoint(HELPER, Role.SUPPORT, by=ADMIN)
    helper = kiosk.person(HELPER, chat=Chat(id=HELPER, type="private"))
    await helper.say("/block spam & more", reply_to_message=from_person(PERSON))
    told = [shown.text for shown in kiosk.screen.messages.values() if shown.chat_id == PERSON]
    assert "Причина: spam &amp; more" in told[-1]
    await helper.say(f"/block {ADMIN}")
    assert "has a role" in kiosk.screen.last.text
    await helper.say("/unblock 60")
    async with kiosk.store.transaction() as tx:
        assert not (await tx.account_of_person(PERSON)).blocked


async def test_reasons_are_forgotten(kiosk: BotUnderTest, database: Database) -> None:
    """What operators wrote about a person goes with them; the act itself stays."""
    await known(kiosk, PERSON, "Bob")
    await kiosk.person(ADMIN).say("/block 60 spam")
    await kiosk.dispatcher["person_eraser"].forget(PERSON)
    (line,) = await SqliteActReader(database).acts(ActQuery(act=Act.BLOCK), 5)
    assert (line.reason, line.person_id, line.after) == ("", None, "blocked")
