"""Buttons of gifts."""

from __future__ import annotations

from handlers.core.buttons.base import Button, Owner


class TakeGiftBackButton(Button, prefix="gb", owner=Owner.GIVER):
    """Take back a gift that no one has opened."""

    gift: int
