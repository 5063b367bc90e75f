"""One person's same look at a group's panel, again and again: answered twice, then left out for a while."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import Chat, Message, User

from handlers.core.repeated_commands import ANSWERED, RepeatedCommandMiddleware
from tests.unit.handlers.telegram import MOMENT

GROUP = Chat(id=-100, type="supergroup", title="Cats")
PRIVATE = Chat(id=7, type="private")


class Line:
    """A group that sends lines at moments of its own."""

    def __init__(self) -> None:
        self.now = 0.0
        self.answered: list[str] = []
        self.middleware = RepeatedCommandMiddleware(lambda: self.now)

    async def send(self, text: str, *, person: int = 7, chat: Chat = GROUP) -> None:
        """A line of a person's."""

        async def handler(event: Any, _: dict[str, Any]) -> None:
            self.answered.append(event.text)

        user = User(id=person, is_bot=False, first_name="Ann")
        message = Message(message_id=1, date=MOMENT, chat=chat, from_user=user, text=text)
        await self.middleware(handler, message, {})


async def test_six_panels_in_a_row_are_two() -> None:
    """In any spelling; after a while it is answered again."""
    line = Line()
    for text in ("/group", "/Group", "/group ", "/GROUP", "/group", "/group"):
        await line.send(text)
    assert len(line.answered) == ANSWERED.count
    line.now += ANSWERED.seconds
    await line.send("/group")
    assert len(line.answered) == ANSWERED.count + 1


@pytest.mark.parametrize(
    "text", ["/group topup 10", "/gen flux-pro a cat", "/edit make it night", "a cat", "/party cats 20"]
)
async def test_what_asks_for_something_is_obeyed_every_time(text: str) -> None:
    """Credits, requests and words are never left out."""
    line = Line()
    for _ in range(6):
        await line.send(text)
    assert len(line.answered) == 6


async def test_others_and_other_chats_are_not_concerned() -> None:
    """Each person and each chat counts apart, and in private nothing does."""
    line = Line()
    for person in range(6):
        await line.send("/menu", person=person)
    for _ in range(6):
        await line.send("/menu", chat=PRIVATE)
    assert len(line.answered) == 12
