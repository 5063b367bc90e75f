"""`/console`: the way in, in the private chat of who has a role."""

from __future__ import annotations

from aiogram.types import Chat

from bot.domain.console import Entrance
from bot.domain.staff import Role
from storage.core.database import Database
from tests.unit.handlers.conftest import ADMIN, BotUnderTest


async def test_off(kiosk: BotUnderTest) -> None:
    """Where it is off, that is said."""
    await kiosk.person(ADMIN).say("/console")
    assert "console is off" in kiosk.screen.last.text


async def test_a_link_as_text(kiosk: BotUnderTest, database: Database) -> None:
    """An address that Telegram puts on no button is written out."""
    kiosk.dispatcher.workflow_data["console_url"] = "http://127.0.0.1:8080/console"
    await kiosk.person(ADMIN).say("/console")
    rows = await database.rows("SELECT id FROM console_links")
    assert [
        f"http://127.0.0.1:8080/console/enter/{row['id']}#" in kiosk.screen.last.text for row in rows
    ] == [True]


async def test_buttons(kiosk: BotUnderTest, database: Database) -> None:
    """A public one opens inside Telegram and in the browser; another `/console` replaces both."""
    kiosk.dispatcher.workflow_data["console_url"] = "https://bot.example/console"
    for _ in range(2):
        await kiosk.person(ADMIN).say("/console")
    rows = await database.rows("SELECT entrance FROM console_links ORDER BY entrance")
    assert [row["entrance"] for row in rows] == [Entrance.APP, Entrance.LINK]
    assert "https://" not in kiosk.screen.last.text


async def test_only_in_private(kiosk: BotUnderTest, database: Database) -> None:
    """In a group it would be a way in for all who read along: there it is no command."""
    kiosk.dispatcher.workflow_data["console_url"] = "https://bot.example/console"
    group = Chat(id=-100, type="supergroup", title="Cats")
    await kiosk.person(ADMIN, chat=group).say("/console")
    assert all("/enter/" not in shown.text for shown in kiosk.screen.messages.values())
    assert await database.rows("SELECT 1 FROM console_links") == []


async def test_signing_out_from_the_chat(kiosk: BotUnderTest, database: Database) -> None:
    """`/console off` ends sessions and addresses."""
    helper = kiosk.person(50)
    await helper.say("/balance")
    await kiosk.dispatcher["staff"].appoint(50, Role.VIEWER, by=ADMIN)
    access = kiosk.dispatcher["console_access"]
    link_id = (await access.invite(50, Entrance.LINK)).id
    assert await access.link(link_id) is not None
    await helper.say("/console off")
    assert "signed in to the console anywhere" in kiosk.screen.last.text
    assert await access.link(link_id) is None
