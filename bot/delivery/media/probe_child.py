"""Looks into one media file, in a process of its own: `python -m bot.delivery.media.probe_child <file> <thumbnail> <type>`.

Media is hostile until proven otherwise, and a decoder that crashes must not take the bot along. This process has bounded
memory and processor time and knows no secrets. It prints its findings as one line of JSON, and leaves a JPEG thumbnail
of a video or picture. `readable` says whether the content could be decoded, and is missing where that is not known. It
imports little else of the bot, so that it starts fast.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.delivery.media.picture_file import BROKEN, MOST_PIXELS, PictureTooLarge, load_small, open_picture
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
_DEMUXED_BYTES: Final = 25_000_000
"""Somewhat more than the 20 MB that Telegram lets bots download: what people send is walked through, results are not."""
_OPAQUE: Final = 255
"""Alpha of a pixel that nothing shows through."""
_STRIP_PIXELS: Final = 1_000_000
_ROUGH_SIDE: Final = 4 * THUMBNAIL_SIDE
_ORIENTATION: Final = 0x0112
_LAST_UPRIGHT: Final = 4
"""Exif orientations above this one lie on their side."""

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
    """Sides as shown, whether any pixel is see-through, and whether all of it can be decoded.

    What is not known is left out: a picture that is too large to be unpacked is not a broken one.
    """
    try:
        with open_picture(path) as picture:
            width, height = picture.size
            load_small(picture, THUMBNAIL_SIDE)
            turned = _orientation(picture) > _LAST_UPRIGHT
            findings: dict[str, Any] = {
                "readable": True,
                "width": height if turned else width,
                "height": width if turned else height,
                "transparent": _is_see_through(picture),
            }
            _save_thumbnail(picture, thumbnail)
    except PictureTooLarge as large:
        return {"width": large.width, "height": large.height}
    except BROKEN:
        return {"readable": False}
    return findings


def _orientation(picture: Image) -> int:
    """Its Exif orientation; 1, upright, when there is none or it cannot be read."""
    try:
        value = picture.getexif().get(_ORIENTATION, 1)
    except BROKEN:
        return 1
    return value if isinstance(value, int) else 1


def _is_see_through(picture: Image) -> bool:
    """Looked at in strips: all of a large picture at once would take its memory twice."""
    if not picture.has_transparency_data:
        return False
    rows = max(1, _STRIP_PIXELS // picture.width)
    for top in range(0, picture.height, rows):
        strip = picture.crop((0, top, picture.width, min(top + rows, picture.height)))
        if any(strip.convert("RGBA").getchannel("A").histogram()[:_OPAQUE]):
            return True
    return False


def examine_recording(path: Path, thumbnail: Path, demuxer: str) -> dict[str, Any]:
    """Size as shown, length, sound and a frame of a video or a sound file."""
    import av

    try:
        container = av.open(str(path), format=demuxer, options={"protocol_whitelist": "file"})
    except (av.error.InvalidDataError, av.error.EOFError):
        return {"readable": False}
    with container:
        cover = av.stream.Disposition.attached_pic
        videos = [stream for stream in container.streams.video if not stream.disposition & cover]
        sounds = container.streams.audio
        seconds = _packets_length(container, path) or (container.duration or 0) / _MICROSECONDS
        findings: dict[str, Any] = {
            "seconds": seconds,
            "has_video": bool(videos),
            "has_audio": bool(sounds),
            "codec": sounds[0].codec_context.name if sounds else "",
            "readable": bool(videos or sounds),
        }
        if videos and videos[0].codec_context is not None:
            context = videos[0].codec_context
            context.thread_count = 1  # one frame; more threads would only reserve more memory
            findings |= {"width": context.width, "height": context.height}
            if context.width * context.height <= MOST_PIXELS:
                findings |= _examine_frame(container, videos[0], thumbnail, seconds)
    return findings


def _packets_length(container: Any, path: Path) -> float:
    """Seconds of the packets of a small file: its header can claim any length, and people pay by it; 0 for a large one.

    Timestamps may begin anywhere, and begin anew in the middle (recordings that were joined): what the packets last
    together counts where it is more than the way from the first to the last.
    """
    if path.stat().st_size > _DEMUXED_BYTES:
        return 0.0
    first: dict[int, float] = {}
    last: dict[int, float] = {}
    together: dict[int, float] = {}
    for packet in container.demux(*container.streams.audio, *container.streams.video):
        if packet.pts is None:
            continue
        stream, begin = packet.stream.index, float(packet.pts * packet.time_base)
        lasts = float((packet.duration or 0) * packet.time_base)
        first[stream] = min(first.get(stream, begin), begin)
        last[stream] = max(last.get(stream, begin), begin + lasts)
        together[stream] = together.get(stream, 0.0) + lasts
    if first:
        container.seek(0)
    return max((max(last[one] - first[one], together[one]) for one in first), default=0.0)


def _examine_frame(container: Any, stream: Any, thumbnail: Path, seconds: float) -> dict[str, Any]:
    frame = _frame_at(container, stream, min(seconds / 10, _LATEST_FRAME_SECONDS)) or _frame_at(
        container, stream, 0
    )
    if frame is None:
        return {"readable": False}
    width, height = frame.width, frame.height
    if ratio := stream.sample_aspect_ratio:
        width = round(width * ratio)
    if frame.rotation % 180:
        width, height = height, width
    picture = frame.to_image().resize((round(frame.width * ratio) if ratio else frame.width, frame.height))
    _save_thumbnail(picture.rotate(frame.rotation, expand=True), thumbnail)
    return {"width": width, "height": height}


def _frame_at(container: Any, stream: Any, seconds: float) -> Any:
    """The first frame from about there on that can be decoded, or None."""
    import av

    with contextlib.suppress(av.error.FFmpegError):
        container.seek(int(seconds * _MICROSECONDS))
        return next(container.decode(stream), None)
    return None


def _save_thumbnail(picture: Image, thumbnail: Path) -> None:
    small = picture
    if max(picture.size) > _ROUGH_SIDE:
        # Pixels are dropped first: a good filter would first copy all of a large picture.
        scale = _ROUGH_SIDE / max(picture.size)
        sides = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        small = picture.resize(sides, resample=0)
    small = small.convert("RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    small.save(thumbnail, "JPEG", quality=80)


if __name__ == "__main__":
    main(*sys.argv[1:])
