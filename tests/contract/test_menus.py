"""Menus on SQLite: kept, looked up, and taken out once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import DeleteEphemeralMessage, DeleteMessage, TelegramMethod

from bot.domain.group_menu import UNUSED, Menu
from bot.domain.message_ref import MessageRef
from handlers.groups.menu_cleaner import MenuCleaner
from storage.core.database import Database
from storage.groups.menus import SqliteMenuRepository
from tests.support.fake_clock import FakeClock
from tests.unit.delivery.telegram import RecordingSession, telegram_bot

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def menus(database: Database) -> SqliteMenuRepository:
    """No menu yet."""
    return SqliteMenuRepository(database)


def a_menu(message_id: int, *, person: int = 7, thread: int | None = None, draft: int | None = None) -> Menu:
    """A menu in one group."""
    return Menu(
        chat_id=-1, message=MessageRef(message_id), thread_id=thread, person_id=person, draft_id=draft
    )


async def test_an_owner_is_known_until_the_menu_goes(menus: SqliteMenuRepository) -> None:
    """Stored again it belongs to its new person; dropped it belongs to no one."""
    await menus.keep(a_menu(1), NOW)
    assert (await menus.owner(-1, 1), await menus.owner(-2, 1), await menus.owner(-1, 2)) == (7, None, None)
    await menus.keep(a_menu(1, person=8), NOW)
    assert await menus.owner(-1, 1) == 8
    await menus.drop(-1, MessageRef(1))
    await menus.drop(-1, MessageRef(1))
    assert await menus.owner(-1, 1) is None


async def test_ephemeral_messages_are_numbered_apart(menus: SqliteMenuRepository) -> None:
    """An ephemeral menu and a public one of the same number are two: neither takes the other's place."""
    ephemeral = replace(a_menu(1, person=8), message=MessageRef(1, ephemeral=True))
    await menus.keep(a_menu(1), NOW)
    await menus.keep(ephemeral, NOW)
    assert await menus.owner(-1, 1) == 7
    await menus.drop(-1, MessageRef(1))
    assert await menus.take_done(-1, None, 8, 0) == [ephemeral]


async def test_what_a_person_is_done_with(menus: SqliteMenuRepository) -> None:
    """Of this draft and of none; nothing of another draft, another topic, or another person; and only once."""
    for menu in (
        a_menu(1),
        a_menu(2, draft=5),
        a_menu(3, draft=6),
        a_menu(4, thread=9),
        a_menu(5, person=8),
    ):
        await menus.keep(menu, NOW)
    assert {menu.message.id for menu in await menus.take_done(-1, None, 7, 5)} == {1, 2}
    assert not await menus.take_done(-1, None, 7, 5)
    assert [menu.message.id for menu in await menus.take_done(-1, 9, 7, 0)] == [4]


async def test_the_menu_cleaner_deletes_unused_menus(menus: SqliteMenuRepository, clock: FakeClock) -> None:
    """After an hour without a tap, once, also when Telegram refuses; ephemeral ones by their own method."""
    session = RecordingSession()
    bot: Bot = telegram_bot(session)
    session.prepare(
        "deleteMessage", TelegramBadRequest(method=DeleteMessage(chat_id=-1, message_id=1), message="no")
    )
    session.prepare("deleteEphemeralMessage", _agree)
    await menus.keep(a_menu(1), clock.now())
    await menus.keep(replace(a_menu(2), message=MessageRef(2, ephemeral=True)), clock.now())
    await menus.keep(a_menu(3), clock.now() + timedelta(minutes=1))
    menu_cleaner = MenuCleaner(bot, menus, clock)
    await menu_cleaner.clean()
    assert not session.calls
    clock.advance(UNUSED + timedelta(seconds=1))
    await menu_cleaner.clean()
    await menu_cleaner.clean()
    deleted, ephemeral = session.named("deleteMessage"), session.named("deleteEphemeralMessage")
    assert [call.message_id for call in deleted] == [1]
    assert [(call.receiver_user_id, call.ephemeral_message_id) for call in ephemeral] == [(7, 2)]
    assert isinstance(ephemeral[0], DeleteEphemeralMessage)


def _agree(_: TelegramMethod[bool]) -> bool:
    return True
