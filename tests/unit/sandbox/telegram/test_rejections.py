"""What Telegram refuses is refused, with Telegram's words."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    ReplyParameters,
)

from bot.sandbox.telegram import Person, TelegramSimulator
from tests.unit.sandbox.telegram.conftest import picture


def keys(*rows: list[dict[str, Any]]) -> InlineKeyboardMarkup:
    """A keyboard of raw buttons."""
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(**cell) for cell in row] for row in rows]
    )


async def refused(answer: Any, *words: str) -> None:
    """The call fails with 400 and all these words."""
    with pytest.raises(TelegramBadRequest) as problem:
        await answer
    for word in words:
        assert word in str(problem.value)


async def test_a_wrong_token_is_unauthorized(telegram: TelegramSimulator) -> None:
    """401, in Telegram's JSON."""
    async with aiohttp.ClientSession() as web, web.get(f"{telegram.url}/bot1:wrong/getMe") as response:
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_unknown_methods_and_fields_are_refused(telegram: TelegramSimulator, alice: Person) -> None:
    """404 for a method that is none; 400 for a misspelt, missing or wrong field, in any encoding."""
    root = f"{telegram.url}/bot{telegram.token}"
    cases: list[tuple[str, dict[str, Any], int, str]] = [
        ("sendMesage", {}, 404, "Not Found"),
        (
            "sendMessage",
            {"chat_id": alice.id, "text": "x", "parsemode": "HTML"},
            400,
            "unknown field parsemode",
        ),
        ("sendMessage", {"chat_id": alice.id}, 400, "message text is empty"),
        ("sendMessage", {"text": "x"}, 400, "chat_id is empty"),
        ("deleteMessage", {"chat_id": alice.id, "message_id": "one"}, 400, "can't parse message_id"),
        (
            "sendMessage",
            {"chat_id": alice.id, "text": "x", "reply_markup": "{"},
            400,
            "can't parse reply markup JSON",
        ),
        (
            "sendDice",
            {"chat_id": alice.id},
            400,
            "not supported by the sandbox",
        ),
    ]
    async with aiohttp.ClientSession() as web:
        for method, fields, code, words in cases:
            encodings: list[dict[str, Any]] = [{"json": fields}, {"data": fields}, {"params": fields}]
            for encoding in encodings:
                if not fields and "json" not in encoding:
                    continue
                async with web.post(f"{root}/{method}", **encoding) as response:
                    body = await response.json()
                    assert (response.status, body["ok"]) == (code, False), (method, fields)
                    assert words in body["description"]


async def test_texts_and_captions_have_limits(bot: Bot, alice: Person) -> None:
    """4096 and 1024 characters after parsing; nothing but spaces is empty."""
    await bot.send_message(alice.id, f"<b>{'x' * 4096}</b>")
    await refused(bot.send_message(alice.id, "x" * 4097), "message is too long")
    await refused(bot.send_message(alice.id, "<b> </b>"), "message text is empty")
    await refused(bot.send_message(alice.id, "<b>x"), "can't parse entities: Can't find end tag")
    photo = BufferedInputFile(picture(), "a.jpg")
    await bot.send_photo(alice.id, photo, caption="x" * 1024)
    await refused(bot.send_photo(alice.id, photo, caption="x" * 1025), "message caption is too long")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[{"text": "x", "callback_data": "д" * 33}]], "BUTTON_DATA_INVALID"),
        ([[{"text": " ", "callback_data": "d"}]], "must be non-empty"),
        ([[{"text": "x"}]], "text buttons are unallowed"),
        ([[{"text": "x", "url": "javascript:alert(1)"}]], "is invalid"),
        ([[{"text": "x", "copy_text": CopyTextButton(text="x" * 257)}]], "BUTTON_COPY_TEXT_INVALID"),
        ([[{"text": "x", "callback_data": "d"}] * 9], "reply markup is too long"),
        ([[{"text": "x", "callback_data": "d"}]] * 101, "reply markup is too long"),
    ],
)
async def test_bad_buttons_are_refused(bot: Bot, alice: Person, rows: list[Any], words: str) -> None:
    """64 bytes (not characters) of data, a label, one action, at most 8 in a row and 100 in all."""
    await refused(bot.send_message(alice.id, "x", reply_markup=keys(*rows)), words)


async def test_the_largest_keyboard_passes(bot: Bot, alice: Person) -> None:
    """64 bytes of data, 256 characters to copy, 8 in a row are fine."""
    cells = [{"text": "x", "callback_data": "д" * 32}] * 7 + [
        {"text": "x", "copy_text": CopyTextButton(text="x" * 256)}
    ]
    await bot.send_message(alice.id, "x", reply_markup=keys(*[cells] * 12))
    assert len(alice.private.last.labels) == 96


async def test_chats_replies_and_topics_must_exist(
    bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """Unknown chat, unknown message to reply to, unknown topic."""
    await refused(bot.send_message(4711, "x"), "chat not found")
    await refused(bot.send_message("@nobody", "x"), "chat not found")
    missing = ReplyParameters(message_id=999)
    await refused(
        bot.send_message(alice.id, "x", reply_parameters=missing), "message to be replied not found"
    )
    tolerant = ReplyParameters(message_id=999, allow_sending_without_reply=True)
    assert (await bot.send_message(alice.id, "x", reply_parameters=tolerant)).reply_to_message is None
    forum = telegram.group("Forum", [alice], "forum")
    await refused(bot.send_message(forum.id, "x", message_thread_id=77), "message thread not found")
    await refused(bot.send_message(alice.id, "x", message_thread_id=77), "message thread not found")
    await refused(bot.send_message(forum.id, "x", message_effect_id="5"), "only in private chats")
    await refused(bot.send_message(alice.id, "x", message_effect_id="5"), "EFFECT_ID_INVALID")
    await bot.send_message(alice.id, "x", message_effect_id="5046509860389126442")
    assert alice.private.messages[-1].effect_id == "5046509860389126442"


async def test_pictures_have_limits(bot: Bot, alice: Person) -> None:
    """10 MB, 10,000 pixels summed, ratio 20, and it must be a picture."""

    async def send(content: bytes) -> Any:
        return await bot.send_photo(alice.id, BufferedInputFile(content, "a.jpg"))

    await refused(send(picture() + b"\0" * 10_485_760), "too big for a photo")
    await refused(send(picture(9_990, 600)), "PHOTO_INVALID_DIMENSIONS")
    await refused(send(picture(2_100, 100)), "PHOTO_INVALID_DIMENSIONS")
    await refused(send(b"not a picture"), "IMAGE_PROCESS_FAILED")
    await refused(send(b""), "file must be non-empty")


async def test_uploads_have_a_limit(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """More than 50 MB is 413, and the answer is heard although the upload was long."""
    telegram.core.options.upload_limit = 1_000_000
    with pytest.raises(TelegramEntityTooLarge):
        await bot.send_document(alice.id, BufferedInputFile(b"x" * 3_000_000, "a.bin"))
    await bot.send_document(alice.id, BufferedInputFile(b"x" * 1_000_000, "a.bin"))


async def test_file_ids_keep_their_kind(bot: Bot, alice: Person) -> None:
    """An id is known, and a photo cannot be sent as a video."""
    photo = (await bot.send_photo(alice.id, BufferedInputFile(picture(), "a.jpg"))).photo
    assert photo
    await refused(bot.send_video(alice.id, photo[-1].file_id), "can't use file of type Photo as Video")
    await refused(bot.send_photo(alice.id, "AgACAgIAAx"), "wrong file identifier/HTTP URL specified")
    await refused(bot.get_file("AgACAgIAAx"), "wrong file_id")


async def test_thumbnails_have_limits(bot: Bot, alice: Person) -> None:
    """JPEG, at most 320 pixels a side."""
    for content in (picture(400, 300), picture(40, 30, "PNG")):
        thumbnail, clip = BufferedInputFile(content, "t.jpg"), BufferedInputFile(b"x", "v.mp4")
        await refused(bot.send_video(alice.id, clip, thumbnail=thumbnail), "thumbnail must be")


async def test_albums_have_rules(bot: Bot, alice: Person) -> None:
    """2 to 10 items; audio and documents only among themselves."""
    photo = InputMediaPhoto(media=BufferedInputFile(picture(), "a.jpg"))
    audio = InputMediaAudio(media=BufferedInputFile(b"ID3", "a.mp3"))
    document = InputMediaDocument(media=BufferedInputFile(b"x", "a.bin"))
    await refused(bot.send_media_group(alice.id, [photo]), "at least 2")
    await refused(bot.send_media_group(alice.id, [photo] * 11), "too many messages to send as an album")
    await refused(bot.send_media_group(alice.id, [photo, audio]), "audio can't be mixed")
    await refused(bot.send_media_group(alice.id, [photo, document]), "document can't be mixed")
    assert alice.private.last.text == "/start", "a refused album leaves nothing behind"


async def test_edits_must_change_something(bot: Bot, alice: Person) -> None:
    """Same text and same keyboard is refused, as are edits of what is not there or not text."""
    sent = await bot.send_message(
        alice.id, "<b>x</b>", reply_markup=keys([{"text": "x", "callback_data": "d"}])
    )
    where: dict[str, Any] = {"chat_id": alice.id, "message_id": sent.message_id}
    await refused(
        bot.edit_message_text("<b>x</b>", **where, reply_markup=sent.reply_markup), "message is not modified"
    )
    await bot.edit_message_text("x", **where, reply_markup=sent.reply_markup)
    await bot.edit_message_text("x", **where)
    await refused(bot.edit_message_reply_markup(**where), "message is not modified")
    await refused(bot.edit_message_text("y", chat_id=alice.id, message_id=999), "message to edit not found")
    await refused(bot.edit_message_text("y", chat_id=alice.id, message_id=1), "message can't be edited")
    await refused(
        bot.edit_message_caption(**where, caption="y"), "there is no caption in the message to edit"
    )
    photo = await bot.send_photo(alice.id, BufferedInputFile(picture(), "a.jpg"))
    asked = bot.edit_message_text("y", chat_id=alice.id, message_id=photo.message_id)
    await refused(asked, "there is no text in the message to edit")


async def test_deleting_what_is_not_there_is_refused(bot: Bot, alice: Person) -> None:
    """The second deletion finds nothing; very old messages stay."""
    sent = await bot.send_message(alice.id, "x")
    await bot.delete_message(alice.id, sent.message_id)
    await refused(bot.delete_message(alice.id, sent.message_id), "message to delete not found")
    old = alice.private.chat.store[1]
    old.date -= 49 * 3600
    await refused(bot.delete_message(alice.id, 1), "message can't be deleted")
    await refused(bot.copy_message(alice.id, alice.id, 999), "message to copy not found")
    await refused(bot.forward_message(alice.id, alice.id, 999), "message to forward not found")


async def test_taps_must_be_answered_in_time_and_once(
    bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """Unknown, answered and expired queries are too old; an answer has 200 characters."""
    sent = await bot.send_message(alice.id, "x", reply_markup=keys([{"text": "Go", "callback_data": "d"}]))
    message = alice.private.chat.store[sent.message_id]

    async def tapped() -> str:
        await alice.tap(message, "Go", wait=False)
        return next(reversed(telegram.core.queries))

    query = await tapped()
    await refused(bot.answer_callback_query(query, "x" * 201), "MESSAGE_TOO_LONG")
    await bot.answer_callback_query(query, "x" * 200)
    await refused(bot.answer_callback_query(query), "query is too old")
    await refused(bot.answer_callback_query("1"), "query ID is invalid")
    query = await tapped()
    telegram.expire_taps()
    await refused(bot.answer_callback_query(query), "query is too old")


async def test_commands_and_descriptions_have_limits(bot: Bot) -> None:
    """Names of a-z, 0-9 and _; the three descriptions each have a length."""
    await refused(bot.set_my_commands([BotCommand(command="Start", description="x")]), "BOT_COMMAND_INVALID")
    bad = BotCommand(command="start", description="x" * 257)
    await refused(bot.set_my_commands([bad]), "BOT_COMMAND_DESCRIPTION_INVALID")
    await refused(
        bot.set_my_commands([BotCommand(command="a", description="x")] * 101), "BOT_COMMANDS_TOO_MUCH"
    )
    await refused(bot.set_my_description("x" * 513), "BOT_DESCRIPTION_INVALID")
    await refused(bot.set_my_short_description("x" * 121), "BOT_SHORT_DESCRIPTION_INVALID")
    await refused(bot.set_my_name("x" * 65), "BOT_TITLE_INVALID")


async def test_chat_actions_are_known_words(bot: Bot, alice: Person) -> None:
    """A made-up action is refused; a force reply passes."""
    await refused(bot.send_chat_action(alice.id, "dancing"), "wrong parameter action")
    await bot.send_message(alice.id, "x", reply_markup=ForceReply(selective=True))
    assert alice.private.last.force_reply
