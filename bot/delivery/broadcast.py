"""Brings the operators' broadcasts to people: slowly, behind everything else, and not twice to one person.

Before each person the bookmark is written, so that who is tried during a crash gets no message rather than two. One gap is
left: when the connection breaks while Telegram answers, the next try may be the second copy.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from enum import Enum
from typing import Final, Protocol

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import InlineKeyboardMarkup

from bot.delivery.session.rate_limit import Priority, priority
from bot.domain.broadcast import Broadcast, BroadcastQueue
from bot.domain.person import Person, PersonRepository
from bot.ports import Clock

BATCH: Final = 100
"""People read at once."""
PAUSE_SECONDS: Final = 0.05
"""Between two people: two thirds of what Telegram takes in all stay free for everything else."""

TROUBLE_SECONDS: Final = 10.0
"""Until the next try after a fault of Telegram, the network or the database."""

_NO_MESSAGE: Final = ("message to copy not found", "message can't be copied", "message_id_invalid")
"""What Telegram says when what is copied is gone: no one could get it (tdlib/telegram-bot-api, Client.cpp)."""


class Reports(Protocol):
    """Says in HTML how a broadcast goes, to the operator who sends it."""

    def broadcast_ended(self, ended: Broadcast, code_uses: int, operator: Person | None) -> str:
        """Everybody was tried; in the language of who sends it."""
        ...

    def broadcast_held(self, held: Broadcast, operator: Person | None) -> str:
        """It was paused: its message is gone."""
        ...


class Buttons(Protocol):
    """What stands below a broadcast."""

    async def below(self, broadcast: Broadcast, person_id: int) -> tuple[InlineKeyboardMarkup | None, bool]:
        """The buttons for this person, in their language, and whether they want it at all."""
        ...


class CodeUses(Protocol):
    """Counts uses of promo codes."""

    async def code_uses(self, broadcast: Broadcast) -> int:
        """How often its promo codes have been used since it began."""
        ...


class _Sent(Enum):
    REACHED = "reached"
    MISSED = "missed"
    NOT_TRIED = "not tried"
    """A stop or a pause came between two tries."""
    NO_MESSAGE = "no message"


_log = logging.getLogger(__name__)


class Broadcaster:
    """Runs broadcasts: one after the other, and while all who are left of one wait for their time, the next.

    Args:
        bot: sends.
        queue: the broadcasts and their people.
        people: their clocks and quiet hours.
        clock: the time.
        buttons: what stands below a message, and who wants it.
        reports: the words for the operator.
        code_uses: for the report.
        pause: seconds between two people.
        trouble: seconds until the next try after a fault.
    """

    def __init__(
        self,
        bot: Bot,
        queue: BroadcastQueue,
        people: PersonRepository,
        clock: Clock,
        *,
        buttons: Buttons,
        reports: Reports,
        code_uses: CodeUses,
        pause: float = PAUSE_SECONDS,
        trouble: float = TROUBLE_SECONDS,
    ) -> None:
        self._bot = bot
        self._queue = queue
        self._people = people
        self._clock = clock
        self._buttons = buttons
        self._reports = reports
        self._code_uses = code_uses
        self._pause = pause
        self._trouble = trouble
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()

    def wake(self) -> None:
        """There is something to send, or other times hold."""
        self._woken.set()

    def stop(self) -> None:
        """End after the person whose turn it is; the next start goes on behind them."""
        self._stopping.set()
        self._woken.set()

    async def run(self) -> None:
        """Send until stopped, beginning with what an earlier process left."""
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                broadcast = await self._queue.ready() or await self._queue.begin_due()
                if broadcast is not None:
                    await self._send_on(broadcast)
                else:
                    await self._sleep()
            except Exception:  # noqa: BLE001  a broadcast must not stop what people have paid for
                _log.exception("a broadcast is held up")
                await self._rest(self._trouble)

    async def _sleep(self) -> None:
        """Until there is something new, or the first quiet hours end that a person waits for."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), await self._queue.seconds_to_wait())

    async def _send_on(self, broadcast: Broadcast) -> None:
        """Who has waited long enough, then the next people; its end when no one is left."""
        waiting = await self._queue.waiting(broadcast, limit=BATCH)
        if waiting:
            await self._send_to_waiting(broadcast, waiting)
        elif not broadcast.tried:
            await self._send_to_next(broadcast)
        else:
            await self._end(broadcast)

    async def _send_to_waiting(self, broadcast: Broadcast, people: Sequence[int]) -> None:
        welcome = await self._queue.still_welcome(broadcast, people)
        for person_id in people:
            if self._stopping.is_set():
                return
            due_at = await self._due_at(broadcast, person_id)
            if due_at is not None and person_id in welcome:
                await self._queue.postpone(broadcast, {person_id: due_at})
                continue
            if not await self._queue.take_waiting(broadcast, person_id):
                return
            if person_id not in welcome:
                continue
            markup, is_wanted = await self._buttons.below(broadcast, person_id)
            if not is_wanted:
                await self._queue.count(broadcast, skipped=1)
                continue
            if not await self._send(broadcast, person_id, markup):
                return
            await self._rest(self._pause)

    async def _send_to_next(self, broadcast: Broadcast) -> None:
        """The next people by id. Who waits, or wants no news, costs nothing but a line in the next transaction."""
        portion = await self._queue.people_after(broadcast, limit=BATCH)
        if portion.up_to is None:
            await self._queue.advance(broadcast, broadcast.after_id, tried=True)
            return
        waits: dict[int, datetime] = {}
        skipped = 0
        for person_id in portion.people:
            if self._stopping.is_set():
                return
            markup, is_wanted = await self._buttons.below(broadcast, person_id)
            due_at = await self._due_at(broadcast, person_id) if is_wanted else None
            if not is_wanted:
                skipped += 1
            elif due_at is not None:
                waits[person_id] = due_at
            else:
                if not await self._queue.advance(broadcast, person_id, waits=waits, skipped=skipped):
                    return
                waits, skipped = {}, 0
                if not await self._send(broadcast, person_id, markup):
                    return
                await self._rest(self._pause)
        await self._queue.advance(broadcast, portion.up_to, waits=waits, skipped=skipped)

    async def _due_at(self, broadcast: Broadcast, person_id: int) -> datetime | None:
        """When this person may get it; None = now."""
        person = await self._people.person(person_id)
        return broadcast.due_for(person, self._clock.now()) if person is not None else None

    async def _send(self, broadcast: Broadcast, person_id: int, markup: InlineKeyboardMarkup | None) -> bool:
        """One person, behind whom the bookmark stands already. False when the broadcast does not go on now."""
        sent = await self._reaches(broadcast, person_id, markup)
        if sent is _Sent.NOT_TRIED:
            await self._queue.postpone(broadcast, {person_id: self._clock.now()})
            return False
        if sent is _Sent.NO_MESSAGE:
            _log.warning("broadcast %s is paused: its message is gone", broadcast.id)
            if await self._queue.hold(broadcast, person_id):
                operator = await self._people.person(broadcast.admin_id)
                await self._tell(broadcast, self._reports.broadcast_held(broadcast, operator))
            return False
        await self._queue.count(
            broadcast, reached=int(sent is _Sent.REACHED), missed=int(sent is _Sent.MISSED)
        )
        return True

    async def _reaches(
        self, broadcast: Broadcast, person_id: int, markup: InlineKeyboardMarkup | None
    ) -> _Sent:
        while not self._stopping.is_set():
            try:
                with priority(Priority.PROGRESS):
                    await self._bot.copy_message(
                        person_id, broadcast.chat_id, broadcast.message_id, reply_markup=markup
                    )
            except TelegramRetryAfter as held:
                await self._rest(held.retry_after)
            except (TelegramNetworkError, TelegramServerError):
                await self._rest(self._trouble)
            except AiogramError as error:
                if isinstance(error, TelegramBadRequest) and _is_gone(error):
                    return _Sent.NO_MESSAGE
                _log.info("broadcast %s missed a person: %s", broadcast.id, type(error).__name__)
                return _Sent.MISSED
            else:
                return _Sent.REACHED
            if not await self._queue.is_under_way(broadcast):
                break
        return _Sent.NOT_TRIED

    async def _end(self, broadcast: Broadcast) -> None:
        ended = await self._queue.end(broadcast)
        if ended is not None:
            uses = await self._code_uses.code_uses(ended)
            operator = await self._people.person(ended.admin_id)
            await self._tell(ended, self._reports.broadcast_ended(ended, uses, operator))

    async def _tell(self, broadcast: Broadcast, text: str) -> None:
        try:
            await self._bot.send_message(broadcast.admin_id, text, parse_mode="HTML")
        except TelegramAPIError as error:
            _log.info("what became of broadcast %s was not announced: %s", broadcast.id, type(error).__name__)

    async def _rest(self, seconds: float) -> None:
        """Wait, but no longer than until a stop is requested."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)


def _is_gone(error: TelegramBadRequest) -> bool:
    said = error.message.casefold()
    return any(words in said for words in _NO_MESSAGE)
