"""Who a gift is for, as a person says it: an @name, a mention, or a reply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from aiogram.enums import MessageEntityType
from aiogram.types import Message, User

_USERNAME: Final = re.compile(r"@([A-Za-z][A-Za-z0-9_]{3,31})")
"""Telegram's own form; some short ones were sold at auction."""
_NUMBER: Final = re.compile(r"[-−]?[0-9]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """The person who alone can open a gift.

    Attributes:
        id: Telegram user id; None while only the @name is known.
        username: without @, as it was written; empty when the id is known.
        name: what they are called in words.
        is_bot: whether it is no person.
    """

    id: int | None = None
    username: str = ""
    name: str
    is_bot: bool = False

    @classmethod
    def of(cls, user: User) -> Receiver:
        """A user whom Telegram names."""
        return cls(id=user.id, name=user.first_name, is_bot=user.is_bot)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftLine:
    """What stands behind /gift.

    Attributes:
        credits: how many.
        receiver: who it is for; None for everybody.
    """

    credits: int
    receiver: Receiver | None


def gift_line(message: Message, args: str | None) -> GiftLine | None:
    """An amount, and a person before or behind it; None when it says anything else. The amount can be any whole number."""
    mentioned = _mentioned(message)
    words = _without_mention(message, args or "").split()
    numbers = [int(word.replace("−", "-")) for word in words if _NUMBER.fullmatch(word)]
    names = [found[1] for word in words if (found := _USERNAME.fullmatch(word))]
    if len(numbers) != 1 or len(names) > 1 or len(numbers) + len(names) != len(words):
        return None
    if names and mentioned:
        return None
    receiver = Receiver(username=names[0], name=f"@{names[0]}") if names else mentioned
    return GiftLine(credits=numbers[0], receiver=receiver or _replied_to(message))


def _mentioned(message: Message) -> Receiver | None:
    """A person without an @name is mentioned by an entity that carries the user."""
    for entity in message.entities or message.caption_entities or ():
        if entity.type == MessageEntityType.TEXT_MENTION and entity.user is not None:
            return Receiver.of(entity.user)
    return None


def _without_mention(message: Message, args: str) -> str:
    text = message.text or message.caption or ""
    for entity in message.entities or message.caption_entities or ():
        if entity.type == MessageEntityType.TEXT_MENTION:
            args = args.replace(entity.extract_from(text), " ", 1)
    return args


def _replied_to(message: Message) -> Receiver | None:
    """Who wrote the message that this one replies to.

    In a forum every message replies to its topic's first one, and what is sent in the name of a chat has no person.
    """
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created is not None or replied.sender_chat is not None:
        return None
    if message.chat.type == "private":
        return None
    return Receiver.of(replied.from_user) if replied.from_user is not None else None
