"""Small media that people send."""

from __future__ import annotations

import io

import av
from av import AudioFrame, VideoFrame
from PIL import Image

_SAMPLES = 960


def picture(width: int = 640, height: int = 480, *, form: str = "JPEG") -> bytes:
    """A plain picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (40, 120, 200)).save(buffer, form)
    return buffer.getvalue()


def clip(seconds: float = 2.0, *, width: int = 320, height: int = 240) -> bytes:
    """A plain MP4."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=8)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        image = Image.new("RGB", (width, height), (200, 80, 40))
        for _ in range(int(seconds * 8)):
            container.mux(stream.encode(VideoFrame.from_image(image)))  # type: ignore[no-untyped-call]  # av ships this one untyped
        container.mux(stream.encode(None))
    return buffer.getvalue()


def sound(seconds: float = 2.0) -> bytes:
    """A plain MP3."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=24_000)
        stream.layout = "mono"
        for position in range(int(seconds * 24_000 / _SAMPLES)):
            frame = AudioFrame(format="fltp", layout="mono", samples=_SAMPLES)
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            frame.rate, frame.pts = 24_000, position * _SAMPLES
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return buffer.getvalue()
