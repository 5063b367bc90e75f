"""Buttons of support threads: below letters in private chats, and on the card of a topic."""

from __future__ import annotations

from handlers.core.buttons.base import Button, Owner


class SupportCloseButton(Button, prefix="yc", owner=Owner.SUPPORT):
    """Close a thread."""

    thread: int


class SupportPersonButton(Button, prefix="yw", owner=Owner.SUPPORT):
    """Show in the private chat whose thread it is."""

    thread: int
