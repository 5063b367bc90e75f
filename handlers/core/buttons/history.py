"""A gallery of what was made."""

from __future__ import annotations

from enum import StrEnum

from bot.catalog.spec import Kind
from handlers.core.buttons.base import Button, Owner


class HistoryButton(Button, prefix="h", owner=Owner.GALLERY):
    """A page of a gallery, of one kind or of every kind."""

    gallery: int
    page: int
    kind: Kind | None = None


class SearchHistoryButton(Button, prefix="hs", owner=Owner.GALLERY):
    """Search a gallery by words, or show everything again."""

    gallery: int
    clear: bool


class FilterBy(StrEnum):
    """What a gallery can be filtered by, beside its kind."""

    FAVOURITE = "f"
    MONTH = "m"
    MODEL = "d"
    LOOK = "l"
    CHARACTER = "c"


class FilterChoicesButton(Button, prefix="hc", owner=Owner.GALLERY):
    """What a gallery can be filtered by in this way; without one the gallery's own buttons again."""

    gallery: int
    by: FilterBy | None = None


class FilterHistoryButton(Button, prefix="hf", owner=Owner.GALLERY):
    """Filter a gallery: a month (`2026-11`), a model's slug, the id of a look or a character, or anything for favourites; without a value by nothing of it."""

    gallery: int
    by: FilterBy
    value: str | None = None


class ListFavouriteButton(Button, prefix="hl", owner=Owner.GALLERY):
    """Mark a result of the list as a favourite, or take the mark away; the list stays where it is."""

    gallery: int
    generation: int
