"""Says that a choice is waited for, and that it is not any more (`bot.generation.selection_watch.SelectionNotifier`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.delivery.message_templates import MessageView
from bot.delivery.session.rate_limit import Priority, priority
from bot.domain.generation import Generation
from bot.domain.selection import Selection
from bot.telegram.errors import translated
from bot.telegram.send import MessageSender


class SelectionMessageTemplates(Protocol):
    """Writes what is said, in the language of the pictures."""

    def reminder(self, selection: Selection, pictures: Sequence[Generation], days: int) -> MessageView:
        """That a choice is waited for, for so many days more, with the buttons."""
        ...

    def over(self, pictures: Sequence[Generation]) -> MessageView:
        """That nothing waits any more."""
        ...


class TelegramSelectionNotifier:
    """Writes to the chat, as a reply to the pictures.

    Args:
        bot: its session carries the pacer as middleware.
        templates: write the words.
    """

    def __init__(self, bot: Bot, templates: SelectionMessageTemplates) -> None:
        self._sender = MessageSender(bot)
        self._templates = templates

    async def remind(self, selection: Selection, pictures: Sequence[Generation], days: int) -> None:
        """Say that a choice is waited for; see `SelectionNotifier.remind`."""
        await self._say(pictures, self._templates.reminder(selection, pictures, days))

    async def tell_over(self, selection: Selection, pictures: Sequence[Generation]) -> None:
        """Say that nothing waits any more; see `SelectionNotifier.tell_over`."""
        await self._say(pictures, self._templates.over(pictures))

    async def _say(self, pictures: Sequence[Generation], view: MessageView) -> None:
        sent = (asset.message_id for one in pictures for asset in one.assets if asset.message_id is not None)
        destination = replace(pictures[0].destination, reply_to=next(sent, None))
        try:
            with priority(Priority.RESULT):
                await self._sender.send_text(destination, view.text, view.buttons)
        except AiogramError as error:
            raise translated(error) from None  # the cause may hold the Bot API's address with the token
