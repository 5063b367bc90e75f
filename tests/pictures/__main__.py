"""`python -m tests.pictures <folder> [everyday] [creating]`: take the pictures of the documents into an existing folder."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from tests.pictures import creating, everyday
from tests.pictures.album import Album, Scene, beside, save
from tests.story.browser import phone, sandbox


async def _take(scenes: Sequence[Scene], folder: Path, **settings: str) -> dict[str, Path]:
    """Play these scenes one after another in a sandbox of their own."""
    async with sandbox(folder, **settings) as address, phone(address) as page:
        album = Album(page, folder)
        for scene in scenes:
            await scene(album)
    return album.taken


async def main(target: Path, folder: Path, chosen: Sequence[str]) -> None:
    """Take the pictures of the chosen chapters, or of all."""
    if not chosen or "everyday" in chosen:
        taken = await _take(everyday.SCENES, folder / "everyday", FREE_CREDITS="350")
        for name, path in taken.items():
            save(Image.open(path), target / f"{name}.png")
        beside([taken[name] for name in everyday.FIRST_MINUTE], target / "first-minute.png")
    if not chosen or "creating" in chosen:
        taken = await _take(creating.SCENES, folder / "creating", FREE_CREDITS="3000")
        for name, parts in creating.BESIDE.items():
            beside([taken[part] for part in parts], target / f"{name}.png")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for chapter in ("everyday", "creating"):
            Path(folder, chapter).mkdir()
        asyncio.run(main(Path(sys.argv[1]), Path(folder), sys.argv[2:]))
