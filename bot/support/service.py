"""Takes in what people write to support and what operators answer; `bot.support.sender` brings it to the chats.

A message is stored together with the chats that it goes to, so that no death between an update and what it leads to loses
anything. What was said stays at Telegram; its words are kept only until they have arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.staff import Act, ActRecord
from bot.domain.support import (
    SupportKind,
    SupportMessage,
    SupportPlace,
    SupportPurpose,
    SupportReader,
    SupportSide,
    SupportThread,
)
from bot.errors import SupportAsked
from bot.ports import Clock, Store
from bot.rolling_window import RollingWindows, WindowLimit
from bot.staff.staff import Staff

LETTERS: Final = WindowLimit(20, 3600.0)
"""Messages that one person may write to support; an album counts once."""
LARGEST_ALBUM: Final = 10
"""Messages of an album (Bot API, sendMediaGroup)."""
ALBUM_WAIT: Final = timedelta(seconds=1)
"""After its newest part an album is taken to be complete."""

_REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message as it was written.

    Attributes:
        author_id: who wrote it.
        chat_id, message_id: where it stands.
        kind: what it is.
        words: HTML of its text or caption.
        album: Telegram's id of its album; empty for none.
    """

    author_id: int
    chat_id: int
    message_id: int
    kind: SupportKind
    words: str = ""
    album: str = ""


class SupportService:
    """Support threads.

    Args:
        store: opens transactions.
        reader: reads threads without a transaction.
        staff: who answers.
        clock: the time.
        forum: the chat that has a topic for each person; None = the private chats of those who answer.
        wake: something is to be brought to a chat.
    """

    def __init__(
        self,
        store: Store,
        reader: SupportReader,
        staff: Staff,
        clock: Clock,
        forum: Callable[[], int | None],
        wake: Callable[[], object],
    ) -> None:
        self._store = store
        self._reader = reader
        self._staff = staff
        self._clock = clock
        self._forum = forum
        self._wake = wake
        self._letters: RollingWindows[int] = RollingWindows(_REMEMBERED, LETTERS)

    @property
    def forum(self) -> int | None:
        """The chat that has a topic for each person, None for none."""
        return self._forum()

    async def write(self, said: Said, *, receipt: int = 0, answers: int | None = None) -> None:
        """A person writes to support: their thread is open from now on. Repeating it changes nothing.

        Args:
            said: their message.
            receipt: number of the payment that it is about, 0 for none.
            answers: id of the message of the thread that it replies to, None for none.

        Raises:
            SupportAsked: they wrote much just now.
        """
        begun = await self._reader.support_album(said.chat_id, said.album) if said.album else ()
        if len(begun) >= LARGEST_ALBUM:
            raise SupportAsked
        known = await self._reader.support_place(said.chat_id, said.message_id)
        now = self._clock.now()
        if not begun and known is None and not self._letters.take(said.author_id, now.timestamp()):
            raise SupportAsked
        async with self._store.transaction() as tx:
            if known is None:
                thread = await tx.open_support_thread(said.author_id, receipt, now)
                message = self._message(said, thread, SupportSide.PERSON, answers, receipt)
                to = [(chat_id, SupportPurpose.LETTER) for chat_id in self.audience()]
                await tx.add_support_message(message, to, self._due(said))
        self._wake()

    async def answer(self, said: Said, thread: SupportThread, answers: int | None) -> None:
        """An operator replies to a message of a thread: the person has it, and the others see it. Repeating it changes nothing.

        Args:
            said: their message.
            thread: whose.
            answers: id of the message of the thread that it replies to, None for none.
        """
        message = self._message(said, thread, SupportSide.STAFF, answers, 0)
        async with self._store.transaction() as tx:
            if await tx.support_thread(thread.id) is not None:  # its person may be forgotten meanwhile
                to = self._of_answer(thread, said.author_id, said.chat_id)
                await tx.add_support_message(message, to, self._due(said))
        self._wake()

    async def go_on(self, said: Said) -> SupportSide | None:
        """A further part of an album whose beginning belongs to a thread; returns who wrote it, None when it belongs to none.

        Raises:
            SupportAsked: an album has no more parts.
        """
        begun = await self._reader.support_album(said.chat_id, said.album) if said.album else ()
        if not begun or begun[0].author_id != said.author_id:
            return None
        first = begun[0]
        if first.side is SupportSide.PERSON:
            await self.write(said, receipt=first.receipt, answers=first.answers)
        elif self.may_answer(said.author_id):
            thread = await self._reader.support_thread_with(first.thread_id)
            if thread is not None and len(begun) < LARGEST_ALBUM:
                await self.answer(said, thread, first.answers)
        return first.side

    async def change(self, said: Said) -> bool:
        """A message of a thread was edited; returns whether it is one. What an operator said is changed only by who still has a role that is enough."""
        place = await self._reader.support_place(said.chat_id, said.message_id)
        if place is None or place.message.author_id != said.author_id:
            return False
        if place.side is SupportSide.STAFF and not self.may_answer(said.author_id):
            return True
        async with self._store.transaction() as tx:
            changed = await tx.change_support_words(
                said.chat_id, said.message_id, said.words, self._clock.now()
            )
        if changed:
            self._wake()
        return changed

    async def close(self, thread_id: int, *, by: int) -> bool:
        """An operator closes a thread; the person reads it, and a new message of theirs opens it again.

        Returns:
            False when there is nothing to close (any more).
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            thread = await tx.support_thread(thread_id)
            if thread is None or not await tx.close_support_thread(thread_id, now):
                return False
            message = SupportMessage(
                thread_id=thread_id,
                side=SupportSide.STAFF,
                author_id=by,
                kind=SupportKind.CLOSED,
                at=now,
            )
            await tx.add_support_message(message, self._of_answer(thread, by), now)
            await tx.note_act(
                ActRecord(
                    by_id=by,
                    act=Act.SUPPORT,
                    person_id=thread.person_id,
                    is_about_person=True,
                    after="closed",
                    at=now,
                )
            )
        self._wake()
        return True

    async def at(self, chat_id: int, message_id: int) -> SupportPlace | None:
        """What stands there, when it belongs to a thread."""
        return await self._reader.support_place(chat_id, message_id)

    async def of_topic(self, chat_id: int, topic_id: int) -> SupportThread | None:
        """The thread that has this topic, or None."""
        return await self._reader.support_thread_in(chat_id, topic_id)

    async def note_topic_closed(self, chat_id: int, topic_id: int) -> None:
        """A topic was closed by hand: the next message of its person opens it again."""
        thread = await self.of_topic(chat_id, topic_id)
        if thread is not None:
            async with self._store.transaction() as tx:
                await tx.note_support_topic_state(thread.id, closed=True)

    async def thread(self, thread_id: int) -> SupportThread | None:
        """The thread, or None."""
        return await self._reader.support_thread_with(thread_id)

    def audience(self) -> Sequence[int]:
        """The chats where people are answered."""
        forum = self._forum()
        return [forum] if forum is not None else self.operators()

    def wake(self) -> None:
        """Something of a thread is to be done at Telegram."""
        self._wake()

    def may_answer(self, person_id: int) -> bool:
        """Whether a person may answer others now."""
        return self._staff.may(person_id, Act.SUPPORT)

    def operators(self) -> Sequence[int]:
        """Telegram ids of everybody who may answer."""
        return sorted(one for one in self._staff.roles if self.may_answer(one))

    def _of_answer(
        self, thread: SupportThread, by: int, chat_id: int | None = None
    ) -> list[tuple[int, SupportPurpose]]:
        """Where an operator's words go: to the person, and to those who answer, but for who wrote them and where they stand."""
        others = [one for one in self.audience() if one not in {by, chat_id, thread.person_id}]
        return [
            (thread.person_id, SupportPurpose.ANSWER),
            *((chat, SupportPurpose.NOTE) for chat in others),
        ]

    def _due(self, said: Said) -> datetime:
        return self._clock.now() + (ALBUM_WAIT if said.album else timedelta(0))

    def _message(
        self, said: Said, thread: SupportThread, side: SupportSide, answers: int | None, receipt: int
    ) -> SupportMessage:
        return SupportMessage(
            thread_id=thread.id,
            side=side,
            author_id=said.author_id,
            kind=said.kind,
            chat_id=said.chat_id,
            message_id=said.message_id,
            album=said.album,
            words=said.words,
            answers=answers,
            receipt=receipt,
            at=self._clock.now(),
        )
