"""By which extension people's devices recognise what arrives."""

from __future__ import annotations

import pytest

from bot.delivery.media.file_names import extension


@pytest.mark.parametrize(
    ("content", "announced", "address", "expected"),
    [
        ("image/avif", "", "https://cdn/x", "avif"),
        ("image/heic", "image/jpeg", "https://cdn/x.jpg", "heic"),
        ("image/bmp", "", "", "bmp"),
        ("video/x-msvideo", "", "", "avi"),
        ("", "image/svg+xml; charset=utf-8", "https://cdn/x", "svg"),
        ("", "AUDIO/MPEG", "https://cdn/x", "mp3"),
        ("", "application/octet-stream", "https://cdn/padded.MP3?sig=a.exe", "mp3"),
        ("", "text/html", "https://cdn/a%2Ewebm", "webm"),
        ("", "application/x-msdownload", "https://cdn/setup.exe", "bin"),
        ("", "", "https://cdn/mp3", "mp3"),
        ("", "", "https://[broken", "bin"),
        ("", "image/../../x", "", "bin"),
    ],
)
def test_a_name_says_what_a_file_is(content: str, announced: str, address: str, expected: str) -> None:
    """The content decides, then the server's word, then the address; what a device would run is never named so."""
    assert extension(content, announced, address) == expected
