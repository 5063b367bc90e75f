"""What people do reaches the bot: by polling, by webhook, once, twice, or out of order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiogram.methods import SendPhoto
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bot.sandbox.telegram import CallbackAnswer, Item, Person, TelegramSimulator
from tests.unit.sandbox.telegram.conftest import picture


async def drain(bot: Bot) -> list[Update]:
    """Everything that waits, confirmed."""
    found = await bot.get_updates()
    if found:
        await bot.get_updates(offset=found[-1].update_id + 1)
    return found


async def test_updates_wait_until_they_are_confirmed(bot: Bot, alice: Person) -> None:
    """The same update comes again until a larger offset is asked for."""
    first = await bot.get_updates()
    assert [update.message.text for update in first if update.message] == ["/start"]
    assert await bot.get_updates() == first
    assert await bot.get_updates(offset=first[0].update_id + 1) == []


async def test_a_long_poll_ends_at_once_when_something_happens(bot: Bot, alice: Person) -> None:
    """Waiting 30 seconds is not needed."""
    await drain(bot)
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        poll = group.create_task(bot.get_updates(timeout=30))
        await alice.send("привет")
    message = poll.result()[0].message
    assert message is not None
    assert message.from_user is not None
    assert (message.text, message.from_user.language_code) == ("привет", "en")


async def test_two_pollers_conflict(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """A second getUpdates ends the first with 409; so does a webhook."""
    await drain(bot)
    before = telegram.updates.polls

    async def first() -> None:
        with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
            await bot.get_updates(timeout=30)

    async with asyncio.TaskGroup() as group:
        group.create_task(first())
        await telegram.updates.polled(before + 1)
        await bot.get_updates()
    await bot.set_webhook("http://127.0.0.1:1/hook")
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates()


async def test_allowed_updates_are_respected(bot: Bot, alice: Person) -> None:
    """Kinds that were not asked for are not queued; reactions come only on request."""
    await bot.get_updates(offset=-1, allowed_updates=["message", "message_reaction"])
    message = await alice.send("x")
    await alice.edit(message, "y")
    alice.react(message, "👍")
    kinds = [update.event_type for update in await drain(bot)]
    assert kinds == ["message", "message", "message_reaction"]


async def test_reactions_in_a_group_are_for_its_administrators(
    bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """A plain member of a group hears of no reaction; promoted, the bot does, of those that come then."""
    await bot.get_updates(offset=-1, allowed_updates=["message_reaction"])
    group = telegram.group("Artists", [alice], kind="supergroup")
    sent = await bot.send_message(group.id, "x")
    message = group.last
    alice.react(message, "👍")
    group.promote_bot()
    alice.react(message, "🔥")
    (heard,) = [update.message_reaction for update in await drain(bot) if update.message_reaction]
    assert heard.message_id == sent.message_id
    assert [one.model_dump()["emoji"] for one in heard.new_reaction] == ["🔥"]


async def test_every_kind_of_message_of_a_person(bot: Bot, alice: Person) -> None:
    """Media, albums, replies, edits and forwards parse as aiogram's types."""
    await drain(bot)
    photo = await alice.send_photo(picture(), "look")
    await alice.send_video(b"video", reply_to=photo)
    await alice.send_voice(b"voice")
    await alice.send_sticker()
    await alice.send_album([Item("photo", picture()), Item("photo", picture(), caption="two")])
    await alice.forward(photo)
    await alice.edit(photo, "changed")
    updates = await drain(bot)
    messages = [update.message for update in updates if update.message]
    assert [message.content_type for message in messages] == [
        "photo",
        "video",
        "voice",
        "sticker",
        "photo",
        "photo",
        "photo",
    ]
    assert messages[1].reply_to_message is not None
    assert messages[4].media_group_id == messages[5].media_group_id
    assert messages[6].forward_origin is not None
    assert updates[-1].edited_message is not None
    assert updates[-1].edited_message.caption == "changed"


async def test_a_tap_waits_for_its_answer(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """By label, data, piece of a label or place; the answer is what the bot said."""
    cells = [
        InlineKeyboardButton(text="🎬 Generate", callback_data="gen"),
        InlineKeyboardButton(text="No", callback_data="no"),
    ]
    await bot.send_message(alice.id, "?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[cells]))
    question = await alice.private.wait("?")
    await drain(bot)

    async def answer() -> str | None:
        query = (await bot.get_updates(timeout=10))[0].callback_query
        assert query is not None
        await bot.answer_callback_query(query.id, "Done", show_alert=True)
        await drain(bot)
        return query.data

    for target, data in (("generate", "gen"), ("no", "no"), ("No", "no"), ((0, 1), "no")):
        async with asyncio.TaskGroup() as group:
            answering = group.create_task(answer())
            assert await alice.tap(question, target) == CallbackAnswer("Done", show_alert=True)
        assert answering.result() == data
    with pytest.raises(AssertionError, match="no button 'Yes'"):
        await alice.tap(question, "Yes")
    with pytest.raises(AssertionError, match="did not answer the tap"):
        await alice.tap(question, "No", timeout=0.05)


async def test_an_update_can_come_twice_and_out_of_order(
    bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """A repeated update keeps its id even after it was confirmed; held updates can be reversed."""
    first = await drain(bot)
    alice.resend_last_update()
    again = await bot.get_updates(offset=first[0].update_id + 1)
    assert [update.update_id for update in again] == [first[0].update_id]
    await bot.get_updates(offset=first[0].update_id + 1)
    telegram.updates.hold()
    await alice.send("one")
    await alice.send("two")
    assert await bot.get_updates() == []
    telegram.updates.release(reverse=True)
    updates = await drain(bot)
    assert [update.message.text for update in updates if update.message] == ["two", "one"]
    assert updates[0].update_id < updates[1].update_id


@dataclass
class Hook:
    """A webhook of a bot: what came, and how it answers."""

    url: str = ""
    received: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    answer: dict[str, Any] | None = None
    came: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def serve(self, request: web.Request) -> web.Response:
        """Take one update."""
        status = self.statuses.pop(0) if self.statuses else 200
        async with self.came:
            self.received.append(await request.json())
            self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            self.came.notify_all()
        return web.json_response(self.answer, status=status) if self.answer else web.Response(status=status)

    async def wait(self, count: int) -> None:
        """Until so many deliveries were seen."""
        async with asyncio.timeout(10), self.came:
            await self.came.wait_for(lambda: len(self.received) >= count)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """A listening webhook."""
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def test_a_webhook_gets_updates_with_the_secret(bot: Bot, alice: Person, hook: Hook) -> None:
    """What waited and what comes, in order, each with the secret header."""
    await bot.set_webhook(hook.url, secret_token="s3cret")
    await alice.send("two")
    await hook.wait(2)
    assert [update["message"]["text"] for update in hook.received] == ["/start", "two"]
    assert hook.secrets == ["s3cret", "s3cret"]
    assert (await bot.get_webhook_info()).url == hook.url
    with pytest.raises(TelegramBadRequest, match="secret token"):
        await bot.set_webhook(hook.url, secret_token="пароль")


async def test_a_failed_delivery_is_repeated(
    bot: Bot, alice: Person, hook: Hook, telegram: TelegramSimulator
) -> None:
    """5xx and 404 alike: the update comes again, later ones of the chat wait, the trouble is on record."""
    hook.statuses = [500, 404]
    await bot.set_webhook(hook.url)
    await alice.send("two")
    await hook.wait(4)
    assert [update["message"]["text"] for update in hook.received] == ["/start", "/start", "/start", "two"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
    await bot.delete_webhook()
    assert telegram.updates.webhook is None


async def test_a_webhook_answer_can_carry_a_call(bot: Bot, alice: Person, hook: Hook) -> None:
    """The bot may answer an update with a method call."""
    hook.answer = {"method": "sendMessage", "chat_id": alice.id, "text": "by the way"}
    await bot.set_webhook(hook.url)
    assert (await alice.private.wait("by the way")).sender.is_bot


async def test_aiograms_own_webhook_handler_understands_it(bot: Bot, alice: Person) -> None:
    """aiogram checks the secret and answers with a multipart body that carries a call with an upload."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def draw(message: Message) -> SendPhoto:
        return SendPhoto(
            chat_id=message.chat.id, photo=BufferedInputFile(picture(), "a.jpg"), caption="drawn"
        )

    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token="s3cret")
    handler.register(app, "/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s3cret")
    drawn = await alice.private.wait("drawn")
    assert drawn.read() == picture()
    await runner.cleanup()
