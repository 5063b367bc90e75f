"""How a file goes to Telegram, decided from facts about it. No I/O.

Limits: https://core.telegram.org/bots/api#sending-files and the pages of the `send…` methods.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.catalog.spec import Kind

MEGABYTE: Final = 1024 * 1024
PHOTO_BYTES: Final = 10 * MEGABYTE
PHOTO_SIDES: Final = 10_000
"""Width plus height, pixels."""
PHOTO_RATIO: Final = 20
PHOTO_BY_URL_BYTES: Final = 5 * MEGABYTE
VIDEO_BY_URL_BYTES: Final = 10 * MEGABYTE
"""Telegram would take 20 MB, but a call by URL carries no measured size: observed, larger clips show as a square."""
MULTIPART_BYTES: Final = 64 * 1024
"""Room for the form around a file, which counts against the upload limit."""
ALBUM_LARGEST: Final = 10

_PHOTOS: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
_PLAYABLE: Final = frozenset({"audio/mpeg", "audio/mp4", "audio/x-m4a"})
_VIDEOS: Final = frozenset({"video/mp4", "video/x-m4v"})


class SendAs(StrEnum):
    """The form in which an asset reaches the chat."""

    PHOTO = "photo"
    """Compressed by Telegram, shown in the chat."""
    VIDEO = "video"
    """MP4 with a player."""
    AUDIO = "audio"
    """MP3 or M4A in the music player."""
    VOICE = "voice"
    """OGG with Opus, as a voice note."""
    ANIMATION = "animation"
    """GIF, played in a loop."""
    DOCUMENT = "document"
    """A file, byte for byte."""
    LINK = "link"
    """Telegram does not carry it: an address to fetch it from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the Bot API server takes.

    Attributes:
        upload: bytes of one upload: 50 MB, or 2,000 MB with a server of one's own.
    """

    upload: int = 50 * MEGABYTE

    @classmethod
    def local(cls) -> Limits:
        """The limits of a local Bot API server."""
        return cls(upload=2000 * MEGABYTE)

    @property
    def file(self) -> int:
        """Bytes of the largest file that an upload can hold beside the rest of its form."""
        return self.upload - MULTIPART_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaInfo:
    """What is known of a file.

    Attributes:
        size: bytes.
        mime_type: by content, empty when not recognised.
        width, height: pixels as shown (after rotation), 0 when unknown.
        seconds: length, 0 when unknown.
        has_audio: whether a video has sound.
        codec: of the first sound track (`opus`, `mp3` …), or empty.
        transparent: whether a picture has see-through parts.
        readable: whether its content could be decoded; None when that was not tried or is not known.
    """

    size: int
    mime_type: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    has_audio: bool = False
    codec: str = ""
    transparent: bool = False
    readable: bool | None = None


def choose(facts: MediaInfo, kind: Kind, limits: Limits) -> SendAs:
    """The best form for a file. The content decides; `kind` only tells speech from music."""
    if facts.size > limits.file:
        return SendAs.LINK
    mime_type = facts.mime_type
    if mime_type in _PHOTOS:
        return SendAs.PHOTO if fits_photo(facts) else SendAs.DOCUMENT
    if mime_type == "image/gif":
        return SendAs.ANIMATION
    if mime_type in _VIDEOS:
        return SendAs.VIDEO
    if mime_type in _PLAYABLE:
        return SendAs.AUDIO
    if mime_type == "audio/ogg" and facts.codec == "opus" and kind is Kind.AUDIO:
        return SendAs.VOICE
    return SendAs.DOCUMENT


def fits_photo(facts: MediaInfo) -> bool:
    """Whether `sendPhoto` takes it and nothing is lost: a photo has no transparency.

    Pictures of unknown size do not fit.
    """
    short, long = sorted((facts.width, facts.height))
    return (
        short > 0
        and facts.size <= PHOTO_BYTES
        and short + long <= PHOTO_SIDES
        and long <= PHOTO_RATIO * short
        and not facts.transparent
    )


def fits_url(form: SendAs, facts: MediaInfo) -> bool:
    """Whether Telegram should fetch it by itself.

    Only photos and small videos: everything else would lose its title, cover, length or name, and `sendDocument`
    takes hardly any type by URL.
    """
    if form is SendAs.PHOTO:
        return 0 < facts.size <= PHOTO_BY_URL_BYTES
    if form is SendAs.VIDEO:
        return 0 < facts.size <= VIDEO_BY_URL_BYTES
    return False


_SHELVES: Final = {
    SendAs.PHOTO: "pictures",
    SendAs.VIDEO: "pictures",
    SendAs.AUDIO: "songs",
    SendAs.DOCUMENT: "files",
}
"""What may share an album: photos with videos, sound with sound, files with files. The rest goes alone."""


def albums(forms: Sequence[SendAs]) -> list[list[int]]:
    """Positions of `forms`, grouped into messages: albums of 2 to 10 that may travel together, and singles.

    The order inside a group and of the groups' first items is kept. No album leaves a single item behind when it can
    be avoided: eleven pictures are nine and two.
    """
    shelves: dict[str, list[int]] = {}
    for position, form in enumerate(forms):
        shelves.setdefault(_SHELVES.get(form, f"alone-{position}"), []).append(position)
    return [group for shelf in shelves.values() for group in _parted(shelf)]


def _parted(positions: list[int]) -> list[list[int]]:
    groups = [positions[start : start + ALBUM_LARGEST] for start in range(0, len(positions), ALBUM_LARGEST)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-1].insert(0, groups[-2].pop())
    return groups
