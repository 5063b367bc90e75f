"""The store keeps what it can and forgets the oldest."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.telegram.files import FileStore, FileTooLargeError


async def pieces(*contents: bytes) -> AsyncIterator[bytes]:
    """A stream."""
    for content in contents:
        yield content


def kept(folder: Path) -> int:
    """How many files lie there."""
    return len(list(folder.iterdir()))


async def test_a_stream_is_kept_up_to_its_limit(tmp_path: Path) -> None:
    """The last byte still fits; one more leaves no file behind."""
    store = FileStore(tmp_path)
    assert (await store.receive(pieces(b"ab", b"cd"), limit=4)).path.read_bytes() == b"abcd"
    with pytest.raises(FileTooLargeError):
        await store.receive(pieces(b"ab", b"cde"), limit=4)
    assert kept(tmp_path) == 1


@pytest.mark.parametrize("bounds", [{"keep": 2}, {"keep_bytes": 25}])
def test_the_oldest_files_are_dropped(tmp_path: Path, bounds: dict[str, int]) -> None:
    """By number or by bytes; a dropped id and path are unknown and the bytes are gone."""
    store = FileStore(tmp_path, **bounds)
    stored = [store.register("document", store.write(b"0123456789")) for _ in range(3)]
    assert [store.get(file.file_id) is not None for file in stored] == [False, True, True]
    assert store.at(stored[0].public_path) is None
    assert kept(tmp_path) == 2
