"""An operator opens the console in a browser: the real process, a link from the chat, Chromium."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page

from bot.sandbox.telegram import Message
from tests.story.browser import CHROMIUM, phone, sandbox
from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = [
    pytest.mark.story,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]

WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
NAMELESS = """() => [...document.querySelectorAll("button, a, input:not([type=hidden]), select")].filter(
  (one) => !(one.innerText || one.labels?.[0]?.innerText || one.getAttribute("aria-label"))).length"""


async def link_of(kiosk: BotUnderTest) -> str:
    """What the bot answers to `/console`."""
    asked = await kiosk.admin.send("/console")
    answer: Message = await kiosk.admin.private.wait(
        lambda message: "/enter/" in message.text, after=asked, timeout=20
    )
    found = re.search(r"http://\S+", answer.text)
    assert found is not None
    return found[0]


@asynccontextmanager
async def opened(kiosk: BotUnderTest) -> AsyncGenerator[Page]:
    """The console in a phone's browser, by a link."""
    async with phone(await link_of(kiosk)) as page:
        await page.locator("nav").wait_for()
        yield page


async def test_from_the_chat_to_one_generation(folder: Path) -> None:
    """The link leads in by itself, once; each page fits a phone, names what it has, and runs no script."""
    async with kiosk_between(folder, "live", CONSOLE="local") as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a gate <b>at dawn</b>")
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        async with opened(kiosk) as page:
            complaints: list[str] = []
            page.on("console", lambda message: complaints.append(message.text))
            root = page.url.rstrip("/")
            assert "#" not in page.url
            for place in await page.locator("nav a").all_inner_texts():
                await page.locator("nav a", has_text=place).click()
                await page.locator("nav a[aria-current=page]", has_text=place).wait_for()
                assert not await page.evaluate(WIDE), place
                assert await page.evaluate(NAMELESS) == 0, place
                assert await page.locator("h1").inner_text() == place
            await page.goto(f"{root}/generations")
            await page.locator("tbody a").first.click()
            await page.locator("blockquote", has_text="a gate <b>at dawn</b>").wait_for()
            await page.keyboard.press("Tab")
            assert await page.evaluate("document.activeElement.className") == "skip"
            await page.locator("footer button").last.click()
            await page.locator("h1", has_text="You’re signed out").wait_for()
            gone = await page.goto(f"{root}/")
            assert gone is not None
            assert gone.status == 404
            assert [text for text in complaints if "404" not in text] == []
        assert "Traceback" not in kiosk.log


async def test_a_link_that_was_used(folder: Path) -> None:
    """The second browser with it finds nothing, and the secret stands in no log."""
    async with kiosk_between(folder, "live", CONSOLE="local") as kiosk:
        link = await link_of(kiosk)
        async with phone(link) as page:
            await page.locator("nav").wait_for()
        async with phone(link) as page:
            assert "404" in await page.inner_text("body")
        assert link.partition("#")[2] not in kiosk.log


async def test_one_tap_in_the_sandbox(tmp_path: Path) -> None:
    """As Ada one sends /console and taps what comes."""
    async with sandbox(tmp_path) as address, phone(address) as page:
        await page.click("#back")
        await page.locator("#people").get_by_text("Ada").click()
        await page.locator("#chats button").first.click()
        await page.fill("#composer", "/console")
        await page.click("#send")
        link = page.locator(".message a", has_text="/enter/").last
        await link.wait_for()
        async with page.context.expect_page() as opening:
            await link.click()
        console = await opening.value
        await console.locator("nav").wait_for()
