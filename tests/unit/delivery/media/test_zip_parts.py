"""Files in archives of a bounded size: each in exactly one, and nothing is left on the disk."""

from __future__ import annotations

import asyncio
import errno
import shutil
import tempfile
import zipfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.media.archive_names import MOST_BYTES, ArchiveNames
from bot.delivery.media.temp_files import TempFiles
from bot.delivery.media.zip_parts import FileToPack, ZipPartsBuilder
from bot.errors import MediaUnreachable

MADE_AT = datetime(2026, 11, 3, 12, 30, 10, tzinfo=UTC)
LIMIT = 4000
LARGEST = LIMIT - 22 - 76 - 2 * MOST_BYTES
"""A file of so many bytes fits whatever its name is."""


class Sources:
    """Gives files one by one, each removed when the next one is asked for, as a download is."""

    def __init__(self, temp_files: TempFiles, files: Sequence[tuple[str, bytes]]) -> None:
        self._temp_files = temp_files
        self._files = files
        self.closed = False

    async def one_by_one(self) -> AsyncGenerator[FileToPack]:
        try:
            for name, content in self._files:
                with self._temp_files.file() as path:
                    path.write_bytes(content)
                    yield FileToPack(name=name, path=path, made_at=MADE_AT)
        finally:
            self.closed = True


def left_in(folder: Path) -> list[Path]:
    """The files that are there now."""
    return list(folder.iterdir()) if folder.exists() else []


async def packed(
    folder: Path, files: Sequence[tuple[str, bytes]], limit: int = LIMIT
) -> tuple[list[dict[str, bytes]], list[str]]:
    """What is in each part by its name, and the names of what was left out."""
    temp_files = TempFiles(folder)
    parts, left_out = [], list[FileToPack]()
    builder = ZipPartsBuilder(temp_files, limit)
    sources = Sources(temp_files, files)
    async with aclosing(builder.parts(sources.one_by_one(), left_out.append)) as made:
        async for part in made:
            assert part.path.stat().st_size == part.size <= limit
            with zipfile.ZipFile(part.path) as archive:
                assert archive.testzip() is None
                assert tuple(archive.namelist()) == part.names
                assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
                parts.append({name: archive.read(name) for name in part.names})
            assert len(left_in(folder)) <= 2  # this part, and the file that comes next
    assert sources.closed
    assert not left_in(folder)
    return parts, [one.name for one in left_out]


@settings(max_examples=60, deadline=None)
@given(
    files=st.lists(
        st.text(max_size=40) | st.sampled_from(["a.png", "A.PNG", "../../etc/passwd", "con.txt"]),
        max_size=25,
    ),
    sizes=st.lists(st.integers(0, LARGEST + 400), min_size=25, max_size=25),
)
def test_every_file_is_in_exactly_one_part_or_is_said_to_be_left_out(
    files: list[str], sizes: list[int]
) -> None:
    """Whatever names and sizes come."""
    given_files = [
        (name, bytes([number]) * size) for number, (name, size) in enumerate(zip(files, sizes, strict=False))
    ]
    with tempfile.TemporaryDirectory() as folder:
        parts, left_out = asyncio.run(packed(Path(folder) / "temporary", given_files))

    assert left_out == [name for name, content in given_files if len(content) > LARGEST]
    kept = [content for part in parts for content in part.values()]
    assert kept == [content for _, content in given_files if len(content) <= LARGEST]
    names = [name.casefold() for part in parts for name in part]
    assert len(names) == len(set(names))


async def test_a_part_is_filled_to_its_last_byte(tmp_path: Path) -> None:
    """What a part takes beside its files is counted exactly."""
    overhead = 22 + 2 * (76 + 2 * len("1.png"))
    half = (LIMIT - overhead) // 2
    files = [("1.png", bytes(half)), ("2.png", bytes(LIMIT - overhead - half)), ("3.png", b"")]

    parts, _ = await packed(tmp_path / "temporary", files)

    assert [list(part) for part in parts] == [["1.png", "2.png"], ["3.png"]]


async def test_nothing_to_pack_makes_no_part(tmp_path: Path) -> None:
    """No empty archive is sent."""
    assert await packed(tmp_path / "temporary", []) == ([], [])
    assert await packed(tmp_path / "temporary", [("film.mp4", bytes(LIMIT))]) == ([], ["film.mp4"])


async def test_files_have_the_time_when_they_were_made(tmp_path: Path) -> None:
    """They sort by it after they are unpacked."""
    temp_files = TempFiles(tmp_path / "temporary")
    sources = Sources(temp_files, [("a.png", b"a")])
    parts = ZipPartsBuilder(temp_files).parts(sources.one_by_one(), lambda _: None)
    async with aclosing(parts):
        with zipfile.ZipFile((await anext(parts)).path) as archive:
            assert archive.infolist()[0].date_time == (2026, 11, 3, 12, 30, 10)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
async def test_a_full_disk_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """It may work later."""

    def full(*_: object) -> None:
        raise OSError(number, "full")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(MediaUnreachable):
        await packed(tmp_path / "temporary", [("a.png", b"a")])
    assert not left_in(tmp_path / "temporary")


async def test_no_part_is_begun_without_room_for_all_of_it(tmp_path: Path) -> None:
    """The room of a part is taken before its first byte."""
    temp_files = TempFiles(tmp_path / "temporary", room=LIMIT)
    sources = Sources(temp_files, [("a.png", b"a")])
    with temp_files.space(1, AssertionError):  # type: ignore[arg-type]
        parts = ZipPartsBuilder(temp_files, LIMIT).parts(sources.one_by_one(), lambda _: None)
        with pytest.raises(MediaUnreachable):
            await anext(parts)
    assert sources.closed
    assert not left_in(tmp_path / "temporary")


async def test_what_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    """Also while a part is being sent."""
    folder = tmp_path / "temporary"
    temp_files = TempFiles(folder)
    first_is_there = asyncio.Event()
    sources = Sources(temp_files, [(f"{number}.png", bytes(LARGEST)) for number in range(3)])

    async def send_for_ever() -> None:
        async with aclosing(
            ZipPartsBuilder(temp_files, LIMIT).parts(sources.one_by_one(), lambda _: None)
        ) as made:
            async for _ in made:
                first_is_there.set()
                await asyncio.Event().wait()

    sending = asyncio.create_task(send_for_ever())
    await first_is_there.wait()
    assert left_in(folder)
    sending.cancel()
    await asyncio.wait({sending})

    assert sources.closed
    assert not left_in(folder)


async def test_a_source_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    """The part that was begun is removed."""
    temp_files = TempFiles(tmp_path / "temporary")

    async def breaking() -> AsyncGenerator[FileToPack]:
        with temp_files.file() as path:
            yield FileToPack(name="a.png", path=path, made_at=MADE_AT)
        raise ConnectionError

    parts = ZipPartsBuilder(temp_files, LIMIT).parts(breaking(), lambda _: None)
    with pytest.raises(ConnectionError):
        await anext(parts)
    assert not left_in(tmp_path / "temporary")


@given(wanted=st.lists(st.text(max_size=300), max_size=20))
def test_names_are_safe_everywhere_and_unique(wanted: list[str]) -> None:
    """Whatever is asked for."""
    names = ArchiveNames()
    given_out = [names.take(one) for one in wanted]

    assert len({one.casefold() for one in given_out}) == len(wanted)
    for name in given_out:
        assert 0 < len(name.encode()) <= MOST_BYTES
        assert not set(name) & set('/\\:*?"<>|\0\n\r\t')
        assert name == name.strip(" .")


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("../../etc/passwd", "_._etc_passwd"),
        ("", "file"),
        ("...", "file"),
        ("CON.png", "_CON.png"),
        ("a\u202egnp.exe", "a_gnp.exe"),
        ("кот в шляпе.png", "кот в шляпе.png"),
        ("x" * 500 + ".png", "x" * (MOST_BYTES - 4) + ".png"),
    ],
)
def test_names_that_are_made_safe(wanted: str, name: str) -> None:
    """By example."""
    assert ArchiveNames().take(wanted) == name


def test_the_same_name_gets_a_number_before_its_extension() -> None:
    """Case does not tell files apart."""
    names = ArchiveNames()
    assert [names.take(one) for one in ("a.png", "A.png", "a.png")] == ["a.png", "A (2).png", "a (3).png"]
