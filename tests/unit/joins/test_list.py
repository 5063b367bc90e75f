"""What goes into a list of clips."""

from __future__ import annotations

import pytest

from bot.catalog.spec import Media
from bot.domain.generation import Reference
from bot.domain.join import Join, JoinPiece, JoinState
from bot.errors import IllegalStep, JoinFull, JoinPieceUnfit, JoinTooLong
from bot.joins.service import with_pieces
from tests.support.fake_clock import START

EMPTY = Join(person_id=1, chat_id=1, language="en", created_at=START)


def piece(media: Media = Media.VIDEO, seconds: int = 5) -> JoinPiece:
    """A clip or a song."""
    return JoinPiece(reference=Reference(file_id="f", media=media, seconds=seconds))


def test_ten_clips_and_one_song() -> None:
    """An eleventh clip is refused; another song takes the place of the first."""
    full = with_pieces(EMPTY, [piece()] * 10)
    with pytest.raises(JoinFull):
        with_pieces(full, [piece()])
    assert with_pieces(with_pieces(full, [piece(Media.AUDIO, 9)]), [piece(Media.AUDIO, 7)]).song == piece(
        Media.AUDIO, 7
    )


def test_a_four_hour_clip_is_refused_at_once() -> None:
    """Where its length is known before."""
    with pytest.raises(JoinTooLong):
        with_pieces(EMPTY, [piece(seconds=4 * 3600)])


def test_a_picture_is_no_clip() -> None:
    """It is refused."""
    with pytest.raises(JoinPieceUnfit):
        with_pieces(EMPTY, [piece(Media.PHOTO)])


def test_what_there_must_be_to_begin() -> None:
    """Two clips, or one and a song."""
    one = with_pieces(EMPTY, [piece()])
    assert not one.is_ready
    assert with_pieces(one, [piece()]).is_ready
    assert with_pieces(one, [piece(Media.AUDIO)]).is_ready


def test_what_has_ended_goes_no_further() -> None:
    """No step leads out of a cancelled one."""
    cancelled = EMPTY.stepped(JoinState.CANCELLED)
    with pytest.raises(IllegalStep):
        cancelled.stepped(JoinState.WAITING)
