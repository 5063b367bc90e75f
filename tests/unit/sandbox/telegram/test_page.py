"""The page's JSON: who sees what, live changes, sending, tapping, and who is kept out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BufferedInputFile,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)

from bot.sandbox.telegram import Person, TelegramSimulator
from tests.unit.sandbox.telegram.conftest import picture
from tests.unit.sandbox.telegram.test_updates import drain


@pytest.fixture
async def browser(telegram: TelegramSimulator) -> AsyncIterator[aiohttp.ClientSession]:
    """A client at the simulator's address."""
    async with aiohttp.ClientSession(telegram.url) as session:
        yield session


async def state_of(browser: aiohttp.ClientSession, person: Person) -> dict[str, Any]:
    """What the page starts from."""
    async with browser.get("/sandbox/state", params={"person": person.id}) as response:
        found: dict[str, Any] = await response.json()
        return found


async def test_the_page_and_its_assets_need_nothing_from_outside(browser: aiohttp.ClientSession) -> None:
    """All of it is served here, under a policy that allows no other origin and no inline script."""
    for path, kind in (
        ("/", "text/html"),
        ("/page/page.js", "text/javascript"),
        ("/page/page.css", "text/css"),
    ):
        async with browser.get(path) as response:
            assert (response.status, response.content_type) == (200, kind)
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
            content = await response.text()
            assert "//cdn" not in content
            assert "innerHTML" not in content
    async with browser.get("/page/..%2Fpage_api.py") as response:
        assert response.status == 404


async def test_people_see_only_their_chats(
    browser: aiohttp.ClientSession, bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """The private chat of another person is not shown and cannot be written to."""
    bob = telegram.person("Боб", language="ru")
    group = telegram.group("Friends", [alice, bob])
    alone = telegram.group("Alice's", [alice])
    shown = await state_of(browser, bob)
    assert [chat["id"] for chat in shown["chats"]] == [bob.id, group.id]
    assert {message["chat"] for message in shown["messages"]} == {group.id}
    for chat in (alice.id, alone.id):
        asked = {"person": bob.id, "chat": chat, "text": "x"}
        async with browser.post("/sandbox/send", json=asked) as response:
            assert response.status == 404


async def test_text_and_files_reach_the_bot(browser: aiohttp.ClientSession, bot: Bot, alice: Person) -> None:
    """A reply, a picture (as photo or as file) and a file that is no picture."""
    await drain(bot)
    base = {"person": str(alice.id), "chat": str(alice.id)}
    async with browser.post("/sandbox/send", json={**base, "text": "hi", "replyTo": 1}) as response:
        assert response.status == 200
    for extra, kind in (({}, "photo"), ({"as": "document"}, "document")):
        form = aiohttp.FormData({**base, **extra, "caption": "night"})
        form.add_field("file", picture(), filename="a.jpg", content_type="image/jpeg")
        async with browser.post("/sandbox/upload", data=form) as response:
            assert response.status == 200
        assert (alice.private.last.kind, alice.private.last.caption) == (kind, "night")
    heard = [update.message for update in await drain(bot) if update.message]
    assert [message.content_type for message in heard] == ["text", "photo", "document"]
    assert heard[0].reply_to_message is not None


async def test_no_one_writes_before_start(
    browser: aiohttp.ClientSession, bot: Bot, telegram: TelegramSimulator
) -> None:
    """As in Telegram's clients: neither words nor files reach a bot that was not started; after Start they do."""
    newcomer = telegram.person("Nina", language="en")
    base = {"person": str(newcomer.id), "chat": str(newcomer.id)}
    form = aiohttp.FormData({**base, "caption": "night"})
    form.add_field("file", picture(), filename="a.jpg", content_type="image/jpeg")
    async with browser.post("/sandbox/upload", data=form) as response:
        assert response.status == 400
    for text, status in (("a cat", 400), ("/start", 200), ("a cat", 200)):
        async with browser.post("/sandbox/send", json={**base, "text": text}) as response:
            assert response.status == status
    heard = [update.message.text for update in await drain(bot) if update.message]
    assert heard == ["/start", "a cat"]


async def test_several_files_are_an_album(browser: aiohttp.ClientSession, bot: Bot, alice: Person) -> None:
    """As clients send them: pictures together are one album with the caption at the first."""
    await drain(bot)
    form = aiohttp.FormData({"person": str(alice.id), "chat": str(alice.id), "caption": "both"})
    for name in ("a.jpg", "b.jpg"):
        form.add_field("file", picture(), filename=name, content_type="image/jpeg")
    async with browser.post("/sandbox/upload", data=form) as response:
        assert response.status == 200
    heard = [update.message for update in await drain(bot) if update.message]
    assert [message.caption for message in heard] == ["both", None]
    assert heard[0].media_group_id is not None
    assert heard[0].media_group_id == heard[1].media_group_id


async def test_changes_come_live(browser: aiohttp.ClientSession, bot: Bot, alice: Person) -> None:
    """New messages, edits, deletions and "typing" are pushed."""
    since = (await state_of(browser, alice))["revision"]
    query = {"person": alice.id, "since": since}
    async with asyncio.timeout(10), browser.get("/sandbox/events", params=query) as stream:

        async def until(key: str, **wanted: Any) -> dict[str, Any]:
            async for line in stream.content:
                change = json.loads(line[6:]) if line.startswith(b"data: ") else {}
                found = change.get(key)
                found = found[0] if isinstance(found, list) else found
                if found and all(found.get(name) == value for name, value in wanted.items()):
                    return dict(found)
            raise AssertionError(wanted)

        await bot.send_chat_action(alice.id, "typing")
        await until("chats", action="typing")
        sent = await bot.send_message(alice.id, "<b>one</b>")
        assert (await until("message", text="one"))["entities"] == [
            {"type": "bold", "offset": 0, "length": 3}
        ]
        await bot.edit_message_text("two", chat_id=alice.id, message_id=sent.message_id)
        assert (await until("message", text="two"))["edited"]
        await bot.delete_message(alice.id, sent.message_id)
        await until("message", id=sent.message_id, deleted=True)


async def test_a_tap_on_the_page(browser: aiohttp.ClientSession, bot: Bot, alice: Person) -> None:
    """The bot's answer comes back as toast or alert; a copy button gives its text."""
    cells = [
        InlineKeyboardButton(text="Go", callback_data="go"),
        InlineKeyboardButton(text="Copy", copy_text=CopyTextButton(text="a cat")),
    ]
    sent = await bot.send_message(alice.id, "?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[cells]))
    await drain(bot)

    async def tap(column: int) -> dict[str, Any]:
        asked = {"person": alice.id, "chat": alice.id, "message": sent.message_id, "row": 0, "column": column}
        async with browser.post("/sandbox/tap", json=asked) as response:
            found: dict[str, Any] = await response.json()
            return found

    async with asyncio.TaskGroup() as group:
        tapping = group.create_task(tap(0))
        query = (await bot.get_updates(timeout=10))[0].callback_query
        assert query is not None
        await bot.answer_callback_query(query.id, "Done", show_alert=True)
    assert tapping.result() == {"text": "Done", "alert": True, "url": None, "copied": None}
    assert (await tap(1))["copied"] == "a cat"


async def test_media_are_served_in_parts_and_documents_never_run(
    browser: aiohttp.ClientSession, bot: Bot, alice: Person
) -> None:
    """A player may seek; a document that is a web page is only ever downloaded."""
    video = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 1_000
    await bot.send_video(alice.id, BufferedInputFile(video, "a.mp4"))
    url = f"/sandbox/files/{alice.private.last.file_id}"
    async with browser.get(url, headers={"Range": "bytes=10-19"}) as response:
        assert (response.status, response.content_type) == (206, "video/mp4")
        assert await response.read() == video[10:20]
    await bot.send_document(alice.id, BufferedInputFile(b"<script>alert(1)</script>", "x.html"))
    async with browser.get(f"/sandbox/files/{alice.private.last.file_id}") as response:
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["Content-Security-Policy"] == "sandbox"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_command_menu_fits_scope_and_language(
    browser: aiohttp.ClientSession, bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """The narrowest scope wins, and within it the person's language."""
    bob = telegram.person("Боб", language="ru")
    telegram.group("Friends", [alice, bob])
    await bot.set_my_commands([BotCommand(command="start", description="Start")])
    await bot.set_my_commands([BotCommand(command="start", description="Начать")], language_code="ru")
    await bot.set_my_commands([BotCommand(command="gen", description="Make")], BotCommandScopeAllGroupChats())
    seen = {}
    for person in (alice, bob):
        chats = (await state_of(browser, person))["chats"]
        seen[person.id] = [chat["commands"][0]["description"] for chat in chats]
    assert seen == {alice.id: ["Start", "Make"], bob.id: ["Начать", "Make"]}


async def test_other_sites_are_kept_out(browser: aiohttp.ClientSession, alice: Person) -> None:
    """A rebound host name, a foreign origin and a form that is not JSON are refused."""
    async with browser.get("/sandbox/state", headers={"Host": "evil.example"}) as response:
        assert response.status == 403
    asked = {"person": alice.id, "chat": alice.id, "text": "x"}
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}):
        async with browser.post("/sandbox/send", json=asked, headers=headers) as response:
            assert response.status == 403
    async with browser.post("/sandbox/send", data=json.dumps(asked)) as response:
        assert response.status == 415
    assert len(alice.private.messages) == 1


async def test_people_change_only_their_own_messages(
    browser: aiohttp.ClientSession, bot: Bot, alice: Person
) -> None:
    """Edit and delete work on one's own message and on no other person's."""
    sent = await bot.send_message(alice.id, "x")
    for path, number, status in (
        ("edit", 1, 200),
        ("edit", sent.message_id, 403),
        ("delete", sent.message_id, 403),
        ("delete", 1, 200),
    ):
        asked = {"person": alice.id, "chat": alice.id, "message": number, "text": "y"}
        async with browser.post(f"/sandbox/{path}", json=asked) as response:
            assert response.status == status
    assert [message.id for message in alice.private.messages] == [sent.message_id]


async def test_a_message_is_forwarded(browser: aiohttp.ClientSession, bot: Bot, alice: Person) -> None:
    """A message of any person can be forwarded to the bot, and says where it came from."""
    sent = await bot.send_message(alice.id, "x")
    asked = {"person": alice.id, "chat": alice.id, "message": sent.message_id}
    async with browser.post("/sandbox/forward", json=asked) as response:
        assert response.status == 200
        assert (await response.json())["forwarded"]
    assert alice.private.messages[-1].sender is alice.user


async def test_a_thumb_is_put_and_taken_away(browser: aiohttp.ClientSession, bot: Bot, alice: Person) -> None:
    """One click reacts to a message of the bot's, the next one takes the reaction back."""
    sent = await bot.send_message(alice.id, "x")
    message = alice.private.last
    asked = {"person": alice.id, "chat": alice.id, "message": sent.message_id}
    for liked in (True, False):
        async with browser.post("/sandbox/react", json=asked) as response:
            assert await response.json() == {"liked": liked}
        assert bool(message.reactions[alice.id]) is liked


@pytest.mark.parametrize("path", ["send", "tap", "edit", "delete", "forward", "react"])
@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"person": "x"}', '{"person": 700001, "chat": "y", "message": "z"}']
)
async def test_junk_is_a_client_error(
    browser: aiohttp.ClientSession, alice: Person, path: str, body: str
) -> None:
    """Nothing that a page sends makes a 500."""
    headers = {"Content-Type": "application/json"}
    async with browser.post(f"/sandbox/{path}", data=body, headers=headers) as response:
        assert 400 <= response.status < 500
