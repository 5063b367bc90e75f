"""Pictures of the page, taken one by one, and joined side by side."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from PIL import Image
from playwright.async_api import Locator, Page

from tests.story.browser import tap

_GAP = 24
_MOTION = 900
"""Milliseconds until the page's own movements have ended."""
_COLOURS = 128
"""Of a picture in the repository: enough for text and buttons, and a quarter of the bytes."""


class Album:
    """Takes the pictures, one by one."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page = page
        self._folder = folder
        self.taken: dict[str, Path] = {}

    async def shoot(self, name: str) -> None:
        """The screen as it is when everything on it stands still."""
        await self._page.wait_for_timeout(_MOTION)
        self.taken[name] = path = self._folder / f"{name}.png"
        await self._page.screenshot(path=path)

    async def say(self, text: str) -> None:
        """Write a message."""
        await self._page.fill("#composer", text)
        await self._page.click("#send")

    async def see(self, label: str, *, place: int = -1) -> None:
        """Wait for a button: the newest one, or the one at a place among all that are called so."""
        await self._page.locator(".inline-button", has_text=label).nth(place).wait_for()

    async def tap(self, label: str) -> None:
        """Tap the newest button with this label."""
        await self.see(label)
        await tap(self._page, label)

    async def choose(self, label: str) -> None:
        """Tap the newest button that is called exactly so."""
        await self._called(label).last.click()

    async def tap_then(self, label: str, awaited: str) -> None:
        """Tap the newest button with this label, and wait for one more that is called exactly as awaited."""
        before = await self._called(awaited).count()
        await self.tap(label)
        await self._called(awaited).nth(before).wait_for()

    def _called(self, label: str) -> Locator:
        return self._page.locator(".inline-button", has_text=re.compile(rf"^\s*{re.escape(label)}\s*$"))

    async def drop(self, cancel: str, gone: str) -> None:
        """Put a price away, and wait until no button with the second label is left."""
        await self.tap(cancel)
        await self._page.locator(".inline-button", has_text=gone).last.wait_for(state="detached")

    async def be(self, name: str, *, chat: str) -> None:
        """Be another person, in one of their chats."""
        await self._page.click("#back")
        await self._page.locator("#people [role=tab]", has_text=name).click()
        await self._page.locator("#chats .chat", has_text=chat).first.click()

    async def read(self, words: str) -> None:
        """Wait for a message with these words."""
        await self._page.locator(".message", has_text=words).last.wait_for()

    async def pay(self) -> None:
        """Pay the invoice whose sheet is open."""
        await self._page.locator("#pay").click()

    async def attach(self, *files: Path, words: str = "") -> None:
        """Send files, with words below them or without."""
        await self._page.set_input_files("#file", list(files))
        await self.say(words)

    async def begin(self) -> None:
        """Open the chat with the bot and press Start."""
        await self._page.click("#start")


Scene = Callable[[Album], Awaitable[None]]


def beside(pictures: list[Path], target: Path) -> None:
    """One picture of several, side by side."""
    opened = [Image.open(path) for path in pictures]
    width = sum(one.width for one in opened) + _GAP * (len(opened) - 1)
    whole = Image.new("RGB", (width, max(one.height for one in opened)), "white")
    left = 0
    for one in opened:
        whole.paste(one, (left, 0))
        left += one.width + _GAP
    save(whole, target)


def save(picture: Image.Image, target: Path) -> None:
    """Write a picture as small as a document wants it."""
    picture.convert("RGB").quantize(_COLOURS).save(target, optimize=True)
