"""An edit that changes nothing is not sent; every other one is."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.methods import (
    DeleteMessage,
    EditEphemeralMessageText,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import Chat as User
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.session.unchanged_edits import UnchangedEditsMiddleware
from bot.telegram.errors import is_not_modified, not_modified

BOT = Bot("42:TEST")


def buttons(label: str) -> InlineKeyboardMarkup:
    """One button."""
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=label, callback_data="m")]])


def text(words: str, label: str = "", message: int = 7, chat: int = 1) -> EditMessageText:
    """An edit of the text."""
    markup = buttons(label) if label else None
    return EditMessageText(chat_id=chat, message_id=message, text=words, reply_markup=markup)


def relabel(label: str) -> EditMessageReplyMarkup:
    """An edit of the buttons."""
    return EditMessageReplyMarkup(chat_id=1, message_id=7, reply_markup=buttons(label))


class Unchanged(Exception):
    """What Telegram says to an edit that changes nothing."""


class Chat:
    """A middleware, and what gets through it."""

    def __init__(self) -> None:
        self.middleware = UnchangedEditsMiddleware()
        self.sent: list[TelegramMethod[Any]] = []
        self.error: Exception | None = None
        self.answer: Any = True

    async def make_request(self, _: Bot, method: TelegramMethod[Any]) -> Any:
        """Telegram."""
        self.sent.append(method)
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        return self.answer

    async def call(self, method: TelegramMethod[Any]) -> bool:
        """Make a call; whether it was sent."""
        before = len(self.sent)
        with contextlib.suppress(Unchanged):
            try:
                await self.middleware(self.make_request, BOT, method)
            except TelegramBadRequest as refusal:
                raise (Unchanged() if is_not_modified(refusal) else refusal) from None
        return len(self.sent) > before


async def test_the_same_once_more() -> None:
    """Text and buttons are what counts."""
    chat = Chat()
    assert await chat.call(text("a", "x"))
    assert not await chat.call(text("a", "x"))
    assert await chat.call(text("a", "y"))
    assert await chat.call(text("b", "y"))
    assert await chat.call(text("b"))
    assert not await chat.call(text("b"))
    assert await chat.call(text("b", message=8))
    assert await chat.call(text("b", chat=2))


async def test_buttons_alone() -> None:
    """They change what an edit of both would change."""
    chat = Chat()
    assert await chat.call(relabel("x"))
    assert not await chat.call(relabel("x"))
    assert await chat.call(text("a", "x"))
    assert await chat.call(relabel("y"))
    assert not await chat.call(text("a", "y"))
    assert await chat.call(text("a", "x"))


async def test_ephemeral_messages() -> None:
    """Those of two people have the same numbers."""
    chat = Chat()
    for person in (5, 6):
        edit = EditEphemeralMessageText(chat_id=1, receiver_user_id=person, ephemeral_message_id=7, text="a")
        assert await chat.call(edit)
        assert not await chat.call(edit)


@pytest.mark.parametrize(
    "between",
    [DeleteMessage(chat_id=1, message_id=7), EditMessageCaption(chat_id=1, message_id=7, caption="c")],
)
async def test_what_makes_a_message_unknown(between: TelegramMethod[Any]) -> None:
    """After that Telegram says whether something changes."""
    chat = Chat()
    await chat.call(text("a"))
    await chat.call(between)
    assert await chat.call(text("a"))


async def test_an_edit_that_failed() -> None:
    """It may have been carried out or not: the next one is sent. One that Telegram calls unchanged is known from then on."""
    chat = Chat()
    chat.error = TelegramNetworkError(method=text("a"), message="cut")
    with pytest.raises(TelegramNetworkError):
        await chat.call(text("a"))
    chat.error = not_modified(text("a"))
    assert await chat.call(text("a"))
    assert not await chat.call(text("a"))


async def test_two_edits_at_once() -> None:
    """Which of them came last is not known, so the next one is sent."""
    chat = Chat()
    go = asyncio.Event()

    async def slowly(_: Bot, method: TelegramMethod[Any]) -> Any:
        await go.wait()
        return True

    both = [
        asyncio.ensure_future(chat.middleware(slowly, BOT, edit))  # type: ignore[arg-type]  # any answer does
        for edit in (text("a"), text("b"))
    ]
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(*both)
    assert await chat.call(text("a"))
    assert await chat.call(text("b"))


async def test_what_was_sent() -> None:
    """An edit into what the message was sent as is none."""
    chat = Chat()
    chat.answer = Message(
        message_id=7, date=datetime(2026, 1, 1, tzinfo=UTC), chat=User(id=1, type="private")
    )
    assert await chat.call(SendMessage(chat_id=1, text="a", reply_markup=buttons("x")))
    assert not await chat.call(text("a", "x"))
    assert await chat.call(text("a", "y"))


async def test_messages_are_always_sent() -> None:
    """What is said twice is said twice."""
    chat = Chat()
    for _ in range(2):
        assert await chat.call(SendMessage(chat_id=1, text="a"))


@given(
    st.lists(
        st.one_of(
            st.builds(text, st.sampled_from("ab"), st.sampled_from(["x", "y"])),
            st.builds(relabel, st.sampled_from("xy")),
        )
    )
)
def test_what_is_shown_in_the_end(edits: list[TelegramMethod[Any]]) -> None:
    """Leaving edits out never changes what a message shows."""

    def shown(made: list[TelegramMethod[Any]]) -> tuple[object, object]:
        words: object = None
        label: object = None
        for edit in made:
            words = edit.text if isinstance(edit, EditMessageText) else words
            label = getattr(edit, "reply_markup", None)
        return words, label

    async def main() -> Chat:
        chat = Chat()
        for edit in edits:
            await chat.call(edit)
        return chat

    assert shown(asyncio.run(main()).sent) == shown(edits)
