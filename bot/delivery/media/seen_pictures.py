"""Pictures as the writer looks at them: small, of one type, without anything but the picture."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from bot.catalog.spec import Media, ReferenceNeed
from bot.domain.generation import Reference
from bot.ports import ReferenceSource
from bot.ports.writer import WriterMedium

MAXIMUM_SIDE: Final = 1024
"""Pixels: language models look at no more of a picture."""

MAXIMUM_BYTES: Final = 1_000_000
"""Bytes: it travels as text, a third larger."""

_NEED: Final = ReferenceNeed(
    media=Media.PHOTO,
    field="",
    maximum_bytes=MAXIMUM_BYTES,
    types=("image/jpeg",),
    maximum_side=MAXIMUM_SIDE,
)


class SeenPictures:
    """Reads them.

    Args:
        references: fetches what people send, and decodes it in a process of its own.
    """

    def __init__(self, references: ReferenceSource) -> None:
        self._references = references

    async def read(self, reference: Reference) -> WriterMedium:
        """The picture; see `handlers.core.ports.PictureReader`."""
        async with self._references.open(reference, _NEED) as file:
            content = await asyncio.to_thread(Path(file.path).read_bytes)
        return WriterMedium(content=content, mime=file.mime_type)
