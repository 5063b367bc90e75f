"""What a newcomer does first: `python -m bot sandbox`, a browser, Start, a prompt, and a video that plays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.browser import CHROMIUM, phone, sandbox, tap

PLAYING = "() => { const clip = document.querySelector('video'); return clip && clip.currentTime > 0.2 }"
GAPS = """() => [...document.querySelectorAll("blockquote")].filter(
  (quote) => quote.nextSibling?.textContent.startsWith("\\n")).length"""
"""Quotes that are followed by an empty line: a quote ends its line itself, as in Telegram."""

pytestmark = [
    pytest.mark.story,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


async def test_from_start_to_a_playing_video(tmp_path: Path) -> None:
    """Start, four taps and one message end at a video that plays in the page, and at a lower balance."""
    async with sandbox(tmp_path) as address, phone(address) as page:
        await page.click("#start")
        await tap(page, "Video")
        await tap(page, "Veo 3.1 Fast")
        await page.locator(".inline-button", has_text="720p").wait_for()
        await page.fill("#composer", "A paper boat on a stream <b>at dawn</b>")
        await page.click("#send")
        await page.locator(".message blockquote").wait_for()
        assert await page.evaluate(GAPS) == 0
        await tap(page, "Generate")
        await page.wait_for_selector("video")
        await page.evaluate("document.querySelector('video').muted = true")
        await page.evaluate("document.querySelector('video').play()")
        await page.wait_for_function(PLAYING)
        assert await page.locator(".message", has_text="<b>at dawn</b>").count() > 0
        await page.fill("#composer", "/balance")
        await page.click("#send")
        await page.locator(".message", has_text="You have 40 credits").wait_for()
