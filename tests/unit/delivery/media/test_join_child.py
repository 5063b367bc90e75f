"""Clips that are joined in a process of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import av
import pytest

from bot.delivery.media.film import sides_of
from bot.delivery.media.send_form import MediaInfo
from bot.delivery.media.subprocess_runner import SubprocessRunner
from tests.unit.delivery.media_files import picture, sound, video


async def _joined(target: Path, clips: list[Path], **changes: Any) -> dict[str, Any]:
    order = {
        "clips": [{"path": str(clip), "demuxer": "mp4"} for clip in clips],
        "song": None,
        "sides": (320, 180),
        "with_sound": False,
        "seconds": 2.0,
        "maximum_seconds": 120,
        "maximum_bytes": 10_000_000,
    }
    return await SubprocessRunner().run(
        "bot.delivery.media.join_child", str(target), json.dumps(order | changes), seconds=60
    )


async def test_shapes_that_differ_get_bars(tmp_path: Path) -> None:
    """An upright clip stands in the middle of black; together they are as long as each was."""
    wide = video(tmp_path / "wide.mp4", frames=24)
    upright = video(tmp_path / "upright.mp4", width=180, height=320, frames=24)
    found = await _joined(tmp_path / "film.mp4", [wide, upright])
    assert found["seconds"] == pytest.approx(2.0, abs=0.1)
    with av.open(str(tmp_path / "film.mp4"), "r") as film:
        last = list(film.decode(video=0))[-1].to_image()  # type: ignore[no-untyped-call]  # PyAV leaves it untyped
    assert last.size == (320, 180)
    assert max(last.getpixel((5, 90))) < 30
    assert max(last.getpixel((160, 90))) > 60


async def test_silence_and_a_short_song_last_to_the_end(tmp_path: Path) -> None:
    """Sound is as long as the pictures, though no clip has any and the song ends before."""
    clips = [video(tmp_path / "one.mp4", frames=48), video(tmp_path / "two.mp4", frames=24)]
    song = sound(tmp_path / "song.mp3", form="mp3", codec="libmp3lame", seconds=1)
    order = {"song": {"path": str(song), "demuxer": "mp3"}, "with_sound": True, "seconds": 3.0}
    assert await _joined(tmp_path / "film.mp4", clips, **order)
    with av.open(str(tmp_path / "film.mp4"), "r") as film:
        [heard] = film.streams.audio
        assert float((heard.duration or 0) * (heard.time_base or 0)) == pytest.approx(3.0, abs=0.1)


async def test_what_becomes_too_long_or_too_large_ends(tmp_path: Path) -> None:
    """Whatever the headers say, no more is written than allowed."""
    clips = [video(tmp_path / "one.mp4", frames=72)]
    assert await _joined(tmp_path / "film.mp4", clips, maximum_seconds=2) == {"problem": "too long"}
    assert (await _joined(tmp_path / "film.mp4", clips, maximum_bytes=500)).get("size") is None


async def test_what_is_no_clip_makes_no_film(tmp_path: Path) -> None:
    """A picture under a clip's name ends the work without an answer."""
    (tmp_path / "odd.mp4").write_bytes(picture())
    assert await _joined(tmp_path / "film.mp4", [tmp_path / "odd.mp4"]) == {}


@pytest.mark.parametrize(
    ("sides", "film"),
    [((1920, 1080), (1280, 720)), ((1080, 1920), (720, 1280)), ((321, 241), (320, 240)), ((2, 2), (64, 64))],
)
def test_a_film_is_720p_at_most(sides: tuple[int, int], film: tuple[int, int]) -> None:
    """Sides are even, and never larger than those of the first clip unless that is tiny."""
    assert sides_of(MediaInfo(size=1, width=sides[0], height=sides[1])) == film
