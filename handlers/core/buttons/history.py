"""A gallery of what was made."""

from __future__ import annotations

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
