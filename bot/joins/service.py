"""Putting a film together: clips are added to a list, and the list is put in line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.catalog.spec import Kind, Media
from bot.domain.chat import is_group
from bot.domain.gallery import GalleryItem, GalleryQuery, GalleryReader
from bot.domain.join import (
    LONGEST,
    MOST_CLIPS,
    OPEN_FOR,
    STOPPABLE,
    Join,
    JoinPiece,
    JoinState,
)
from bot.domain.request_origin import RequestOrigin
from bot.errors import (
    AccountBlocked,
    GenerationUnknown,
    JoinFull,
    JoinOver,
    JoinPieceUnfit,
    JoinsBusy,
    JoinsOff,
    JoinTooLong,
    JoinUnfinished,
    TooManyJoins,
)
from bot.generation.result_reference import is_within_reach, media_of, reference_to
from bot.generation.versions import is_open_to
from bot.ports import Clock, Store, Transaction

DAY: Final = timedelta(days=1)
_RECENT_CLIPS: Final = 6
_RECENT_SONGS: Final = 3
LONGEST_LINE: Final = 50
"""Films that may wait, of all people together."""


class JoinService:
    """The use cases.

    Args:
        store: where joins are.
        clock: the time.
        gallery: finds what a person has made.
        daily: films that one person may have made within a day; 0 = none.
        stop: stops the work on the film of this id.
        wake: called when something was put in line.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        gallery: GalleryReader,
        *,
        daily: int,
        stop: Callable[[int], None],
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._gallery = gallery
        self._daily = daily
        self._stop = stop
        self._wake = wake

    async def add(self, place: RequestOrigin, pieces: Sequence[JoinPiece]) -> Join:
        """Add clips, or a song in place of the former one, to the list that the person has there, or begin one.

        Raises:
            JoinsOff: the operator has switched it off.
            JoinPieceUnfit, JoinFull, JoinTooLong: one of them does not go there; nothing is added then.
        """
        if not self._daily:
            raise JoinsOff
        now = self._clock.now()
        async with self._store.transaction() as tx:
            found = await tx.join_being_chosen(place.person_id, place.chat_id, now - OPEN_FOR)
            if found is not None:
                changed = with_pieces(found, pieces)
                await tx.save_join(changed, expected=JoinState.CHOOSING)
                return changed
            new = Join(
                person_id=place.person_id,
                chat_id=place.chat_id,
                thread_id=place.thread_id,
                reply_to=place.reply_to,
                language=place.language,
                created_at=now,
            )
            return await tx.add_join(with_pieces(new, pieces))

    async def add_to(self, join: Join, pieces: Sequence[JoinPiece]) -> Join:
        """Add to this list; see `add`. Raises JoinOver besides."""
        return await self._changed(join, lambda found: with_pieces(found, pieces))

    async def take_back(self, join: Join) -> Join:
        """The list without what was added last: the song, or the last clip. Raises JoinOver."""

        def shorter(found: Join) -> Join:
            if found.song is not None:
                return replace(found, song=None)
            return replace(found, clips=found.clips[:-1])

        return await self._changed(join, shorter)

    async def pieces_of(
        self, generation_id: int, place: RequestOrigin, position: int | None = None
    ) -> Sequence[JoinPiece]:
        """The clips and songs of a result: of the person's own, or in a group of one that was sent there.

        Raises:
            GenerationUnknown: it is not there, or another person's that was not sent here.
            JoinPieceUnfit: it is neither, or there is no copy of it any more.
        """
        generation = await self._store.generation(generation_id)
        if generation is None or not is_open_to(generation, place.person_id, place.chat_id):
            raise GenerationUnknown
        now = self._clock.now()
        found = [
            JoinPiece(
                reference=reference_to(asset, generation, now),
                generation_id=generation.id,
                position=asset.position,
            )
            for asset in generation.assets
            if media_of(asset) is not Media.PHOTO and position in (None, asset.position)
        ]
        reachable = [piece for piece in found if is_within_reach(piece.reference, now)]
        if not reachable:
            raise JoinPieceUnfit
        return reachable

    async def recent(self, join: Join) -> Sequence[GalleryItem]:
        """What the person has made last, in a group what they have made there, that the list does not have yet."""
        here = join.chat_id if is_group(join.chat_id) else None
        added = {(piece.generation_id, piece.position) for piece in join.clips}
        clips = await self._gallery.pieces(
            GalleryQuery(person_id=join.person_id, chat_id=here, kind=Kind.VIDEO),
            after=None,
            limit=_RECENT_CLIPS + len(added),
        )
        found = [item for item in clips if (item.generation.id, item.asset.position) not in added]
        found = found[:_RECENT_CLIPS] if len(join.clips) < MOST_CLIPS else []
        if join.song is None and join.clips:
            songs = GalleryQuery(person_id=join.person_id, chat_id=here, kind=Kind.MUSIC)
            found += await self._gallery.pieces(songs, after=None, limit=_RECENT_SONGS)
        return found

    async def begin(self, join: Join) -> tuple[Join, int]:
        """Put the list in line, once.

        Returns:
            The join as it is now, and how many are before it.

        Raises:
            JoinOver: it was cancelled, or there is too little to join.
            AccountBlocked, JoinUnfinished, TooManyJoins, JoinsBusy, JoinsOff: not now.
        """
        if not self._daily:
            raise JoinsOff
        now = self._clock.now()
        async with self._store.transaction() as tx:
            found = await self._found(tx, join)
            if found.state is not JoinState.CHOOSING:
                return found, await tx.joins_before(found)
            if not found.is_ready:
                raise JoinOver
            await self._require_place(tx, found)
            waiting = found.stepped(JoinState.WAITING, begun_at=now, due_at=now)
            await tx.save_join(waiting, expected=JoinState.CHOOSING)
            before = await tx.joins_before(waiting)
        self._wake()
        return waiting, before

    async def cancel(self, join: Join) -> Join:
        """No film is made. Raises JoinOver when it is on its way already, or has ended."""
        async with self._store.transaction() as tx:
            found = await self._found(tx, join)
            if found.state not in STOPPABLE:
                raise JoinOver
            cancelled = found.stepped(JoinState.CANCELLED, due_at=None)
            await tx.save_join(cancelled, expected=found.state)
        self._stop(join.id)
        return cancelled

    async def note_message(self, join: Join, message_id: int) -> None:
        """This message shows it from now on."""
        async with self._store.transaction() as tx:
            await tx.note_join_message(join.id, message_id)

    async def find(self, join_id: int) -> Join | None:
        """The join, or None."""
        async with self._store.transaction() as tx:
            return await tx.join(join_id)

    async def _require_place(self, tx: Transaction, join: Join) -> None:
        account = await tx.account_of_person(join.person_id)
        if account.blocked:
            raise AccountBlocked
        if await tx.unfinished_joins_of(join.person_id):
            raise JoinUnfinished
        if await tx.joins_begun_since(join.person_id, self._clock.now() - DAY) >= self._daily:
            raise TooManyJoins(maximum=self._daily)
        if await tx.joins_in_line(LONGEST_LINE) >= LONGEST_LINE:
            raise JoinsBusy

    async def _changed(self, join: Join, change: Callable[[Join], Join]) -> Join:
        async with self._store.transaction() as tx:
            found = await self._found(tx, join)
            if found.state is not JoinState.CHOOSING:
                raise JoinOver
            changed = change(found)
            await tx.save_join(changed, expected=JoinState.CHOOSING)
        return changed

    async def _found(self, tx: Transaction, join: Join) -> Join:
        found = await tx.join(join.id)
        if found is None or found.state is JoinState.CANCELLED:
            raise JoinOver
        return found


def with_pieces(join: Join, pieces: Sequence[JoinPiece]) -> Join:
    """The list with these at its end; a song takes the place of the former one.

    Raises:
        JoinPieceUnfit: a picture.
        JoinFull: there would be too many clips.
        JoinTooLong: they would be too long together.
    """
    for piece in pieces:
        if piece.reference.media is Media.AUDIO:
            join = replace(join, song=piece)
        elif piece.reference.media is not Media.VIDEO:
            raise JoinPieceUnfit
        elif len(join.clips) >= MOST_CLIPS:
            raise JoinFull(maximum=MOST_CLIPS)
        else:
            join = replace(join, clips=(*join.clips, piece))
    if join.seconds > LONGEST:
        raise JoinTooLong(seconds=join.seconds, maximum=LONGEST)
    return join
