"""Buttons of films that are joined from clips."""

from __future__ import annotations

from handlers.core.buttons.base import Button, Owner


class AddToJoinButton(Button, prefix="ja", owner=Owner.JOIN):
    """Add a result: a clip at the end, or a song below all clips."""

    join: int
    generation: int
    position: int


class TakeBackButton(Button, prefix="jb", owner=Owner.JOIN):
    """Take away what was added last."""

    join: int


class BeginJoinButton(Button, prefix="jg", owner=Owner.JOIN):
    """Have the film made."""

    join: int


class CancelJoinButton(Button, prefix="jc", owner=Owner.JOIN):
    """Have no film made."""

    join: int
