"""Looks into one media file, in a process of its own: `python -m bot.delivery.media.probe_child <file> <thumbnail> <type>`.

Media is hostile until proven otherwise, and a decoder that crashes must not take the bot along. This process has bounded
memory and processor time and knows no secrets. It prints its findings as one line of JSON, and leaves a JPEG thumbnail
of a video or picture. It imports nothing else of the bot, so that it starts fast.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.delivery.media.resource_limits import bound_resources

if TYPE_CHECKING:
    from PIL.Image import Image

CPU_SECONDS: Final = 15
THUMBNAIL_SIDE: Final = 320
THUMBNAIL_BYTES: Final = 200_000
"""https://core.telegram.org/bots/api#sendvideo: JPEG, less than 200 kB, at most 320 pixels a side."""
_LATEST_FRAME_SECONDS: Final = 3.0
"""Where a thumbnail is looked for at the latest; first frames are often black."""
_MICROSECONDS: Final = 1_000_000
_OPAQUE: Final = 255
"""Alpha of a pixel that nothing shows through."""

DEMUXERS: Final = {
    "video/mp4": "mp4",
    "video/x-m4v": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/x-matroska": "matroska",
    "audio/mpeg": "mp3",
    "audio/mp4": "mp4",
    "audio/ogg": "ogg",
    "audio/x-wav": "wav",
    "audio/x-flac": "flac",
    "audio/aac": "aac",
}
"""The one reader that may open a file of this type. Guessing could end at playlists, which name other files."""


def main(path: str, thumbnail: str, mime_type: str) -> None:
    """Inspect a file and print what was found."""
    bound_resources(cpu_seconds=CPU_SECONDS, file_bytes=THUMBNAIL_BYTES)
    if mime_type.startswith("image/"):
        findings = examine_picture(Path(path), Path(thumbnail))
    else:
        findings = examine_recording(Path(path), Path(thumbnail), DEMUXERS[mime_type])
    sys.stdout.write(json.dumps(findings) + "\n")


def examine_picture(path: Path, thumbnail: Path) -> dict[str, Any]:
    """Whether any pixel of a picture is see-through."""
    from PIL import Image

    with Image.open(path) as picture:
        seen_through = picture.convert("RGBA").getchannel("A").histogram()[:_OPAQUE]
        _save_thumbnail(picture, thumbnail)
    return {"transparent": any(seen_through)}


def examine_recording(path: Path, thumbnail: Path, demuxer: str) -> dict[str, Any]:
    """Size as shown, length, sound and a frame of a video or a sound file."""
    import av

    with av.open(str(path), format=demuxer, options={"protocol_whitelist": "file"}) as container:
        cover = av.stream.Disposition.attached_pic
        videos = [stream for stream in container.streams.video if not stream.disposition & cover]
        sounds = container.streams.audio
        seconds = (container.duration or 0) / _MICROSECONDS
        findings: dict[str, Any] = {
            "seconds": seconds,
            "has_video": bool(videos),
            "has_audio": bool(sounds),
            "codec": sounds[0].codec_context.name if sounds else "",
        }
        if videos:
            context = videos[0].codec_context
            context.thread_count = 1  # one frame; more threads would only reserve more memory
            findings |= {"width": context.width, "height": context.height}
            with contextlib.suppress(av.error.FFmpegError, StopIteration):
                findings |= _examine_frame(container, videos[0], thumbnail, seconds)
    return findings


def _examine_frame(container: Any, stream: Any, thumbnail: Path, seconds: float) -> dict[str, Any]:
    if seconds > 0:
        container.seek(int(min(seconds / 10, _LATEST_FRAME_SECONDS) * _MICROSECONDS))
    frame = next(container.decode(stream))
    width, height = frame.width, frame.height
    if ratio := stream.sample_aspect_ratio:
        width = round(width * ratio)
    if frame.rotation % 180:
        width, height = height, width
    picture = frame.to_image().resize((round(frame.width * ratio) if ratio else frame.width, frame.height))
    _save_thumbnail(picture.rotate(frame.rotation, expand=True), thumbnail)
    return {"width": width, "height": height}


def _save_thumbnail(picture: Image, thumbnail: Path) -> None:
    small = picture.convert("RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    small.save(thumbnail, "JPEG", quality=80)


if __name__ == "__main__":
    main(*sys.argv[1:])
