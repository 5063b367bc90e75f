"""Asks the encoding process to make a recording that Telegram has no player for into one that it plays in the chat."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bot.catalog.spec import Kind
from bot.delivery.media.send_form import MediaInfo
from bot.delivery.media.subprocess_runner import SubprocessRunner

SECONDS: Final = 60.0
"""How long one recording may take."""
_DEMUXERS: Final = {
    "audio/x-wav": "wav",
    "audio/x-flac": "flac",
    "audio/x-aiff": "aiff",
    "audio/aac": "aac",
    "audio/ogg": "ogg",
}
"""The one reader that may open a file of this type. Guessing could end at playlists, which name other files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How a recording is written.

    Attributes:
        container, codec: as FFmpeg calls them.
        rates: samples per second that the codec takes, the best first.
        bit_rate: bits per second of one channel.
        suffix: of the file.
    """

    container: str
    codec: str
    rates: tuple[int, ...]
    bit_rate: int
    suffix: str


_ENCODINGS: Final = {
    Kind.AUDIO: Encoding(
        container="ogg",
        codec="libopus",
        rates=(48_000, 24_000, 16_000, 12_000, 8_000),
        bit_rate=64_000,
        suffix=".ogg",
    ),
    Kind.MUSIC: Encoding(
        container="mp3",
        codec="libmp3lame",
        rates=(48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000),
        bit_rate=128_000,
        suffix=".mp3",
    ),
}
"""https://core.telegram.org/bots/api#sendvoice (OGG with Opus) and #sendaudio (MP3)."""


def encoding_of(facts: MediaInfo, kind: Kind) -> Encoding | None:
    """What a recording has to become to be played in the chat, or None when it is none, or no sound was promised."""
    return _ENCODINGS.get(kind) if facts.mime_type in _DEMUXERS else None


async def encode_to_play(
    subprocesses: SubprocessRunner,
    path: Path,
    target: Path,
    facts: MediaInfo,
    encoding: Encoding,
    maximum_bytes: int,
) -> bool:
    """Write a recording so that Telegram plays it; False when that does not succeed, whatever the reason.

    Args:
        subprocesses: where it is done.
        path: the recording.
        target: an existing file that is written over; both paths are absolute.
        facts: of the recording; `encoding_of` knows its type.
        encoding: how it is written.
        maximum_bytes: what it may become.
    """
    order = asdict(encoding) | {
        "demuxer": _DEMUXERS[facts.mime_type],
        "maximum_bytes": maximum_bytes,
    }
    written = await subprocesses.run(
        "bot.delivery.media.encode_child", str(path), str(target), json.dumps(order), seconds=SECONDS
    )
    return bool(written.get("size"))
