"""Looking into files, by header and in a process of its own."""

from __future__ import annotations

import asyncio
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.delivery.media import media_info as facts
from bot.delivery.media import probe_child as inspect
from bot.delivery.media.media_info import draw_thumbnail, is_page, media_info_of_file, media_info_of_head
from bot.delivery.media.probe_child import THUMBNAIL_BYTES, THUMBNAIL_SIDE
from bot.delivery.media.resource_limits import ADDRESS_SPACE
from bot.delivery.media.send_form import MediaInfo
from bot.delivery.media.subprocess_runner import SubprocessRunner
from tests.unit.delivery.media_files import picture, sound, video


async def look(path: Path) -> MediaInfo:
    """Facts of a file; its thumbnail is written beside it."""
    size = len(await asyncio.to_thread(path.read_bytes))
    return await media_info_of_file(SubprocessRunner(), path, size, path.with_suffix(".thumbnail"))


@pytest.mark.parametrize(
    ("form", "mime_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("GIF", "image/gif")],
)
def test_a_header_tells_type_and_size(form: str, mime_type: str) -> None:
    """Type and pixels come from the beginning of a picture, not from a name."""
    found = media_info_of_head(picture(64, 48, form)[:4096], 5)
    assert (found.mime_type, found.width, found.height, found.size) == (mime_type, 64, 48, 5)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
async def test_a_picture_that_lies_on_its_side_is_measured_upright(tmp_path: Path, form: str) -> None:
    """A picture whose orientation turns it by 90° has its sides swapped."""
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (64, 48)).save(tmp_path / "turned", form, exif=exif)
    found = await look(tmp_path / "turned")
    assert (found.width, found.height) == (48, 64)


async def test_a_header_that_claims_another_length_is_not_believed(tmp_path: Path) -> None:
    """People pay by the length: it is where the last packet ends, whatever the frame count of the header says."""
    path = sound(tmp_path / "long.mp3", form="mp3", codec="libmp3lame", seconds=5)
    content = bytearray(path.read_bytes())
    counted = content.index(b"Info") + 8  # an MP3's Info frame: flags, then how many frames follow
    content[counted : counted + 4] = (20).to_bytes(4, "big")
    path.write_bytes(content)
    assert (await look(path)).seconds == pytest.approx(5, abs=0.2)


async def test_recordings_that_were_joined_are_measured_together(tmp_path: Path) -> None:
    """One OGG behind the other plays for both of them, although the timestamps begin anew."""
    one = sound(tmp_path / "one.ogg", form="ogg", codec="libopus", seconds=4).read_bytes()
    (tmp_path / "both.ogg").write_bytes(one + one)
    assert (await look(tmp_path / "both.ogg")).seconds == pytest.approx(8, abs=0.2)


async def test_a_recording_that_begins_late_is_as_long_as_it_plays(tmp_path: Path) -> None:
    """A piece of a stream keeps the stream's timestamps: an hour before it is not paid for."""
    path = tmp_path / "late.ogg"
    with av.open(str(path), "w", format="ogg") as container:
        stream: Any = container.add_stream("libopus", rate=48_000)
        stream.layout = "mono"
        for position in range(200):
            frame = av.AudioFrame(format="flt", layout="mono", samples=960)
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            frame.rate, frame.pts = 48_000, 3600 * 48_000 + position * 960
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert (await look(path)).seconds == pytest.approx(4, abs=0.2)


@given(
    st.sampled_from(
        [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8 ", b"GIF89a", b"\0\0\0\x18ftyp"]
    ),
    st.binary(max_size=300),
)
def test_no_header_is_a_surprise(magic: bytes, rest: bytes) -> None:
    """Whatever the bytes, reading them gives facts and not an error."""
    assert media_info_of_head(magic + rest, 1).size == 1


@pytest.mark.parametrize(
    ("content", "page"),
    [
        (b"<!DOCTYPE html><title>Sorry</title>", True),
        (b"\xef\xbb\xbf\r\n <HTML>", True),
        (b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', True),
        (b'{"code": 404}', True),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', False),
        (picture(8, 8, "PNG"), False),
        (b"", False),
    ],
)
def test_a_page_is_told_from_media(content: bytes, page: bool) -> None:
    """Errors of a file host are recognised by how they begin; a drawing in XML is none."""
    assert is_page(content) is page


async def test_a_video_is_measured(tmp_path: Path) -> None:
    """Width, height and length are read, and a small JPEG of a frame is left."""
    found = await look(video(tmp_path / "clip", width=640, height=360, frames=48))
    assert (found.mime_type, found.width, found.height) == ("video/mp4", 640, 360)
    assert found.seconds == pytest.approx(2.0, abs=0.1)
    assert not found.has_audio
    content = await asyncio.to_thread((tmp_path / "clip.thumbnail").read_bytes)
    assert len(content) < THUMBNAIL_BYTES
    with Image.open(io.BytesIO(content)) as thumbnail:
        assert (thumbnail.format, *thumbnail.size) == ("JPEG", THUMBNAIL_SIDE, 180)


async def test_a_turned_video_is_measured_as_it_is_shown(tmp_path: Path) -> None:
    """A telephone's upright video, stored on its side, is taller than wide, and so is its thumbnail."""
    found = await look(video(tmp_path / "clip", width=320, height=180, turned=90))
    assert (found.width, found.height) == (180, 320)
    with Image.open(tmp_path / "clip.thumbnail") as thumbnail:
        assert thumbnail.size == (180, 320)


@pytest.mark.parametrize(
    ("form", "codec", "mime_type", "found_codec"),
    [
        ("mp3", "mp3", "audio/mpeg", "mp3float"),
        ("ipod", "aac", "audio/mp4", "aac"),
        ("mp4", "aac", "audio/mp4", "aac"),
        ("ogg", "libopus", "audio/ogg", "opus"),
    ],
)
async def test_sound_is_measured(
    tmp_path: Path, form: str, codec: str, mime_type: str, found_codec: str
) -> None:
    """The length and codec of sound are read; an MP4 without pictures counts as sound."""
    found = await look(sound(tmp_path / "song", form=form, codec=codec, seconds=2))
    assert (found.mime_type, found.codec, found.has_audio) == (mime_type, found_codec, True)
    assert found.seconds == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize(
    ("colour", "transparent"), [((1, 2, 3, 255), False), ((1, 2, 3, 254), True), ((0, 0, 0, 0), True)]
)
async def test_only_visible_transparency_counts(
    tmp_path: Path, colour: tuple[int, ...], transparent: bool
) -> None:
    """An alpha channel that hides nothing does not turn a photo into a file."""
    path = tmp_path / "cutout"
    path.write_bytes(picture(form="PNG", mode="RGBA", colour=colour))
    assert (await look(path)).transparent is transparent


@pytest.mark.parametrize("cut", [40, 500, 3000])
async def test_a_broken_video_still_has_a_type(tmp_path: Path, cut: int) -> None:
    """What cannot be read gives the facts of its header, and no error."""
    whole = video(tmp_path / "whole").read_bytes()
    path = tmp_path / "broken"
    path.write_bytes(whole[:cut])
    assert await look(path) == MediaInfo(size=cut, mime_type="video/mp4", readable=False)


async def test_a_playlist_in_disguise_opens_nothing(tmp_path: Path) -> None:
    """A file that starts like an MP4 but goes on as a playlist is not followed anywhere."""
    path = tmp_path / "playlist"
    path.write_bytes(b"\0\0\0\x18ftypisom#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")
    assert (await look(path)).seconds == 0


async def test_a_probe_that_never_ends_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time is over the process is gone, and the facts are those of the header."""
    monkeypatch.setattr(facts, "SECONDS", 0.2)
    path = tmp_path / "clip"
    path.write_bytes(video(tmp_path / "source").read_bytes())
    thumbnail = tmp_path / "pipe"
    os.mkfifo(thumbnail)  # writing the thumbnail blocks for ever: no one reads
    found = await media_info_of_file(SubprocessRunner(), path, 1, thumbnail)
    assert found == MediaInfo(size=1, mime_type="video/mp4")


async def test_the_inspecting_process_knows_no_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment with the tokens does not reach the process that decodes hostile media."""
    monkeypatch.setenv("BOT_TOKEN", "42:secret")
    fake = tmp_path / "python"
    fake.write_text('#!/bin/sh\nprintf \'{"codec": "%s"}\' "$BOT_TOKEN"\n')
    fake.chmod(0o755)
    monkeypatch.setattr("bot.delivery.media.subprocess_runner.sys.executable", str(fake))
    path = tmp_path / "clip"
    path.write_bytes(video(tmp_path / "source").read_bytes())
    assert (await look(path)).codec == ""


@pytest.mark.parametrize("answer", ["[]", "{", "", '{"width": -1, "seconds": 1e99, "codec": 7}', "null"])
async def test_findings_are_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """Whatever a taken-over process says, the facts stay plausible."""
    fake = tmp_path / "python"
    fake.write_text(f"#!/bin/sh\nprintf '%s' '{answer}'\n")
    fake.chmod(0o755)
    monkeypatch.setattr("bot.delivery.media.subprocess_runner.sys.executable", str(fake))
    path = tmp_path / "clip"
    path.write_bytes(video(tmp_path / "source").read_bytes())
    found = await look(path)
    assert (found.mime_type, found.width, found.seconds) == ("video/mp4", 0, 0)


async def test_a_cover_becomes_a_thumbnail(tmp_path: Path) -> None:
    """A song's cover is made small enough for Telegram; what is no picture is refused."""
    cover, thumbnail = tmp_path / "cover", tmp_path / "thumbnail"
    cover.write_bytes(picture(1024, 1024))
    assert await draw_thumbnail(SubprocessRunner(), cover, thumbnail)
    with Image.open(thumbnail) as drawn:
        assert drawn.size == (THUMBNAIL_SIDE, THUMBNAIL_SIDE)
    cover.write_bytes(b"<html>")
    assert not await draw_thumbnail(SubprocessRunner(), cover, thumbnail)
    cover.write_bytes(picture(1024, 1024)[:2000])
    assert not await draw_thumbnail(SubprocessRunner(), cover, thumbnail)


def test_the_inspecting_process_starts_light() -> None:
    """It loads neither the Telegram nor the web framework, which would cost seconds for every file."""
    script = "import sys, json, bot.delivery.media.probe_child; print(json.dumps(sorted(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    modules = set(json.loads(loaded.stdout))
    assert not modules & {"aiogram", "aiohttp", "pydantic", "PIL", "av", "asyncio"}
    assert inspect.__name__ in modules


def test_the_process_is_bounded() -> None:
    """Memory, processor time and files of a process that opens media have an end."""
    script = (
        "import resource, bot.delivery.media.resource_limits as b; b.bound_resources(cpu_seconds=15, file_bytes=200_000);"
        "print(*(resource.getrlimit(b)[0] for b in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)))"
    )
    bounds = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert bounds.stdout.split() == [str(ADDRESS_SPACE), "15", "200000"]


def test_the_beginning_of_a_large_png_is_enough() -> None:
    """A PNG that goes on beyond the head has its sides read; nothing asks for the rest of it."""
    buffer = io.BytesIO()
    Image.effect_noise((400, 300), 90).save(buffer, "PNG")
    assert len(buffer.getvalue()) > 65_536
    facts = media_info_of_head(buffer.getvalue()[:65_536], len(buffer.getvalue()))
    assert (facts.width, facts.height) == (400, 300)
