"""What an update is about. All of them are async: aiogram runs other filters through threads, 150 µs each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Document, Message, TelegramObject, User

from bot.domain.message_ref import MessageRef
from bot.domain.staff import Act
from bot.staff.staff import Staff
from handlers.core.fsm_states import current_draft, expected_option, expected_rule
from handlers.core.incoming_media import reference_of

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
"""What a middleware wraps."""


def bot_of(event: TelegramObject) -> Bot:
    """The bot that an update reached: the dispatcher mounts it on every event.

    Raises:
        RuntimeError: the event was made by hand and never dispatched.
    """
    if event.bot is None:
        raise RuntimeError(type(event).__name__)
    return event.bot


class Private(Filter):
    """A message in a private chat."""

    async def __call__(self, message: Message) -> bool:
        """Whether it is."""
        return message.chat.type == ChatType.PRIVATE


class InGroup(Filter):
    """A message in a group or supergroup."""

    async def __call__(self, message: Message) -> bool:
        """Whether it is."""
        return message.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}


class ForBot(Filter):
    """A message meant for the bot: any in private, in groups a reply to its own message, or what it alone sees."""

    async def __call__(self, message: Message, bot: Bot) -> bool:
        """Whether it is."""
        if message.chat.type == ChatType.PRIVATE:
            return True
        if message.ephemeral_message_id is not None:
            return True  # only the person sees it
        replied = message.reply_to_message
        return replied is not None and replied.from_user is not None and replied.from_user.id == bot.id


async def is_addressed(message: Message, bot: Bot) -> bool:
    """Whether the message may concern the bot at all: it is for the bot, begins like a command or with its name, or says
    that the bot was paid.
    """
    if message.successful_payment is not None:
        return True
    if (message.text or message.caption or "").startswith("/") or await ForBot()(message, bot):
        return True
    return await words_after_mention(message, bot) is not None


async def words_after_mention(message: Message, bot: Bot) -> str | None:
    """What follows the bot's name that the message begins with, possibly nothing; None when it does not."""
    said = message.text or message.caption or ""
    if not said.startswith("@"):
        return None
    name, rest = (*said.split(maxsplit=1), "")[:2]
    me = await bot.me()
    return rest.strip() if name.casefold() == f"@{me.username or ''}".casefold() else None


class HasWords(Filter):
    """A text message that is no command; its words arrive as `prompt`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """The words, or no match."""
        return _words(message.text)


class HasCaption(Filter):
    """Media with words below it that are no command; the words arrive as `prompt`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """The words, or no match. Below what was sent via a bot stand the bot's words, not the person's."""
        return False if message.via_bot else _words(message.caption)


def _words(text: str | None) -> bool | dict[str, Any]:
    return {"prompt": text} if text and not text.startswith("/") else False


class HasTextFile(Filter):
    """A text file; it arrives as `document`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """The file, or no match."""
        document = text_file_of(message)
        return {"document": document} if document is not None else False


def text_file_of(message: Message) -> Document | None:
    """The text file that a message carries, or None."""
    document = message.document
    if document is None:
        return None
    is_text = document.mime_type == "text/plain" or (document.file_name or "").lower().endswith(".txt")
    return document if is_text else None


class HasMedia(Filter):
    """A photo, video or audio in any of Telegram's wrappings; it arrives as `reference`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """The reference, or no match."""
        reference = reference_of(message)
        return {"reference": reference} if reference else False


class HasDraft(Filter):
    """The person is putting a draft together; its id arrives as `draft_id`."""

    async def __call__(self, event: TelegramObject, state: FSMContext) -> bool | dict[str, Any]:
        """The draft's id, or no match."""
        draft_id = await current_draft(state)
        return {"draft_id": draft_id} if draft_id is not None else False


class AwaitsOption(Filter):
    """The person was asked for an option's value: `draft_id` and `option` arrive."""

    async def __call__(self, event: TelegramObject, state: FSMContext) -> bool | dict[str, Any]:
        """Draft and option, or no match."""
        draft_id, option = await current_draft(state), await expected_option(state)
        return {"draft_id": draft_id, "option": option} if draft_id is not None and option else False


class AwaitsRule(Filter):
    """An answer to the question for a rule of a group: `expected` arrives.

    In a group it is a reply to it, in private the next words; a reply to anything else says something else.
    """

    async def __call__(self, message: Message, state: FSMContext) -> bool | dict[str, Any]:
        """The rule, or no match."""
        replied = message.reply_to_message
        answers = replied is not None or message.chat.type == ChatType.PRIVATE
        awaited = await expected_rule(state) if answers else None
        if awaited is None:
            return False
        if replied is not None and MessageRef(replied.message_id) != awaited.question:
            return False
        return {"expected": awaited}


class MayAct(Filter):
    """An update of a person whose role lets them do this now. To everybody else the command or button does not exist."""

    def __init__(self, act: Act) -> None:
        self.act = act

    async def __call__(
        self, event: TelegramObject, staff: Staff, event_from_user: User | None = None
    ) -> bool:
        """Whether it is."""
        return event_from_user is not None and staff.may(event_from_user.id, self.act)
