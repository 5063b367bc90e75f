"""Encodes one recording anew, in a process of its own: `python -m bot.delivery.media.encode_child <file> <target> <order as JSON>`.

Like `probe_child` it has bounded memory and processor time, knows no secrets, and imports little else of the bot. The order has
`demuxer` (the one reader that may open the file), `container`, `codec`, `rates` (samples per second that the codec takes, the
best first), `bit_rate` (of one channel) and `maximum_bytes`. Whatever the file's header says of its length, only what is really in
it is encoded. What was written is printed as JSON; nothing when the file cannot be decoded or becomes too large.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any, Final

from bot.delivery.media.resource_limits import bound_resources

CPU_SECONDS: Final = 50
_SLOWEST: Final = 4_000
_FASTEST: Final = 384_000
"""Samples per second of a recording. One of a sample per second would grow to a thousand times its size."""
_MOST_CHANNELS: Final = 8
_STEREO: Final = 2


def main(path: str, target: str, order: str) -> None:
    """Encode the recording and print how large it is now."""
    wanted = json.loads(order)
    bound_resources(cpu_seconds=CPU_SECONDS, file_bytes=wanted["maximum_bytes"])
    if size := encode(path, target, wanted):
        sys.stdout.write(json.dumps({"size": size}) + "\n")


def encode(path: str, target: str, order: dict[str, Any]) -> int:
    """Write the first sound of a file into the target.

    Returns:
        Bytes of sound; 0 when there is nothing to encode, or too much.

    Raises:
        av.error.FFmpegError, OSError: it cannot be decoded, or not be written.
    """
    import av

    size = 0
    with av.open(path, format=order["demuxer"], options={"protocol_whitelist": "file"}) as source:
        sound = source.streams.audio[0] if source.streams.audio else None
        context = sound.codec_context if sound is not None else None
        if context is None or not _is_plausible(context):
            return 0
        context.thread_count = 1
        layout = "mono" if context.channels == 1 else "stereo"
        rate = context.rate if context.rate in order["rates"] else order["rates"][0]
        with av.open(target, "w", format=order["container"]) as written:
            stream: Any = written.add_stream(order["codec"], rate=rate, layout=layout)
            stream.bit_rate = order["bit_rate"] * (1 if layout == "mono" else _STEREO)
            for packet in _packets(stream, _frames(source, sound)):
                size += packet.size
                if size > order["maximum_bytes"]:
                    return 0
                written.mux(packet)
    return size


def _is_plausible(context: Any) -> bool:
    return bool(_SLOWEST <= context.rate <= _FASTEST and 1 <= context.channels <= _MOST_CHANNELS)


def _packets(stream: Any, frames: Iterator[Any]) -> Iterator[Any]:
    for frame in frames:
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _frames(source: Any, sound: Any) -> Iterator[Any]:
    """What can be heard. The last packet may be cut in the middle of a sample; any other broken one breaks the file."""
    import av

    broken: Exception | None = None
    for packet in source.demux(sound):
        if broken is not None and packet.size:
            raise broken
        try:
            frames = sound.decode(packet)
        except av.error.FFmpegError as error:
            broken = error
        else:
            yield from frames


if __name__ == "__main__":
    main(*sys.argv[1:])
