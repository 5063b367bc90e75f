"""By which extension a file is recognised on the devices of people."""

from __future__ import annotations

from collections.abc import Mapping
from mimetypes import MimeTypes
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

UNKNOWN: Final = "bin"
_USUAL: Final[Mapping[str, str]] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/avif": "avif",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/bmp": "bmp",
    "image/tiff": "tif",
    "image/svg+xml": "svg",
    "image/jxl": "jxl",
    "image/x-icon": "ico",
    "image/vnd.adobe.photoshop": "psd",
    "video/mp4": "mp4",
    "video/x-m4v": "m4v",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/x-matroska": "mkv",
    "video/x-msvideo": "avi",
    "video/mpeg": "mpg",
    "video/3gpp": "3gp",
    "video/x-flv": "flv",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/ogg": "ogg",
    "audio/x-wav": "wav",
    "audio/wav": "wav",
    "audio/x-flac": "flac",
    "audio/flac": "flac",
    "audio/aac": "aac",
    "audio/x-aiff": "aif",
    "audio/amr": "amr",
    "audio/midi": "mid",
    "model/gltf-binary": "glb",
    "application/zip": "zip",
}
"""One extension per type; `mimetypes` has several of some, in another order in every version."""
_KNOWN: Final = frozenset(_USUAL.values()) | {
    "jpeg",
    "tiff",
    "opus",
    "oga",
    "m4b",
    "wma",
    "wmv",
    "gltf",
    "obj",
    "usdz",
}
"""Extensions that are taken from an address: of media, and of nothing that a device would run."""


def extension(content: str, announced: str, address: str) -> str:
    """An extension without its dot: by what a file is, else by what its server says, else by its address.

    Args:
        content: its type by its content, empty when that is not recognised.
        announced: the type that its server gave it, or empty; untrusted.
        address: where it came from; untrusted.
    """
    return _of_type(content) or _of_type(announced) or _of_address(address) or UNKNOWN


def _of_type(mime_type: str) -> str:
    name = mime_type.partition(";")[0].strip().lower()
    if name in _USUAL:
        return _USUAL[name]
    if not name.startswith(("image/", "video/", "audio/")):
        return ""
    # Its own table, without what the machine adds to it.
    return (MimeTypes().guess_extension(name, strict=False) or "").removeprefix(".")


def _of_address(address: str) -> str:
    try:
        name = PurePosixPath(unquote(urlsplit(address).path)).name
    except ValueError:
        return ""
    suffix = name.rpartition(".")[2].lower()
    return suffix if suffix in _KNOWN else ""
