"""What to make for one request: the kind of media, its shape and length, read from any dialect's field names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.sandbox.kie.fields import is_url

LONG_SIDE = 640
"""Pixels of a picture's or video's longer side: small, to save time."""

_SHORT_SIDE = 64
_ASPECT_NAMES = ("aspect_ratio", "aspectRatio", "size", "image_size", "imageSize", "ratio")
_WORD_ASPECTS = {"square": "1:1", "square_hd": "1:1", "portrait": "9:16", "landscape": "16:9"}
_CALLBACK_NAME = "callBackUrl"


class Kind(StrEnum):
    """What a task makes; decides the file's type."""

    VIDEO = "video"
    IMAGE = "image"
    CUTOUT = "cutout"
    """A picture with a transparent background."""
    SPEECH = "speech"
    SOUND = "sound"
    MUSIC = "music"

    @property
    def extension(self) -> str:
        """The ending of a file of this kind, without a dot."""
        return {Kind.VIDEO: "mp4", Kind.IMAGE: "png", Kind.CUTOUT: "png"}.get(self, "mp3")


@dataclass(frozen=True)
class Shot:
    """Everything that decides the bytes of one file: two equal shots are one cached file."""

    kind: Kind
    prompt: str
    width: int = LONG_SIDE
    height: int = 360
    seconds: float = 4.0
    variant: int = 0
    references: tuple[str, ...] = ()
    """Addresses of the references; the ones uploaded here are drawn into the picture."""
    extension: str = ""

    @property
    def suffix(self) -> str:
        """The file's ending without a dot."""
        return self.extension or self.kind.extension


def read_shot(kind: Kind, prompt: str, fields: Mapping[str, Any]) -> Shot:
    """Build the shot that a request's fields describe, whatever dialect they are in."""
    width, height = _shape(fields)
    references = tuple(dict.fromkeys(references_in(fields)))
    wanted = str(fields.get("output_format") or fields.get("outputFormat") or "").lower()
    extension = ""
    if kind is Kind.IMAGE and wanted in ("jpeg", "jpg"):
        extension = "jpg"
    elif kind in (Kind.SPEECH, Kind.SOUND, Kind.MUSIC) and wanted.startswith(("wav", "pcm")):
        extension = "wav"
    return Shot(kind, prompt, width, height, _seconds(kind, prompt, fields), 0, references, extension)


def references_in(fields: Mapping[str, Any]) -> Iterator[str]:
    """Find every media address in a request, except the callback's."""
    for name, value in fields.items():
        if name == _CALLBACK_NAME:
            continue
        for item in value if isinstance(value, list) else (value,):
            if isinstance(item, Mapping):
                yield from references_in(item)
            elif is_url(item):
                yield item


def _shape(fields: Mapping[str, Any]) -> tuple[int, int]:
    """Read the aspect from a ratio, a word of KIE's or pixels, and fit it in the long side; sides are even."""
    across, down = _pixels(fields) or _ratio(fields) or (16.0, 9.0)
    scale = LONG_SIDE / max(across, down)
    return max(_SHORT_SIDE, round(across * scale / 2) * 2), max(_SHORT_SIDE, round(down * scale / 2) * 2)


def _pixels(fields: Mapping[str, Any]) -> tuple[float, float] | None:
    across, down = fields.get("width"), fields.get("height")
    if isinstance(across, int) and isinstance(down, int) and across > 0 and down > 0:
        return float(across), float(down)
    return None


def _ratio(fields: Mapping[str, Any]) -> tuple[float, float] | None:
    for name in _ASPECT_NAMES:
        value = fields.get(name)
        if not isinstance(value, str):
            continue
        value = _WORD_ASPECTS.get(value, value)
        if match := re.fullmatch(r"(\d{1,4})\s*[:xX]\s*(\d{1,4})", value):
            return float(match[1]) or 1.0, float(match[2]) or 1.0
        if match := re.fullmatch(r"(portrait|landscape)_(\d+)_(\d+)", value):
            # KIE's "portrait_4_3" is three wide and four high
            long, short = sorted((float(match[2]), float(match[3])), reverse=True)
            return (short, long) if match[1] == "portrait" else (long, short)
    return None


def _seconds(kind: Kind, prompt: str, fields: Mapping[str, Any]) -> float:
    """Choose a length that is cheap to make: 3-5 s of video, about 10 s of music, speech by its text."""
    if kind is Kind.SPEECH:
        return min(max(len(prompt) / 15, 1.5), 30.0)
    if kind is Kind.MUSIC:
        return 10.0
    asked = fields.get("duration") or fields.get("n_frames") or 4
    try:
        return min(max(float(asked), 3.0), 5.0)
    except (TypeError, ValueError):
        return 4.0
