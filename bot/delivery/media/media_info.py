"""Facts of a file: its type by header, a picture's size by Pillow, everything else from a process of its own."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import filetype
from PIL import Image, UnidentifiedImageError

from bot.delivery.media.probe_child import DEMUXERS
from bot.delivery.media.send_form import MediaInfo
from bot.delivery.media.subprocess_runner import run_subprocess

SECONDS: Final = 20.0
"""How long one inspection may take."""
_HEAD_BYTES: Final = 64 * 1024
_MOST_SECONDS: Final = 48 * 3600
_MOST_PIXELS: Final = 65_535
_DECODED: Final = frozenset({"image/png", "image/webp"})
"""Pictures that may be see-through."""
_DRAWN: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff"})
_ALPHA_MODES: Final = frozenset({"RGBA", "LA", "PA", "RGBa", "La"})
_ORIENTATION: Final = 0x0112
_LAST_UPRIGHT: Final = 4
"""Exif orientations above this one lie on their side."""

_PAGES: Final = (b"<!doctype", b"<html", b"<head", b"<body", b"<?xml", b"<error", b"{", b"[")
"""How pages, and error messages in XML and JSON, begin. No medium does."""
_PAGE_HEAD: Final = 1024


def media_info_of_head(head: bytes, size: int) -> MediaInfo:
    """What the beginning of a file tells. A picture that could be see-through counts as transparent.

    Args:
        head: its first bytes.
        size: bytes of the whole file, 0 when unknown.
    """
    facts = MediaInfo(size=size, mime_type=filetype.guess_mime(head) or "")
    if not facts.mime_type.startswith("image/"):
        return facts
    try:
        with Image.open(io.BytesIO(head)) as picture:
            width, height = picture.size
            alpha = picture.mode in _ALPHA_MODES or "transparency" in picture.info
            turned = _has_exif(picture) and picture.getexif().get(_ORIENTATION, 1) > _LAST_UPRIGHT
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        ValueError,
        SyntaxError,  # Pillow's word for a broken file
        EOFError,
    ):
        return facts
    if turned:
        width, height = height, width
    return replace(facts, width=width, height=height, transparent=alpha)


def _has_exif(picture: Image.Image) -> bool:
    """Whether its beginning holds Exif. Asking a PNG that has none for it would unpack the whole picture."""
    return "exif" in picture.info or picture.format == "TIFF"


def is_page(head: bytes) -> bool:
    """Whether a file begins like a web page or an error message, whatever type its server gave it."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:_PAGE_HEAD].lower()
    return start.startswith(_PAGES) and b"<svg" not in start


async def media_info_of_file(path: Path, size: int, thumbnail: Path) -> MediaInfo:
    """Everything that can be found out about a file.

    Args:
        path: a file on disk, absolute.
        size: its bytes.
        thumbnail: absolute too; where a video's thumbnail is written; left as it is when there is none.
    """
    head = await asyncio.to_thread(read_head, path)
    facts = media_info_of_head(head, size)
    if facts.mime_type in DEMUXERS or (facts.transparent and facts.mime_type in _DECODED):
        return _merged(facts, await _ask(path, thumbnail, facts.mime_type))
    return facts


async def draw_thumbnail(picture: Path, thumbnail: Path) -> bool:
    """Write a thumbnail of a picture, say a song's cover; False when it is none. Both paths are absolute."""
    head = await asyncio.to_thread(read_head, picture)
    mime_type = filetype.guess_mime(head) or ""
    return mime_type in _DRAWN and bool(await _ask(picture, thumbnail, mime_type))


def read_head(path: Path) -> bytes:
    """The beginning of a file, enough for `media_info_of_head`."""
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _merged(facts: MediaInfo, findings: dict[str, Any]) -> MediaInfo:
    """Add findings, which are no better than the file they come from."""
    if facts.mime_type.startswith("image/"):
        return replace(facts, transparent=findings.get("transparent") is not False)
    sound_only = findings.get("has_audio") is True and findings.get("has_video") is False
    return replace(
        facts,
        mime_type="audio/mp4" if sound_only and facts.mime_type == "video/mp4" else facts.mime_type,
        width=int(_number(findings, "width", _MOST_PIXELS)),
        height=int(_number(findings, "height", _MOST_PIXELS)),
        seconds=_number(findings, "seconds", _MOST_SECONDS),
        has_audio=findings.get("has_audio") is True,
        codec=str(findings.get("codec", ""))[:32],
    )


def _number(findings: dict[str, Any], name: str, most: int) -> float:
    value = findings.get(name)
    return value if isinstance(value, int | float) and 0 < value <= most else 0


async def _ask(path: Path, thumbnail: Path, mime_type: str) -> dict[str, Any]:
    return await run_subprocess(
        "bot.delivery.media.probe_child", str(path), str(thumbnail), mime_type, seconds=SECONDS
    )
