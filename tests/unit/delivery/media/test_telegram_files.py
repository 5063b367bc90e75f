"""What people send: fetched from Telegram, checked, and the token never shown."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramNetworkError
from aiogram.methods import GetMe
from aiogram.types import File
from aiohttp import ClientResponseError, RequestInfo
from multidict import CIMultiDict, CIMultiDictProxy
from PIL import Image
from yarl import URL

from bot.catalog.spec import Media, ReferenceNeed
from bot.delivery.media.subprocess_runner import SubprocessRunner
from bot.delivery.media.telegram_files import TelegramReferences
from bot.delivery.media.temp_files import TempFiles
from bot.domain.generation import Reference
from bot.errors import FailureKind, TaskRefused, UploadFailed
from bot.ports import ReferenceFile, ReferenceSource
from tests.unit.delivery.media_files import picture, sound, video
from tests.unit.delivery.telegram import TOKEN, RecordingSession, telegram_bot

URL_OF_FILE = f"https://api.telegram.org/file/bot{TOKEN}/photos/1.jpg"
PHOTO = Reference(file_id="f", media=Media.PHOTO)


class Shelf:
    """References on a recording Telegram that has one file."""

    def __init__(self, folder: Path, content: bytes | Exception = b"", size: int = 1) -> None:
        self.folder = folder / "scratch"
        self.session = RecordingSession()
        self.session.files[URL_OF_FILE] = content
        self.session.prepare(
            "getFile",
            lambda _: File(file_id="f", file_unique_id="u", file_path="photos/1.jpg", file_size=size),
        )
        temp_files = TempFiles(self.folder)
        references = TelegramReferences(
            telegram_bot(self.session), temp_files, SubprocessRunner(), maximum=100_000
        )
        self.source: ReferenceSource = references
        self.look = references.look
        self.glance = references.glance

    async def open(
        self, reference: Reference = PHOTO, need: ReferenceNeed | None = None
    ) -> tuple[ReferenceFile, bytes]:
        """Open a reference and read it."""
        async with self.source.open(reference, need) as file:
            return file, await asyncio.to_thread(Path(file.path).read_bytes)

    def leftovers(self) -> list[Path]:
        """Temporary files that still exist."""
        return list(self.folder.iterdir()) if self.folder.exists() else []


async def test_a_picture_is_opened(tmp_path: Path) -> None:
    """Bytes, type by content and size are given, and the file goes when it is closed."""
    shelf = Shelf(tmp_path, picture(form="PNG"))
    file, content = await shelf.open()
    assert content == picture(form="PNG")
    assert (file.mime_type, file.size, file.media) == ("image/png", len(content), Media.PHOTO)
    assert shelf.leftovers() == []


async def test_videos_and_sound_are_opened(tmp_path: Path) -> None:
    """The medium is reported from the content."""
    clip = Shelf(tmp_path, video(tmp_path / "v").read_bytes())
    file, _ = await clip.open(Reference(file_id="f", media=Media.VIDEO))
    assert (file.media, file.mime_type) == (Media.VIDEO, "video/mp4")
    song = Shelf(tmp_path, sound(tmp_path / "s", form="mp3", codec="mp3").read_bytes())
    file, _ = await song.open(Reference(file_id="f", media=Media.AUDIO))
    assert (file.media, file.mime_type) == (Media.AUDIO, "audio/mpeg")


@pytest.mark.parametrize(
    "content", [b"", b"<html>", picture()[:300], b"\x89PNG\r\n\x1a\n", b"x" * 100_001, b"%PDF-1.7"]
)
async def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    """Nothing, pages, broken pictures, too many bytes and documents are refused for good, as a bad request."""
    shelf = Shelf(tmp_path, content)
    with pytest.raises(TaskRefused) as refusal:
        await shelf.open()
    assert refusal.value.kind is FailureKind.REQUEST
    assert shelf.leftovers() == []


async def test_another_medium_is_refused(tmp_path: Path) -> None:
    """A picture does not pass as a video."""
    with pytest.raises(TaskRefused):
        await Shelf(tmp_path, picture()).open(Reference(file_id="f", media=Media.VIDEO))


async def test_a_large_file_is_refused_before_its_download(tmp_path: Path) -> None:
    """The size that Telegram tells is enough to refuse."""
    shelf = Shelf(tmp_path, AssertionError("was downloaded"), size=100_001)
    with pytest.raises(TaskRefused):
        await shelf.open()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (TelegramBadRequest(method=GetMe(), message="Bad Request: file is too big"), TaskRefused),
        (TelegramBadRequest(method=GetMe(), message="Bad Request: wrong file_id"), TaskRefused),
        (TelegramNetworkError(method=GetMe(), message=f"no way to /bot{TOKEN}/getFile"), UploadFailed),
    ],
)
async def test_refusals_and_faults_are_told_apart(
    tmp_path: Path, error: AiogramError, expected: type[Exception]
) -> None:
    """What Telegram refuses is final, what broke on the way is not; the token is in neither."""
    shelf = Shelf(tmp_path)
    shelf.session.prepared["getFile"] = [error]
    with pytest.raises(expected) as raised:
        await shelf.open()
    assert TOKEN not in str(raised.value)
    assert raised.value.__cause__ is None


async def test_a_failed_download_does_not_tell_the_token(tmp_path: Path) -> None:
    """The client's own message repeats the address with the token; ours does not, and does not lead to it."""
    request = RequestInfo(URL(URL_OF_FILE), "GET", CIMultiDictProxy(CIMultiDict()), URL(URL_OF_FILE))
    error = ClientResponseError(request, (), status=404)
    assert TOKEN in str(error)
    with pytest.raises(UploadFailed) as failed:
        await Shelf(tmp_path, error).open()
    assert TOKEN not in str(failed.value)
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__


async def test_a_local_server_hands_out_paths(tmp_path: Path) -> None:
    """With a local Bot API server the file is copied from its folder."""
    shelf = Shelf(tmp_path)
    shelf.session.api = TelegramAPIServer.from_base("http://localhost:8081", is_local=True)
    stored = tmp_path / "stored.jpg"
    stored.write_bytes(picture())
    shelf.session.prepared["getFile"] = [
        lambda _: File(file_id="f", file_unique_id="u", file_path=str(stored), file_size=1)
    ]
    file, content = await shelf.open()
    assert (content, file.mime_type) == (picture(), "image/jpeg")
    assert stored.exists()


class TestMending:
    """Pictures that a model does not take as they are."""

    async def test_a_large_picture_is_made_smaller(self, tmp_path: Path) -> None:
        """Too many pixels: it comes within bounds, upright, without what its camera wrote."""
        exif = Image.Exif()
        exif[0x0112], exif[0x010E] = 6, "at home"
        buffer = io.BytesIO()
        Image.new("RGB", (900, 600), (200, 30, 30)).save(buffer, "JPEG", exif=exif)
        shelf = Shelf(tmp_path, buffer.getvalue())
        need = ReferenceNeed(media=Media.PHOTO, field="image", maximum_side=300)
        async with shelf.source.open(PHOTO, need) as file:
            with Image.open(file.path) as made:
                assert made.size == (200, 300)
                assert not made.getexif()
        assert shelf.leftovers() == []

    async def test_a_type_is_changed(self, tmp_path: Path) -> None:
        """A see-through WEBP for a model that reads JPEG: what shines through becomes white."""
        buffer = io.BytesIO()
        Image.new("RGBA", (300, 300), (255, 0, 0, 0)).save(buffer, "WEBP", lossless=True)
        shelf = Shelf(tmp_path, buffer.getvalue())
        need = ReferenceNeed(media=Media.PHOTO, field="image", types=("image/jpeg",))
        async with shelf.source.open(PHOTO, need) as file:
            assert file.mime_type == "image/jpeg"
            with Image.open(file.path) as made:
                assert (made.format, made.convert("RGB").getpixel((9, 9))) == ("JPEG", (255, 255, 255))

    async def test_bytes_are_brought_within_bounds(self, tmp_path: Path) -> None:
        """Noise compresses badly: it loses pixels until its bytes fit."""
        buffer = io.BytesIO()
        Image.effect_noise((350, 250), 90).save(buffer, "PNG")
        shelf = Shelf(tmp_path, buffer.getvalue())
        need = ReferenceNeed(media=Media.PHOTO, field="image", maximum_bytes=70_000)
        assert len(buffer.getvalue()) > 70_000
        async with shelf.source.open(PHOTO, need) as file:
            assert file.size <= 70_000

    async def test_what_fits_is_left_alone(self, tmp_path: Path) -> None:
        """A picture that meets the need arrives byte for byte."""
        shelf = Shelf(tmp_path, picture(form="PNG"))
        need = ReferenceNeed(media=Media.PHOTO, field="image", types=("image/png",))
        _, content = await shelf.open(PHOTO, need)
        assert content == picture(form="PNG")

    async def test_what_cannot_be_made_to_fit_is_refused(self, tmp_path: Path) -> None:
        """Smaller it would be too narrow: refused for good, and nothing is left behind."""
        buffer = io.BytesIO()
        Image.new("RGB", (900, 90)).save(buffer, "PNG")
        shelf = Shelf(tmp_path, buffer.getvalue())
        need = ReferenceNeed(media=Media.PHOTO, field="image", maximum_side=300, minimum_side=80)
        with pytest.raises(TaskRefused):
            async with shelf.source.open(PHOTO, need):
                pass
        assert shelf.leftovers() == []


class TestLooking:
    """What a file is, before anything is charged for it."""

    async def test_a_file_of_unknown_type_is_told_by_its_content(self, tmp_path: Path) -> None:
        """Medium, type, bytes and sides come from the bytes, whatever was said before."""
        seen = await Shelf(tmp_path, picture(form="PNG")).look(Reference(file_id="f", media=Media.VIDEO))
        with Image.open(io.BytesIO(picture(form="PNG"))) as known:
            assert (seen.width, seen.height) == known.size
        assert (seen.media, seen.mime_type, seen.file_id) == (Media.PHOTO, "image/png", "f")

    async def test_the_length_of_a_video_is_measured(self, tmp_path: Path) -> None:
        """A video as a file has no length in Telegram's words."""
        seen = await Shelf(tmp_path, video(tmp_path / "v").read_bytes()).look(
            Reference(file_id="f", media=Media.VIDEO)
        )
        assert seen.seconds >= 1
        assert seen.width > 0

    @pytest.mark.parametrize("content", [b"%PDF-1.7 and so on", b"\x89PNG\r\n\x1a\n and nothing more"])
    async def test_no_media_is_refused(self, tmp_path: Path, content: bytes) -> None:
        """A document is no picture, whatever it is called; nor is the beginning of one."""
        shelf = Shelf(tmp_path, content)
        with pytest.raises(TaskRefused):
            await shelf.look(PHOTO)
        assert shelf.leftovers() == []

    async def test_a_picture_is_told_by_its_beginning(self, tmp_path: Path) -> None:
        """Whatever it is called; the rest of a large file is not fetched."""
        whole = picture(form="PNG") + bytes(90_000)
        seen = await Shelf(tmp_path, whole).glance(Reference(file_id="f", media=Media.AUDIO, size=len(whole)))
        assert (seen.media, seen.mime_type, seen.size) == (Media.PHOTO, "image/png", len(whole))
        assert seen.width > 0

    async def test_at_a_glance_a_video_is_looked_into(self, tmp_path: Path) -> None:
        """Its length is at its end."""
        seen = await Shelf(tmp_path, video(tmp_path / "v").read_bytes()).glance(PHOTO)
        assert seen.media is Media.VIDEO
        assert seen.seconds >= 1

    async def test_at_a_glance_a_text_is_refused(self, tmp_path: Path) -> None:
        """It may be called what it likes."""
        shelf = Shelf(tmp_path, b"words, and no picture")
        with pytest.raises(TaskRefused):
            await shelf.glance(PHOTO)
        assert shelf.leftovers() == []
