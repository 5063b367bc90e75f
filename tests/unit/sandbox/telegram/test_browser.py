"""The page in a real browser: what a person sees and taps."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultCachedPhoto,
    InputMediaPhoto,
    Message,
    SwitchInlineQueryChosenChat,
)
from playwright.async_api import Page, async_playwright, expect

from bot.sandbox.telegram import TelegramSimulator, seed_demo_chats
from tests.unit.sandbox.telegram.conftest import picture
from tests.unit.sandbox.telegram.test_stars import Cashier, cashier, terms
from tests.unit.sandbox.telegram.test_updates import drain

__all__ = ["cashier"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


@pytest.fixture
async def page(telegram: TelegramSimulator) -> AsyncIterator[Page]:
    """The page at a phone's width; an error in its scripts fails the test."""
    seed_demo_chats(telegram)
    errors: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        opened = await browser.new_page(viewport={"width": 390, "height": 844})
        opened.on("pageerror", lambda error: errors.append(str(error)))
        await opened.goto(telegram.url)
        yield opened
        await browser.close()
    assert errors == []


async def heard(bot: Bot) -> Message:
    """The next message that the bot hears."""
    update = (await bot.get_updates(timeout=10, allowed_updates=["message", "callback_query"]))[-1]
    await bot.get_updates(offset=update.update_id + 1)
    assert update.message is not None
    return update.message


async def tapped(bot: Bot) -> CallbackQuery:
    """The next tap that the bot hears."""
    update = (await bot.get_updates(timeout=10))[-1]
    await bot.get_updates(offset=update.update_id + 1)
    assert update.callback_query is not None
    return update.callback_query


async def test_from_start_to_a_picture(bot: Bot, page: Page) -> None:
    """Start, a formatted answer with a button, a toast, an edit, a picture and a deletion, all live."""
    await drain(bot)
    await page.locator("#start").click()
    start = await heard(bot)
    keys = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Generate", callback_data="gen")]]
    )
    menu = await bot.send_message(
        start.chat.id, "<b>Hi</b> &lt;img src=x onerror=alert(1)&gt;", reply_markup=keys
    )
    shown = page.locator(f'.message[data-message-id="{menu.message_id}"]')
    await expect(shown.locator("b")).to_have_text("Hi")
    await expect(shown.locator("img")).to_have_count(0)
    await expect(shown.locator(".inline-button")).to_have_css("white-space", "nowrap")
    await expect(shown.locator(".inline-button")).to_have_css("text-overflow", "ellipsis")
    await shown.locator(".inline-button").click()
    await bot.answer_callback_query((await tapped(bot)).id, "Working")
    await expect(page.locator("#toast")).to_have_text("Working")
    await bot.edit_message_text("Done", chat_id=start.chat.id, message_id=menu.message_id)
    await expect(shown.locator(".text")).to_contain_text("Done")
    await expect(shown.locator(".inline-button")).to_have_count(0)
    await bot.send_photo(start.chat.id, BufferedInputFile(picture(), "a.jpg"))
    photo = page.locator(".message img.media")
    await expect(photo).to_be_visible()
    assert await photo.evaluate("async node => { await node.decode(); return node.naturalWidth; }") == 64
    await bot.delete_message(start.chat.id, menu.message_id)
    await expect(shown).to_have_count(0)


async def test_writing_replying_and_sending_a_picture(bot: Bot, page: Page) -> None:
    """The composer sends text; a forced reply is answered as a reply; a picture goes with its caption."""
    await drain(bot)
    await expect(page.locator("#composer")).to_be_hidden()
    await page.locator("#start").click()
    await heard(bot)
    await page.locator("#composer").fill("привет")
    await page.locator("#send").click()
    message = await heard(bot)
    assert message.text == "привет"
    asked = await bot.send_message(message.chat.id, "Which prompt?", reply_markup=ForceReply())
    await expect(page.locator("#context")).to_contain_text("Which prompt?")
    await page.locator("#composer").fill("a cat")
    await page.locator("#composer").press("Enter")
    answer = await heard(bot)
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.message_id == asked.message_id
    await page.locator("#file").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    await page.locator("#composer").fill("at night")
    await page.locator("#send").click()
    sent = await heard(bot)
    assert sent.photo
    assert sent.caption == "at night"


async def test_two_people_meet_in_a_group(bot: Bot, telegram: TelegramSimulator, page: Page) -> None:
    """What one writes the other sees after changing seats; the phone's width shows list or chat, not both."""
    group = next(group for group in telegram.groups if group.chat.title == "Film club")
    await page.locator("#back").click()
    await expect(page.locator("#composer")).to_be_hidden()
    await page.locator(f'.chat[data-chat-id="{group.id}"]').click()
    await page.locator("#composer").fill("hello, Boris")
    await page.locator("#send").click()
    await expect(page.locator(".message.mine .text")).to_contain_text("hello, Boris")
    await page.locator("#back").click()
    await page.locator("#people button", has_text="Борис").click()
    await page.locator(f'.chat[data-chat-id="{group.id}"]').click()
    received = page.locator(".message:not(.mine)", has_text="hello, Boris")
    await expect(received.locator(".sender")).to_have_text("Alice")
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, "nothing sticks out sideways"


async def test_an_album_is_shared_with_a_group(bot: Bot, telegram: TelegramSimulator, page: Page) -> None:
    """An album is one mosaic that shrinks with a deletion; a share button asks for a chat, types the query there, and the
    result that is tapped is sent via the bot.
    """
    await drain(bot)
    await page.locator("#start").click()
    chat = (await heard(bot)).chat.id
    group = next(group for group in telegram.groups if group.chat.title == "Film club")
    pictures = [
        InputMediaPhoto(media=BufferedInputFile(picture(), "a.jpg"), caption=words) for words in ("Sea", "")
    ]
    await bot.get_updates(allowed_updates=["inline_query"])
    album = await bot.send_media_group(chat, [*pictures, pictures[1]])
    await expect(page.locator(".album .tile")).to_have_count(3)
    await expect(page.locator(".album .text")).to_contain_text("Sea")
    await bot.delete_messages(chat, [album[0].message_id])
    await expect(page.locator(".album .tile")).to_have_count(2)
    share = SwitchInlineQueryChosenChat(query="#12", allow_group_chats=True)
    button = InlineKeyboardButton(text="Share", switch_inline_query_chosen_chat=share)
    await bot.send_message(chat, "A picture", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))
    await page.locator(".inline-button", has_text="Share").click()
    await expect(page.locator("#choose .chat")).to_have_count(2)
    await page.locator("#choose .chat", has_text="Film club").click()
    await expect(page.locator("#composer")).to_have_value("@kiosk_sandbox_bot #12")
    [update] = await bot.get_updates(timeout=10)
    assert update.inline_query is not None
    photo = album[1].photo
    assert photo is not None
    offered = InlineQueryResultCachedPhoto(id="12", photo_file_id=photo[-1].file_id, caption="Flux Pro")
    await bot.answer_inline_query(update.inline_query.id, [offered])
    await page.locator(".inline-result").click()
    shown = page.locator(".message.mine", has_text="via @kiosk_sandbox_bot")
    await expect(shown.locator("img")).to_be_visible()
    await expect(page.locator("#inline")).to_be_hidden()
    assert group.last.caption == "Flux Pro"


async def test_an_invoice_is_paid(
    bot: Bot, telegram: TelegramSimulator, page: Page, cashier: Cashier
) -> None:
    """A sheet says what it costs and what there is; Stars are bought, the bot refuses in words, then it is paid; a link
    that renews itself is cancelled in the holdings.
    """
    await page.locator("#start").click()
    [message] = await cashier.hears("text")
    assert message == "/start"
    alice = next(iter(telegram.people.values()))
    alice.stars = 40
    await bot.send_invoice(alice.id, **terms())
    await page.locator(".message .inline-button", has_text="Pay ⭐100").click()
    sheet = page.locator("#stars")
    await expect(sheet).to_contain_text("100 credits")
    await expect(sheet).to_contain_text("You have ⭐40")
    await expect(sheet.locator("#pay")).to_be_disabled()
    await sheet.locator("button", has_text="Buy ⭐100").click()
    await expect(sheet).to_contain_text("You have ⭐140")
    cashier.refusal = "This offer has ended."
    await sheet.locator("#pay").click()
    await expect(sheet.locator(".problem")).to_have_text("This offer has ended.")
    cashier.refusal = ""
    await sheet.locator("#pay").click()
    await expect(sheet).to_be_hidden()
    await expect(page.locator(".service", has_text="Alice paid ⭐100")).to_be_visible()
    await expect(page.locator("#holdings")).to_have_text("⭐40")
    alice.stars = 500
    link = await bot.create_invoice_link(**terms(title="Monthly"), subscription_period=2_592_000)
    await bot.send_message(alice.id, f'<a href="{link}">Subscribe</a>')
    await page.locator(".message a", has_text="Subscribe").click()
    await sheet.locator("#pay", has_text="every 30 days").click()
    await expect(sheet).to_be_hidden()
    await page.locator("#holdings").click()
    await sheet.locator("button", has_text="Next month").first.click()
    await expect(page.locator(".service", has_text="paid ⭐100")).to_have_count(3)
    await sheet.locator("button", has_text="Cancel").click()
    await expect(sheet.locator(".subscription")).to_contain_text("cancelled, runs until")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
