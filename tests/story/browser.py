"""A browser in front of the sandbox, as a newcomer has it."""

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

from playwright.async_api import Page, async_playwright

from bot.sandbox.launch import free_port

ROOT = Path(__file__).parents[2]
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


@asynccontextmanager
async def sandbox(folder: Path, **settings: str) -> AsyncGenerator[str]:
    """The command as a newcomer runs it, with these settings; gives the page's address that it says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "sandbox", "--port", str(free_port())),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**environment, **settings, "PYTHONPATH": str(ROOT)},
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
async def phone(address: str, *, scale: float = 1) -> AsyncGenerator[Page]:
    """A phone-sized page in headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        try:
            page = await browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=scale)
            page.set_default_timeout(START_SECONDS * 1000)
            await page.goto(address)
            yield page
        finally:
            await browser.close()


async def tap(page: Page, label: str) -> None:
    """Tap the newest button with this label."""
    await page.locator(".inline-button", has_text=label).last.click()
