"""The cast of a chat: people, products, places and styles that are pictured again and again under a name of theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from bot.domain.chat import is_group
from bot.domain.generation import Reference

PHOTOS: Final = 4
"""Pictures that a character has at most."""

OF_PERSON: Final = 30
"""Characters that a person has at most."""

OF_GROUP: Final = 100
"""Characters that a group has at most."""


class CharacterKind(StrEnum):
    """What a character is."""

    PERSON = "person"
    PRODUCT = "product"
    PLACE = "place"
    STYLE = "style"


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """One of a cast.

    Attributes:
        id: row id, 0 before it is stored; never used again, so that old buttons and references mean no other one.
        chat_id: whose cast it is in: a group's, or a person's, which is that of their private chat.
        added_by: who added it.
        kind: what it is; None while that is being asked: until then it is in no cast.
        name: unique in its cast, whatever the case.
        photos: one to four.
        created_at: when it was added.
    """

    id: int = 0
    chat_id: int
    added_by: int
    kind: CharacterKind | None = None
    name: str
    photos: tuple[Reference, ...]
    created_at: datetime

    @property
    def references(self) -> tuple[Reference, ...]:
        """Its pictures as the references of a request."""
        return tuple(replace(photo, character=self.id) for photo in self.photos)


def most_in(chat_id: int) -> int:
    """How many characters the cast of a chat has at most."""
    return OF_GROUP if is_group(chat_id) else OF_PERSON


class CastReader(Protocol):
    """Reads casts."""

    async def cast_of(self, chat_id: int) -> Sequence[Character]:
        """The cast of a chat, the oldest first."""
        ...


class NoCast:
    """Where there are no casts."""

    async def cast_of(self, _: int) -> Sequence[Character]:
        """No one."""
        return ()


class CastReadOnce:
    """Reads each cast once, for one update: whatever is asked of a draft asks who is in it."""

    def __init__(self, reader: CastReader) -> None:
        self._reader = reader
        self._read: dict[int, Sequence[Character]] = {}

    async def cast_of(self, chat_id: int) -> Sequence[Character]:
        """The cast of a chat as it was when it was first asked for. Who changes it asks for it after that."""
        if chat_id not in self._read:
            self._read[chat_id] = await self._reader.cast_of(chat_id)
        return self._read[chat_id]


class CharacterRepository(Protocol):
    """Keeps casts, within a transaction."""

    async def characters_in(self, chat_id: int) -> Sequence[Character]:
        """The cast of a chat, the oldest first."""
        ...

    async def character(self, character_id: int) -> Character | None:
        """A character, also one that is in no cast yet, or None."""
        ...

    async def present_characters(self, chat_id: int, ids: Collection[int]) -> Sequence[Character]:
        """Those of them that are in the cast of the chat, the oldest first."""
        ...

    async def add_character(self, character: Character) -> Character:
        """Store it; of a person's characters in a chat that are in no cast yet, only the newest is kept."""
        ...

    async def save_character(self, character: Character) -> None:
        """Write its kind, name and pictures back."""
        ...

    async def delete_character(self, character_id: int) -> None:
        """Delete it with its pictures."""
        ...

    async def has_agreed_on_pictures(self, person_id: int) -> bool:
        """Whether the person has said that they may use the pictures of their characters."""
        ...

    async def agree_on_pictures(self, person_id: int, at: datetime) -> None:
        """They say so; the first time counts."""
        ...
