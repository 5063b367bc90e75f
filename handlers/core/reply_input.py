"""What a command is about: the media and words of its own message, and of the message that it replies to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from aiogram.enums import ContentType
from aiogram.types import ExternalReplyInfo, Message

from bot.domain.generation import Reference
from bot.telegram.message_words import has_incomplete_words
from handlers.core.incoming_media import check_downloadable, reference_of, unique_id_of
from handlers.core.refusals import FormattingUnreadable, NotUsable
from handlers.core.service_notes import SERVICE_NOTES

_LINK: Final = re.compile(r"\s*https?://\S+\s*", re.IGNORECASE)

_SAYS_NOTHING: Final = frozenset(
    {"origin", "chat", "message_id", "link_preview_options", "has_media_spoiler"}
)
"""Fields of a message in another chat that are no content of it (Bot API, ExternalReplyInfo)."""


Source = Message | ExternalReplyInfo
"""A message, or as much as Telegram says of one in another chat."""


def media_of(message: Message) -> Sequence[tuple[Source, Reference]]:
    """The media that a command came with, and that of the message it replies to, also when that is in another chat, each
    beside the message that has it.

    Raises:
        NotUsable: it came with, or replies to, something that is neither media of use nor words.
        FileTooLarge: Telegram would not let us read one of them.
    """
    if not _is_usable(message):
        raise NotUsable
    found = [(one, reference) for one in _sources(message) if (reference := reference_of(one))]
    for _, reference in found:
        check_downloadable(reference)
    return found


def unique_ids_of(message: Message) -> tuple[str, ...]:
    """The same media by what names them for good."""
    return tuple(found for one in _sources(message) if (found := unique_id_of(one)))


def words_of_reply(message: Message, bot_id: int) -> str:
    """The words that a command replies to: what was quoted of them, else all; the bot's own captions are no prompts.

    Raises:
        FormattingUnreadable: there are more words than what could be read.
    """
    replied = message.reply_to_message
    if replied is not None and replied.from_user and replied.from_user.id == bot_id:
        return ""
    if message.quote is not None:
        return message.quote.text
    if replied is not None and has_incomplete_words(replied):
        raise FormattingUnreadable
    return (replied.text or replied.caption or "") if replied is not None else ""


def _sources(message: Message) -> list[Source]:
    sources = (message, message.reply_to_message, message.external_reply)
    return [one for one in sources if one is not None]


def _is_usable(message: Message) -> bool:
    """Whether there is something to begin with in each of the messages; a quote is what the person means of it."""
    if not _has_content_of_use(message):
        return False
    if message.quote is not None:
        return True
    replied, elsewhere = message.reply_to_message, message.external_reply
    if message.reply_to_story is not None:
        return False
    if replied is not None:
        return _has_content_of_use(replied) and not _LINK.fullmatch(replied.text or "")
    return elsewhere is None or bool(reference_of(elsewhere)) or not _says_something(elsewhere)


def _has_content_of_use(message: Message) -> bool:
    """Words, media that models can take, or nothing at all: below a topic's first message everything is a reply to it."""
    kind = message.content_type
    return kind == ContentType.TEXT or kind in SERVICE_NOTES or reference_of(message) is not None


def _says_something(elsewhere: ExternalReplyInfo) -> bool:
    """Whether the message in another chat has content, also of a kind that came after this version."""
    known = type(elsewhere).model_fields.keys() - _SAYS_NOTHING
    return bool(elsewhere.model_extra) or any(getattr(elsewhere, name) for name in known)
