"""Brings messages of support threads to their chats, and keeps topics (`bot.support.sender.SupportMessenger`).

Nothing of it is ever sent anywhere else when a topic is gone: what people write to support is not for the whole group.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, Protocol, TypeVar

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
)
from aiogram.methods import (
    CloseForumTopic,
    CopyMessage,
    CopyMessages,
    CreateForumTopic,
    DeleteForumTopic,
    DeleteMessage,
    EditMessageCaption,
    EditMessageText,
    PinChatMessage,
    ReopenForumTopic,
    SendMessage,
    SetMessageReaction,
    TelegramMethod,
)
from aiogram.types import InlineKeyboardMarkup, ReactionTypeEmoji, ReplyParameters

from bot.delivery.message_templates import MessageView
from bot.domain.support import (
    SupportDelivery,
    SupportKind,
    SupportMessage,
    SupportRemoval,
    SupportThread,
)
from bot.errors import ChatGone
from bot.support.facts import SupportCard, SupportFacts
from bot.support.sender import ForumMoved, ForumUnusable, NotBrought, TopicClosed, TopicGone
from bot.telegram.errors import is_about_words, is_chat_gone, is_not_modified, is_topic_gone, translated

ARRIVED: Final = "👌"
"""The reaction to what has arrived."""

_Answer = TypeVar("_Answer")
_log = logging.getLogger(__name__)


class SupportMessageTemplates(Protocol):
    """Writes what stands around people's words."""

    def above(self, delivery: SupportDelivery, facts: SupportFacts) -> MessageView:
        """What stands above a message where it goes to, and the buttons below it; an empty text for nothing."""
        ...

    def mention(self, delivery: SupportDelivery, facts: SupportFacts) -> MessageView:
        """That something was written that cannot be copied."""
        ...

    def not_brought(self, facts: SupportFacts, *, gone: bool) -> str:
        """HTML for an operator whose answer did not arrive."""
        ...

    def card(self, card: SupportCard) -> MessageView:
        """What stands on top of a topic."""
        ...

    def topic(self, card: SupportCard) -> str:
        """The topic's name, at most 128 characters."""
        ...


class TelegramSupportMessenger:
    """Telegram's side of support.

    Args:
        bot: its session carries the pacer as middleware.
        templates: write the words.
    """

    def __init__(self, bot: Bot, templates: SupportMessageTemplates) -> None:
        self._bot = bot
        self._templates = templates

    async def bring(
        self, delivery: SupportDelivery, parts: Sequence[SupportMessage], facts: SupportFacts
    ) -> Sequence[int]:
        """Send a message or an album; see `SupportMessenger.bring`."""
        view, message, place = self._templates.above(delivery, facts), delivery.message, _place(delivery)
        source: dict[str, Any] = {"from_chat_id": message.chat_id or 0}
        if len(parts) > 1:
            await self._above(view, place, delivery)
            ids = sorted(part.message_id or 0 for part in parts)
            copies = await self._call(
                CopyMessages(**_without_reply(place), **source, message_ids=ids), delivery
            )
            if not copies:
                msg = "nothing of the album is there"
                raise NotBrought(msg)
            return [copy.message_id for copy in copies]
        match message.kind:
            case SupportKind.CLOSED:
                return [await self._text(view.text, view, place, delivery)]
            case SupportKind.TEXT:
                with suppress(_TooLong):
                    return [await self._text(_joined(view.text, message.words), view, place, delivery)]
                await self._above(view, place, delivery)
                return [await self._text(message.words, None, place, delivery)]
            case SupportKind.MEDIA:
                copy = CopyMessage(**place, **source, message_id=message.message_id or 0)
                if view.text or message.words:
                    with suppress(_TooLong):
                        captioned = copy.model_copy(
                            update={
                                "caption": _joined(view.text, message.words),
                                "parse_mode": ParseMode.HTML,
                                "reply_markup": view.buttons,
                            }
                        )
                        return [(await self._call(captioned, delivery)).message_id]
                    await self._above(view, place, delivery)
                return [(await self._call(copy, delivery)).message_id]
            case SupportKind.OTHER:
                await self._above(view, place, delivery)
                copy = CopyMessage(**place, **source, message_id=message.message_id or 0)
                return [(await self._call(copy, delivery)).message_id]

    async def bring_mention(self, delivery: SupportDelivery, facts: SupportFacts) -> int:
        """Say that something was written; with its words, where it has any."""
        view, place = self._templates.mention(delivery, facts), _place(delivery)
        with suppress(_TooLong):
            return await self._text(_joined(view.text, delivery.message.words), view, place, delivery)
        return await self._text(view.text, view, place, delivery)

    async def change(self, delivery: SupportDelivery, facts: SupportFacts) -> None:
        """Change what was sent. What Telegram does not change stays."""
        message, view = delivery.message, self._templates.above(delivery, facts)
        place: dict[str, Any] = {"chat_id": delivery.chat_id, "message_id": delivery.sent_id}
        said = message.words if message.album else _joined(view.text, message.words)
        how: dict[str, Any] = {
            "parse_mode": ParseMode.HTML,
            "reply_markup": None if message.album else view.buttons,
        }
        with suppress(ChatGone, NotBrought, TopicGone, TopicClosed, ForumUnusable, _TooLong):
            match message.kind:
                case SupportKind.TEXT:
                    await self._call(EditMessageText(**place, text=said, **how), delivery)
                case SupportKind.MEDIA:
                    await self._call(EditMessageCaption(**place, caption=said, **how), delivery)

    async def open_topic(self, card: SupportCard, chat_id: int) -> int:
        """Open a topic."""
        call = CreateForumTopic(chat_id=chat_id, name=self._templates.topic(card))
        try:
            return (await self._bot(call)).message_thread_id
        except AiogramError as error:
            raise _of_forum(error) from None

    async def show_card(self, card: SupportCard) -> int:
        """Send the card, and pin it where that is allowed."""
        view, thread = self._templates.card(card), card.thread
        sent = await self._forum_call(
            SendMessage(
                chat_id=thread.chat_id or 0,
                message_thread_id=thread.topic_id,
                text=view.text,
                parse_mode=ParseMode.HTML,
                reply_markup=view.buttons,
            )
        )
        try:
            await self._bot(
                PinChatMessage(
                    chat_id=thread.chat_id or 0, message_id=sent.message_id, disable_notification=True
                )
            )
        except AiogramError as error:
            _log.info("a card of support was not pinned: %s", type(error).__name__)
        return sent.message_id

    async def set_topic_closed(self, chat_id: int, topic_id: int, *, closed: bool) -> None:
        """Close or open a topic."""
        method: TelegramMethod[bool] = (
            CloseForumTopic(chat_id=chat_id, message_thread_id=topic_id)
            if closed
            else ReopenForumTopic(chat_id=chat_id, message_thread_id=topic_id)
        )
        try:
            await self._bot(method)
        except AiogramError as error:
            if not _is_unchanged(error):
                raise _of_forum(error) from None

    async def acknowledge(self, message: SupportMessage) -> None:
        """React to it. Never raises."""
        if message.chat_id is None or message.message_id is None:
            return
        try:
            await self._bot(
                SetMessageReaction(
                    chat_id=message.chat_id,
                    message_id=message.message_id,
                    reaction=[ReactionTypeEmoji(emoji=ARRIVED)],
                )
            )
        except AiogramError as error:
            _log.info("a message of support got no reaction: %s", type(error).__name__)

    async def say_not_brought(self, delivery: SupportDelivery, facts: SupportFacts, *, gone: bool) -> None:
        """Tell who wrote it, where they wrote it."""
        message, thread = delivery.message, delivery.thread
        if message.chat_id is None or message.message_id is None:
            return
        place: dict[str, Any] = {
            "chat_id": message.chat_id,
            "reply_parameters": ReplyParameters(
                message_id=message.message_id, allow_sending_without_reply=True
            ),
        }
        if message.chat_id == thread.chat_id:
            place["message_thread_id"] = thread.topic_id
        text = self._templates.not_brought(facts, gone=gone)
        call = SendMessage(**place, text=text, parse_mode=ParseMode.HTML)
        if message.chat_id < 0:
            await self._forum_call(call)
        else:
            await self._private_call(call)

    async def remove(self, removal: SupportRemoval) -> bool:
        """Delete a topic or a message; what is gone already counts as deleted."""
        try:
            if removal.topic_id is not None:
                await self._bot(DeleteForumTopic(chat_id=removal.chat_id, message_thread_id=removal.topic_id))
            elif removal.message_id is not None:
                await self._bot(DeleteMessage(chat_id=removal.chat_id, message_id=removal.message_id))
        except AiogramError as error:
            if is_topic_gone(error):
                return True
            if isinstance(error, TelegramBadRequest | TelegramForbiddenError):
                _log.info("something of support was not deleted: %s", type(error).__name__)
                return False
            raise translated(error) from None
        return True

    async def _above(self, view: MessageView, place: dict[str, Any], delivery: SupportDelivery) -> None:
        if view.text:
            await self._text(view.text, view, place, delivery)

    async def _text(
        self, text: str, view: MessageView | None, place: dict[str, Any], delivery: SupportDelivery
    ) -> int:
        buttons: InlineKeyboardMarkup | None = view.buttons if view is not None else None
        call = SendMessage(**place, text=text, parse_mode=ParseMode.HTML, reply_markup=buttons)
        return (await self._call(call, delivery)).message_id

    async def _call(self, call: TelegramMethod[_Answer], delivery: SupportDelivery) -> _Answer:
        return await (self._forum_call(call) if delivery.chat_id < 0 else self._private_call(call))

    async def _private_call(self, call: TelegramMethod[_Answer]) -> _Answer:
        try:
            return await self._bot(call)
        except AiogramError as error:
            if is_about_words(error):
                raise _TooLong from None
            if is_chat_gone(error):
                raise ChatGone(type(error).__name__) from None
            if isinstance(error, TelegramBadRequest):
                raise NotBrought(error.message) from None
            raise translated(error) from None  # the cause may hold the Bot API's address with the token

    async def _forum_call(self, call: TelegramMethod[_Answer]) -> _Answer:
        try:
            return await self._bot(call)
        except AiogramError as error:
            if is_about_words(error):
                raise _TooLong from None
            raise _of_forum(error, is_message=True) from None


class _TooLong(NotBrought):
    """With what stands above them the words are longer than Telegram takes, or it cannot read them."""

    def __init__(self) -> None:
        super().__init__("too long")


def _of_forum(error: AiogramError, *, is_message: bool = False) -> Exception:
    """What a refusal in a forum means; one of a message may be about that message alone."""
    if isinstance(error, TelegramMigrateToChat):
        return ForumMoved(error.migrate_to_chat_id)
    if is_topic_gone(error):
        is_closed = isinstance(error, TelegramBadRequest) and "closed" in error.message.lower()
        return TopicClosed() if is_closed else TopicGone()
    if is_message and isinstance(error, TelegramBadRequest) and not is_chat_gone(error):
        return NotBrought(error.message)
    if isinstance(error, TelegramBadRequest | TelegramForbiddenError):
        return ForumUnusable(error.message)
    return translated(error)


def _is_unchanged(error: AiogramError) -> bool:
    """Whether the topic is so already (TOPIC_NOT_MODIFIED)."""
    is_so = isinstance(error, TelegramBadRequest) and "topic_not_modified" in error.message.lower()
    return is_so or is_not_modified(error)


def _place(delivery: SupportDelivery) -> dict[str, Any]:
    place: dict[str, Any] = {"chat_id": delivery.chat_id}
    thread: SupportThread = delivery.thread
    if delivery.chat_id < 0:
        place["message_thread_id"] = thread.topic_id
    if delivery.reply_to is not None:
        place["reply_parameters"] = ReplyParameters(
            message_id=delivery.reply_to, allow_sending_without_reply=True
        )
    return place


def _without_reply(place: dict[str, Any]) -> dict[str, Any]:
    """`copyMessages` replies to nothing (Bot API)."""
    return {name: value for name, value in place.items() if name != "reply_parameters"}


def _joined(above: str, words: str) -> str:
    return "\n".join(part for part in (above, words) if part)
