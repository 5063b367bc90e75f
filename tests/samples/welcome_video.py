"""Draws the clip of examples that greets newcomers: `python -m tests.samples.welcome_video`.

The clip shows what kinds of things can be made; no model made it, and the welcome says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av
from PIL import Image

from handlers.browse.welcome_video import CLIP, HEIGHT, SECONDS, WIDTH
from tests.samples.scenes import boat, dawn, record, voice

RATE = 15
"""Frames per second."""
_FADE = 5
"""Frames in which one scene becomes the next."""

SCENES: tuple[Callable[[float], Image.Image], ...] = (dawn, boat, voice, record)


def frames() -> Iterator[Image.Image]:
    """Every frame; the last scene fades into the first, so that the clip can be played in a circle."""
    each = SECONDS * RATE // len(SCENES)
    for number, view in enumerate(SCENES):
        following = SCENES[(number + 1) % len(SCENES)]
        for step in range(each):
            picture = view((step + _FADE) / (each + _FADE))
            faded = step - (each - _FADE)
            if faded >= 0:
                other = following(faded / (each + _FADE))
                picture = Image.blend(picture, other, (faded + 1) / (_FADE + 1))
            yield picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def film(path: Path) -> None:
    """Write the clip as H.264 without sound, its index at the front."""
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream(
            "libx264", rate=RATE, options={"preset": "veryslow", "crf": "27", "threads": "1"}
        )
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for picture in frames():
            # av does not annotate this one
            container.mux(stream.encode(av.VideoFrame.from_image(picture)))  # type: ignore[no-untyped-call]
        container.mux(stream.encode(None))


if __name__ == "__main__":
    film(CLIP)
    print(f"{CLIP}: {CLIP.stat().st_size} bytes")
