"""The decisions about forms and albums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.spec import Kind
from bot.delivery.media.send_form import (
    ALBUM_LARGEST,
    MEGABYTE,
    PHOTO_BYTES,
    Limits,
    MediaInfo,
    SendAs,
    albums,
    choose,
    fits_url,
)

LIMITS = Limits()
facts = st.builds(
    MediaInfo,
    size=st.integers(0, 3000 * MEGABYTE) | st.integers(0, 60 * MEGABYTE),
    mime_type=st.sampled_from(
        [
            "image/jpeg",
            "image/png",
            "image/webp",
            "image/gif",
            "image/tiff",
            "video/mp4",
            "video/webm",
            "audio/mpeg",
            "audio/mp4",
            "audio/x-wav",
            "audio/ogg",
            "audio/x-flac",
            "application/pdf",
            "unknown",
        ]
    ),
    width=st.integers(0, 20_000),
    height=st.integers(0, 20_000),
    codec=st.sampled_from(["", "opus", "vorbis"]),
    transparent=st.booleans(),
)


@pytest.mark.parametrize(
    ("mime_type", "kind", "form"),
    [
        ("image/jpeg", Kind.IMAGE, SendAs.PHOTO),
        ("image/webp", Kind.IMAGE, SendAs.PHOTO),
        ("image/gif", Kind.IMAGE, SendAs.ANIMATION),
        ("image/tiff", Kind.IMAGE, SendAs.DOCUMENT),
        ("video/mp4", Kind.VIDEO, SendAs.VIDEO),
        ("video/webm", Kind.VIDEO, SendAs.DOCUMENT),
        ("audio/mpeg", Kind.MUSIC, SendAs.AUDIO),
        ("audio/mp4", Kind.AUDIO, SendAs.AUDIO),
        ("audio/x-wav", Kind.AUDIO, SendAs.DOCUMENT),
        ("audio/x-flac", Kind.MUSIC, SendAs.DOCUMENT),
        ("audio/ogg", Kind.MUSIC, SendAs.DOCUMENT),
        ("", Kind.IMAGE, SendAs.DOCUMENT),
        ("video/mp4", Kind.IMAGE, SendAs.VIDEO),
    ],
)
def test_content_decides_the_form(mime_type: str, kind: Kind, form: SendAs) -> None:
    """Each type goes in the form that Telegram shows best, whatever shelf the model stands on."""
    assert choose(MediaInfo(size=1000, mime_type=mime_type, width=800, height=600), kind, LIMITS) is form


def test_speech_in_opus_is_a_voice_note() -> None:
    """OGG with Opus from a speech model becomes a voice note; the same from a song model stays a file."""
    speech = MediaInfo(size=1000, mime_type="audio/ogg", codec="opus")
    assert choose(speech, Kind.AUDIO, LIMITS) is SendAs.VOICE
    assert choose(speech, Kind.MUSIC, LIMITS) is SendAs.DOCUMENT


@pytest.mark.parametrize(
    ("width", "height", "size", "transparent"),
    [
        (6000, 4001, 1000, False),
        (2001, 100, 1000, False),
        (100, 2001, 1000, False),
        (800, 600, PHOTO_BYTES + 1, False),
        (0, 0, 1000, False),
        (800, 600, 1000, True),
    ],
)
def test_what_a_photo_cannot_be_goes_as_a_file(width: int, height: int, size: int, transparent: bool) -> None:
    """Too many pixels, too long, too heavy, unknown or see-through: the picture goes as a file."""
    beyond = MediaInfo(size=size, mime_type="image/png", width=width, height=height, transparent=transparent)
    assert choose(beyond, Kind.IMAGE, LIMITS) is SendAs.DOCUMENT


@pytest.mark.parametrize(("width", "height"), [(5000, 5000), (2000, 100), (1, 20)])
def test_a_picture_at_the_limits_is_a_photo(width: int, height: int) -> None:
    """Exactly 10,000 pixels of sides and exactly a ratio of 20 are allowed."""
    edge = MediaInfo(size=PHOTO_BYTES, mime_type="image/png", width=width, height=height)
    assert choose(edge, Kind.IMAGE, LIMITS) is SendAs.PHOTO


def test_a_local_server_takes_what_the_public_one_does_not() -> None:
    """A film of 300 MB is a link on the public server and a video on one's own."""
    film = MediaInfo(size=300 * MEGABYTE, mime_type="video/mp4")
    assert choose(film, Kind.VIDEO, LIMITS) is SendAs.LINK
    assert choose(film, Kind.VIDEO, Limits.local()) is SendAs.VIDEO


@given(facts, st.sampled_from(Kind))
def test_no_decision_breaks_a_limit(found: MediaInfo, kind: Kind) -> None:
    """Whatever the facts, nothing is sent that the limits forbid, and only too large files become links."""
    form = choose(found, kind, LIMITS)
    assert (form is SendAs.LINK) == (found.size > LIMITS.file)
    if form is SendAs.PHOTO:
        assert found.size <= PHOTO_BYTES
        assert found.width + found.height <= 10_000
        assert max(found.width, found.height) <= 20 * min(found.width, found.height)
        assert not found.transparent
    if fits_url(form, found):
        assert form in {SendAs.PHOTO, SendAs.VIDEO}
        assert found.size <= (5 if form is SendAs.PHOTO else 10) * MEGABYTE


def test_unknown_size_is_not_left_to_telegram() -> None:
    """A server that hides the size gets no send by URL."""
    assert not fits_url(SendAs.PHOTO, MediaInfo(size=0, mime_type="image/png", width=10, height=10))


@given(st.lists(st.sampled_from(SendAs), max_size=45))
def test_albums_hold_what_may_travel_together(forms: list[SendAs]) -> None:
    """Every item is in exactly one group, groups have at most ten, keep the order and never mix shelves."""
    groups = albums(forms)
    assert sorted(position for group in groups for position in group) == list(range(len(forms)))
    pictures = {SendAs.PHOTO, SendAs.VIDEO}
    for group in groups:
        members = {forms[position] for position in group}
        assert group == sorted(group)
        assert 1 <= len(group) <= ALBUM_LARGEST
        assert len(group) == 1 or members <= pictures or members in ({SendAs.AUDIO}, {SendAs.DOCUMENT})


def test_eleven_pictures_leave_nobody_alone() -> None:
    """Eleven pictures travel as nine and two."""
    assert [len(group) for group in albums([SendAs.PHOTO] * 11)] == [9, 2]
