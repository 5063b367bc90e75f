"""Recordings as the writer listens to them: a bounded number of bytes, of a type that voice messages have."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from bot.domain.generation import Reference
from bot.errors import FailureKind, TaskRefused
from bot.ports import ReferenceSource
from bot.ports.writer import WriterMedium

MAXIMUM_BYTES: Final = 2_000_000
"""Bytes: a minute of Opus as apps record it has half a million at most. It bounds, too, what claims to be shorter than it is."""

_TYPES: Final = frozenset({"audio/ogg", "audio/mpeg", "audio/mp4"})
"""What voice messages are (Bot API, sendVoice), by content."""


class HeardRecordings:
    """Reads them.

    Args:
        references: fetches what people send, and decodes it in a process of its own.
    """

    def __init__(self, references: ReferenceSource) -> None:
        self._references = references

    async def read(self, reference: Reference) -> WriterMedium:
        """The recording; see `handlers.core.ports.RecordingReader`."""
        async with self._references.open(reference) as file:
            if file.size > MAXIMUM_BYTES or file.mime_type not in _TYPES:
                reason = f"recording: {file.size} bytes of {file.mime_type}"
                raise TaskRefused(FailureKind.REQUEST, reason)
            content = await asyncio.to_thread(Path(file.path).read_bytes)
        return WriterMedium(content=content, mime=file.mime_type)
