"""/mydata in the chat, and *As JSON* of operators."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, Chat

from bot.domain.staff import Act, Role
from handlers.core.buttons.operator import PersonAct, PersonActButton
from storage.core.database import Database
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.operator.test_staff_command import known

PERSON, HELPER = 60, 50


def sent(kiosk: BotUnderTest) -> list[tuple[Any, dict[str, Any]]]:
    """Files that were sent: to whom, and what they hold."""
    found = []
    for call in kiosk.screen.calls:
        if isinstance(call, SendDocument):
            assert isinstance(call.document, BufferedInputFile)
            found.append((call.chat_id, json.loads(call.document.data)))
    return found


@pytest.mark.parametrize(
    ("language", "begun", "later"), [("en", "is on its way", "later"), ("ru", "Готовим", "позже")]
)
async def test_once_an_hour(kiosk: BotUnderTest, language: str, begun: str, later: str) -> None:
    """The file comes once, to the person alone; the second question within an hour is put off."""
    person = kiosk.person(PERSON, language=language)
    await person.say("/mydata")
    assert begun in kiosk.screen.last.text
    await kiosk.background_tasks.run()
    ((chat_id, file),) = sent(kiosk)
    assert (chat_id, file["person"], file["last"]) == (PERSON, PERSON, True)
    await person.say("/mydata")
    assert later in kiosk.screen.last.text
    kiosk.clock.advance(seconds=3601)
    await person.say("/mydata")
    await kiosk.background_tasks.run()
    assert len(sent(kiosk)) == 2


async def test_too_much_waits(kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who cannot be served now reads it, and does not lose their hour by it."""
    person = kiosk.person(PERSON)
    with monkeypatch.context() as context:
        context.setattr(kiosk.background_tasks, "send", lambda *_, **__: False)
        await person.say("/mydata")
    assert "Too much is waiting" in kiosk.screen.last.text
    await person.say("/mydata")
    await kiosk.background_tasks.run()
    assert len(sent(kiosk)) == 1


async def test_not_in_a_group(kiosk: BotUnderTest) -> None:
    """A group is no place for it."""
    await kiosk.person(PERSON, chat=Chat(id=-100, type="supergroup", title="Cats")).say("/mydata")
    await kiosk.background_tasks.run()
    assert sent(kiosk) == []


@pytest.mark.parametrize("role", [None, *Role])
async def test_operators(kiosk: BotUnderTest, database: Database, role: Role | None) -> None:
    """Support and above get a person's data, in their own chat, by one line of the log; others nothing."""
    await known(kiosk, PERSON, "Bob")
    await known(kiosk)
    if role not in {None, Role.OWNER}:
        await kiosk.dispatcher["staff"].appoint(HELPER, role, by=ADMIN)
    operator = ADMIN if role is Role.OWNER else HELPER
    async with database.transaction() as connection:
        await connection.execute(
            "INSERT INTO payments (number, charge_id, payer_id, stars, credits, state, found_by, paid_at, written_at)"
            " VALUES (1, 'charge', ?, 77, 0, 'credited', 'update', 0, 0)",
            (PERSON,),
        )
    await kiosk.person(operator).tap_data(PersonActButton(person=PERSON, what=PersonAct.DATA).pack(), 1)
    await kiosk.background_tasks.run()
    lines = await database.rows("SELECT by_id, person_id FROM operator_acts WHERE act = ?", (Act.DATA,))
    if role in {None, Role.VIEWER}:
        assert (sent(kiosk), lines) == ([], [])
        return
    ((chat_id, file),) = sent(kiosk)
    assert (chat_id, file["person"]) == (operator, PERSON)
    assert ("payments" in file["data"]) is (role is not Role.SUPPORT)
    assert [(row["by_id"], row["person_id"]) for row in lines] == [(operator, PERSON)]
