"""Support threads: what people and operators write to each other, and how it gets there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

KEPT_FOR: Final = timedelta(days=90)
"""How long messages are known after they were written, and closed threads after their last one."""


class SupportKind(StrEnum):
    """What a message of a thread is."""

    TEXT = "text"
    """Words."""
    MEDIA = "media"
    """A medium that may have words below it."""
    OTHER = "other"
    """Anything else: it is copied as it is."""
    CLOSED = "closed"
    """Nothing was said: an operator has closed the thread."""


class SupportPurpose(StrEnum):
    """What a message is brought to a chat for."""

    LETTER = "letter"
    """A person's words, for those who answer."""
    ANSWER = "answer"
    """An operator's words, for the person."""
    NOTE = "note"
    """An operator's words, for the other operators, who see that it was answered, and by whom."""


class SupportSide(StrEnum):
    """Who a message of a thread, or the reply to one, is of."""

    PERSON = "person"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportThread:
    """What one person and the operators write to each other; a person has at most one.

    Attributes:
        id: row id.
        person_id: Telegram id.
        chat_id: the forum that has a topic for it, None before there is one.
        topic_id: that topic.
        card_id: the message on top of the topic that says who it is, None before it was sent.
        receipt: number of the payment that the last words were about, 0 for none.
        opened_at: when the person wrote first, or again after it was closed.
        written_at: when anything was written last.
        closed_at: when an operator has closed it; None while it is open.
        topic_closed: whether Telegram shows the topic as closed.
    """

    id: int
    person_id: int
    chat_id: int | None = None
    topic_id: int | None = None
    card_id: int | None = None
    receipt: int = 0
    opened_at: datetime
    written_at: datetime
    closed_at: datetime | None = None
    topic_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportMessage:
    """One message of a thread.

    Attributes:
        id: row id; ignored for a new one.
        thread_id: of which thread.
        side: who wrote it.
        author_id: Telegram id of who did; None when they were forgotten.
        kind: what it is.
        chat_id, message_id: where it was written; None for what no one has written.
        album: Telegram's id of the album that it is part of; empty for none.
        words: HTML of a text or caption, only until it has arrived.
        answers: id of the message of the thread that it replies to, None for none.
        receipt: number of the payment that it is about, 0 for none.
        at: when.
    """

    id: int = 0
    thread_id: int
    side: SupportSide
    author_id: int | None
    kind: SupportKind
    chat_id: int | None = None
    message_id: int | None = None
    album: str = ""
    words: str = ""
    answers: int | None = None
    receipt: int = 0
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportDelivery:
    """A message on its way to one chat.

    Attributes:
        id: row id.
        message: what is brought.
        thread: of which thread, as it is now.
        chat_id: where to.
        purpose: what for.
        sent_id: the message there, None while there is none; what is due again after that is changed there.
        reply_to: the message there that it replies to, None for none.
        attempts: how often it was tried in vain.
    """

    id: int
    message: SupportMessage
    thread: SupportThread
    chat_id: int
    purpose: SupportPurpose
    sent_id: int | None = None
    reply_to: int | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPlace:
    """A message of a thread in a chat.

    Attributes:
        thread: the thread.
        message: the message of the thread that stands there.
        side: who it is that replies to it there: the person, or an operator.
    """

    thread: SupportThread
    message: SupportMessage
    side: SupportSide


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRemoval:
    """What is to be deleted at Telegram, since its person was forgotten.

    Attributes:
        id: row id.
        chat_id: where.
        topic_id: the topic that is to go; None for a message.
        message_id: the message that is to go; None for a topic.
        attempts: how often it was tried in vain.
    """

    id: int
    chat_id: int
    topic_id: int | None = None
    message_id: int | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class FailureLine:
    """A generation of a person's that has failed.

    Attributes:
        id: its number.
        model: its slug.
        failure: of `bot.errors.FailureKind`, or empty.
        at: when it was asked for.
    """

    id: int
    model: str
    failure: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportThreadLine:
    """A thread in a list.

    Attributes:
        thread: the thread.
        name, username: of its person, as last seen.
    """

    thread: SupportThread
    name: str
    username: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportMessageLine:
    """A message in a list: who wrote what kind when, and whether it has arrived; nothing of what was said.

    Attributes:
        id: row id.
        side, author_id, kind, at: as in `SupportMessage`.
        arrived, waiting: chats where it is, and where it is on its way to.
    """

    id: int
    side: SupportSide
    author_id: int | None
    kind: SupportKind
    at: datetime
    arrived: int
    waiting: int


class SupportRepository(Protocol):
    """Support threads within a transaction."""

    async def open_support_thread(self, person_id: int, receipt: int, at: datetime) -> SupportThread:
        """The person's thread, open: a new one, or theirs again. A receipt of 0 leaves the one that it has."""
        ...

    async def support_thread(self, thread_id: int) -> SupportThread | None:
        """The thread, or None."""
        ...

    async def close_support_thread(self, thread_id: int, at: datetime) -> bool:
        """Close it; returns whether it was open."""
        ...

    async def note_support_topic(self, thread_id: int, chat_id: int | None, topic_id: int | None) -> bool:
        """The thread has this topic, open and without a card, or none any more; returns whether there is such a thread."""
        ...

    async def note_support_card(self, thread_id: int, card_id: int) -> None:
        """The topic has a card."""
        ...

    async def note_support_topic_state(self, thread_id: int, *, closed: bool) -> None:
        """Telegram shows the topic as closed, or open."""
        ...

    async def put_off_support_topic(self, thread_id: int, until: datetime) -> None:
        """Look again at the topic of a closed thread at that time."""
        ...

    async def add_support_message(
        self, message: SupportMessage, to: Sequence[tuple[int, SupportPurpose]], due_at: datetime
    ) -> bool:
        """Store a message on its way to these chats; returns whether it is new: one that was written before is left alone."""
        ...

    async def change_support_words(self, chat_id: int, message_id: int, words: str, due_at: datetime) -> bool:
        """The message that was written there says something else now: it is due everywhere; returns whether there is one."""
        ...

    async def note_support_sent(self, delivery_id: int, sent_id: int | None) -> None:
        """It arrived as this message, or never will (None). The words go when nothing of the message is on its way any more."""
        ...

    async def put_off_support_delivery(self, delivery_id: int, until: datetime) -> None:
        """It was tried in vain, and is due then."""
        ...

    async def put_off_support_chat(self, chat_id: int, until: datetime) -> None:
        """Nothing that waits for this chat is due before that."""
        ...

    async def redirect_support(self, chat_id: int, to: Sequence[int]) -> int:
        """What waits for this chat goes to these instead; returns how many messages."""
        ...

    async def has_support_arrived(self, message_id: int) -> bool:
        """Whether the message has arrived anywhere."""
        ...

    async def remove_support_removal(self, removal_id: int) -> None:
        """It was deleted, or never will be."""
        ...

    async def put_off_support_removal(self, removal_id: int, until: datetime) -> None:
        """It was tried in vain, and is due then."""
        ...


class SupportReader(Protocol):
    """Reads support threads, without a transaction."""

    async def support_place(self, chat_id: int, message_id: int) -> SupportPlace | None:
        """What stands there, when it belongs to a thread."""
        ...

    async def support_album(self, chat_id: int, album: str) -> Sequence[SupportMessage]:
        """Messages of a thread that were written there as this album, in their order."""
        ...

    async def support_thread_with(self, thread_id: int) -> SupportThread | None:
        """The thread, or None."""
        ...

    async def support_thread_in(self, chat_id: int, topic_id: int) -> SupportThread | None:
        """The thread that has this topic, or None."""
        ...

    async def support_chats_due(self, now: datetime, limit: int) -> Sequence[int]:
        """Chats for which something is due."""
        ...

    async def support_due(self, chat_id: int, now: datetime, limit: int) -> Sequence[SupportDelivery]:
        """What is due for this chat, the oldest first."""
        ...

    async def support_topics_due(self, now: datetime, limit: int) -> Sequence[SupportThread]:
        """Closed threads whose topics are open."""
        ...

    async def support_removals_due(self, now: datetime, limit: int) -> Sequence[SupportRemoval]:
        """What is to be deleted."""
        ...

    async def support_next_due(self) -> datetime | None:
        """When something is due next."""
        ...

    async def open_support_threads(self, before: int | None, limit: int) -> Sequence[SupportThreadLine]:
        """Open threads, the newest first; those with smaller ids than `before`."""
        ...

    async def support_messages_of(
        self, thread_id: int, before: int | None, limit: int
    ) -> Sequence[SupportMessageLine]:
        """Messages of a thread, the newest first; those with smaller ids than `before`."""
        ...

    async def failures_of(self, person_id: int, limit: int) -> Sequence[FailureLine]:
        """Generations that have failed, among the person's newest 50, the newest first."""
        ...
