"""Formatted messages that say more than what could be read: nothing is made of a part of the words."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.telegram.message_words import has_incomplete_words
from handlers.core.fsm_states import reply_target
from handlers.core.refusals import FormattingUnreadable


class _HasIncompleteWords(Filter):
    """A message of which not all words could be read."""

    async def __call__(self, message: Message) -> bool:
        return has_incomplete_words(message)


class _IsAnswered(Filter):
    """The message that the conversation's answers reply to; edits of others mean nothing."""

    async def __call__(self, message: Message, state: FSMContext) -> bool:
        return await reply_target(state) == message.message_id


def build() -> Router:
    """The router that comes before every other one but that of secrets."""
    router = Router(name="formatting")
    router.message.register(refuse, _HasIncompleteWords())
    router.edited_message.register(refuse, _HasIncompleteWords(), _IsAnswered())
    return router


async def refuse(_: Message) -> None:
    """Ask for plain text."""
    raise FormattingUnreadable
