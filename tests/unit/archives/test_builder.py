"""What is in the parts of an archive, and what is beside them."""

from __future__ import annotations

import zipfile
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from bot.archives.worker import PackedPart
from bot.catalog.spec import Kind
from bot.delivery.archive_builder import ResultArchiveBuilder
from bot.delivery.media.copy_files import AddressSilent, CopyFiles
from bot.delivery.media.download import Download
from bot.delivery.media.telegram_files import CopyTooLarge
from bot.delivery.media.temp_files import TempFiles
from bot.domain.archive import Archive, ArchivePlace, WhyLeftOut
from bot.domain.generation import Asset, Generation, Reference, State
from bot.domain.month import Month
from bot.errors import FailureKind, TaskRefused, UploadFailed
from bot.i18n import Texts
from bot.ports import Store
from handlers.archives.messages import LocalizedArchiveMessageTemplates
from tests.support.fake_clock import START, FakeClock
from tests.support.samples import held

SIZE = 1000
LIMIT = 3000
"""Room for two files of `SIZE`, and none for one of `LIMIT`."""


class _Copies:
    """Files of the same size, or what a test says of an address."""

    def __init__(self, temp_files: TempFiles) -> None:
        self._temp_files = temp_files
        self.trouble: dict[str, list[Exception | int]] = {}
        self.address_first: list[bool] = []

    async def fetch(
        self, stack: AsyncExitStack, reference: Reference, *, maximum: int, address_first: bool
    ) -> Download:
        """One more."""
        self.address_first.append(address_first)
        planned = self.trouble.get(reference.url, [])
        what = planned.pop(0) if planned else SIZE
        if isinstance(what, Exception):
            raise what
        path = stack.enter_context(self._temp_files.file())
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(what - 8))
        return Download(path, what, "image/png")


class _Results:
    """Results that are in no database."""

    def __init__(self, results: list[Generation]) -> None:
        self.results = results

    def transaction(self) -> _Results:
        return self

    async def __aenter__(self) -> _Results:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def results_of(self, _: int, ids: list[int]) -> list[Generation]:
        return [one for one in self.results if one.id in ids]


class Packing:
    """A builder, and what came of it."""

    def __init__(self, folder: Path, count: int) -> None:
        self.temp_files = TempFiles(folder)
        self.folder = folder
        self.copies = _Copies(self.temp_files)
        self.clock = FakeClock()
        self.results = [result(number) for number in range(1, count + 1)]
        self.builder = ResultArchiveBuilder(
            cast("Store", _Results(self.results)),
            cast("CopyFiles", self.copies),
            self.temp_files,
            LocalizedArchiveMessageTemplates(Texts.load()),
            self.clock,
            limit=LIMIT,
            pauses=(0, 0),
        )
        self.archive = Archive(
            id=3,
            person_id=1,
            chat_id=1,
            language="en",
            month=Month(2026, 3),
            total=count,
            results=tuple(range(1, count + 1)),
            created_at=START,
        )

    def on_disk(self) -> list[Path]:
        """Temporary files."""
        return list(self.folder.iterdir())

    async def next_part(self) -> tuple[PackedPart, list[str], str]:
        """The next part, the names in it, and the list of what is left out; the archive goes on after it."""
        done: list[int] = []

        async def note(number: int) -> None:
            done.append(number)

        async with self.builder.next_part(self.archive, note) as part:
            names, words = [], ""
            if part.path is not None:
                assert part.path.stat().st_size == part.size <= LIMIT
                with zipfile.ZipFile(part.path) as packed:
                    assert packed.testzip() is None
                    names = packed.namelist()
                    words = packed.read("not-inside.txt").decode() if "not-inside.txt" in names else ""
            assert len(self.on_disk()) <= 2, "one part, and the file that comes next"
        assert self.on_disk() == []
        self.archive = replace(
            self.archive,
            place=part.place,
            files=self.archive.files + part.files,
            parts=self.archive.parts + 1,
            left_out=part.left_out,
        )
        return part, names, words


def result(number: int, **facts: Any) -> Generation:
    """A picture."""
    asset = Asset(url=f"https://kie.example/{number}.png", kind=Kind.IMAGE, file_id="f", sent_as="photo")
    made = replace(
        held(1, f"t{number}"),
        id=number,
        state=State.DELIVERED,
        assets=(asset,),
        completed_at=START,
        created_at=START,
    )
    return replace(made, submitted_at=START, **facts)


async def test_parts_within_the_limit(tmp_path: Path) -> None:
    """Five files of which two fit: three parts, each whole, none twice, and the disk is empty after each."""
    packing = Packing(tmp_path, 5)
    parts = [await packing.next_part() for _ in range(3)]
    assert [[name.split("_")[1] for name in names] for _, names, _ in parts] == [
        ["1", "2"],
        ["3", "4"],
        ["5"],
    ]
    assert [part.is_last for part, *_ in parts] == [False, False, True]
    assert packing.archive.files == 5
    assert all(
        name.endswith(".png") and name.startswith("2026-03-10_") for _, names, _ in parts for name in names
    )
    assert set(packing.copies.address_first) == {True}, "what Telegram has of a photo is no original"


async def test_what_is_left_out_is_listed(tmp_path: Path) -> None:
    """Gone, too large to be fetched, too large for a part, silent: in the last part, also what earlier parts left out."""
    packing = Packing(tmp_path, 6)
    gone, large = TaskRefused(FailureKind.REQUEST, "gone"), CopyTooLarge(FailureKind.REQUEST, "large")
    packing.clock.advance(days=2)
    packing.copies.trouble = {
        "https://kie.example/1.png": [gone] * 2,
        "https://kie.example/3.png": [large] * 2,
        "https://kie.example/4.png": [LIMIT] * 2,
        "https://kie.example/6.png": [AddressSilent("404")] * 9,
    }
    found: list[str] = []
    words = ""
    is_last = False
    while not is_last:
        part, names, words = await packing.next_part()
        found, is_last = [*found, *names], part.is_last
    assert [name for name in found if "not-inside" not in name] == [
        f"2026-03-10_{number}_film.png" for number in (2, 5)
    ]
    assert [(one.generation_id, one.why) for one in part.left_out] == [
        (1, WhyLeftOut.GONE),
        (3, WhyLeftOut.TOO_LARGE),
        (4, WhyLeftOut.TOO_LARGE),
        (6, WhyLeftOut.UNREACHABLE),
    ]
    assert [line.split(",")[0] for line in words.splitlines() if line.startswith("#")] == [
        "#1",
        "#3",
        "#4",
        "#6",
    ]
    assert packing.archive.files == 2


async def test_nothing_can_be_had(tmp_path: Path) -> None:
    """No ZIP with nothing but a list in it."""
    packing = Packing(tmp_path, 2)
    for number in (1, 2):
        packing.copies.trouble[f"https://kie.example/{number}.png"] = [
            TaskRefused(FailureKind.REQUEST, "gone")
        ]
    part, *_ = await packing.next_part()
    assert part.path is None
    assert part.is_last
    assert len(part.left_out) == 2


async def test_a_moment_of_trouble_is_waited_out(tmp_path: Path) -> None:
    """A file that comes at the third try is packed."""
    packing = Packing(tmp_path, 1)
    packing.copies.trouble["https://kie.example/1.png"] = [UploadFailed("502")] * 2
    part, names, _ = await packing.next_part()
    assert (len(names), part.left_out) == (1, ())


async def test_when_nothing_answers_it_is_tried_later(tmp_path: Path) -> None:
    """Three fresh results in a row that cannot be had: not they are gone, but what serves them."""
    packing = Packing(tmp_path, 3)
    for number in (1, 2, 3):
        packing.copies.trouble[f"https://kie.example/{number}.png"] = [AddressSilent("503")] * 9
    with pytest.raises(UploadFailed):
        await packing.next_part()
    assert packing.on_disk() == []
    packing.clock.advance(days=1)
    part, *_ = await packing.next_part()
    assert [one.why for one in part.left_out] == [WhyLeftOut.UNREACHABLE] * 3


async def test_deliveries_have_room(tmp_path: Path) -> None:
    """While more than half of the room is taken nothing is begun."""
    packing = Packing(tmp_path, 1)
    with (
        packing.temp_files.space(2 * 1024**3 * 2 // 3, lambda: UploadFailed("full")),
        pytest.raises(UploadFailed),
    ):
        await packing.next_part()


async def test_deleted_meanwhile(tmp_path: Path) -> None:
    """What its person has deleted is in no part, and in no list."""
    packing = Packing(tmp_path, 3)
    del packing.results[1]
    part, names, words = await packing.next_part()
    assert [name.split("_")[1] for name in names] == ["1", "3"]
    assert (part.is_last, part.place, words) == (True, ArchivePlace(3), "")
