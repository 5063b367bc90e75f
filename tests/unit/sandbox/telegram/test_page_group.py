"""The page plays groups: who is in them, who administers them, their topics, their growing, and new ones."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from aiogram import Bot

from bot.sandbox.telegram import Person, TelegramSimulator
from tests.unit.sandbox.telegram.test_page import browser, state_of
from tests.unit.sandbox.telegram.test_updates import drain

__all__ = ["browser"]


async def do(browser: aiohttp.ClientSession, person: Person, chat: int, **asked: Any) -> tuple[int, Any]:
    """What the page gets for a change of a group."""
    body = {"person": person.id, "chat": chat, **asked}
    async with browser.post("/sandbox/group", json=body) as response:
        return response.status, await (response.json() if response.status == 200 else response.text())


async def standing(browser: aiohttp.ClientSession, person: Person, chat_id: int) -> dict[str, str]:
    """Who is what in a group, as the page shows it."""
    chats = (await state_of(browser, person))["chats"]
    (chat,) = [one for one in chats if one["id"] == chat_id]
    return {member["name"]: member["status"] for member in chat["members"]}


async def test_people_come_and_go_and_rise(
    browser: aiohttp.ClientSession, bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """Added, promoted, demoted, removed, the bot as well, each with the update that Telegram sends."""
    bob = telegram.person("Боб", language="ru")
    group = telegram.group("Friends", [alice])
    await drain(bot)
    for verb_request in ("add", "promote", "demote", "remove"):
        assert await do(browser, alice, group.id, do=verb_request, who=bob.id) == (200, {"chat": group.id})
        expected = {"add": "member", "promote": "administrator", "demote": "member", "remove": ""}[
            verb_request
        ]
        assert (await standing(browser, alice, group.id))["Боб"] == expected
    assert await do(browser, alice, group.id, do="remove", who=telegram.bot.id) == (200, {"chat": group.id})
    assert (await standing(browser, alice, group.id))["Kiosk"] == ""
    await do(browser, alice, group.id, do="add", who=telegram.bot.id)
    updates = await bot.get_updates(timeout=1, allowed_updates=["my_chat_member"])
    assert [update.my_chat_member.new_chat_member.status for update in updates if update.my_chat_member] == [
        "kicked",
        "member",
    ]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"do": "promote", "who": 1}, 404),
        ({"do": "add"}, 404),
        ({"do": "fly"}, 400),
        ({"do": "topic", "name": "x"}, 400),
        ({"do": "untopic", "topic": 5}, 404),
        ({"do": "untopic", "topic": "x"}, 400),
    ],
)
async def test_what_cannot_be_done(
    browser: aiohttp.ClientSession,
    telegram: TelegramSimulator,
    alice: Person,
    asked: dict[str, Any],
    status: int,
) -> None:
    """People, actions and topics that are not there; the private chat and the owner stay as they are."""
    group = telegram.group("Friends", [alice])
    assert (await do(browser, alice, group.id, **asked))[0] == status
    assert (await do(browser, alice, group.id, do="remove", who=alice.id))[0] == 400
    assert (await do(browser, alice, alice.id, do="add", who=alice.id))[0] == 400
    assert (await do(browser, alice, group.id, do="add", who=telegram.bot.id))[0] == 400


async def test_topics_and_growing(
    browser: aiohttp.ClientSession, telegram: TelegramSimulator, alice: Person
) -> None:
    """A forum gets topics and loses them; a group becomes a supergroup once, with the same people."""
    forum = telegram.group("Forum", [alice], kind="forum")
    await do(browser, alice, forum.id, do="topic", name="  Big   cats ")
    (topic,) = forum.chat.topics.values()
    assert topic.name == "Big cats"
    await do(browser, alice, forum.id, do="untopic", topic=topic.id)
    assert not forum.chat.topics
    assert (await do(browser, alice, forum.id, do="topic", name=" "))[0] == 400
    group = telegram.group("Friends", [alice])
    status, answer = await do(browser, alice, group.id, do="grow")
    assert (status, answer["chat"] != group.id) == (200, True)
    assert (await standing(browser, alice, answer["chat"]))["Alice"] == "creator"
    assert (await do(browser, alice, group.id, do="grow"))[0] == 400
    assert (await do(browser, alice, answer["chat"], do="grow"))[0] == 400


async def test_a_new_group(
    browser: aiohttp.ClientSession, telegram: TelegramSimulator, alice: Person
) -> None:
    """Everybody is in it, its maker owns it; a kind that is none is refused."""
    telegram.person("Боб", language="ru")
    asked = {"person": alice.id, "name": "Cats", "kind": "forum"}
    async with browser.post("/sandbox/groups", json=asked) as response:
        chat = (await response.json())["chat"]
    assert await standing(browser, alice, chat) == {"Alice": "creator", "Боб": "member", "Kiosk": "member"}
    async with browser.post("/sandbox/groups", json={**asked, "kind": "channel"}) as response:
        assert response.status == 400
