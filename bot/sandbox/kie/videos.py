"""Short H.264 videos that any browser plays: a moving disc over the prompt's gradient, index at the front.

Twelve frames a second at 480 px cost a few tenths of a second on one slow core.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import av
from PIL import Image, ImageDraw

from bot.sandbox.kie.pictures import draw_picture, palette
from bot.sandbox.kie.prompt_reading import Shot

FRAMES_PER_SECOND = 12
_LONG_SIDE = 480


def film(shot: Shot, path: Path, references: Sequence[Path] = ()) -> None:
    """Write the MP4 of a shot; blocking, meant for a worker thread."""
    scale = _LONG_SIDE / max(shot.width, shot.height)
    width, height = (max(2, round(side * scale / 2) * 2) for side in (shot.width, shot.height))
    backdrop = draw_picture(shot, references).resize((width, height))
    accent = palette(shot.prompt, shot.variant)[2]
    # faststart: a browser can begin before the last byte, and Telegram shows it as streaming
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream(
            "libx264", rate=FRAMES_PER_SECOND, options={"preset": "ultrafast", "crf": "30", "threads": "1"}
        )
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        count = round(shot.seconds * FRAMES_PER_SECOND)
        for number in range(count):
            frame = _with_disc(backdrop, number / count, accent)
            # av does not annotate this one
            container.mux(stream.encode(av.VideoFrame.from_image(frame)))  # type: ignore[no-untyped-call]
        container.mux(stream.encode(None))


def pad(source: Path, target: Path, size: int) -> None:
    """Copy an MP4 and grow it to `size` bytes with a `free` box, which every player skips.

    The padding is a hole in the file: it takes neither time nor disk.
    """
    content = source.read_bytes()
    padding = size - len(content)
    with target.open("wb") as out:
        out.write(content)
        if padding >= 8:
            _write_free_box(out, padding)


def _write_free_box(out: BinaryIO, size: int) -> None:
    start = out.tell()
    out.write(size.to_bytes(4, "big") + b"free")
    out.truncate(start + size)


def _with_disc(backdrop: Image.Image, phase: float, accent: tuple[int, int, int]) -> Image.Image:
    """Return the frame at a phase of the loop (0-1): a disc crosses the picture on a wave."""
    frame = backdrop.copy()
    radius = min(frame.size) * 0.08
    x = frame.width * phase
    y = frame.height * (0.35 + 0.2 * math.sin(phase * math.tau * 2))
    ImageDraw.Draw(frame).ellipse(
        (x - radius, y - radius, x + radius, y + radius), fill=accent, outline=(255, 255, 255), width=3
    )
    return frame
