"""Characters for tests."""

from __future__ import annotations

from typing import Any

from bot.domain.cast import Character, CharacterKind
from tests.support.fake_clock import START
from tests.support.samples import PHOTO

ANNA, BORIS, MUG = 1, 2, 3


def character(number: int, name: str, photos: int = 1, **facts: Any) -> Character:
    """A character with so many pictures."""
    known: dict[str, Any] = {"chat_id": 1, "added_by": 1, "kind": CharacterKind.PERSON, "created_at": START}
    return Character(id=number, name=name, photos=(PHOTO,) * photos, **{**known, **facts})
