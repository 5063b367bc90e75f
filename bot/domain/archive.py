"""Archives of a person's results as files: what was asked for, and how far it was sent. Free, and no generation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Protocol, Self

from bot.domain.generation import Destination, Generation
from bot.domain.month import Month
from bot.errors import IllegalStep

MOST_RESULTS: Final = 1000
"""Results in one archive; the next ones of the month are another one."""
MOST_BEGUN: Final = 5
"""How often the work on one part is begun: what kills the process every time must not do so for ever."""
MOST_SENT: Final = 5
"""How often sending one part is begun without knowing what became of it: it may come so often, never more."""


class ArchiveState(StrEnum):
    """Where an archive is in its life."""

    ASKED = "asked"
    """Its message is on its way to the chat; nothing is done before it is there."""
    WAITING = "waiting"
    """It waits in line, for its first part or the next one."""
    PACKING = "packing"
    """The files of a part are being fetched."""
    SENDING = "sending"
    """A part is on its way to the chat."""
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED: Final = frozenset({ArchiveState.WAITING, ArchiveState.PACKING, ArchiveState.SENDING})
"""States in which a person has an archive being made."""
STOPPABLE: Final = UNFINISHED | {ArchiveState.ASKED}
"""States in which it can be cancelled."""

NEXT: Final[Mapping[ArchiveState, frozenset[ArchiveState]]] = {
    ArchiveState.ASKED: frozenset({ArchiveState.WAITING, ArchiveState.CANCELLED}),
    ArchiveState.WAITING: frozenset({ArchiveState.PACKING, ArchiveState.FAILED, ArchiveState.CANCELLED}),
    ArchiveState.PACKING: frozenset(
        {
            ArchiveState.PACKING,
            ArchiveState.WAITING,
            ArchiveState.SENDING,
            ArchiveState.SENT,
            ArchiveState.FAILED,
            ArchiveState.CANCELLED,
        }
    ),
    ArchiveState.SENDING: frozenset(
        {
            ArchiveState.PACKING,
            ArchiveState.WAITING,
            ArchiveState.SENT,
            ArchiveState.FAILED,
            ArchiveState.CANCELLED,
        }
    ),
    ArchiveState.SENT: frozenset(),
    ArchiveState.FAILED: frozenset(),
    ArchiveState.CANCELLED: frozenset(),
}
"""Every legal step. What was killed while it was sent is packed once more: the file is gone."""


class ArchiveProblem(StrEnum):
    """Why no more of an archive comes."""

    NOTHING_LEFT = "nothing-left"
    """None of its files can be had."""
    UNREACHABLE = "unreachable"
    """Files could not be fetched for a long time, or there was no room for them on the disk."""
    INTERRUPTED = "interrupted"
    """The bot was stopped again and again while it was at it."""
    FAILED = "failed"
    """A fault of ours."""


class WhyLeftOut(StrEnum):
    """Why a file is not in its archive."""

    GONE = "gone"
    """Telegram has no copy (any more), and its address has run out."""
    TOO_LARGE = "too-large"
    """It is larger than Telegram gives to bots, or takes from them."""
    UNREACHABLE = "unreachable"
    """Its server does not answer properly: the file may be gone, or come another time."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not in its archive: a result, the place of the file in it, and why."""

    generation_id: int
    position: int
    why: WhyLeftOut


@dataclass(frozen=True, slots=True, order=True)
class ArchivePlace:
    """How far an archive has come: the place of a result in its list, and the first file of it that was not seen to."""

    result: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """One archive that a person wants of their results.

    Attributes:
        id: row id, 0 before it is stored.
        person_id: who asked for it.
        chat_id, thread_id, reply_to: where, and the message that asked.
        language: what is spoken there.
        state: where it is in its life.
        month: whose results it has, None: those of one batch.
        page: which `MOST_RESULTS` of the month, from 1.
        total: how many results the month or the batch has.
        results: the generations, in their order.
        place: up to where everything is in parts that were sent.
        files, parts: how many of them were sent.
        left_out: what is in no part, of what lies before `place`.
        message_id: the message that shows the progress; None before it is sent.
        problem: why no more comes; None while nothing is wrong.
        created_at: when it was asked for.
        stuck_since: since when no part could be made or sent; None while it goes on.
        due_at: when its next step is due, None when there is none.
        begun, sent: how often the work on the next part, and sending it, was begun.
    """

    id: int = 0
    person_id: int
    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    language: str
    state: ArchiveState = ArchiveState.ASKED
    month: Month | None = None
    page: int = 1
    total: int
    results: tuple[int, ...]
    place: ArchivePlace = ArchivePlace()
    files: int = 0
    parts: int = 0
    left_out: tuple[LeftOut, ...] = ()
    message_id: int | None = None
    problem: ArchiveProblem | None = None
    created_at: datetime
    stuck_since: datetime | None = None
    due_at: datetime | None = None
    begun: int = 0
    sent: int = 0

    @property
    def destination(self) -> Destination:
        """Where the parts go."""
        return Destination(chat_id=self.chat_id, thread_id=self.thread_id, reply_to=self.reply_to)

    @property
    def first(self) -> int:
        """Which result of all it begins with, from 1."""
        return (self.page - 1) * MOST_RESULTS + 1

    @property
    def last(self) -> int:
        """Which result of all it ends with."""
        return self.first + len(self.results) - 1

    def stepped(self, state: ArchiveState, **changes: Any) -> Self:
        """The same in its next state.

        Raises:
            IllegalStep: it is no next state.
        """
        if state not in NEXT[self.state]:
            msg = f"archive {self.id}: {self.state} is not followed by {state}"
            raise IllegalStep(msg)
        return replace(self, state=state, **changes)


class ArchiveRepository(Protocol):
    """The archives' side of a transaction."""

    async def add_archive(self, archive: Archive) -> Archive:
        """Store a new one; returns it with its id."""
        ...

    async def archive(self, archive_id: int) -> Archive | None:
        """The archive, or None."""
        ...

    async def save_archive(self, archive: Archive, *, expected: ArchiveState) -> None:
        """Write it back; where it goes is left alone, only a move of the chat changes that.

        Raises:
            IllegalStep: it is in another state, or not there any more.
        """
        ...

    async def note_archive_message(self, archive_id: int, message_id: int) -> None:
        """This message shows it from now on."""
        ...

    async def unfinished_archives_of(self, person_id: int) -> int:
        """How many of this person's are being made."""
        ...

    async def archives_asked_since(self, person_id: int, moment: datetime) -> int:
        """How many of this person's were asked for since then, and were not given up before they were begun."""
        ...

    async def archives_in_line(self, most: int) -> int:
        """How many are unfinished, counted up to `most`."""
        ...

    async def results_in_month(
        self, person_id: int, chat_id: int | None, month: Month, *, offset: int, limit: int
    ) -> tuple[int, Sequence[int]]:
        """How many results the person has of a month (in this chat), and the ids of some of them, oldest first."""
        ...

    async def results_in_batch(self, person_id: int, batch_id: int) -> Sequence[int]:
        """The ids of the person's results in a batch, in the order of its parts."""
        ...

    async def results_of(self, person_id: int, generation_ids: Sequence[int]) -> Sequence[Generation]:
        """Those of these generations that are still the person's results, with their assets, in any order."""
        ...
