"""The port through which the delivery gets its words: texts and buttons of every message that is no conversation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from aiogram.types import InlineKeyboardMarkup

from bot.domain.generation import Asset, Generation
from bot.domain.selection import Selection
from bot.generation.progress_estimate import ProgressEstimate
from bot.ledger.entries import Balance
from bot.ports import Alert


class MessageView(Protocol):
    """A message in words."""

    @property
    def text(self) -> str:
        """HTML, everything from people escaped."""
        ...

    @property
    def buttons(self) -> InlineKeyboardMarkup | None:
        """What is under the message."""
        ...


class MessageTemplates(Protocol):
    """Writes cards in the generation's language."""

    def title(self, generation: Generation) -> str:
        """Its model's name for people: they see it as the performer of a song."""
        ...

    def result(self, generation: Generation) -> MessageView:
        """What was made and what can be done with it: caption of a single medium, or the message after an album.

        At most 1,024 characters after parsing, because it may become a caption.
        """
        ...

    def caption(self, generation: Generation) -> str:
        """A short HTML caption for the first item of an album."""
        ...

    def progress(self, generation: Generation, wait: ProgressEstimate) -> MessageView:
        """Where the generation is and how it stands."""
        ...

    def late(self, generation: Generation) -> MessageView:
        """That it takes longer than usual, and when the credits come back at the latest."""
        ...

    def failure(self, generation: Generation, balance: Balance) -> MessageView:
        """That it failed, what went back, what the person has, and the next step."""
        ...

    def batch(
        self, parts: Sequence[Generation], balance: Balance, selection: Selection | None = None
    ) -> MessageView:
        """What became of generations that were confirmed together, with buttons for those that arrived; of pictures of a
        `selection` with what can be chosen.
        """
        ...

    def link(self, generation: Generation, asset: Asset, url: str) -> MessageView:
        """An asset that Telegram cannot carry: a fresh link, and a button that renews it."""
        ...

    def asker(self, generation: Generation, name: str) -> str:
        """HTML that names and notifies who asked for it."""
        ...

    def alert(self, alert: Alert) -> MessageView:
        """What an admin must know, and what can be done about it."""
        ...
