"""`python -m tests.pictures <folder>`: the pictures of the README, taken from the sandbox's page."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

from tests.story.browser import phone, sandbox, tap

_GAP = 24
_MOTION = 900
"""Milliseconds until the page's own movements have ended."""


async def _say(page: Page, text: str) -> None:
    await page.fill("#composer", text)
    await page.click("#send")


async def _walk(page: Page, folder: Path) -> list[Path]:
    """From Start to the video, with a picture of three screens."""
    taken = []

    async def shoot(name: str) -> None:
        await page.wait_for_timeout(_MOTION)
        path = folder / f"{name}.png"
        await page.screenshot(path=path)
        taken.append(path)

    await page.click("#start")
    await tap(page, "Video")
    await page.locator(".inline-button", has_text="Veo 3.1 Fast").wait_for()
    await shoot("shelf")
    await tap(page, "Veo 3.1 Fast")
    await page.locator(".inline-button", has_text="Resolution").wait_for()
    await _say(page, "A paper boat on a stream at dawn")
    await page.locator(".inline-button", has_text="Generate").wait_for()
    await shoot("quote")
    await tap(page, "Generate")
    await page.wait_for_selector("video")
    await shoot("video")
    return taken


def _beside(pictures: list[Path], target: Path) -> None:
    """One picture of several, side by side."""
    opened = [Image.open(path) for path in pictures]
    width = sum(one.width for one in opened) + _GAP * (len(opened) - 1)
    whole = Image.new("RGB", (width, max(one.height for one in opened)), "white")
    left = 0
    for one in opened:
        whole.paste(one, (left, 0))
        left += one.width + _GAP
    whole.save(target, optimize=True)


async def main(target: Path) -> None:
    """Take the pictures and put them side by side in an existing folder."""
    with tempfile.TemporaryDirectory() as folder:
        async with sandbox(Path(folder)) as address, phone(address) as page:
            _beside(await _walk(page, Path(folder)), target / "first-minute.png")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
