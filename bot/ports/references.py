"""The bytes behind what a person supplied."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from bot.catalog.spec import Media, ReferenceNeed
from bot.domain.generation import Reference


class ReferenceSource(Protocol):
    """Opens the bytes behind a reference."""

    def open(
        self, reference: Reference, need: ReferenceNeed | None = None
    ) -> AbstractAsyncContextManager[ReferenceFile]:
        """Fetch a reference into a temporary file for as long as the context lasts; a picture is made to fit `need`.

        Raises:
            UploadFailed: not now.
            TaskRefused: gone, too large, or not the media that it says.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFile:
    """A reference on disk.

    Attributes:
        path: the temporary file.
        mime_type: by content.
        size: bytes.
        media: by content.
    """

    path: str
    mime_type: str
    size: int
    media: Media
