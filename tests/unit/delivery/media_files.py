"""Small media, made on the spot."""

from __future__ import annotations

import io
import random
import wave
from pathlib import Path
from typing import Any

import av
from PIL import Image

_SAMPLES = {"libopus": "flt", "flac": "s16", "pcm_s16be": "s16", "pcm_f32le": "flt"}
"""What an encoder wants to have, where that is not `fltp`."""


def picture(
    width: int = 64, height: int = 48, form: str = "JPEG", mode: str = "RGB", colour: object = 7
) -> bytes:
    """An encoded picture of one colour."""
    buffer = io.BytesIO()
    Image.new(mode, (width, height), colour).save(buffer, form)  # type: ignore[arg-type]  # Pillow takes any colour of the mode
    return buffer.getvalue()


def video(path: Path, *, width: int = 320, height: int = 180, frames: int = 24, turned: int = 0) -> Path:
    """An MP4 at 24 frames a second without sound, to be shown turned by so many degrees."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        if turned:
            stream.set_display_rotation(turned)
        for shade in range(frames):
            shot = Image.new("RGB", (width, height), (shade * 9 % 255, 80, 100))
            frame = av.VideoFrame.from_image(shot)  # type: ignore[no-untyped-call]  # PyAV leaves it untyped
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def sound(path: Path, *, form: str, codec: str, seconds: int = 1) -> Path:
    """Silence in the given container and codec."""
    with av.open(str(path), "w", format=form) as container:
        stream: Any = container.add_stream(codec, rate=48000)
        stream.layout = "mono"
        samples = 960
        for position in range(seconds * 48000 // samples):
            frame = av.AudioFrame(format=_SAMPLES.get(codec, "fltp"), layout="mono", samples=samples)
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            frame.rate, frame.pts = 48000, position * samples
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def noise(path: Path, *, seconds: int = 1, rate: int = 24_000, channels: int = 1) -> Path:
    """A WAV with the same noise every second, 16 bits a sample, as KIE's speech comes."""
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(random.Random(rate).randbytes(2 * channels * rate) * seconds)
    return path
