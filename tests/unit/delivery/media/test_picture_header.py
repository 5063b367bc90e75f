"""Sides of pictures by their headers, against what Pillow says of the same file; and how much memory a probe takes."""

from __future__ import annotations

import asyncio
import io
import json
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.catalog import image_constraints
from bot.catalog.spec import Media, ReferenceNeed
from bot.delivery.media import picture_file
from bot.delivery.media.media_info import media_info_of_decoded, media_info_of_file, media_info_of_head
from bot.delivery.media.picture_header import PictureHeader, is_cut_off, read_picture_header
from bot.delivery.media.resize import resize_to_fit
from bot.delivery.media.send_form import MediaInfo
from bot.delivery.media.subprocess_runner import SubprocessRunner
from tests.support.pictures import (
    chunk,
    heic,
    jpeg_with_segments,
    palette_png,
    png_with_chunks,
    tiff_with_late_directory,
)
from tests.unit.delivery.media_files import picture, video

HEAD = 65_536


def noise(form: str, size: tuple[int, int] = (512, 512), mode: str = "RGB") -> bytes:
    """A picture that does not pack well."""
    buffer = io.BytesIO()
    Image.effect_noise(size, 90).convert(mode).save(buffer, form, quality=95)
    return buffer.getvalue()


async def look(folder: Path, content: bytes) -> MediaInfo:
    """What is found out about a file with this content."""
    path = folder / "file"
    path.write_bytes(content)
    return await media_info_of_file(SubprocessRunner(), path, len(content), folder / "thumbnail")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "AVIF"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "1"])
def test_headers_say_what_pillow_says(form: str, mode: str) -> None:
    """Sides and possible transparency are those that a decoder finds."""
    buffer = io.BytesIO()
    with Image.new(mode, (97, 31)) as made:
        try:
            made.save(buffer, form)
        except OSError:  # JPEG has no palette, no transparency
            return
    header = read_picture_header(io.BytesIO(buffer.getvalue()))
    assert header is not None
    assert (header.width, header.height) == (97, 31)
    if form in {"PNG", "WEBP"} and mode == "RGBA":
        assert header.see_through


@pytest.mark.parametrize(
    "content",
    [
        noise("WEBP"),
        noise("WEBP", mode="RGBA"),
        noise("AVIF"),
        noise("PNG"),
        png_with_chunks(chunk(b"tEXt", b"Comment\0" + b"x" * 100_000)),
        png_with_chunks(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + b"y" * 90_000)),
        png_with_chunks(chunk(b"zTXt", b"workflow\0\0" + zlib.compress(b"z" * 3_000_000))),
        png_with_chunks(chunk(b"eXIf", b"MM\0*" + bytes(80_000))),
        png_with_chunks(chunk(b"iCCP", b"icc\0\0" + zlib.compress(b"q" * 700_000, 0))),
        png_with_chunks(chunk(b"iCCP", b"icc\0\0" + zlib.compress(b"q" * 500))[:-4] + b"oops"),
        png_with_chunks(chunk(b"tEXt", b"Comment\0broken")[:-4] + b"oops"),
        jpeg_with_segments(0xE2, b"ICC_PROFILE\0\x01\x04", count=4),
        jpeg_with_segments(0xE1, b"http://ns.adobe.com/xmp/extension/\0", count=6),
        jpeg_with_segments(0xED, b"Photoshop 3.0\0", count=2),
        jpeg_with_segments(0xE1, b"Exif\0\0broken", count=2),
        tiff_with_late_directory(),
    ],
    ids=lambda content: str(len(content)),
)
async def test_the_whole_file_is_measured(tmp_path: Path, content: bytes) -> None:
    """However far behind the beginning the sides stand, and whatever is broken or long before them, they are found."""
    found = await look(tmp_path, content)
    assert (found.width, found.height) == (512, 512)
    assert found.readable is not False
    decoded = await media_info_of_decoded(
        SubprocessRunner(), tmp_path / "file", len(content), tmp_path / "thumbnail"
    )
    assert decoded.readable is True
    assert (decoded.width, decoded.height) == (512, 512)


@pytest.mark.parametrize("cut", [200, 3000, 60_000])
async def test_half_a_picture_is_broken(tmp_path: Path, cut: int) -> None:
    """What a decoder does not get to the end of is known to be broken."""
    path = tmp_path / "file"
    for form in ("PNG", "JPEG", "WEBP"):
        path.write_bytes(noise(form)[:cut])
        found = await media_info_of_decoded(SubprocessRunner(), path, cut, tmp_path / "thumbnail")
        assert found.readable is False


async def test_what_cannot_be_decoded_is_not_broken(tmp_path: Path) -> None:
    """HEIC, for which there is no decoder, has its sides; a picture that is too large to be unpacked has them too."""
    found = await look(tmp_path, heic(4032, 3024))
    assert (found.mime_type, found.width, found.height) == ("image/heic", 4032, 3024)
    assert found.readable is None
    found = await look(tmp_path, palette_png(13_300))
    assert (found.width, found.height, found.transparent, found.readable) == (13_300, 13_300, True, None)


def test_a_still_is_as_large_as_the_whole() -> None:
    """Tiles and previews inside a HEIC do not count; one that is stored on its side is shown upright."""
    for turned, expected in ((False, (4032, 3024)), (True, (3024, 4032))):
        header = read_picture_header(io.BytesIO(heic(4032, 3024, turned=turned)[:HEAD]))
        assert header == PictureHeader(*expected)


@given(
    st.sampled_from(
        [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            b"\xff\xd8\xff",
            b"RIFF\0\0\0\0WEBPVP8X",
            b"RIFF\0\0\0\0WEBPVP8L",
            b"GIF89a",
            b"BM",
            b"\0\0\0\x0cftypheic",
            b"\0\0\0\x0cftypavif\0\0\0\x50meta\0\0\0\0\0\0\0\x40iprp\0\0\0\x30ipco",
        ]
    ),
    st.binary(max_size=300),
)
def test_no_header_breaks_its_reader(magic: bytes, rest: bytes) -> None:
    """Whatever the bytes, there are sides above 0 or there is nothing."""
    header = read_picture_header(io.BytesIO(magic + rest))
    assert header is None or min(header.width, header.height) > 0
    assert media_info_of_head(magic + rest, 1).size == 1


PROBE = """
import pathlib, re, sys
from bot.delivery.media import probe_child
probe_child.main(sys.argv[1], sys.argv[2], sys.argv[3])
print(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""


def memory_of_probe(path: Path, mime_type: str) -> tuple[dict[str, object], int]:
    """What the probing process finds, and the most memory that it had, in megabytes."""
    ended = subprocess.run(
        [sys.executable, "-c", PROBE, str(path), str(path.with_suffix(".thumbnail")), mime_type],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    findings, kilobytes = ended.stdout.splitlines()
    return json.loads(findings), int(kilobytes) // 1024


def webp_of_one_colour(side: int) -> bytes:
    """A lossless WebP of a few hundred bytes that claims these sides."""
    content = bytearray(picture(16, 16, "WEBP", "RGBA", (1, 2, 3, 128)))
    at = content.index(b"VP8X") + 12
    content[at : at + 6] = (side - 1).to_bytes(3, "little") * 2
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "mime_type"),
    [
        (palette_png(13_300), "image/png"),
        (palette_png(8_001, 8_000), "image/png"),
        (webp_of_one_colour(16_000), "image/webp"),
        (webp_of_one_colour(16_777_216), "image/webp"),
    ],
    ids=["palette", "just-above", "webp", "webp-claims"],
)
def test_what_is_too_large_is_never_unpacked(tmp_path: Path, content: bytes, mime_type: str) -> None:
    """A small file that would become hundreds of megabytes is measured in a process that stays small."""
    path = tmp_path / "bomb"
    path.write_bytes(content)
    findings, megabytes = memory_of_probe(path, mime_type)
    assert "readable" not in findings
    assert megabytes < 80


def test_a_large_picture_is_unpacked_once(tmp_path: Path) -> None:
    """Looking for see-through pixels and drawing the thumbnail take no further copies of a large picture."""
    path = tmp_path / "large"
    path.write_bytes(palette_png(7_900))
    findings, megabytes = memory_of_probe(path, "image/png")
    assert findings == {"readable": True, "width": 7_900, "height": 7_900, "transparent": True}
    assert megabytes < 60 + 7_900 * 7_900 // 1_000_000 * 2


def test_an_animation_is_not_decoded_frame_by_frame(tmp_path: Path) -> None:
    """Of thousands of frames the first one is decoded."""
    frames = [Image.new("P", (400, 400), shade) for shade in (1, 2)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=[frames[1]] * 3000)
    path = tmp_path / "animation"
    path.write_bytes(buffer.getvalue())
    findings, megabytes = memory_of_probe(path, "image/gif")
    assert (findings["width"], findings["readable"]) == (400, True)
    assert megabytes < 80


async def test_inspections_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not more than two processes work at once, however many files come."""
    fake = tmp_path / "python"
    fake.write_text(
        "#!/bin/sh\n"
        f"mkdir {tmp_path}/running-$$; ls -d {tmp_path}/running-* | wc -l >> {tmp_path}/seen\n"
        f"ls {tmp_path} > /dev/null; rmdir {tmp_path}/running-$$; printf '{{}}'\n"
    )
    fake.chmod(0o755)
    monkeypatch.setattr("bot.delivery.media.subprocess_runner.sys.executable", str(fake))
    runner = SubprocessRunner()
    await asyncio.gather(*(runner.run("any", seconds=20) for _ in range(8)))
    seen = [int(line) for line in (tmp_path / "seen").read_text().split()]
    assert len(seen) == 8
    assert max(seen) <= 2


async def test_a_large_picture_is_not_resized(tmp_path: Path) -> None:
    """What would take too much memory cannot be made to fit; the price says so before, by the same number."""
    assert picture_file.MOST_PIXELS == image_constraints.MOST_PIXELS
    path, target = tmp_path / "bomb", tmp_path / "target"
    path.write_bytes(palette_png(13_300))
    target.touch()
    need = ReferenceNeed(
        media=Media.PHOTO,
        minimum=1,
        maximum=1,
        field="image",
        maximum_bytes=10_000_000,
        maximum_side=2000,
    )
    facts = MediaInfo(size=1, mime_type="image/png", width=13_300, height=13_300)
    assert await resize_to_fit(SubprocessRunner(), path, target, facts, need) is None


@pytest.mark.parametrize(
    ("cut", "cut_off"),
    [(None, False), (0.5, True), (100, True)],
    ids=["whole", "half", "few"],
)
def test_half_an_mp4_shows(tmp_path: Path, cut: float | None, cut_off: bool) -> None:
    """The boxes of a file tell whether its end can be there, also from its beginning alone."""
    content = video(tmp_path / "clip", frames=48).read_bytes()
    size = (
        len(content)
        if cut is None
        else int(cut * len(content))
        if isinstance(cut, float)
        else cut % len(content)
    )
    assert is_cut_off(content[: min(size, 300)], size) is cut_off


def test_an_mp4_that_begins_with_its_streams_is_whole() -> None:
    """`moov` first and all of `mdat` behind it is whole; a byte less is not."""
    content = struct.pack(">I4s8x", 16, b"ftyp") + struct.pack(">I4s92x", 100, b"moov")
    content += struct.pack(">I4s", 1000, b"mdat")
    assert not is_cut_off(content, 1116)
    assert is_cut_off(content, 1115)
