"""A text file that a command came with, or replies to, is a long message: its words are the command's."""

from __future__ import annotations

from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.types import Message, TelegramObject

from bot.catalog.spec import Kind
from handlers.commands import VERBS
from handlers.compose.text_file import read_text
from handlers.core.filters import Handler, text_file_of

_TAKE_WORDS: Final = frozenset({"gen", "recipe", "models", *Kind, *VERBS})
"""Commands that something is made of."""


class CommandFilesMiddleware(BaseMiddleware):
    """Hands on the message with the file's words in the place of the file."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Read the file, and handle the message.

        Raises:
            TextFileTooLarge, TextUnreadable: it cannot be a prompt, or cannot be had now.
        """
        if isinstance(event, Message) and await _takes_words(event, data):
            event = await _with_words(event, data)
        return await handler(event, data)


async def _takes_words(message: Message, data: dict[str, Any]) -> bool:
    replied = message.reply_to_message
    if text_file_of(message) is None and (replied is None or text_file_of(replied) is None):
        return False
    line = (message.text or message.caption or "").split(maxsplit=1)
    if not line or not line[0].startswith("/"):
        return False
    name, _, addressee = line[0][1:].partition("@")
    me = await data["bot"].me()
    return name.casefold() in _TAKE_WORDS and addressee.casefold() in {"", (me.username or "").casefold()}


async def _with_words(message: Message, data: dict[str, Any]) -> Message:
    if (document := text_file_of(message)) is not None:
        words = await read_text(document, data["text_files"])
        line = f"{message.caption or message.text}\n{words}"
        message = message.model_copy(
            update={"text": line, "document": None, "caption": None, "caption_entities": None}
        )
    replied = message.reply_to_message
    if replied is not None and message.quote is None and (document := text_file_of(replied)) is not None:
        words = await read_text(document, data["text_files"])
        as_words = replied.model_copy(update={"text": words, "document": None, "caption": None})
        message = message.model_copy(update={"reply_to_message": as_words})
    return message
