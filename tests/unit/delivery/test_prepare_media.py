"""What is prepared to be sent, and what is not what was sold."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from aiogram.types import FSInputFile

from bot.catalog.spec import Kind
from bot.delivery import prepare_media
from bot.delivery.media import encode
from bot.delivery.media.download import Downloader
from bot.delivery.media.send_form import Limits, SendAs
from bot.delivery.media.subprocess_runner import SubprocessRunner
from bot.delivery.media.temp_files import TempFiles
from bot.delivery.outgoing_media import OutgoingMedia
from bot.delivery.prepare_media import MediaPreparer
from bot.domain.generation import Asset
from bot.errors import MediaUnreachable
from tests.support.pictures import jpeg_with_segments
from tests.unit.delivery.loopback import Loopback, head, says
from tests.unit.delivery.media_files import noise, picture, sound, video


@asynccontextmanager
async def preparing(
    folder: Path, body: bytes, kind: Kind, *, room: int = 10**9, original: bool = False
) -> AsyncIterator[OutgoingMedia]:
    """The medium that this body becomes, as long as it is needed; its temporary files may take so many bytes."""

    async def same(url: str) -> str:
        return url

    temp_files = TempFiles(folder / "temp", room)
    async with (
        Downloader(temp_files, allow_private=True, total_seconds=10) as downloader,
        Loopback(says(head(Content_Length=len(body)), body)) as server,
        AsyncExitStack() as stack,
    ):
        preparer = MediaPreparer(downloader, temp_files, SubprocessRunner(), same, Limits())
        asset = Asset(url=server.url(), kind=kind)
        yield await (
            preparer.prepare_original(stack, asset) if original else preparer.pack(stack, asset, "Model")
        )


async def prepared(folder: Path, body: bytes, kind: Kind) -> OutgoingMedia:
    """The medium that this body becomes."""
    async with preparing(folder, body, kind) as item:
        return item


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
async def test_half_a_video_is_not_what_was_sold(tmp_path: Path, share: float) -> None:
    """A video of which not one frame can be seen is fetched again later, like a page instead of media."""
    content = video(tmp_path / "whole", frames=48).read_bytes()
    with pytest.raises(MediaUnreachable):
        await prepared(tmp_path, content[: int(len(content) * share)], Kind.VIDEO)
    assert (await prepared(tmp_path, content, Kind.VIDEO)).form is SendAs.VIDEO


async def test_sound_is_no_video(tmp_path: Path) -> None:
    """An MP4 with nothing to see is not a video; where sound was sold it is fine."""
    content = sound(tmp_path / "song", form="mp4", codec="aac").read_bytes()
    with pytest.raises(MediaUnreachable):
        await prepared(tmp_path, content, Kind.VIDEO)
    assert (await prepared(tmp_path, content, Kind.MUSIC)).form is SendAs.AUDIO


async def test_a_picture_with_long_notes_goes_as_a_photo(tmp_path: Path) -> None:
    """The sides are behind a quarter of a megabyte of colour profile, and it is a photo all the same."""
    content = jpeg_with_segments(0xE2, b"ICC_PROFILE\0\x01\x04", count=4)
    item = await prepared(tmp_path, content, Kind.IMAGE)
    assert (item.form, item.facts.width) == (SendAs.PHOTO, 512)


@pytest.mark.parametrize(
    ("kind", "form", "mime_type", "name"),
    [
        (Kind.AUDIO, SendAs.VOICE, "audio/ogg", "Model-1.ogg"),
        (Kind.MUSIC, SendAs.AUDIO, "audio/mpeg", "Model-1.mp3"),
    ],
)
async def test_a_wav_is_sent_as_what_is_played(
    tmp_path: Path, kind: Kind, form: SendAs, mime_type: str, name: str
) -> None:
    """What goes out is the encoded file with its own facts and name; beside it waits the original; both are gone afterwards."""
    content = noise(tmp_path / "a.wav", seconds=2).read_bytes()
    async with preparing(tmp_path, content, kind) as item:
        assert (item.form, item.facts.mime_type) == (form, mime_type)
        assert item.path is not None
        assert item.path.stat().st_size == item.facts.size == item.upload < len(content)
        assert item.seconds == pytest.approx(2, abs=0.1)
        medium = item.medium()
        assert isinstance(medium, FSInputFile)
        assert medium.filename == name
        assert item.original is not None
        assert (item.original.form, item.original.facts.mime_type) == (SendAs.DOCUMENT, "audio/x-wav")
        assert item.original.path is not None
        assert item.original.path.read_bytes() == content
    assert list((tmp_path / "temp").iterdir()) == []


async def test_the_length_is_that_of_what_is_heard(tmp_path: Path) -> None:
    """A header that was written before the sound claims hours; people see how long it really is."""
    content = bytearray(noise(tmp_path / "a.wav", seconds=1).read_bytes())
    content[4:8] = content[40:44] = b"\xff\xff\xff\x7f"
    item = await prepared(tmp_path, bytes(content), Kind.AUDIO)
    assert (item.form, item.arguments()) == (SendAs.VOICE, {"duration": 1})


async def test_sound_without_a_promise_stays_a_file(tmp_path: Path) -> None:
    """Where pictures were sold a recording is no voice note."""
    content = noise(tmp_path / "a.wav").read_bytes()
    item = await prepared(tmp_path, content, Kind.IMAGE)
    assert (item.form, item.original) == (SendAs.DOCUMENT, None)


@pytest.mark.parametrize("fault", ["slow", "failing", "no room", "no folder", "not played"])
async def test_what_cannot_be_encoded_goes_as_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """Nothing is lost when encoding fails, takes too long, has no room, or makes what cannot be played."""
    content = noise(tmp_path / "a.wav", seconds=2).read_bytes()

    async def failing(*arguments: object) -> bool:
        if fault == "no folder":
            raise PermissionError
        if fault == "not played":
            target = arguments[2]
            assert isinstance(target, Path)
            target.write_bytes(picture())
        return fault == "not played"

    if fault == "slow":
        monkeypatch.setattr(encode, "SECONDS", 0.001)
    elif fault != "no room":
        monkeypatch.setattr(prepare_media, "encode_to_play", failing)
    room = len(content) if fault == "no room" else 10**9
    async with preparing(tmp_path, content, Kind.AUDIO, room=room) as item:
        assert (item.form, item.facts.mime_type) == (SendAs.DOCUMENT, "audio/x-wav")
        assert item.path is not None
        assert item.path.read_bytes() == content
        assert not list((tmp_path / "temp").glob("*.ogg")), "nothing is left while the file is sent"
    assert list((tmp_path / "temp").iterdir()) == []


async def test_a_broken_recording_goes_as_the_file(tmp_path: Path) -> None:
    """A WAV of a kind that is not understood is what KIE made of it."""
    content = bytearray(noise(tmp_path / "a.wav").read_bytes())
    content[20:22] = b"\x34\x12"  # the format of its samples
    item = await prepared(tmp_path, bytes(content), Kind.AUDIO)
    assert (item.form, item.facts.size) == (SendAs.DOCUMENT, len(content))


async def test_the_original_stays_the_original(tmp_path: Path) -> None:
    """Who asks for the file gets what KIE made, byte for byte."""
    content = noise(tmp_path / "a.wav").read_bytes()
    async with preparing(tmp_path, content, Kind.AUDIO, original=True) as item:
        assert (item.form, item.facts.mime_type) == (SendAs.DOCUMENT, "audio/x-wav")
        assert item.path is not None
        assert item.path.read_bytes() == content
