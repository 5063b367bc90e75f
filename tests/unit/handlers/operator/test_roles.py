"""Which commands and buttons a role has; to everybody else they do not exist."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.domain.staff import Act, Role, may
from handlers.commands import OPERATOR
from handlers.core.buttons.payment import AddPackButton
from storage.core.database import Database
from tests.unit.handlers.conftest import ADMIN, BotUnderTest

HELPER = 50
SAID: Mapping[str, str] = {
    "grant": "/grant 7 5",
    "block": "/block 7",
    "unblock": "/unblock 7",
    "job": "/job 1",
}


@pytest.mark.parametrize("role", [None, *Role])
async def test_every_command_of_every_role(kiosk: BotUnderTest, role: Role | None) -> None:
    """Each operator command works for the roles of its act, and is unknown to a stranger and to every other role."""
    await kiosk.person().say("/balance")
    person = kiosk.person(ADMIN if role is Role.OWNER else HELPER)
    await person.say("/balance")
    if role not in {None, Role.OWNER}:
        await kiosk.dispatcher["staff"].appoint(HELPER, role, by=ADMIN)
    for name, act in OPERATOR.items():
        await person.say(SAID.get(name, f"/{name}"))
        assert ("Unknown command" not in kiosk.screen.last.text) is may(role, act), name


async def test_demoted_while_a_card_is_open(kiosk: BotUnderTest, database: Database) -> None:
    """What a button would do is refused at the tap when the role is gone, also to made-up data of a stranger."""
    helper = kiosk.person(HELPER)
    await helper.say("/balance")
    staff = kiosk.dispatcher["staff"]
    await staff.appoint(HELPER, Role.MONEY, by=ADMIN)
    data = AddPackButton(stars=100, credits=150, monthly=False).pack()
    await helper.say("/packs")
    await staff.appoint(HELPER, Role.SUPPORT, by=ADMIN)
    await helper.tap_data(data, 1)
    await kiosk.person().tap_data(data, 1)
    assert await database.rows("SELECT 1 FROM packs") == []
    await staff.appoint(HELPER, Role.MONEY, by=ADMIN)
    await helper.tap_data(data, 1)
    assert len(await database.rows("SELECT 1 FROM packs")) == 1
    rows = await database.rows("SELECT by_id, after FROM operator_acts WHERE act = ?", (Act.PACKS,))
    assert [(row["by_id"], row["after"]) for row in rows] == [(HELPER, "on sale")]


async def test_each_change_is_one_line(kiosk: BotUnderTest, database: Database) -> None:
    """Commands that change something write one line each; those that only look write none."""
    await kiosk.person().say("/balance")
    admin = kiosk.person(ADMIN)
    for words in ("/stats", "/packs", "/codes", "/groups", "/model", "/grant 7 -9999", "/block 999"):
        await admin.say(words)
    assert await database.rows("SELECT 1 FROM operator_acts") == []
    for words, act in (
        ("/grant 7 50", Act.GRANT),
        ("/grant 7 -10", Act.GRANT),
        ("/block 7", Act.BLOCK),
        ("/unblock 7", Act.BLOCK),
        ("/model flux-pro off", Act.MODEL),
        ("/model flux-pro on", Act.MODEL),
        ("/packs 100 150", Act.PACKS),
        ("/codes SUMMER 100 credits", Act.CODES),
    ):
        before = await database.rows("SELECT id FROM operator_acts")
        await admin.say(words)
        after = await database.rows("SELECT * FROM operator_acts ORDER BY id")
        assert len(after) == len(before) + 1, words
        assert (after[-1]["act"], after[-1]["by_id"]) == (act, ADMIN), words
