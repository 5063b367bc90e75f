"""Facts of a file: its type and a picture's sides by its header, everything else from a process of its own."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import filetype

from bot.delivery.media.picture_header import PictureHeader, read_picture_header
from bot.delivery.media.probe_child import DEMUXERS
from bot.delivery.media.send_form import MediaInfo
from bot.delivery.media.subprocess_runner import SubprocessRunner

SECONDS: Final = 20.0
"""How long one inspection may take."""
HEAD_BYTES: Final = 64 * 1024
"""The beginning of a file, enough for `media_info_of_head`."""
_MOST_SECONDS: Final = 48 * 3600
_MOST_SIDE: Final = 65_535
_DRAWN: Final = frozenset(
    {"image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff", "image/avif"}
)
"""Pictures that can be decoded."""

_PAGES: Final = (b"<!doctype", b"<html", b"<head", b"<body", b"<?xml", b"<error", b"{", b"[")
"""How pages, and error messages in XML and JSON, begin. No medium does."""
_PAGE_HEAD: Final = 1024


def media_info_of_head(head: bytes, size: int) -> MediaInfo:
    """What the beginning of a file tells. A picture that could be see-through counts as transparent.

    Args:
        head: its first bytes.
        size: bytes of the whole file, 0 when unknown.
    """
    return _described(head, size, read_picture_header(io.BytesIO(head)))


def _described(head: bytes, size: int, header: PictureHeader | None) -> MediaInfo:
    facts = MediaInfo(size=size, mime_type=filetype.guess_mime(head) or "")
    if header is None or not facts.mime_type.startswith("image/"):
        return facts
    return replace(facts, width=header.width, height=header.height, transparent=header.see_through)


def is_page(head: bytes) -> bool:
    """Whether a file begins like a web page or an error message, whatever type its server gave it."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:_PAGE_HEAD].lower()
    return start.startswith(_PAGES) and b"<svg" not in start


async def media_info_of_file(
    subprocesses: SubprocessRunner, path: Path, size: int, thumbnail: Path
) -> MediaInfo:
    """Everything that can be found out about a file.

    Args:
        subprocesses: where it is decoded, if it has to be.
        path: a file on disk, absolute.
        size: its bytes.
        thumbnail: absolute too; where a thumbnail is written; left as it is when there is none.
    """
    head = await asyncio.to_thread(read_head, path)
    header = read_picture_header(io.BytesIO(head))
    facts = _described(head, size, header)
    if facts.mime_type in DEMUXERS:
        return _with_recording(facts, await _ask(subprocesses, path, thumbnail, facts.mime_type))
    if facts.mime_type in _DRAWN and not (header and header.says_all):
        return _with_picture(facts, await _ask(subprocesses, path, thumbnail, facts.mime_type))
    return facts


async def media_info_of_decoded(
    subprocesses: SubprocessRunner, path: Path, size: int, thumbnail: Path
) -> MediaInfo:
    """The same, where a picture is decoded from the first to the last byte, so that `readable` says whether that went well."""
    head = await asyncio.to_thread(read_head, path)
    facts = media_info_of_head(head, size)
    if facts.mime_type in _DRAWN:
        return _with_picture(facts, await _ask(subprocesses, path, thumbnail, facts.mime_type))
    return facts


async def draw_thumbnail(subprocesses: SubprocessRunner, picture: Path, thumbnail: Path) -> bool:
    """Write a thumbnail of a picture, say a song's cover; False when it is none. Both paths are absolute."""
    return bool((await media_info_of_decoded(subprocesses, picture, 0, thumbnail)).readable)


def read_head(path: Path) -> bytes:
    """The beginning of a file, enough for `media_info_of_head`."""
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def _with_picture(facts: MediaInfo, findings: dict[str, Any]) -> MediaInfo:
    """Add findings, which are no better than the file they come from; what was not found stays as the header has it."""
    return replace(
        facts,
        width=int(_number(findings, "width", _MOST_SIDE)) or facts.width,
        height=int(_number(findings, "height", _MOST_SIDE)) or facts.height,
        transparent=facts.transparent if _truth(findings, "transparent") is None else findings["transparent"],
        readable=_truth(findings, "readable"),
    )


def _with_recording(facts: MediaInfo, findings: dict[str, Any]) -> MediaInfo:
    sound_only = findings.get("has_audio") is True and findings.get("has_video") is False
    return replace(
        facts,
        mime_type="audio/mp4" if sound_only and facts.mime_type == "video/mp4" else facts.mime_type,
        width=int(_number(findings, "width", _MOST_SIDE)),
        height=int(_number(findings, "height", _MOST_SIDE)),
        seconds=_number(findings, "seconds", _MOST_SECONDS),
        has_audio=findings.get("has_audio") is True,
        codec=str(findings.get("codec", ""))[:32],
        readable=_truth(findings, "readable"),
    )


def _truth(findings: dict[str, Any], name: str) -> bool | None:
    value = findings.get(name)
    return value if isinstance(value, bool) else None


def _number(findings: dict[str, Any], name: str, most: int) -> float:
    value = findings.get(name)
    return value if isinstance(value, int | float) and 0 < value <= most else 0


async def _ask(subprocesses: SubprocessRunner, path: Path, thumbnail: Path, mime_type: str) -> dict[str, Any]:
    return await subprocesses.run(
        "bot.delivery.media.probe_child", str(path), str(thumbnail), mime_type, seconds=SECONDS
    )
