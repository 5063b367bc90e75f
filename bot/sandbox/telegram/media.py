"""Media of a call: an upload, a `file_id` or a URL, checked as Telegram checks it."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.telegram import limits
from bot.sandbox.telegram.calls import Upload
from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.errors import ApiError, bad_request
from bot.sandbox.telegram.files import (
    Blob,
    FileStore,
    FileTooLargeError,
    StoredFile,
    picture_size,
    shrink_picture,
)
from bot.sandbox.telegram.world import Media

_WRONG_SOURCE: Final = "wrong file identifier/HTTP URL specified"
_FETCH_TIMEOUT: Final = aiohttp.ClientTimeout(total=20)
_PREVIEW_SIDE: Final = 320
_NAMES: Final = {
    "photo": "Photo",
    "video": "Video",
    "audio": "Audio",
    "voice": "VoiceNote",
    "document": "Document",
    "animation": "Animation",
    "sticker": "Sticker",
    "video_note": "VideoNote",
}
#: What Telegram takes from a URL, by kind: the start of the MIME type of the content.
_BY_URL: Final = {
    "photo": ("image/",),
    "video": ("video/mp4",),
    "audio": ("audio/",),
    "voice": ("audio/", "application/ogg"),
    "animation": ("video/mp4", "image/gif"),
    "document": ("application/pdf", "application/zip", "image/gif"),
    "sticker": ("image/webp",),
}


@dataclass(frozen=True, slots=True)
class Traits:
    """What the caller says about a medium; zero or None where it says nothing."""

    width: int = 0
    height: int = 0
    duration: int = 0
    title: str | None = None
    performer: str | None = None
    spoiler: bool = False
    thumbnail: Any = None

    @classmethod
    def of(cls, call: Any) -> Traits:
        """Read them off a sendX method or an InputMedia."""
        duration = getattr(call, "duration", None)
        return cls(
            width=getattr(call, "width", None) or 0,
            height=getattr(call, "height", None) or 0,
            duration=int(duration) if duration else 0,
            title=getattr(call, "title", None),
            performer=getattr(call, "performer", None),
            spoiler=bool(getattr(call, "has_spoiler", None)),
            thumbnail=getattr(call, "thumbnail", None),
        )


async def take_media(core: Core, kind: str, source: Any, traits: Traits) -> Media:
    """Make the medium of a message from what a call names; `ApiError` when Telegram would refuse it."""
    if isinstance(source, Upload):
        if not source.blob.size:
            raise bad_request("file must be non-empty")
        return await make_media(core, kind, source.blob, traits)
    if not isinstance(source, str) or not source or source.startswith("attach://"):
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if source.startswith(("http://", "https://")):
        return await make_media(core, kind, await _fetch(core, kind, source), traits)
    return known_media(core, kind, source, spoiler=traits.spoiler)


def known_media(core: Core, kind: str, file_id: str, *, spoiler: bool = False) -> Media:
    """A medium that Telegram has, by an id that this bot was given; the kind cannot change."""
    stored = core.files.get(file_id)
    if stored is None:
        raise bad_request(_WRONG_SOURCE)
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {_NAMES.get(stored.kind, stored.kind)} as {_NAMES[kind]}")
    known = core.known_media.get(stored.file_id)
    if known is None:
        raise bad_request(_WRONG_SOURCE)
    return known.copy(spoiler=spoiler)


async def make_media(core: Core, kind: str, blob: Blob, traits: Traits) -> Media:
    """A medium of new bytes, remembered for sending it again."""
    made = await (
        _photo(core.files, blob, traits) if kind == "photo" else _other(core.files, kind, blob, traits)
    )
    return core.remember(made)


async def _other(files: FileStore, kind: str, blob: Blob, traits: Traits) -> Media:
    return Media(
        kind,
        files.register(kind, blob, width=traits.width, height=traits.height),
        width=traits.width,
        height=traits.height,
        duration=traits.duration,
        mime_type=blob.mime_type,
        file_name=None if kind in {"voice", "video_note", "sticker"} else blob.name,
        title=traits.title,
        performer=traits.performer,
        thumbnail=await _thumbnail(files, traits.thumbnail),
        spoiler=traits.spoiler,
    )


async def _photo(files: FileStore, blob: Blob, traits: Traits) -> Media:
    if blob.size > limits.PHOTO_UPLOAD:
        raise bad_request(
            f"file of size {blob.size} bytes is too big for a photo; "
            f"the maximum size is {limits.PHOTO_UPLOAD} bytes"
        )
    size = await picture_size(blob)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > limits.PHOTO_SIDES or max(size) > limits.PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    full = files.register("photo", blob, width=width, height=height)
    if max(size) <= _PREVIEW_SIDE:
        return Media("photo", full, width, height, sizes=(full,), spoiler=traits.spoiler)
    small_blob, small_width, small_height = await shrink_picture(files, blob, _PREVIEW_SIDE)
    small = files.register("photo", small_blob, width=small_width, height=small_height)
    return Media("photo", full, width, height, sizes=(small, full), spoiler=traits.spoiler)


async def _thumbnail(files: FileStore, source: Any) -> StoredFile | None:
    """Telegram drops a bad thumbnail without a word; here it is refused, so that the mistake is seen."""
    if source is None:
        return None
    if not isinstance(source, Upload):
        raise bad_request("thumbnail must be uploaded as a new file")
    size = await picture_size(source.blob)
    if size is None or source.blob.mime_type != "image/jpeg":
        raise bad_request("thumbnail must be a JPEG picture")
    if source.blob.size > limits.THUMBNAIL_BYTES or max(size) > limits.THUMBNAIL_SIDE:
        raise bad_request("thumbnail must be at most 200 kB and 320 x 320 pixels")
    return files.register("thumbnail", source.blob, width=size[0], height=size[1])


async def _fetch(core: Core, kind: str, url: str) -> Blob:
    if not core.options.allow_private_urls and not await _is_public(url):
        raise bad_request(_WRONG_SOURCE)
    limit = limits.PHOTO_BY_URL if kind == "photo" else limits.FILE_BY_URL
    name = urlsplit(url).path.rpartition("/")[2] or None
    try:
        async with aiohttp.ClientSession(timeout=_FETCH_TIMEOUT) as session, session.get(url) as response:
            if response.status != 200:
                raise _fetch_failed()
            blob = await core.files.receive(response.content.iter_chunked(65_536), limit, name)
    except (aiohttp.ClientError, TimeoutError, FileTooLargeError):
        raise _fetch_failed() from None
    accepted = _BY_URL.get(kind, ("",))
    if not (response.content_type.startswith(accepted) or blob.mime_type.startswith(accepted)):
        raise bad_request("wrong type of the web page content")
    return blob


def _fetch_failed() -> ApiError:
    return bad_request("failed to get HTTP URL content")


async def _is_public(url: str) -> bool:
    host = urlsplit(url).hostname
    if not host:
        return False
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(ipaddress.ip_address(entry[4][0]).is_global for entry in found)
