"""Cuts the last frame out of one video, in a process of its own: `python -m bot.delivery.media.last_frame_child <file> <target> <demuxer>`.

Like `probe_child` it has bounded memory and processor time, knows no secrets, and imports little else of the bot. The frame is
written as a JPEG, as it is shown: turned, with square pixels. Its sides are printed as JSON; nothing when there is no frame.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from bot.delivery.media.picture_file import MOST_PIXELS
from bot.delivery.media.resource_limits import bound_resources

if TYPE_CHECKING:
    from PIL.Image import Image

CPU_SECONDS: Final = 20
MAXIMUM_BYTES: Final = 10_000_000
"""What Telegram takes as a photo (https://core.telegram.org/bots/api#sendphoto)."""
MAXIMUM_SIDE: Final = 2560
_TAIL_SECONDS: Final = 3
"""How far before the end decoding begins: somewhat more than the usual distance of key frames."""
_MICROSECONDS: Final = 1_000_000
_QUALITY: Final = 95


def main(path: str, target: str, demuxer: str) -> None:
    """Write the frame and print its sides."""
    bound_resources(cpu_seconds=CPU_SECONDS, file_bytes=MAXIMUM_BYTES)
    picture = last_frame(path, demuxer)
    if picture is not None:
        picture.save(target, "JPEG", quality=_QUALITY)
        sys.stdout.write(json.dumps({"width": picture.width, "height": picture.height}) + "\n")


def last_frame(path: str, demuxer: str) -> Image | None:
    """The last frame that can be decoded, as it is shown; None when there is none.

    Raises:
        av.error.FFmpegError: the file cannot be opened.
    """
    import av

    with av.open(path, format=demuxer, options={"protocol_whitelist": "file"}) as container:
        cover = av.stream.Disposition.attached_pic
        videos = [stream for stream in container.streams.video if not stream.disposition & cover]
        context = videos[0].codec_context if videos else None
        if context is None or context.width * context.height > MOST_PIXELS:
            return None
        context.thread_count = 1
        frame = None
        if container.duration and container.duration > _TAIL_SECONDS * _MICROSECONDS:
            frame = _last_from(container, videos[0], container.duration - _TAIL_SECONDS * _MICROSECONDS)
        frame = frame or _last_from(container, videos[0], 0)
        return _as_shown(frame, videos[0]) if frame is not None else None


def _last_from(container: Any, stream: Any, microseconds: int) -> Any:
    """The last frame from about there on; what breaks off in the middle ends there."""
    import av

    last = None
    try:
        container.seek(microseconds)
        for frame in container.decode(stream):
            last = frame
    except av.error.FFmpegError:
        pass
    return last


def _as_shown(frame: Any, stream: Any) -> Image:
    picture: Image = frame.to_image()
    if ratio := stream.sample_aspect_ratio:
        picture = picture.resize((max(1, round(frame.width * ratio)), frame.height))
    picture = picture.rotate(frame.rotation, expand=True)
    picture.thumbnail((MAXIMUM_SIDE, MAXIMUM_SIDE))
    return picture


if __name__ == "__main__":
    main(*sys.argv[1:])
