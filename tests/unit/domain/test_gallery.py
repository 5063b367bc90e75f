"""What a gallery shows, and how words are compared."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.catalog.spec import Dialect, Kind
from bot.domain.gallery import is_at_telegram, thumbnails
from bot.domain.generation import Asset, Destination, Generation
from bot.domain.text_search import MOST, folded, words_of

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)


def made(*forms: str, original: str = "") -> Generation:
    """A generation whose assets were sent in these forms."""
    assets = tuple(
        Asset(
            id=number,
            position=number,
            url="https://cdn.example/x",
            kind=Kind.IMAGE,
            file_id="" if form == "link" else f"{form}-{number}",
            sent_as=form,
            original_file_id=original,
        )
        for number, form in enumerate(forms)
    )
    return Generation(
        id=1,
        person_id=7,
        account_id=1,
        language="en",
        destination=Destination(chat_id=7),
        model="picture",
        dialect=Dialect.LIVE,
        choices={},
        prompt="a cat",
        price=1,
        token="t",
        created_at=NOON,
        due_at=None,
        deadline_at=NOON,
        assets=assets,
    )


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ([made("photo", "photo"), made("video")], [(0, "photo-0"), (1, "video-0")]),
        ([made("audio"), made("link", "photo"), made("document")], [(1, "photo-1")]),
        ([made("document"), made("audio"), made("audio")], [(1, "audio-0"), (2, "audio-0")]),
        ([made("document"), made("voice")], [(0, "document-0")]),
        ([made("voice"), made("animation"), made("link"), made()], []),
        ([], []),
    ],
)
def test_what_is_shown(page: list[Generation], shown: list[tuple[int, str]]) -> None:
    """Pictures with videos; else sound; else files: never what cannot share an album, and one of each generation."""
    assert [(place, asset.file_id) for place, asset in thumbnails(page)] == shown


def test_what_telegram_has() -> None:
    """A copy in any form counts; a link does not."""
    assert is_at_telegram(made("photo"))
    assert is_at_telegram(made("link", original="document"))
    assert not is_at_telegram(made("link"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("КОШКА", "кошка"),
        ("Ёлка", "елка"),
        ("Cafe\u0301", "café"),
        ("STRASSE", "straße"),
        ("ΟΔΟΣ", "οδος"),
        ("ﬁlm", "film"),
    ],
)
def test_words_are_the_same_however_they_are_written(written: str, meant: str) -> None:
    """Case, composed and decomposed letters, ligatures and the Russian ё make no difference."""
    assert folded(written) == folded(meant)


def test_the_words_of_a_search() -> None:
    """Each once, in order, and not more than count."""
    assert words_of("  Cat  on\na CAT ") == ("cat", "on", "a")
    assert len(words_of(" ".join(str(number) for number in range(40)))) == MOST
    assert words_of("") == ()
