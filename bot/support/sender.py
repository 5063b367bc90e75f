"""Brings messages of support threads to the chats that they were stored for, and keeps topics at Telegram as threads are.

Everything that waits is a row; what was sent is noted right after it. A process that dies between the two sends once more: a
message comes twice at the worst, and none is lost.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Final, Protocol

from bot.back_off import back_off
from bot.domain.support import (
    SupportDelivery,
    SupportMessage,
    SupportPurpose,
    SupportReader,
    SupportRemoval,
    SupportThread,
)
from bot.errors import ChatGone, DeliveryError, DeliveryPostponed, StorageError
from bot.ports import Alert, AlertKind, Clock, Store
from bot.support.facts import SupportCard, SupportFacts, SupportFactsReader
from bot.workers.isolated import isolated

LOOK_SECONDS: Final = 30.0
"""Between two looks without being woken and with nothing due before."""
_SHORTEST: Final = 0.05
_CHATS: Final = 8
"""Chats that are written to at once."""
_AT_ONCE: Final = 50
_TRIES: Final = 4
"""A topic can be gone, be closed, and be without a card, once each."""
_FIRST_WAIT: Final = timedelta(seconds=30)
_LONGEST_WAIT: Final = timedelta(hours=6)
_REMOVALS_GIVEN_UP: Final = 3

_log = logging.getLogger(__name__)


class TopicGone(DeliveryError):
    """The topic was deleted."""


class TopicClosed(DeliveryError):
    """The topic is closed, and takes nothing."""


class ForumUnusable(DeliveryError):
    """The forum cannot be worked in: the bot is not in it, may not write or make topics there, or it has none."""


class ForumMoved(DeliveryError):
    """The group has another id now.

    Attributes:
        chat_id: that one.
    """

    def __init__(self, chat_id: int) -> None:
        super().__init__(str(chat_id))
        self.chat_id = chat_id


class NotBrought(DeliveryError):
    """Telegram does not take this message, now or later."""


class SupportMessenger(Protocol):
    """Telegram's side. Every method may raise DeliveryPostponed, those about a forum also ForumMoved."""

    async def bring(
        self, delivery: SupportDelivery, parts: Sequence[SupportMessage], facts: SupportFacts
    ) -> Sequence[int]:
        """Send a message, or an album of several; returns the messages there, in the order of the parts.

        Raises:
            ChatGone: a private chat cannot be written to.
            NotBrought: it cannot be copied.
            TopicGone, TopicClosed, ForumUnusable: in the forum.
        """
        ...

    async def bring_mention(self, delivery: SupportDelivery, facts: SupportFacts) -> int:
        """Say that something was written that cannot be copied. Raises as `bring`."""
        ...

    async def change(self, delivery: SupportDelivery, facts: SupportFacts) -> None:
        """Have a message that was sent say what it says now. What cannot be changed stays as it is."""
        ...

    async def open_topic(self, card: SupportCard, chat_id: int) -> int:
        """Open a topic for a thread. Raises ForumUnusable."""
        ...

    async def show_card(self, card: SupportCard) -> int:
        """Send the card of a topic and pin it. Raises as `bring`."""
        ...

    async def set_topic_closed(self, chat_id: int, topic_id: int, *, closed: bool) -> None:
        """Close or open a topic; repeating it changes nothing. Raises TopicGone, ForumUnusable."""
        ...

    async def acknowledge(self, message: SupportMessage) -> None:
        """Show its author that it arrived. Best effort, never raises."""
        ...

    async def say_not_brought(self, delivery: SupportDelivery, facts: SupportFacts, *, gone: bool) -> None:
        """Tell an operator that their answer did not arrive: the person has blocked the bot (`gone`), or Telegram refuses it.

        Raises ChatGone, NotBrought, TopicGone, TopicClosed, ForumUnusable.
        """
        ...

    async def remove(self, removal: SupportRemoval) -> bool:
        """Delete it; False when Telegram does not let it be deleted."""
        ...


class SupportSender:
    """Sends what is due.

    Args:
        store: opens transactions.
        reader: what is due.
        facts: what stands above it.
        messenger: Telegram's side.
        clock: the time.
        operators: who reads what the forum does not take.
    """

    def __init__(
        self,
        store: Store,
        reader: SupportReader,
        facts: SupportFactsReader,
        messenger: SupportMessenger,
        clock: Clock,
        operators: Callable[[], Sequence[int]],
    ) -> None:
        self._store = store
        self._reader = reader
        self._facts = facts
        self._messenger = messenger
        self._clock = clock
        self._operators = operators
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something may be due now."""
        self._woken.set()

    async def run(self) -> None:
        """Send until cancelled, beginning with what an earlier process left."""
        while True:
            self._woken.clear()
            wait = LOOK_SECONDS
            try:
                await self.send()
                wait = await self._seconds_until_due()
            except StorageError as error:
                _log.warning("support waits for the database: %s", error)
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._woken.wait()

    async def send(self) -> None:
        """Send what is due now.

        Raises:
            StorageError: it cannot be read, or not be noted.
        """
        chats = await self._reader.support_chats_due(self._clock.now(), _CHATS)
        try:
            async with asyncio.TaskGroup() as group:
                for chat_id in chats:
                    group.create_task(self._send_to(chat_id))
        except* StorageError as errors:
            raise errors.exceptions[0] from None
        for thread in await self._reader.support_topics_due(self._clock.now(), _AT_ONCE):
            await self._close_topic(thread)
        for removal in await self._reader.support_removals_due(self._clock.now(), _AT_ONCE):
            await self._remove(removal)

    async def _seconds_until_due(self) -> float:
        due = await self._reader.support_next_due()
        if due is None:
            return LOOK_SECONDS
        return min(LOOK_SECONDS, max(_SHORTEST, (due - self._clock.now()).total_seconds()))

    async def _send_to(self, chat_id: int) -> None:
        """Everything that is due for a chat, in its order, until Telegram wants us to wait."""
        due = list(await self._reader.support_due(chat_id, self._clock.now(), _AT_ONCE))
        while due:
            first = due[0]
            parts = [one for one in due if _is_of_one_album(first, one)] or [first]
            due = [one for one in due if one not in parts]
            with isolated(_log, "support delivery %s was not sent", first.id) as isolation:
                try:
                    await self._deliver(parts)
                except DeliveryPostponed as later:
                    until = self._clock.now() + timedelta(seconds=later.retry_after)
                    async with self._store.transaction() as tx:
                        await tx.put_off_support_chat(chat_id, until)
                    return
                except ForumMoved as moved:
                    async with self._store.transaction() as tx:
                        await tx.redirect_support(chat_id, [moved.chat_id])
                    self.wake()
                    return
                except ForumUnusable as unusable:
                    await self._leave_forum(chat_id, str(unusable))
                    return
            if isolation.failed:
                await self._put_off(parts)

    async def _deliver(self, parts: Sequence[SupportDelivery]) -> None:
        first = parts[0]
        facts = await self._facts.of(first)
        if first.sent_id is not None:
            await self._messenger.change(first, facts)
            await self._note(parts, [first.sent_id])
            return
        try:
            sent = await self._bring(parts, facts)
        except ChatGone:
            await self._not_arrived(parts, facts, gone=True)
        except NotBrought as refused:
            _log.info("support message %s cannot be copied: %s", first.message.id, refused)
            await self._not_arrived(parts, facts, gone=False)
        else:
            await self._note(parts, sent)
            if first.purpose is SupportPurpose.ANSWER:
                await self._messenger.acknowledge(first.message)

    async def _bring(
        self, parts: Sequence[SupportDelivery], facts: SupportFacts, *, mention: bool = False
    ) -> Sequence[int]:
        """Send them; into a forum with a topic that is there and open."""
        delivery, messages = parts[0], [one.message for one in parts]
        for _ in range(_TRIES):
            try:
                if delivery.chat_id < 0:
                    delivery = replace(delivery, thread=await self._topic(delivery))
                if mention:
                    return [await self._messenger.bring_mention(delivery, facts)]
                return await self._messenger.bring(delivery, messages, facts)
            except TopicGone:
                async with self._store.transaction() as tx:
                    await tx.note_support_topic(delivery.thread.id, None, None)
            except TopicClosed:
                await self._open_again(delivery.thread)
        msg = "its topic does not stay"
        raise ForumUnusable(msg)

    async def _topic(self, delivery: SupportDelivery) -> SupportThread:
        """The thread with its topic, and with the card on top of that."""
        thread = await self._reader.support_thread_with(delivery.thread.id)
        if thread is None:
            msg = "the person is forgotten"
            raise NotBrought(msg)
        if thread.topic_id is None or thread.chat_id != delivery.chat_id:
            card = await self._facts.card(thread, delivery.chat_id)
            topic_id = await self._messenger.open_topic(card, delivery.chat_id)
            async with self._store.transaction() as tx:
                known = await tx.note_support_topic(thread.id, delivery.chat_id, topic_id)
            if not known:
                await self._messenger.remove(
                    SupportRemoval(id=0, chat_id=delivery.chat_id, topic_id=topic_id)
                )
                msg = "the person is forgotten"
                raise NotBrought(msg)
            return await self._topic(delivery)
        if thread.card_id is None:
            card_id = await self._messenger.show_card(await self._facts.card(thread, delivery.chat_id))
            async with self._store.transaction() as tx:
                await tx.note_support_card(thread.id, card_id)
        if thread.topic_closed and delivery.purpose is SupportPurpose.LETTER:
            await self._open_again(thread)
        return thread

    async def _open_again(self, thread: SupportThread) -> None:
        if thread.chat_id is None or thread.topic_id is None:
            return
        await self._messenger.set_topic_closed(thread.chat_id, thread.topic_id, closed=False)
        async with self._store.transaction() as tx:
            await tx.note_support_topic_state(thread.id, closed=False)

    async def _note(self, parts: Sequence[SupportDelivery], sent: Sequence[int | None]) -> None:
        """Write down what arrived; of an album's parts those that Telegram has left out are over, too."""
        arrived = [*sent, *([None] * len(parts))]
        async with self._store.transaction() as tx:
            for part, sent_id in zip(parts, arrived, strict=False):
                await tx.note_support_sent(part.id, sent_id)

    async def _not_arrived(
        self, parts: Sequence[SupportDelivery], facts: SupportFacts, *, gone: bool
    ) -> None:
        """An answer that does not arrive is said to who wrote it. A letter is mentioned where it cannot be copied, and waits while
        it has reached no one."""
        first = parts[0]
        match first.purpose:
            case SupportPurpose.ANSWER:
                if first.message.message_id is not None:
                    with suppress(ChatGone, NotBrought, TopicGone, TopicClosed, ForumUnusable):
                        await self._messenger.say_not_brought(first, facts, gone=gone)
            case SupportPurpose.LETTER if not gone:
                with suppress(ChatGone, NotBrought):
                    await self._note(parts, await self._bring(parts, facts, mention=True))
                    return
            case SupportPurpose.LETTER:
                async with self._store.transaction() as tx:
                    is_elsewhere = await tx.has_support_arrived(first.message.id)
                if not is_elsewhere:
                    await self._put_off(parts)
                    return
        await self._note(parts, [])

    async def _put_off(self, parts: Sequence[SupportDelivery]) -> None:
        wait = back_off(parts[0].attempts, first=_FIRST_WAIT, longest=_LONGEST_WAIT)
        async with self._store.transaction() as tx:
            for part in parts:
                await tx.put_off_support_delivery(part.id, self._clock.now() + wait)

    async def _leave_forum(self, chat_id: int, words: str) -> None:
        """What waits for the forum goes to the private chats of those who answer, and the admins are notified."""
        operators, now = self._operators(), self._clock.now()
        async with self._store.transaction() as tx:
            if operators:
                await tx.redirect_support(chat_id, operators)
            await tx.put_off_support_chat(chat_id, now + _LONGEST_WAIT)
            await tx.add_notice(Alert(kind=AlertKind.SUPPORT_CHAT, detail=words), now)
        self.wake()

    async def _close_topic(self, thread: SupportThread) -> None:
        """Telegram shows a closed thread as closed."""
        if thread.chat_id is None or thread.topic_id is None:
            return
        until = self._clock.now() + _LONGEST_WAIT
        with isolated(_log, "the topic of support thread %s was not closed", thread.id):
            try:
                await self._messenger.set_topic_closed(thread.chat_id, thread.topic_id, closed=True)
            except TopicGone:
                async with self._store.transaction() as tx:
                    await tx.note_support_topic(thread.id, None, None)
                return
            except DeliveryPostponed as later:
                until = self._clock.now() + timedelta(seconds=later.retry_after)
            except (ForumUnusable, ForumMoved):
                pass
            else:
                async with self._store.transaction() as tx:
                    await tx.note_support_topic_state(thread.id, closed=True)
                return
        async with self._store.transaction() as tx:
            await tx.put_off_support_topic(thread.id, until)

    async def _remove(self, removal: SupportRemoval) -> None:
        """Delete something of a forgotten person. Of a topic that stays the admins are notified: they can delete it by hand."""
        now = self._clock.now()
        until, is_removed = now + back_off(removal.attempts, first=_FIRST_WAIT, longest=_LONGEST_WAIT), False
        with isolated(_log, "support removal %s failed", removal.id):
            try:
                is_removed = await self._messenger.remove(removal)
            except DeliveryPostponed as later:
                until = now + timedelta(seconds=later.retry_after)
                async with self._store.transaction() as tx:
                    await tx.put_off_support_removal(removal.id, until)
                return
            except (ForumUnusable, ForumMoved, ChatGone):
                is_removed = False
        is_over = is_removed or removal.topic_id is None or removal.attempts >= _REMOVALS_GIVEN_UP
        async with self._store.transaction() as tx:
            if is_over:
                await tx.remove_support_removal(removal.id)
            else:
                await tx.put_off_support_removal(removal.id, until)
            if not is_removed and is_over and removal.topic_id is not None:
                detail = f"{removal.chat_id} {removal.topic_id}"
                await tx.add_notice(Alert(kind=AlertKind.SUPPORT_TOPIC_STAYS, detail=detail), now)


def _is_of_one_album(first: SupportDelivery, other: SupportDelivery) -> bool:
    same = (first.message.album, first.message.chat_id, first.purpose)
    is_new = first.sent_id is None and other.sent_id is None
    return (
        bool(first.message.album)
        and is_new
        and (other.message.album, other.message.chat_id, other.purpose) == same
    )
