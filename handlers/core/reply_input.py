"""What a command is about: the media and words of its own message, and of the message that it replies to."""

from __future__ import annotations

from aiogram.types import Message

from bot.domain.generation import Reference
from bot.telegram.message_words import has_incomplete_words
from handlers.core.incoming_media import check_downloadable, reference_of
from handlers.core.refusals import FormattingUnreadable


def references_of(message: Message) -> tuple[Reference, ...]:
    """The media that a command came with, and that of the message it replies to, also when that is in another chat.

    Raises:
        FileTooLarge: Telegram would not let us read one of them.
    """
    sources = (message, message.reply_to_message, message.external_reply)
    found = [reference for one in sources if one is not None and (reference := reference_of(one))]
    for reference in found:
        check_downloadable(reference)
    return tuple(found)


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
