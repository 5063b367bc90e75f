"""Files that a person sends from the page: one by one, or as the album that a client makes of several."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final

from bot.sandbox.telegram.errors import ApiError
from bot.sandbox.telegram.files import Blob
from bot.sandbox.telegram.people import Person
from bot.sandbox.telegram.world import Json

_KINDS_BY_TYPE: Final = {
    "image/jpeg": "photo",
    "image/png": "photo",
    "image/webp": "photo",
    "video/mp4": "video",
}
_ALBUMS: Final = (frozenset({"photo", "video"}), frozenset({"audio"}), frozenset({"document"}))
"""What may stand in one album (Bot API, sendMediaGroup)."""


async def send_files(person: Person, blobs: Sequence[Blob], asked: Json, where: Json) -> None:
    """Send files with the caption at the first; what Telegram does not take as its kind goes as a document."""
    kinds = ["document" if asked.get("as") == "document" else _kind(blob) for blob in blobs]
    if len(blobs) > 1 and any(allowed.issuperset(kinds) for allowed in _ALBUMS):
        where = {**where, "album_id": str(secrets.randbits(60))}
    for index, (blob, kind) in enumerate(zip(blobs, kinds, strict=True)):
        caption = str(asked.get("caption", "")) if index == 0 else ""
        try:
            await person.send_media(kind, blob, name=blob.name, caption=caption, **where)
        except ApiError:
            await person.send_media("document", blob, name=blob.name, caption=caption, **where)


def _kind(blob: Blob) -> str:
    if blob.mime_type.startswith("audio/"):
        return "audio"
    return _KINDS_BY_TYPE.get(blob.mime_type, "document")
