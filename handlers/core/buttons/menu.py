"""What people find: menus, shelves and default models."""

from __future__ import annotations

from enum import StrEnum

from bot.catalog.spec import Kind, Verb
from handlers.core.buttons.base import Button, Owner


class MenuButton(Button, prefix="m", owner=Owner.MENU):
    """Back to the four shelves."""


class MenuWithDraftButton(Button, prefix="mw", owner=Owner.MENU):
    """The same, and a draft is carried along."""

    draft: int


class ShelfView(StrEnum):
    """How a shelf is looked at."""

    BEST = "best"
    """What the person likes, then by rank."""
    CHEAP = "cheap"
    FAST = "fast"
    PHOTO = "photo"
    """Only what begins from a photo."""


class ShelfButton(Button, prefix="s", owner=Owner.MENU):
    """Open a shelf at a page; a draft that is carried along keeps its prompt and references."""

    kind: Kind
    page: int = 0
    draft: int | None = None
    view: ShelfView = ShelfView.BEST


class PickButton(Button, prefix="p", owner=Owner.MENU):
    """Open a model's card, with what a draft has so far."""

    slug: str
    draft: int | None = None


class SearchButton(Button, prefix="f", owner=Owner.MENU):
    """Show a page of what a search found; the words are as short as `views.search` can say them."""

    words: str
    page: int = 0
    draft: int | None = None


class BeginVerbButton(Button, prefix="bv", owner=Owner.MENU):
    """Have something done: with what a draft has, or with what is asked for."""

    verb: Verb
    draft: int | None = None


class FavouritesButton(Button, prefix="fa", owner=Owner.MENU):
    """Show the starred models."""


class DefaultsButton(Button, prefix="dm", owner=Owner.MENU):
    """Show the default models of all kinds, or the choice for one kind at a page."""

    kind: Kind | None = None
    page: int = 0


class DefaultButton(Button, prefix="ds", owner=Owner.MENU):
    """Make this the default model of a kind; None = the one used last."""

    kind: Kind
    slug: str | None = None
