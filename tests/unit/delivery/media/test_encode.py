"""Recordings that Telegram has no player for become ones that it plays, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import struct
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import av
import pytest

from bot.catalog.spec import Kind
from bot.delivery.media import encode as encoding
from bot.delivery.media import encode_child
from bot.delivery.media.encode import encode_to_play, encoding_of
from bot.delivery.media.media_info import media_info_of_file
from bot.delivery.media.send_form import MEGABYTE, Limits, MediaInfo, SendAs, choose
from bot.delivery.media.subprocess_runner import SubprocessRunner
from tests.unit.delivery.media_files import noise, sound


async def look(path: Path) -> MediaInfo:
    """Facts of a file."""
    size = len(await asyncio.to_thread(path.read_bytes))
    return await media_info_of_file(SubprocessRunner(), path, size, path.with_suffix(".thumbnail"))


async def encoded(path: Path, kind: Kind, *, maximum: int = MEGABYTE) -> MediaInfo | None:
    """Facts of what a recording becomes, None when it becomes nothing."""
    facts = await look(path)
    wanted = encoding_of(facts, kind)
    assert wanted is not None
    target = path.with_name(f"{path.name}{wanted.suffix}")
    target.touch()
    done = await encode_to_play(SubprocessRunner(), path, target, facts, wanted, maximum)
    assert target.stat().st_size <= maximum
    return await look(target) if done else None


def plain(path: Path, **order: Any) -> int:
    """Encode in this process, as speech."""
    wanted = {
        "demuxer": "wav",
        "container": "ogg",
        "codec": "libopus",
        "rates": [48_000],
        "bit_rate": 64_000,
        "maximum_bytes": MEGABYTE,
    }
    return encode_child.encode(str(path), str(path.with_suffix(".ogg")), wanted | order)


@pytest.mark.parametrize(
    ("kind", "form", "codec", "mime_type"),
    [
        (Kind.AUDIO, SendAs.VOICE, "opus", "audio/ogg"),
        (Kind.MUSIC, SendAs.AUDIO, "mp3float", "audio/mpeg"),
    ],
)
@pytest.mark.parametrize(("rate", "channels"), [(24_000, 1), (44_100, 2), (96_000, 6)])
async def test_a_wav_is_played_in_the_chat(
    tmp_path: Path, kind: Kind, form: SendAs, codec: str, mime_type: str, rate: int, channels: int
) -> None:
    """Speech becomes a voice note, music an MP3, as long as they were, whatever rate and channels they had."""
    path = noise(tmp_path / "a.wav", seconds=2, rate=rate, channels=channels)
    facts = await encoded(path, kind)
    assert facts is not None
    assert (facts.codec, facts.mime_type, facts.readable) == (codec, mime_type, True)
    assert facts.seconds == pytest.approx(2, abs=0.1)
    assert facts.size < path.stat().st_size
    assert choose(facts, kind, Limits()) is form


@pytest.mark.parametrize(
    ("container", "codec"),
    [("flac", "flac"), ("aiff", "pcm_s16be"), ("adts", "aac"), ("ogg", "flac"), ("wav", "pcm_f32le")],
)
async def test_other_recordings_are_played_too(tmp_path: Path, container: str, codec: str) -> None:
    """FLAC (also in OGG), AIFF and bare AAC have no player in the chat either."""
    path = sound(tmp_path / "a", form=container, codec=codec)
    facts = await encoded(path, Kind.AUDIO)
    assert facts is not None
    assert choose(facts, Kind.AUDIO, Limits()) is SendAs.VOICE
    assert facts.seconds == pytest.approx(1, abs=0.1)


def test_only_sound_that_was_promised_is_encoded() -> None:
    """A video's shelf promises no sound, and what is played anyway is left as it is."""
    wav = MediaInfo(size=1, mime_type="audio/x-wav")
    assert encoding_of(wav, Kind.VIDEO) is None
    assert encoding_of(wav, Kind.IMAGE) is None
    assert encoding_of(MediaInfo(size=1, mime_type="audio/mpeg"), Kind.MUSIC) is None
    assert encoding_of(MediaInfo(size=1, mime_type="application/zip"), Kind.AUDIO) is None


@pytest.mark.parametrize("claimed", [0xFFFFFFFF, 0x7FFFFFFF])
async def test_a_header_that_claims_hours_fills_no_disk(tmp_path: Path, claimed: int) -> None:
    """What was streamed has no true length in its header: only what is there is encoded, and only that is shown to people."""
    path = noise(tmp_path / "a.wav", seconds=1)
    content = bytearray(path.read_bytes())
    content[4:8] = content[40:44] = struct.pack("<I", claimed)
    path.write_bytes(content)
    facts = await encoded(path, Kind.AUDIO)
    assert facts is not None
    assert facts.seconds == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("rate", [1, 100, 4_000_000])
async def test_an_impossible_rate_is_not_encoded(tmp_path: Path, rate: int) -> None:
    """A sample per second would grow to thousands of times its size."""
    path = noise(tmp_path / "a.wav", seconds=1)
    content = bytearray(path.read_bytes())
    content[24:32] = struct.pack("<II", rate, rate * 2)
    path.write_bytes(content)
    assert await encoded(path, Kind.AUDIO) is None


async def test_a_broken_recording_is_not_encoded(tmp_path: Path) -> None:
    """A recording with a packet in its middle that cannot be decoded stays the file that it is."""
    path = sound(tmp_path / "a.aac", form="adts", codec="aac", seconds=2)
    content = bytearray(path.read_bytes())
    start = content.index(content[:2], len(content) // 2)  # where a frame begins
    length = (content[start + 3] & 3) << 11 | content[start + 4] << 3 | content[start + 5] >> 5
    content[start + 7 : start + length] = b"\xff" * (length - 7)
    assert plain(path, demuxer="aac") > 0
    path.write_bytes(content)
    with pytest.raises(av.error.FFmpegError):
        plain(path, demuxer="aac")
    assert await encoded(path, Kind.AUDIO) is None


def test_half_a_sample_at_the_end_costs_nothing(tmp_path: Path) -> None:
    """A stream that was cut in a sample is played as far as it goes."""
    path = noise(tmp_path / "a.wav", seconds=1, channels=2)
    content = path.read_bytes()
    for odd in (1, 3):
        path.write_bytes(content + bytes(odd))
        assert plain(path) > 1000
        path.write_bytes(content[:-odd])
        assert plain(path) > 1000


def test_nothing_to_hear_is_nothing(tmp_path: Path) -> None:
    """A WAV without a sample, and what is none at all."""
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 24_000, 0, "NONE", ""))
    assert plain(path) == 0
    path.write_bytes(b"RIFF\xff\xff\xff\xffWAVE")
    with pytest.raises((av.error.FFmpegError, ValueError)):
        plain(path)


async def test_what_becomes_too_large_is_given_up(tmp_path: Path) -> None:
    """Not a byte more than allowed stays on the disk, in the process or by its bounds."""
    path = noise(tmp_path / "a.wav", seconds=20)
    assert await encoded(path, Kind.AUDIO, maximum=30_000) is None
    assert plain(path, maximum_bytes=30_000) == 0
    assert await encoded(path, Kind.AUDIO) is not None


async def test_what_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is killed after its time."""
    monkeypatch.setattr(encoding, "SECONDS", 0.001)
    assert await encoded(noise(tmp_path / "a.wav", seconds=1), Kind.AUDIO) is None


def test_the_process_is_bounded_and_starts_light(tmp_path: Path) -> None:
    """It knows its bounds before it opens anything, and loads no framework."""
    path = noise(tmp_path / "a.wav", seconds=1)
    order = {
        "demuxer": "wav",
        "container": "ogg",
        "codec": "libopus",
        "rates": [48_000],
        "bit_rate": 64_000,
        "maximum_bytes": 123_456,
    }
    script = (
        "import json, resource, sys; from bot.delivery.media import encode_child; light = sorted(sys.modules);"
        "encode_child.main(*sys.argv[1:]);"
        "print(json.dumps([light, *(resource.getrlimit(b)[0] for b in (resource.RLIMIT_CPU, resource.RLIMIT_FSIZE))]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(path), str(tmp_path / "a.ogg"), json.dumps(order)],
        capture_output=True,
        text=True,
        check=True,
    )
    written, bounds = map(json.loads, ran.stdout.splitlines())
    modules, cpu_seconds, file_bytes = bounds
    assert (cpu_seconds, file_bytes) == (encode_child.CPU_SECONDS, 123_456)
    assert not set(modules) & {"aiogram", "aiohttp", "pydantic", "av", "asyncio"}
    assert 0 < written["size"] < 123_456
