"""Whom an operator's command is about: an id, an @name, or who wrote the message that it replies to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from aiogram.types import Message, MessageOriginHiddenUser, MessageOriginUser, User

from bot.domain.person import Person, PersonRepository
from bot.domain.person_name import shown_name
from bot.errors import PersonUnknown, Refusal
from handlers.core.views.screen import cut

_LONGEST_ID: Final = 15
"""Digits of an id; Telegram's have fewer (Bot API, User: at most 52 significant bits)."""
_NAME_SHOWN: Final = 32


class UsernameUnknown(Refusal):
    """No one with this @name has written to the bot. Facts: username."""

    code = "username-unknown"


class SenderHidden(Refusal):
    """A message was forwarded from a person who does not let Telegram say who they are. Facts: name (as they call themselves)."""

    code = "sender-hidden"


class NoPersonThere(Refusal):
    """What is replied to is not a person's: a channel's, a bot's, or that of a group's admin who stays anonymous."""

    code = "no-person-there"


class PersonMeantTwice(Refusal):
    """A command replies to a person's message, and names another one."""

    code = "person-meant-twice"


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a command is about.

    Attributes:
        person: who.
        rest: the words of the command that do not say so.
    """

    person: Person
    rest: Sequence[str]


async def person_meant(
    message: Message, words: Sequence[str], people: PersonRepository, *, gone: bool = False
) -> Meant | None:
    """Who is meant; None when neither a reply nor the first word says so.

    With `gone` an id that no one has is not refused: use cases know who was forgotten.

    Raises:
        PersonUnknown, UsernameUnknown: they never wrote to the bot, or were forgotten.
        SenderHidden, NoPersonThere: the message that it replies to says no person.
        PersonMeantTwice: the first word names another person than who wrote the message that it replies to.
    """
    if not replies_to_message(message):
        if not words or not looks_like_person(words[0]):
            return None
        return Meant(await _named(words[0], people, gone=gone), words[1:])
    try:
        sender = _sender_id(message)
    except (SenderHidden, NoPersonThere):
        if not words or not looks_like_person(words[0]):
            raise
        return Meant(await _named(words[0], people, gone=gone), words[1:])
    if not words or not looks_like_person(words[0]):
        return Meant(await _known(sender, people), words)
    number = person_id_in(words[0])
    # A number that is no one's id is something else, such as credits.
    named = await people.person(number) if number else await _named(words[0], people)
    if named is None:
        return Meant(await _known(sender, people), words)
    if named.id != sender:
        raise PersonMeantTwice
    return Meant(named, words[1:])


def looks_like_person(word: str) -> bool:
    """Whether a word is an @name or may be a person's id."""
    return (word.startswith("@") and len(word) > 1) or bool(person_id_in(word))


def replies_to_message(message: Message) -> bool:
    """Whether it replies to a message; each message of a forum's topic replies to the note that opened it."""
    replied = message.reply_to_message
    return (replied is not None and replied.forum_topic_created is None) or message.external_reply is not None


async def _named(word: str, people: PersonRepository, *, gone: bool = False) -> Person:
    if not word.startswith("@"):
        if gone:
            return await people.person(person_id_in(word)) or Person(id=person_id_in(word))
        return await _known(person_id_in(word), people)
    person = await people.person_named(word[1:])
    if person is None:
        raise UsernameUnknown(username=word[1:])
    return person


async def _known(person_id: int, people: PersonRepository) -> Person:
    person = await people.person(person_id)
    if person is None:
        raise PersonUnknown(person=person_id)
    return person


def _sender_id(message: Message) -> int:
    """Who wrote the message that this one replies to; of a forwarded one who wrote it first."""
    replied, other = message.reply_to_message, message.external_reply
    origin = other.origin if other is not None else replied.forward_origin if replied is not None else None
    if isinstance(origin, MessageOriginUser):
        return _person_id(origin.sender_user)
    if isinstance(origin, MessageOriginHiddenUser):
        raise SenderHidden(name=shown_name(cut(origin.sender_user_name, _NAME_SHOWN)))
    if origin is not None or replied is None or replied.sender_chat is not None:
        raise NoPersonThere
    return _person_id(replied.from_user)


def _person_id(user: User | None) -> int:
    if user is None or user.is_bot:
        raise NoPersonThere
    return user.id


def person_id_in(word: str) -> int:
    """A number of the size of ids; 0 for what is none."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= _LONGEST_ID else 0
