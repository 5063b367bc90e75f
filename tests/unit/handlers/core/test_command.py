"""Commands in capital letters are the same commands, all of them, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Chat

from handlers import build_router
from handlers.commands import GROUP, PRIVATE
from handlers.commands import OPERATOR as ADMINS_COMMANDS
from handlers.core.command import AnyCaseCommand
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.telegram import Person

GROUP_CHAT = Chat(id=-100, type="supergroup", title="Friends")
ONCE = frozenset({"mydata"})
"""What is made once an hour: the second answer is another one."""
SPELLINGS = (str.capitalize, str.upper, str.swapcase, str.title)


def routers(root: Router) -> Iterator[Router]:
    """A router and all below it."""
    yield root
    for inner in root.sub_routers:
        yield from routers(inner)


def test_every_filter_of_commands_is_the_one() -> None:
    """Of every router and every kind of update: another one would begin to tell letters apart."""
    found = [
        one.callback
        for router in routers(build_router())
        for observer in router.observers.values()
        for handler in observer.handlers
        for one in handler.filters or []
        if isinstance(one.callback, Command)
    ]
    assert len(found) > 30
    assert {type(one) for one in found} == {AnyCaseCommand}
    names = {name for one in found for name in one.commands}
    assert {"start", *PRIVATE, *GROUP, *ADMINS_COMMANDS} <= names


async def answers(kiosk: BotUnderTest, person: Person, line: str) -> list[str]:
    """What a line is answered with."""
    newest, photos = max(kiosk.screen.messages, default=0), len(kiosk.screen.photos)
    await person.say(line)
    words = [shown.text for number, shown in kiosk.screen.messages.items() if number > newest]
    return words + [photo.caption or "" for photo in kiosk.screen.photos[photos:]]


def spelled(name: str, number: int) -> str:
    """The command in one of the spellings."""
    return "/" + SPELLINGS[number % len(SPELLINGS)](name)


@pytest.mark.parametrize(("number", "name"), list(enumerate(sorted({"start", *PRIVATE, *ADMINS_COMMANDS}))))
async def test_in_private(kiosk: BotUnderTest, name: str, number: int) -> None:
    """An admin is answered the same in any spelling, also to the commands that no other person has."""
    admin = kiosk.person(ADMIN, chat=Chat(id=ADMIN, type="private"))
    small = await answers(kiosk, admin, f"/{name}")
    assert small
    if name not in ONCE:
        assert await answers(kiosk, admin, spelled(name, number)) == small


@pytest.mark.parametrize("name", sorted(ONCE))
async def test_what_is_answered_once_an_hour(kiosk: BotUnderTest, name: str) -> None:
    """In capitals, too, it is the command, and no request."""
    admin = kiosk.person(ADMIN, chat=Chat(id=ADMIN, type="private"))
    said = await answers(kiosk, admin, spelled(name, 1))
    assert [text for text in said if "JSON" in text]


@pytest.mark.parametrize(("number", "name"), list(enumerate(sorted(GROUP))))
async def test_in_a_group(kiosk: BotUnderTest, name: str, number: int) -> None:
    """With the bot's name behind it or without."""
    member = kiosk.person(chat=GROUP_CHAT)
    small = await answers(kiosk, member, f"/{name}")
    assert small
    assert await answers(kiosk, member, spelled(name, number)) == small
    assert await answers(kiosk, member, f"{spelled(name, number)}@Kiosk_Bot") == small


async def test_in_a_caption_and_in_an_edit(kiosk: BotUnderTest) -> None:
    """`/Gen` below a picture is a request with it, and follows its edits."""
    ann = kiosk.person()
    sent = await ann.photo("/Gen flux-kontext make it night")
    assert "make it night" in kiosk.screen.last.text
    await ann.edit(sent, "/GEN flux-kontext make it noon")
    assert "make it noon" in kiosk.screen.last.text
    await ann.photo("/Edit make it snow")
    assert "make it snow" in kiosk.screen.last.text


async def test_arguments_keep_their_letters(kiosk: BotUnderTest) -> None:
    """Only the command's own name is read without case."""
    await kiosk.person().say("/GEN flux-pro A Cat Named KIT")
    assert "A Cat Named KIT" in kiosk.screen.last.text
