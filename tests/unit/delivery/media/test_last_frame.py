"""The last frame of a clip, cut in a process of its own."""

from __future__ import annotations

from pathlib import Path

import av
from PIL import Image

from bot.delivery.media.subprocess_runner import SubprocessRunner
from tests.unit.delivery.media_files import picture

MODULE = "bot.delivery.media.last_frame_child"


def film(path: Path, *, seconds: int, turned: int = 0) -> Path:
    """An MP4 of four frames a second that gets brighter to its end, and has one key frame only."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=4)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        stream.gop_size = 10_000
        if turned:
            stream.set_display_rotation(turned)
        for number in range(seconds * 4):
            shade = number * 240 // (seconds * 4 - 1)
            shot = av.VideoFrame.from_image(Image.new("RGB", (320, 180), (shade, shade, shade)))  # type: ignore[no-untyped-call]  # PyAV leaves it untyped
            container.mux(stream.encode(shot))
        container.mux(stream.encode())
    return path


async def _cut(path: Path, target: Path) -> tuple[dict[str, object], Image.Image | None]:
    found = await SubprocessRunner().run(MODULE, str(path), str(target), "mp4", seconds=30)
    if not found:
        return found, None
    with Image.open(target) as frame:
        return found, frame.copy()


async def test_it_is_the_last_one(tmp_path: Path) -> None:
    """Of short clips and of those that are longer than what is decoded at the end."""
    for seconds in (1, 9):
        _, frame = await _cut(film(tmp_path / "clip.mp4", seconds=seconds), tmp_path / "frame.jpg")
        assert frame is not None
        assert frame.size == (320, 180)
        assert frame.convert("L").getpixel((100, 100)) > 230  # type: ignore[operator]  # one channel


async def test_it_stands_as_it_is_shown(tmp_path: Path) -> None:
    """A clip that lies on its side gives an upright frame."""
    found, frame = await _cut(film(tmp_path / "clip.mp4", seconds=1, turned=90), tmp_path / "frame.jpg")
    assert found == {"width": 180, "height": 320}
    assert frame is not None


async def test_what_is_no_clip_has_none(tmp_path: Path) -> None:
    """A picture that is named so, bytes without sense, and half of a clip without its index."""
    whole = film(tmp_path / "clip.mp4", seconds=2).read_bytes()
    for content in (picture(), b"\0" * 5000, whole[: len(whole) // 2]):
        (tmp_path / "odd.mp4").write_bytes(content)
        assert (await _cut(tmp_path / "odd.mp4", tmp_path / "frame.jpg"))[0] == {}
