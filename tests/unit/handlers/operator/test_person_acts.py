"""What operators do for a person from their card."""

from __future__ import annotations

import pytest
from aiogram.methods import SendMessage
from aiogram.types import Chat

from bot.domain.staff import Act, Role
from handlers.core.buttons.operator import PersonAct, PersonActButton, SendToPersonButton
from storage.core.database import Database
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.operator.test_grant import given
from tests.unit.handlers.operator.test_staff_command import known

PERSON, HELPER = 60, 50


def told(kiosk: BotUnderTest, person_id: int = PERSON) -> list[str]:
    """What the person has read."""
    return [
        str(call.text)
        for call in kiosk.screen.calls
        if isinstance(call, SendMessage) and call.chat_id == person_id
    ]


async def acts(database: Database) -> list[tuple[str, str]]:
    """Kinds and reasons of the log's lines."""
    rows = await database.rows("SELECT act, reason FROM operator_acts ORDER BY id")
    return [(row["act"], row["reason"]) for row in rows]


async def test_credits_are_given_and_taken(kiosk: BotUnderTest, database: Database) -> None:
    """With a reason; the person reads both; no more is taken than there is, and a wrong number is asked for again."""
    await known(kiosk, PERSON, "Bob")
    owner = kiosk.person(ADMIN)
    await owner.say("/user 60")
    card = kiosk.screen.last
    await owner.tap("Grant", on=card)
    await owner.say("many")
    await owner.say("-5")
    assert "A number of credits" in kiosk.screen.last.text
    await owner.say("50 sorry")
    assert await given(kiosk) == 50
    await owner.tap("Take", on=card)
    await owner.say("20 <b>twice")
    assert await given(kiosk) == 30
    assert "took 20 credits back" in told(kiosk)[-1]
    assert "Reason: &lt;b&gt;twice" in told(kiosk)[-1]
    await owner.tap("Take", on=card)
    await owner.say("100000 all")
    await owner.tap("Yes, do it")
    assert await given(kiosk) == 30
    assert await acts(database) == [(Act.GRANT, "sorry"), (Act.GRANT, "<b>twice")]


async def test_a_note(kiosk: BotUnderTest, database: Database) -> None:
    """By the button and by /note; the card shows it with who wrote it; the person does not; it goes with them."""
    await known(kiosk, PERSON, "Bob")
    await kiosk.people.see(ADMIN, telegram_language="en", name="Olga")
    owner = kiosk.person(ADMIN)
    await owner.say("/user 60")
    await owner.tap("Note")
    await owner.say("wants <b>refunds")
    assert "📝 wants &lt;b&gt;refunds" in kiosk.screen.last.text
    await owner.say("/note 60 is polite")
    await owner.say("/user 60")
    assert kiosk.screen.last.text.index("is polite") < kiosk.screen.last.text.index("refunds")
    assert told(kiosk) == []
    assert await acts(database) == [(Act.NOTE, "wants <b>refunds"), (Act.NOTE, "is polite")]
    async with kiosk.store.transaction() as tx:
        await tx.forget_person(PERSON, PERSON + 1000)
    assert await database.rows("SELECT 1 FROM person_notes") == []
    assert {reason for _, reason in await acts(database)} == {""}


async def test_a_message(kiosk: BotUnderTest, database: Database) -> None:
    """It is looked at before it goes out, goes out once, and says whose it is."""
    await known(kiosk, PERSON, "Bob")
    owner = kiosk.person(ADMIN)
    await owner.say("/user 60")
    await owner.tap("Message")
    await owner.say("your <b>clip is ready")
    preview = kiosk.screen.last
    assert told(kiosk) == []
    await owner.tap("Send", on=preview)
    (message,) = told(kiosk)
    assert "From the operator" in message
    assert "your &lt;b&gt;clip is ready" in message
    await owner.tap_data(SendToPersonButton(code="x", send=True).pack(), 1)
    assert len(told(kiosk)) == 1
    assert await acts(database) == [(Act.MESSAGE, "your <b>clip is ready")]


async def test_a_message_that_is_not_taken(kiosk: BotUnderTest, database: Database) -> None:
    """Who has blocked the bot is not reached, which is said; it leaves no line. One person gets five a day."""
    await known(kiosk, PERSON, "Bob")
    owner = kiosk.person(ADMIN)

    async def send() -> None:
        await owner.tap_data(PersonActButton(person=PERSON, what=PersonAct.MESSAGE).pack(), 1)
        await owner.say("hello")
        await owner.tap("Send")

    kiosk.screen.blocked_by.add(PERSON)
    await send()
    kiosk.screen.blocked_by.clear()
    assert "blocked the bot" in kiosk.screen.last.text
    assert await acts(database) == []
    for _ in range(5):
        await send()
    assert len(await acts(database)) == 4
    assert "Too many" in kiosk.screen.last.text


async def test_blocking_with_a_reason(kiosk: BotUnderTest, database: Database) -> None:
    """The person reads the reason, or none for a dash; the card offers to unblock; who has a role is not blocked."""
    await known(kiosk, PERSON, "Bob")
    await known(kiosk)
    await kiosk.dispatcher["staff"].appoint(HELPER, Role.VIEWER, by=ADMIN)
    owner = kiosk.person(ADMIN)
    await owner.say("/user 60")
    await owner.tap("Block")
    await owner.say("spam")
    assert "Reason: spam" in told(kiosk)[-1]
    await owner.say("/user 60")
    await owner.tap("Unblock")
    assert "create again" in told(kiosk)[-1]
    await owner.say("/user 60")
    await owner.tap("Block")
    await owner.say("-")
    assert "Reason" not in told(kiosk)[-1]
    await owner.say("/user 50")
    await owner.tap("Block")
    assert "has a role" in kiosk.screen.last.text
    assert [act for act, _ in await acts(database)] == [Act.STAFF, Act.BLOCK, Act.BLOCK, Act.BLOCK]


async def test_a_command_ends_the_question(kiosk: BotUnderTest, database: Database) -> None:
    """Words after another command are no answer to an older question, nor are words of who has lost their role."""
    await known(kiosk, PERSON, "Bob")
    await known(kiosk)
    helper, staff = kiosk.person(HELPER), kiosk.dispatcher["staff"]
    await staff.appoint(HELPER, Role.SUPPORT, by=ADMIN)
    await helper.say("/user 60")
    card = kiosk.screen.last
    assert not [label for label in card.labels if label in {"Grant", "Take"}]
    await helper.tap("Note", on=card)
    await helper.say("/balance")
    await helper.say("a red cat")
    assert await database.rows("SELECT 1 FROM person_notes") == []
    await helper.tap("Note", on=card)
    await staff.dismiss(HELPER, by=ADMIN)
    await helper.say("a secret")
    assert "question is over" in kiosk.screen.last.text
    assert await database.rows("SELECT 1 FROM person_notes") == []


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("chat", [Chat(id=HELPER, type="private"), Chat(id=-100, type="supergroup")])
async def test_made_up_data(kiosk: BotUnderTest, database: Database, role: Role | None, chat: Chat) -> None:
    """Buttons that a role does not have do nothing, from any chat."""
    await known(kiosk, PERSON, "Bob")
    await known(kiosk)
    if role not in {None, Role.OWNER}:
        await kiosk.dispatcher["staff"].appoint(HELPER, role, by=ADMIN)
    person_id = ADMIN if role is Role.OWNER else HELPER
    person = kiosk.person(person_id, chat=chat if chat.id < 0 else Chat(id=person_id, type="private"))
    before = len(await acts(database))
    await person.tap_data(PersonActButton(person=PERSON, what=PersonAct.TAKE).pack(), 1)
    asked = "take from" in "".join(one.text for one in kiosk.screen.messages.values())
    assert asked is (role in {Role.MONEY, Role.OWNER} and chat.id > 0)
    await person.tap_data(PersonActButton(person=99, what=PersonAct.UNBLOCK).pack(), 1)
    await person.tap_data(SendToPersonButton(code="", send=True).pack(), 1)
    assert len(await acts(database)) == before
    assert told(kiosk) == []
