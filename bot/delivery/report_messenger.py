"""Shows reported results to operators, deletes what carries them, and notifies people (`bot.reports`)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Final, Protocol

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import SendMediaGroup
from aiogram.types import Message

from bot.delivery.copies import send_copy
from bot.delivery.media.send_form import SendAs
from bot.delivery.message_templates import MessageView
from bot.delivery.outgoing_media import album_item
from bot.domain.generation import Asset, Destination, Generation
from bot.domain.person import Person, PersonRepository
from bot.domain.report import ReportState
from bot.telegram.errors import is_message_gone, is_not_modified, translated
from bot.telegram.send import MessageSender

_COVERED: Final = frozenset({SendAs.PHOTO, SendAs.VIDEO, SendAs.ANIMATION})
"""Forms that Telegram covers until they are tapped (Bot API, `has_spoiler`)."""
_IN_ALBUMS: Final = frozenset({SendAs.PHOTO, SendAs.VIDEO})
_MOST: Final = 10
"""Items of an album (Bot API, sendMediaGroup)."""

_log = logging.getLogger(__name__)


class ReportMessageTemplates(Protocol):
    """Writes what people read about reports."""

    def deleted(self, maker: Person, generation: Generation) -> MessageView:
        """That their result was deleted."""
        ...

    def outcome(self, reporter: Person, generation: Generation, state: ReportState) -> MessageView:
        """What has become of what they have reported."""
        ...

    def waiting(self, operator: Person, count: int, newest_id: int) -> MessageView:
        """That so many reported results wait for a decision."""
        ...


class TelegramReportMessenger:
    """Implements `bot.reports.messenger.ReportMessenger`.

    Args:
        bot: its session carries the pacer as middleware.
        people: languages.
        templates: write the words.
    """

    def __init__(self, bot: Bot, people: PersonRepository, templates: ReportMessageTemplates) -> None:
        self._bot = bot
        self._sender = MessageSender(bot)
        self._people = people
        self._templates = templates

    async def show(self, assets: Sequence[Asset], chat_id: int) -> Sequence[int]:
        """Send what Telegram has copies of, covered, and not to be sent on; see `ReportMessenger.show`."""
        held = [asset for asset in assets if asset.file_id and asset.sent_as in set(SendAs) - {SendAs.LINK}]
        together = [asset for asset in held if SendAs(asset.sent_as) in _IN_ALBUMS][:_MOST]
        alone = [asset for asset in held if asset not in together][:_MOST]
        if len(together) == 1:
            alone, together = [*together, *alone], []
        place = Destination(chat_id=chat_id)
        sent: list[Message] = []
        try:
            if together:
                media = [
                    album_item(SendAs(one.sent_as), one.file_id, "", has_spoiler=True) for one in together
                ]
                album = await self._sender.send(SendMediaGroup, place, media=media, protect_content=True)
                sent += album
            for asset in alone:
                covered: dict[str, Any] = {"has_spoiler": True} if SendAs(asset.sent_as) in _COVERED else {}
                sent.append(
                    await send_copy(self._sender, asset, place, caption=None, protect_content=True, **covered)
                )
        except AiogramError as error:
            _log.warning("the media of a report was refused: %s", translated(error))
        return [message.message_id for message in sent]

    async def delete_message(self, chat_id: int, message_id: int) -> bool:
        """See `ReportMessenger.delete_message`."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except TelegramForbiddenError:
            return False
        except TelegramBadRequest as refusal:
            return is_message_gone(refusal)
        except AiogramError as error:
            raise translated(error) from None  # the cause may hold the Bot API's address with the token
        return True

    async def tell_maker(self, person_id: int, generation: Generation) -> None:
        """See `ReportMessenger.tell_maker`."""
        person = await self._people.person(person_id)
        if person is not None:
            await self._say(person_id, self._templates.deleted(person, generation))

    async def tell_reporter(self, person_id: int, generation: Generation, outcome: ReportState) -> None:
        """See `ReportMessenger.tell_reporter`."""
        person = await self._people.person(person_id)
        if person is not None:
            await self._say(person_id, self._templates.outcome(person, generation, outcome))

    async def tell_operator(self, person_id: int, count: int, newest_id: int, message_id: int) -> int:
        """See `ReportMessenger.tell_operator`."""
        person = await self._people.person(person_id) or Person(id=person_id)
        view = self._templates.waiting(person, count, newest_id)
        try:
            if message_id:
                await self._sender.edit_text(person_id, message_id, view.text, view.buttons)
                return message_id
            sent = await self._sender.send_text(Destination(chat_id=person_id), view.text, view.buttons)
        except AiogramError as error:
            if message_id and is_not_modified(error):
                return message_id
            if message_id and is_message_gone(error):
                return 0
            raise translated(error) from None  # the cause may hold the Bot API's address with the token
        return sent.message_id

    async def _say(self, person_id: int, view: MessageView) -> None:
        try:
            await self._sender.send_text(Destination(chat_id=person_id), view.text, view.buttons)
        except AiogramError as error:
            raise translated(error) from None  # the cause may hold the Bot API's address with the token
