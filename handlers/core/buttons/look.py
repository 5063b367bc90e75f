"""Looks: kept, used, given away, published."""

from __future__ import annotations

from enum import StrEnum

from handlers.core.buttons.base import Button, Owner


class KeepLookButton(Button, prefix="lk", owner=Owner.GENERATION):
    """Keep what a result was made with."""

    generation: int


class LooksButton(Button, prefix="ls", owner=Owner.MENU):
    """The person's looks; what a draft has goes to the one that is picked. `manages` leads to their cards instead."""

    draft: int | None = None
    page: int = 0
    manages: bool = False


class UseLookButton(Button, prefix="lu", owner=Owner.LOOK):
    """Make something with a look, of what a draft has; `nearest` says with another model, where the look's is gone."""

    look: int
    draft: int | None = None
    nearest: bool = False


class LookButton(Button, prefix="lo", owner=Owner.LOOK):
    """The card of a look, where it is changed."""

    look: int


class LookGapButton(Button, prefix="lg", owner=Owner.LOOK):
    """Another place for new words: the suggestions, or the one at this place among them."""

    look: int
    place: int | None = None


class RenameLookButton(Button, prefix="lr", owner=Owner.LOOK):
    """Ask for another name."""

    look: int


class DeleteLookButton(Button, prefix="ld", owner=Owner.LOOK):
    """Delete a look; it is asked for once."""

    look: int
    sure: bool = False


class Giving(StrEnum):
    """What is done about giving a look away."""

    ASK = "a"
    OPEN = "o"
    """A link for those who may read the words."""
    HIDDEN = "h"
    STOP = "s"
    """The links lead to nothing any more."""


class GiveLookButton(Button, prefix="lv", owner=Owner.LOOK):
    """Give a look away by a link."""

    look: int
    action: Giving = Giving.ASK


class DropLookButton(Button, prefix="lx", owner=Owner.DRAFT):
    """Go on without the look."""

    draft: int


class PublishLookButton(Button, prefix="lp", owner=Owner.OPERATOR):
    """Publish a look of an operator's for everybody."""

    look: int
    hides: bool


class PublishedLookButton(Button, prefix="lb", owner=Owner.OPERATOR):
    """The card of a published look."""

    look: int


class SwitchLookButton(Button, prefix="lw", owner=Owner.OPERATOR):
    """Show a published look to everybody, or no longer."""

    look: int
    on: bool


class TitleLookButton(Button, prefix="lt", owner=Owner.OPERATOR):
    """Ask for the name of a published look in a language."""

    look: int
    language: str


class UnpublishLookButton(Button, prefix="lz", owner=Owner.OPERATOR):
    """Delete a published look; it is asked for once."""

    look: int
    sure: bool = False
