"""What the bot sends arrives as people see it, and what comes back is what aiogram expects."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputMediaVideo,
    ReactionTypeEmoji,
    ReplyParameters,
)
from aiohttp import web

from bot.sandbox.telegram import Options, Person, TelegramSimulator
from tests.unit.sandbox.telegram.conftest import picture


async def test_a_formatted_text_arrives_whole(bot: Bot, alice: Person) -> None:
    """Text, entities, keyboard and the answered message, both in the answer and in the chat."""
    keys = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])
    reply = ReplyParameters(message_id=1)
    sent = await bot.send_message(alice.id, "<b>hi</b> &amp; bye", reply_markup=keys, reply_parameters=reply)
    assert sent.html_text == "<b>hi</b> &amp; bye"
    assert sent.reply_markup is not None
    assert sent.reply_markup.model_dump() == keys.model_dump()
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/start"
    assert sent.from_user is not None
    assert sent.from_user.is_bot
    shown = alice.private.last
    assert (shown.text, shown.html, shown.labels) == ("hi & bye", "<b>hi</b> &amp; bye", ["Go"])


async def test_a_photo_has_sizes_and_can_be_downloaded_and_resent(bot: Bot, alice: Person) -> None:
    """A preview and the full size; the bytes come back by getFile; a file_id sends it again."""
    content = picture(800, 600)
    sent = await bot.send_photo(
        alice.id, BufferedInputFile(content, "a.jpg"), caption="sea", has_spoiler=True
    )
    assert sent.photo is not None
    assert [(size.width, size.height) for size in sent.photo] == [(320, 240), (800, 600)]
    assert sent.has_media_spoiler
    path = (await bot.get_file(sent.photo[-1].file_id)).file_path
    assert path is not None
    received = await bot.download_file(path)
    assert received is not None
    assert received.read() == content
    again = await bot.send_photo(alice.id, sent.photo[-1].file_id)
    assert again.photo is not None
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    assert alice.private.last.read() == content


async def test_a_video_keeps_what_was_said_about_it(bot: Bot, alice: Person) -> None:
    """Width, height, duration, name and thumbnail as sent."""
    clip, thumbnail = BufferedInputFile(b"\0" * 2_000, "clip.mp4"), BufferedInputFile(picture(), "t.jpg")
    sent = await bot.send_video(alice.id, clip, width=640, height=360, duration=5, thumbnail=thumbnail)
    video = sent.video
    assert video is not None
    assert (video.width, video.height, video.duration, video.file_size) == (640, 360, 5, 2_000)
    assert video.thumbnail is not None
    assert (video.thumbnail.width, video.thumbnail.height) == (64, 48)
    assert video.file_name == "clip.mp4"


async def test_every_kind_of_medium_is_parsed_by_aiogram(bot: Bot, alice: Person) -> None:
    """audio, voice, document, animation, sticker and video note come back as their own type."""
    some = BufferedInputFile(b"some bytes", "some.bin")
    audio = await bot.send_audio(alice.id, some, title="Rain", performer="Suno", duration=7)
    assert audio.audio is not None
    assert (audio.audio.title, audio.audio.performer, audio.audio.duration) == ("Rain", "Suno", 7)
    assert (await bot.send_voice(alice.id, some)).voice
    assert (await bot.send_document(alice.id, some)).document
    assert (await bot.send_animation(alice.id, some)).animation
    assert (await bot.send_sticker(alice.id, some)).sticker
    assert [message.kind for message in alice.private.messages[1:]] == [
        "audio",
        "voice",
        "document",
        "animation",
        "sticker",
    ]


async def test_an_album_is_one_group(bot: Bot, alice: Person) -> None:
    """Uploads inside the media JSON; one media_group_id; captions stay with their items."""
    photo = InputMediaPhoto(
        media=BufferedInputFile(picture(), "a.jpg"), caption="<i>one</i>", parse_mode="HTML"
    )
    video = InputMediaVideo(media=BufferedInputFile(b"x", "a.mp4"), width=3, height=2, duration=1)
    sent = await bot.send_media_group(alice.id, [photo, video])
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.kind for message in alice.private.messages[1:]] == ["photo", "video"]
    assert alice.private.messages[1].html == "<i>one</i>"


async def test_a_medium_can_be_replaced(bot: Bot, alice: Person) -> None:
    """editMessageMedia takes an upload and a caption; editMessageCaption changes only words."""
    sent = await bot.send_photo(alice.id, BufferedInputFile(picture(), "a.jpg"))
    clip = InputMediaVideo(media=BufferedInputFile(b"x", "a.mp4"), caption="done")
    await bot.edit_message_media(clip, chat_id=alice.id, message_id=sent.message_id)
    shown = alice.private.last
    assert (shown.kind, shown.caption, shown.edits) == ("video", "done", 1)
    await bot.edit_message_caption(chat_id=alice.id, message_id=sent.message_id, caption="really")
    assert (shown.caption, shown.edits) == ("really", 2)


async def test_copies_forwards_reactions_and_pins(bot: Bot, alice: Person) -> None:
    """A copy has no origin, a forward has; a reaction and a pin are seen."""
    copied = await bot.copy_message(alice.id, alice.id, 1)
    assert alice.private.chat.store[copied.message_id].text == "/start"
    forwarded = await bot.forward_message(alice.id, alice.id, 1)
    assert forwarded.forward_origin is not None
    await bot.set_message_reaction(alice.id, 1, [ReactionTypeEmoji(emoji="👍")])
    assert alice.private.messages[0].reactions[bot.id] == [{"type": "emoji", "emoji": "👍"}]
    await bot.pin_chat_message(alice.id, 1)
    pinned = (await bot.get_chat(alice.id)).pinned_message
    assert pinned is not None
    assert pinned.message_id == 1
    await bot.unpin_chat_message(alice.id)
    await bot.delete_messages(alice.id, [1, 2, 99])
    assert [message.id for message in alice.private.messages] == [forwarded.message_id]


async def test_commands_belong_to_scopes_and_languages(bot: Bot, alice: Person) -> None:
    """Each scope and language has a list of its own."""
    start = [BotCommand(command="start", description="Start")]
    private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
    await bot.set_my_commands(start, private, "ru")
    assert [item.model_dump() for item in await bot.get_my_commands(private, "ru")] == [start[0].model_dump()]
    assert await bot.get_my_commands(private) == []
    assert await bot.get_my_commands(groups, "ru") == []
    await bot.delete_my_commands(private, "ru")
    assert await bot.get_my_commands(private, "ru") == []
    await bot.set_my_description("Makes media", "en")
    assert (await bot.get_my_description("en")).description == "Makes media"
    assert (await bot.get_my_name()).name == "Kiosk"


async def test_what_has_no_effect_here_still_answers(bot: Bot, alice: Person) -> None:
    """A few methods are accepted without an effect, every other is refused; typing is seen in the chat."""
    assert await bot.log_out()
    assert await bot.set_chat_title(alice.id, "x")
    with pytest.raises(TelegramBadRequest, match="not supported by the sandbox"):
        await bot.ban_chat_member(alice.id, alice.id)
    assert await bot.send_chat_action(alice.id, "upload_video")
    assert alice.private.chat.action is not None
    assert (await bot.get_user_profile_photos(alice.id)).total_count == 0
    await bot.send_message(alice.id, "?", reply_markup=ForceReply(input_field_placeholder="Prompt"))
    assert alice.private.chat.action is None, "a message ends the action"


@pytest.fixture
async def media_host() -> AsyncIterator[str]:
    """A web server with a picture, a text and a picture that is too large for a photo by URL."""

    async def serve(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name == "missing.jpg":
            raise web.HTTPNotFound
        content = {"a.jpg": picture(), "a.txt": b"text", "big.jpg": picture() + b"\0" * 5_300_000}[name]
        kind = "text/plain" if name == "a.txt" else "image/jpeg"
        return web.Response(body=content, content_type=kind)

    app = web.Application()
    app.router.add_get("/{name}", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_send_by_url(bot: Bot, alice: Person, telegram: TelegramSimulator, media_host: str) -> None:
    """Telegram fetches the picture itself, and refuses what is missing, too large, of a wrong type or private."""
    await bot.send_photo(alice.id, f"{media_host}/a.jpg")
    assert alice.private.last.read() == picture()
    for name, words in (
        ("missing.jpg", "failed to get HTTP URL content"),
        ("big.jpg", "failed to get HTTP URL content"),
        ("a.txt", "wrong type of the web page content"),
    ):
        with pytest.raises(TelegramBadRequest, match=words):
            await bot.send_photo(alice.id, f"{media_host}/{name}")
    with pytest.raises(TelegramBadRequest, match="wrong type"):
        await bot.send_document(alice.id, f"{media_host}/a.txt")
    telegram.core.options.allow_private_urls = False
    with pytest.raises(TelegramBadRequest, match="wrong file identifier/HTTP URL specified"):
        await bot.send_photo(alice.id, f"{media_host}/a.jpg")


async def test_large_files_cannot_be_downloaded(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """getFile refuses more than its limit, 20 MB by default."""
    assert Options().download_limit == 20 * 1024 * 1024
    telegram.core.options.download_limit = 10
    message = await alice.send_document(b"eleven byte")
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(str(message.file_id))


async def test_downloads_need_the_token_and_can_start_anywhere(
    telegram: TelegramSimulator, alice: Person
) -> None:
    """A wrong token gets 401, an unknown path 404, a Range its part."""
    message = await alice.send_document(b"0123456789", "a.bin")
    assert message.media is not None
    path = message.media.file.public_path
    async with aiohttp.ClientSession(telegram.url) as client:
        async with client.get(f"/file/bot1:x/{path}") as response:
            assert response.status == 401
        async with client.get(f"/file/bot{telegram.token}/nothing") as response:
            assert response.status == 404
        async with client.get(
            f"/file/bot{telegram.token}/{path}", headers={"Range": "bytes=2-4"}
        ) as response:
            assert (response.status, await response.read()) == (206, b"234")
