"""Trouble on demand, the log of calls, and waiting in a chat."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.sandbox.telegram import Cut, Person, TelegramSimulator


async def test_calls_can_be_refused(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """So many calls of a method, of one chat, with any code and parameters; then all is well again."""
    telegram.faults.flood("sendMessage", retry_after=7, times=2)
    for _ in range(2):
        with pytest.raises(TelegramRetryAfter) as flooded:
            await bot.send_message(alice.id, "x")
        assert flooded.value.retry_after == 7
    telegram.faults.fail("*", 502, "Bad Gateway")
    with pytest.raises(TelegramServerError):
        await bot.get_me()
    telegram.faults.fail("sendMessage", 403, "Forbidden: user is deactivated", chat=alice.id)
    other = telegram.person("Other")
    await other.start()
    await bot.send_message(other.id, "x")
    with pytest.raises(TelegramForbiddenError, match="deactivated"):
        await bot.send_message(alice.id, "x")
    await bot.send_message(alice.id, "x")
    assert [message.text for message in alice.private.messages] == ["/start", "x"]


async def test_connections_can_break(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """Before the call nothing happened; after it the message is there although no one heard so."""
    for cut, seen in ((Cut.BEFORE, ["/start"]), (Cut.AFTER, ["/start", "x"])):
        telegram.faults.cut("sendMessage", cut)
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(alice.id, "x")
        assert [message.text for message in alice.private.messages] == seen


async def test_calls_can_be_slow(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """A delayed call is carried out after its pause."""
    telegram.faults.delay("sendMessage", 0.2)
    async with asyncio.TaskGroup() as group:
        group.create_task(bot.send_message(alice.id, "slow"))
        await bot.get_me()
        assert len(alice.private.messages) == 1
    (call,) = telegram.calls.find("sendMessage")
    assert call.seconds >= 0.2


async def test_every_call_is_on_record(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """Method, parameters, chat and outcome; polling is left out."""
    await bot.send_message(alice.id, "x")
    await bot.get_updates()
    telegram.faults.fail("sendMessage")
    with pytest.raises(TelegramServerError):
        await bot.send_message(alice.id, "y")
    good, bad = telegram.calls.find("sendMessage", chat=alice.id)
    assert (good.ok, good.params["text"], good.chat_id) == (True, "x", alice.id)
    assert (bad.ok, bad.description) == (False, "Internal Server Error")
    assert telegram.calls.find(ok=False) == [bad]
    assert await telegram.calls.wait("sendMessage", count=2) == [good, bad]
    with pytest.raises(AssertionError, match="0 of 1 calls of getMe"):
        await telegram.calls.wait("getMe", timeout=0.05)


async def test_waiting_sees_edits_and_says_what_it_saw(bot: Bot, alice: Person) -> None:
    """A message that is edited into what was wanted counts; a time-out shows the chat."""
    sent = await bot.send_message(alice.id, "working")
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(alice.private.wait("done"))
        await bot.edit_message_text("done", chat_id=alice.id, message_id=sent.message_id)
    assert waiting.result().id == sent.message_id
    with pytest.raises(AssertionError, match="'done'"):
        await alice.private.wait("never", timeout=0.05)
    with pytest.raises(AssertionError, match="not seen"):
        await alice.private.wait("done", after=sent.message_id, timeout=0.05)
    await bot.delete_message(alice.id, sent.message_id)
    await alice.private.wait_until(lambda: len(alice.private.messages) == 1)
