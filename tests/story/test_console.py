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
from tests.story.kiosk import BotUnderTest, kiosk_between, until

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


@pytest.mark.parametrize(
    ("language", "given"), [("en", "You received 25 credits"), ("ru", "Вам начислено 25")]
)
async def test_a_person_and_a_report(folder: Path, language: str, given: str) -> None:
    """From the list to a person: credits by a double click, a message, a block; from the queue to a decision. Each is read
    by whom it concerns, once.
    """
    async with kiosk_between(folder, "live", CONSOLE="local", FREE_CREDITS="1000") as kiosk:
        maker = kiosk.telegram.person("<i>Mira</i>", language=language)
        boris = kiosk.telegram.person("Boris", language=language)
        await boris.start()
        await kiosk.admin.start()
        group = kiosk.telegram.group("Cats", [maker, boris, kiosk.admin], "supergroup")
        card = await kiosk.quote(maker, "flux-pro a red kite", room=group)
        await maker.tap(card, (0, 0))
        result = await kiosk.media(group, after=card)
        await kiosk.concluded(card)
        asked = await boris.send("/report <b>oh", chat=group, reply_to=result)
        question = await group.wait(lambda message: message.visible_to is boris.user, after=asked, timeout=20)
        await boris.tap(question, (0, 0))
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM reported_results")))
        before = await kiosk.available(maker)
        async with opened(kiosk) as page:
            root = page.url.rstrip("/")
            await page.goto(f"{root}/people?q=mira")
            await page.locator("tbody a", has_text="<i>Mira</i>").click()
            await page.locator("summary").first.click()
            await page.locator("input[name=amount]").fill("25")
            await page.locator("button[value=give]").dblclick()
            await page.locator("[role=status]").wait_for()
            told = await maker.private.wait(given, timeout=20)
            assert await kiosk.available(maker) == before + 25
            await page.locator("form[action$=message]").locator("xpath=..").locator("summary").click()
            await page.locator("form[action$=message] textarea").fill("Hello <b>you")
            await page.locator("form[action$=message] button").click()
            await page.locator("form:has(input[name=sure]) button").click()
            await page.locator("[role=status]").wait_for()
            told = await maker.private.wait("Hello <b>you", after=told, timeout=20)
            await page.locator("form[action$=block]").locator("xpath=..").locator("summary").click()
            await page.locator("form[action$=block] input[name=reason]").fill("spam")
            await page.locator("form[action$=block] button").click()
            await page.locator("form:has(input[name=sure]) button").click()
            await page.locator("main [role=alert]").wait_for()
            told = await maker.private.wait("spam", after=told, timeout=20)
            async with page.expect_download() as download:
                await page.locator("form[action$=data] button").click()
            assert (await download.value).suggested_filename == f"data-{maker.id}.json"
            await page.locator("nav a[href$='/reports']").click()
            await page.locator("tbody th a").first.click()
            await page.locator("blockquote", has_text="<b>oh").wait_for()
            assert not await page.evaluate(WIDE)
            await page.locator("form[action$=media] button").click()
            await page.locator("[role=status]").wait_for()
            await kiosk.admin.private.wait(lambda message: bool(message.media), timeout=20)
            await page.locator("form[action$=delete] button").click()
            await page.locator("form:has(input[name=sure]) button").click()
            await page.locator("[role=status]").wait_for()
        await group.wait_until(lambda: result not in group.messages)
        kiosk.require_exact_ledger()
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
