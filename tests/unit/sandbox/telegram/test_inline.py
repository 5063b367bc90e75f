"""Inline mode: what people type behind the bot's name, what the bot may offer, and what reaches the chat."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultCachedVideo,
    InlineQueryResultPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Message,
    SwitchInlineQueryChosenChat,
)

from bot.sandbox.telegram import Options, Person, TelegramSimulator
from tests.unit.sandbox.telegram.conftest import picture
from tests.unit.sandbox.telegram.test_rejections import refused
from tests.unit.sandbox.telegram.test_updates import drain


async def asked(bot: Bot, person: Person, words: str, **how: Any) -> tuple[InlineQuery, asyncio.Task[Any]]:
    """A person types; the bot hears it and has not answered yet."""
    typing = asyncio.create_task(person.inline(words, **how))
    [update] = await bot.get_updates(timeout=10)
    await bot.get_updates(offset=update.update_id + 1)
    assert update.inline_query is not None
    return update.inline_query, typing


async def sent_photo(bot: Bot, person: Person) -> str:
    """File id of a photo that the bot sent."""
    message = await bot.send_photo(person.id, BufferedInputFile(picture(800, 600), "a.jpg"))
    assert message.photo is not None
    return message.photo[-1].file_id


async def test_a_result_is_offered_and_chosen(bot: Bot, telegram: TelegramSimulator, alice: Person) -> None:
    """The query arrives as typed; a chosen result is the person's own message via the bot, which the bot hears."""
    file_id = await sent_photo(bot, alice)
    group = telegram.group("Friends", [alice], "supergroup")
    await drain(bot)
    query, typing = await asked(bot, alice, "cat ", chat=group, offset="7-0")
    assert (query.from_user.id, query.query, query.offset) == (alice.id, "cat ", "7-0")
    assert query.chat_type == "supergroup"
    offered = InlineQueryResultCachedPhoto(
        id="1", photo_file_id=file_id, title="A cat", caption="<b>Flux</b>"
    )
    await bot.answer_inline_query(query.id, [offered], is_personal=True, next_offset="7-1", cache_time=5)
    answer = await typing
    assert (answer.next_offset, answer.is_personal, answer.cache_time) == ("7-1", True, 5)
    chosen = await alice.choose(answer.find("a cat"), chat=group)
    assert (chosen.file_id, chosen.caption, chosen.sender) == (file_id, "Flux", alice.user)
    [update] = await drain(bot)
    assert update.message is not None
    assert update.message.via_bot is not None
    assert update.message.via_bot.id == bot.id


async def test_in_the_private_chat_and_where_the_bot_is_not(
    bot: Bot, telegram: TelegramSimulator, alice: Person
) -> None:
    """A query of the bot's own chat comes from the "sender"; in a group without the bot the result is not heard."""
    file_id = await sent_photo(bot, alice)
    group = telegram.group("Elsewhere", [alice], "group")
    await bot.leave_chat(group.id)
    await drain(bot)
    query, typing = await asked(bot, alice, "")
    assert query.chat_type == "sender"
    await bot.answer_inline_query(query.id, [InlineQueryResultCachedPhoto(id="1", photo_file_id=file_id)])
    await alice.choose((await typing).results[0], chat=group)
    assert group.last.via_bot is telegram.bot
    assert await drain(bot) == []


async def test_nothing_found_leads_to_the_bot(bot: Bot, alice: Person) -> None:
    """The button above the results has a label and the parameter of a deep link."""
    await drain(bot)
    query, typing = await asked(bot, alice, "nothing")
    button = InlineQueryResultsButton(text="Make something", start_parameter="inline")
    await bot.answer_inline_query(query.id, [], button=button)
    answer = await typing
    assert (answer.results, answer.button, answer.start_parameter) == ((), "Make something", "inline")


async def test_articles_are_texts(bot: Bot, alice: Person) -> None:
    """An article's text becomes the message."""
    await drain(bot)
    query, typing = await asked(bot, alice, "")
    text = InputTextMessageContent(message_text="<i>hello</i>")
    await bot.answer_inline_query(
        query.id, [InlineQueryResultArticle(id="x", title="Greet", input_message_content=text)]
    )
    chosen = await alice.choose((await typing).find("greet"))
    assert (chosen.text, chosen.html) == ("hello", "<i>hello</i>")


async def test_what_is_refused(bot: Bot, alice: Person) -> None:
    """Ids, lengths, titles, foreign and mistyped files, buttons, and an answer that comes twice."""
    photo = await sent_photo(bot, alice)
    await drain(bot)
    query, typing = await asked(bot, alice, "cat")

    def shown(number: str = "1", **more: Any) -> InlineQueryResultCachedPhoto:
        return InlineQueryResultCachedPhoto(**{"id": number, "photo_file_id": photo} | more)

    tap = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="x", callback_data="x")]])
    by_url = InlineQueryResultPhoto(
        id="1", photo_url="https://a.example/1", thumbnail_url="https://a.example/1"
    )
    text = InputTextMessageContent(message_text="x")
    cases: tuple[tuple[list[Any], dict[str, Any], str], ...] = (
        ([shown(str(number)) for number in range(51)], {}, "RESULTS_TOO_MUCH"),
        ([shown(), shown()], {}, "RESULT_ID_DUPLICATE"),
        ([shown("")], {}, "RESULT_ID_INVALID"),
        ([shown("я" * 33)], {}, "RESULT_ID_INVALID"),
        ([shown()], {"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ([shown(photo_file_id="strange")], {}, "wrong file identifier"),
        (
            [InlineQueryResultCachedVideo(id="1", video_file_id=photo, title="x")],
            {},
            "can't use file of type",
        ),
        (
            [InlineQueryResultCachedVideo(id="1", video_file_id=photo, title=" ")],
            {},
            "title must be non-empty",
        ),
        ([shown(caption="x" * 1025)], {}, "caption is too long"),
        ([shown(reply_markup=tap)], {}, "not supported by the sandbox"),
        ([shown(input_message_content=text)], {}, "supported by the sandbox only"),
        ([by_url], {}, "not supported by the sandbox"),
        ([], {"button": InlineQueryResultsButton(text=" ", start_parameter="a")}, "must be non-empty"),
        ([], {"button": InlineQueryResultsButton(text="x", start_parameter="")}, "START_PARAM_INVALID"),
        ([], {"button": InlineQueryResultsButton(text="x", start_parameter="#12")}, "START_PARAM_INVALID"),
    )
    for results, more, words in cases:
        await refused(bot.answer_inline_query(query.id, results, **more), words)
    await bot.answer_inline_query(query.id, [shown()])
    await typing
    await refused(bot.answer_inline_query(query.id, [shown()]), "query is too old")
    await refused(bot.answer_inline_query("4711", []), "query is too old")


async def test_inline_mode_may_be_off() -> None:
    """getMe says when it is not switched on at BotFather, and no one can type a query."""
    telegram = TelegramSimulator(options=Options(inline_mode=False))
    await telegram.start()
    person = telegram.person("Alice")
    with pytest.raises(AssertionError, match="switched off"):
        await person.inline("cat")
    await telegram.close()


async def test_a_share_button_hands_its_words_over(bot: Bot, alice: Person) -> None:
    """A tap gives the words that the client puts behind the bot's name; a button for no kind of chat is refused."""
    chosen = SwitchInlineQueryChosenChat(query="#12", allow_group_chats=True)
    rows = [
        [InlineKeyboardButton(text="Share", switch_inline_query_chosen_chat=chosen)],
        [InlineKeyboardButton(text="Here", switch_inline_query_current_chat="cat")],
    ]
    await bot.send_message(alice.id, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))
    assert (await alice.tap(alice.private.last, "Share")).inline == "#12"
    assert (await alice.tap(alice.private.last, "Here")).inline == "cat"
    nowhere = SwitchInlineQueryChosenChat(query="#12")
    bad = [[InlineKeyboardButton(text="Share", switch_inline_query_chosen_chat=nowhere)]]
    await refused(
        bot.send_message(alice.id, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=bad)),
        "at least one chat type",
    )


async def test_effects_are_known_ones(bot: Bot, alice: Person) -> None:
    """An effect that everybody may send comes back with the message; an unknown one is refused."""
    message: Message = await bot.send_message(alice.id, "x", message_effect_id="5046509860389126442")
    assert message.effect_id == "5046509860389126442"
    await refused(bot.send_message(alice.id, "x", message_effect_id="5"), "EFFECT_ID_INVALID")
