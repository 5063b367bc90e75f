"""What a newcomer does first: `python -m bot sandbox`, a browser, Start, a prompt, and a video that plays."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright

from bot.sandbox.launch import free_port

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
START_SECONDS = 60
PLAYING = "() => { const clip = document.querySelector('video'); return clip && clip.currentTime > 0.2 }"

pytestmark = [
    pytest.mark.story,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


@asynccontextmanager
async def _sandbox(folder: Path) -> AsyncGenerator[str]:
    """The command as a newcomer runs it; gives the page's address that it says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "sandbox", "--port", str(free_port())),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**environment, "PYTHONPATH": str(Path.cwd())},
        cwd=folder,
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(START_SECONDS):
            while not (said := re.search(rb"http://\S+", await process.stdout.readline())):
                assert process.returncode is None
        yield said[0].decode()
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.communicate(), 20)


@asynccontextmanager
async def _page(address: str) -> AsyncGenerator[Page]:
    """A phone-sized page in headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        try:
            page = await browser.new_page(viewport={"width": 390, "height": 844})
            page.set_default_timeout(START_SECONDS * 1000)
            await page.goto(address)
            yield page
        finally:
            await browser.close()


async def _tap(page: Page, label: str) -> None:
    await page.locator(".inline-button", has_text=label).last.click()


async def test_from_start_to_a_playing_video(tmp_path: Path) -> None:
    """Start, four taps and one message end at a video that plays in the page, and at a lower balance."""
    async with _sandbox(tmp_path) as address, _page(address) as page:
        await page.click("#start")
        await _tap(page, "Video")
        await _tap(page, "Veo 3.1 Fast")
        await page.get_by_text("usually about").last.wait_for()
        await page.fill("#composer", "A paper boat on a stream <b>at dawn</b>")
        await page.click("#send")
        await _tap(page, "Generate")
        await page.wait_for_selector("video")
        await page.evaluate("document.querySelector('video').muted = true")
        await page.evaluate("document.querySelector('video').play()")
        await page.wait_for_function(PLAYING)
        assert await page.locator(".message", has_text="<b>at dawn</b>").count() > 0
        await page.fill("#composer", "/balance")
        await page.click("#send")
        await page.locator(".message", has_text="You have 940 credits").wait_for()
