"""`python -m tests.pictures <folder>`: the pictures of the documents, taken from the sandbox's page on a phone's screen."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

from tests.story.browser import phone, sandbox, tap

_GAP = 24
_MOTION = 900
"""Milliseconds until the page's own movements have ended."""
_COLOURS = 128
"""Of a picture in the repository: enough for text and buttons, and a quarter of the bytes."""
_FIRST_MINUTE = ("shelf", "quote", "result")
"""The three that stand side by side in the README."""


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

    async def begin(self) -> None:
        """Open the chat with the bot and press Start."""
        await self._page.click("#start")


PartyView = Callable[[Album], Awaitable[None]]


async def _first_minute(album: Album) -> None:
    """From Start to a finished video."""
    await album.begin()
    await album.see("Video")
    await album.shoot("welcome")
    await album.tap("Video")
    await album.see("Veo 3.1 Fast")
    await album.shoot("shelf")
    await album.tap("Veo 3.1 Fast")
    await album.see("720p")
    await album.shoot("card")
    await album.say("A paper boat on a stream at dawn")
    await album.see("Generate")
    await album.shoot("quote")
    await album.tap("Generate")
    await album.read("#1")
    await album.shoot("waiting")
    await album.see("Again")
    await album.shoot("result")


async def _what_was_made(album: Album) -> None:
    """The gallery."""
    for number, words in enumerate(("a lighthouse in a storm", "a fox in the snow", "a market at night"), 1):
        await album.say(f"/gen flux-pro {words}")
        await album.tap("Generate")
        await album.see("Again", place=number)
    await album.say("/history")
    await album.see("🔍")
    await album.shoot("history")


async def _recipe(album: Album) -> None:
    """One price for a chain, with its parts."""
    await album.say("/recipe idea-to-video A fox reads the newspaper in a café")
    await album.see("Generate")
    await album.shoot("recipe")


async def _settings(album: Album) -> None:
    """Everything that can be set."""
    await album.say("/settings")
    await album.see("Delete my data")
    await album.shoot("settings")


async def _voices(album: Album) -> None:
    """Voices with what each is like."""
    await album.say("/models elevenlabs tts")
    await album.tap("ElevenLabs TTS")
    await album.tap("Voice: ")
    await album.see("Arabella")
    await album.shoot("voices")


async def _purchase(album: Album) -> None:
    """From the packs to the credits, in English."""
    await album.say("/buy")
    await album.see("150 credits")
    await album.shoot("packs")
    await album.tap("150 credits")
    await album.tap("I agree")
    await album.tap("Pay 100")
    await album.shoot("pay")
    await album.pay()
    await album.read("150 credits added")
    await album.shoot("paid")


async def _purchase_in_russian(album: Album) -> None:
    """What the credits do not reach for, bought and priced again."""
    await album.say("/gen veo-3.1 8s 4k Рыжий кот на мотоцикле, закат, брызги")
    await album.see("Купить")
    await album.shoot("shortfall-ru")
    await album.tap("Купить")
    await album.tap("Принимаю")
    await album.tap("Заплатить")
    await album.pay()
    await album.see("Создать · 380")
    await album.shoot("paid-ru")


async def _in_russian(album: Album) -> None:
    """A welcome, a surprise and a refusal, for a person who speaks Russian."""
    await album.be("Борис", chat="Kiosk")
    await album.begin()
    await album.see("Видео")
    await album.shoot("welcome-ru")
    await album.say("/gen kling-2.5-turbo 9:16 Воздушный змей над морем на рассвете")
    await album.see("Создать")
    await album.shoot("quote-ru")
    await album.say("/gen flux-pro Кот в шляпе fail-moderation")
    await album.see("Создать", place=1)
    await album.tap("Создать")
    await album.read("отклонил фильтр")
    await album.shoot("failure-ru")


SCENES: tuple[PartyView, ...] = (
    *(_first_minute, _what_was_made, _recipe, _settings, _voices, _purchase),
    *(_in_russian, _purchase_in_russian),
)


def _beside(pictures: list[Path], target: Path) -> None:
    """One picture of several, side by side."""
    opened = [Image.open(path) for path in pictures]
    width = sum(one.width for one in opened) + _GAP * (len(opened) - 1)
    whole = Image.new("RGB", (width, max(one.height for one in opened)), "white")
    left = 0
    for one in opened:
        whole.paste(one, (left, 0))
        left += one.width + _GAP
    _save(whole, target)


def _save(picture: Image.Image, target: Path) -> None:
    picture.convert("RGB").quantize(_COLOURS).save(target, optimize=True)


async def main(target: Path) -> None:
    """Take all pictures into an existing folder."""
    with tempfile.TemporaryDirectory() as folder:
        async with sandbox(Path(folder), FREE_CREDITS="350") as address, phone(address) as page:
            album = Album(page, Path(folder))
            for view in SCENES:
                await view(album)
        for name, path in album.taken.items():
            _save(Image.open(path), target / f"{name}.png")
        _beside([album.taken[name] for name in _FIRST_MINUTE], target / "first-minute.png")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
