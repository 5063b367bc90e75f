"""What is prepared to be sent, and what is not what was sold."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.catalog.spec import Kind
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
from tests.unit.delivery.media_files import sound, video


async def prepared(folder: Path, body: bytes, kind: Kind) -> OutgoingMedia:
    """The medium that this body becomes."""

    async def same(url: str) -> str:
        return url

    temp_files = TempFiles(folder / "temp")
    async with (
        Downloader(temp_files, allow_private=True, total_seconds=10) as downloader,
        Loopback(says(head(Content_Length=len(body)), body)) as server,
        AsyncExitStack() as stack,
    ):
        preparer = MediaPreparer(downloader, temp_files, SubprocessRunner(), same, Limits())
        return await preparer.pack(stack, Asset(url=server.url(), kind=kind), "Model")


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
