"""Share buttons appear only where inline mode is on."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, SwitchInlineQueryChosenChat

from bot.delivery.session.inline_mode import InlineButtonsMiddleware
from bot.sandbox.telegram import Options, TelegramSimulator

SHARE = InlineKeyboardButton(
    text="Share",
    switch_inline_query_chosen_chat=SwitchInlineQueryChosenChat(query="#1", allow_group_chats=True),
)
AGAIN = InlineKeyboardButton(text="Again", callback_data="ag:1")


@pytest.mark.parametrize(("is_on", "labels"), [(True, ["Share", "Again"]), (False, ["Again"])])
async def test_share_buttons(*, is_on: bool, labels: list[str]) -> None:
    """While inline mode is off they are left out, rows that become empty with them; once it is on they are back."""
    telegram = TelegramSimulator(options=Options(inline_mode=is_on))
    await telegram.start()
    person = telegram.person("Alice")
    await person.start()
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    session.middleware(InlineButtonsMiddleware())
    async with Bot(telegram.token, session, DefaultBotProperties(parse_mode="HTML")) as bot:
        await bot.get_me()
        both = InlineKeyboardMarkup(inline_keyboard=[[SHARE], [AGAIN]])
        sent = await bot.send_message(person.id, "x", reply_markup=both)
        assert person.private.last.labels == labels
        await bot.edit_message_text(
            "y",
            chat_id=person.id,
            message_id=sent.message_id,
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[SHARE]]),
        )
        assert person.private.last.labels == labels[:-1]
        telegram.core.options.inline_mode = True
        await bot.get_me()
        await bot.send_message(person.id, "x", reply_markup=both)
        assert person.private.last.labels == ["Share", "Again"]
    await telegram.close()
