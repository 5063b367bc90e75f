"""What people do with their cast: keep a character, rename it, give it another picture, delete it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cast.names import checked_name, name_key
from bot.cast.refusals import (
    CastFull,
    CharacterGone,
    CharacterNameTaken,
    CharacterNotYours,
    CharacterPhotosFull,
    CharacterWithoutPicture,
    PicturesNotAgreed,
)
from bot.catalog.spec import Media
from bot.domain.cast import PHOTOS, Character, CharacterKind, most_in
from bot.domain.chat import is_group
from bot.domain.generation import Reference
from bot.ports import ChatMembers, Clock, Standing, Store, Transaction


@dataclass(frozen=True, slots=True)
class Proposal:
    """A character that waits for its kind.

    Attributes:
        character: as it is so far.
        is_agreed: whether its person has said before that they may use such pictures.
    """

    character: Character
    is_agreed: bool


class CastEditor:
    """Changes casts. Each use case is one transaction; who may do it is asked before."""

    def __init__(self, store: Store, clock: Clock, members: ChatMembers) -> None:
        self._store = store
        self._clock = clock
        self._members = members

    async def propose(self, chat_id: int, person_id: int, said: str, media: Sequence[Reference]) -> Proposal:
        """Note a character that is to get its kind next. Of more pictures than it may have the first ones are taken.

        Raises:
            CharacterNameUnusable, CharacterNameTaken, CharacterWithoutPicture, CastFull: it cannot be kept.
        """
        name, photos = checked_name(said), _pictures(media)
        if not photos:
            raise CharacterWithoutPicture
        async with self._store.transaction() as tx:
            await _require_room(tx, chat_id, name)
            character = await tx.add_character(
                Character(
                    chat_id=chat_id,
                    added_by=person_id,
                    name=name,
                    photos=photos[:PHOTOS],
                    created_at=self._clock.now(),
                )
            )
            return Proposal(character, await tx.has_agreed_on_pictures(person_id))

    async def agree(self, character_id: int, chat_id: int, person_id: int) -> Character:
        """The person says that the pictures are theirs, or that they may use them.

        Raises:
            CharacterGone, CharacterNotYours: there is no such proposal, or it is another person's.
        """
        async with self._store.transaction() as tx:
            character = await _proposed(tx, character_id, chat_id, person_id)
            await tx.agree_on_pictures(person_id, self._clock.now())
        return character

    async def keep(self, character_id: int, chat_id: int, person_id: int, kind: CharacterKind) -> Character:
        """Take a proposed character into the cast, or give one of the cast another kind.

        Raises:
            CharacterGone, CharacterNotYours, PicturesNotAgreed, CharacterNameTaken, CastFull: it is not kept.
        """
        async with self._store.transaction() as tx:
            character = await _proposed(tx, character_id, chat_id, person_id)
            if not await tx.has_agreed_on_pictures(person_id):
                raise PicturesNotAgreed
            if character.kind is None:
                await _require_room(tx, chat_id, character.name)
            kept = replace(character, kind=kind)
            await tx.save_character(kept)
        return kept

    async def decline(self, character_id: int, chat_id: int, person_id: int) -> None:
        """Keep nothing of a proposal: its pictures go at once. Of one that was kept meanwhile nothing is taken away.

        Raises:
            CharacterGone, CharacterNotYours: there is no such proposal, or it is another person's.
        """
        async with self._store.transaction() as tx:
            character = await _proposed(tx, character_id, chat_id, person_id)
            if character.kind is not None:
                raise CharacterGone
            await tx.delete_character(character_id)

    async def find(self, character_id: int, chat_id: int) -> Character:
        """One of the cast of a chat. Raises CharacterGone."""
        async with self._store.transaction() as tx:
            return await _found(tx, character_id, chat_id)

    async def rename(self, character_id: int, chat_id: int, person_id: int, said: str) -> Character:
        """Give it another name.

        Raises:
            CharacterNameUnusable, CharacterNameTaken, CharacterGone, CharacterNotYours: it keeps the one it has.
        """
        name = checked_name(said)
        is_admin = await self._is_admin(chat_id, person_id)
        async with self._store.transaction() as tx:
            character = await _own(tx, character_id, chat_id, person_id, is_admin=is_admin)
            await _require_free(tx, chat_id, name, but=character_id)
            renamed = replace(character, name=name)
            await tx.save_character(renamed)
        return renamed

    async def add_photos(
        self, character_id: int, chat_id: int, person_id: int, media: Sequence[Reference]
    ) -> Character:
        """Give it more pictures, as many as there is room for.

        Raises:
            CharacterWithoutPicture, CharacterPhotosFull, CharacterGone, CharacterNotYours: it keeps those it has.
        """
        photos = _pictures(media)
        if not photos:
            raise CharacterWithoutPicture
        is_admin = await self._is_admin(chat_id, person_id)
        async with self._store.transaction() as tx:
            character = await _own(tx, character_id, chat_id, person_id, is_admin=is_admin)
            if len(character.photos) >= PHOTOS:
                raise CharacterPhotosFull(name=character.name, maximum=PHOTOS)
            grown = replace(character, photos=(*character.photos, *photos)[:PHOTOS])
            await tx.save_character(grown)
        return grown

    async def delete(self, character_id: int, chat_id: int, person_id: int) -> Character:
        """Delete it with its pictures; what was quoted with it cannot be confirmed any more.

        Raises:
            CharacterGone, CharacterNotYours: it is not deleted.
        """
        is_admin = await self._is_admin(chat_id, person_id)
        async with self._store.transaction() as tx:
            character = await _own(tx, character_id, chat_id, person_id, is_admin=is_admin)
            await tx.delete_character(character_id)
        return character

    async def _is_admin(self, chat_id: int, person_id: int) -> bool:
        if not is_group(chat_id):
            return False
        return await self._members.standing(chat_id, person_id) is Standing.ADMIN


def _pictures(media: Sequence[Reference]) -> tuple[Reference, ...]:
    """The pictures among media that Telegram keeps, as they can be used again."""
    return tuple(
        replace(one.for_another(), task=None, generation_id=None, character=0)
        for one in media
        if one.media is Media.PHOTO and one.file_id
    )


async def _found(tx: Transaction, character_id: int, chat_id: int) -> Character:
    character = await tx.character(character_id)
    if character is None or character.kind is None or character.chat_id != chat_id:
        raise CharacterGone
    return character


async def _own(
    tx: Transaction, character_id: int, chat_id: int, person_id: int, *, is_admin: bool
) -> Character:
    character = await _found(tx, character_id, chat_id)
    if character.added_by != person_id and not is_admin:
        raise CharacterNotYours
    return character


async def _proposed(tx: Transaction, character_id: int, chat_id: int, person_id: int) -> Character:
    """A character of the person's that may still be in no cast."""
    character = await tx.character(character_id)
    if character is None or character.chat_id != chat_id:
        raise CharacterGone
    if character.added_by != person_id:
        raise CharacterNotYours
    return character


async def _require_room(tx: Transaction, chat_id: int, name: str) -> None:
    cast = await tx.characters_in(chat_id)
    _require_free_among(cast, name)
    if len(cast) >= most_in(chat_id):
        raise CastFull(maximum=most_in(chat_id))


async def _require_free(tx: Transaction, chat_id: int, name: str, *, but: int) -> None:
    _require_free_among([one for one in await tx.characters_in(chat_id) if one.id != but], name)


def _require_free_among(cast: Sequence[Character], name: str) -> None:
    key = name_key(name)
    if any(name_key(one.name) == key for one in cast):
        raise CharacterNameTaken(name=name)
