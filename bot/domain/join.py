"""Clips that are joined to one film: what was asked for, and where it stands. Free, and no generation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Protocol, Self

from bot.domain.generation import Destination, Reference
from bot.errors import IllegalStep

MOST_CLIPS: Final = 10
LONGEST: Final = 120
"""Seconds of a film."""
MOST_MEGABYTES: Final = 400
"""Of all files of one film, which lie on the disk together."""
LONGEST_SIDE: Final = 1280
SHORTEST_SIDE: Final = 720
"""Pixels of a film's longer and shorter side, at most."""
OPEN_FOR: Final = timedelta(hours=1)
"""How long a list of clips is added to; a later command begins another one."""
MOST_BEGUN: Final = 3
"""How often the work on one film is begun: what kills the process every time must not do so for ever."""
MOST_SENT: Final = 2
"""How often sending one is begun: killed in between, it may have come, and comes once more."""


class JoinState(StrEnum):
    """Where a join is in its life."""

    CHOOSING = "choosing"
    """Clips are being picked."""
    WAITING = "waiting"
    """It waits in line."""
    WORKING = "working"
    """The clips are being fetched and joined."""
    SENDING = "sending"
    """The film is on its way to the chat."""
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED: Final = frozenset({JoinState.WAITING, JoinState.WORKING, JoinState.SENDING})
"""States in which a person has a film being made."""
STOPPABLE: Final = frozenset({JoinState.CHOOSING, JoinState.WAITING, JoinState.WORKING})
"""States in which it can be cancelled."""

NEXT: Final[Mapping[JoinState, frozenset[JoinState]]] = {
    JoinState.CHOOSING: frozenset({JoinState.WAITING, JoinState.CANCELLED}),
    JoinState.WAITING: frozenset({JoinState.WORKING, JoinState.FAILED, JoinState.CANCELLED}),
    JoinState.WORKING: frozenset(
        {JoinState.WORKING, JoinState.WAITING, JoinState.SENDING, JoinState.FAILED, JoinState.CANCELLED}
    ),
    JoinState.SENDING: frozenset({JoinState.WORKING, JoinState.SENT, JoinState.FAILED}),
    JoinState.SENT: frozenset(),
    JoinState.FAILED: frozenset(),
    JoinState.CANCELLED: frozenset(),
}
"""Every legal step. What was killed while it was sent is worked on once more: the file is gone."""


class JoinProblem(StrEnum):
    """Why no film was made."""

    TOO_LONG = "too-long"
    """The clips are longer together than `LONGEST`."""
    TOO_LARGE = "too-large"
    """Their files are larger together than `MOST_MEGABYTES`."""
    UNREADABLE = "unreadable"
    """A clip or the song is something else than it says, broken, too large for Telegram to give, or gone."""
    FAILED = "failed"
    """It could not be joined: it took too long, or became too large."""
    INTERRUPTED = "interrupted"
    """The bot was stopped again and again while it was at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPiece:
    """A clip, or the song.

    Attributes:
        reference: where it is.
        generation_id: what made it here, 0 for what was sent.
        position: of the asset within that.
    """

    reference: Reference
    generation_id: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """One film that a person wants made of clips.

    Attributes:
        id: row id, 0 before it is stored.
        person_id: who asked for it.
        chat_id, thread_id, reply_to: where, and the message that asked.
        language: what is spoken there.
        state: where it is in its life.
        clips: in their order.
        song: what lies below them, or None.
        message_id: the message that shows the list and then the progress; None before it is sent.
        problem: of a film that was not made: which piece of it (1 is the first clip, 0 the song or all), and why.
        created_at: when the list was begun.
        begun_at: when it was put in line, None before.
        due_at: when its next step is due, None when there is none.
        begun, sent: how often work on it, and sending it, was begun.
        file_id: Telegram's copy of the film, or empty.
    """

    id: int = 0
    person_id: int
    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    language: str
    state: JoinState = JoinState.CHOOSING
    clips: tuple[JoinPiece, ...] = ()
    song: JoinPiece | None = None
    message_id: int | None = None
    problem: JoinProblem | None = None
    problem_at: int = 0
    created_at: datetime
    begun_at: datetime | None = None
    due_at: datetime | None = None
    begun: int = 0
    sent: int = 0
    file_id: str = ""

    @property
    def destination(self) -> Destination:
        """Where the film goes."""
        return Destination(chat_id=self.chat_id, thread_id=self.thread_id, reply_to=self.reply_to)

    @property
    def seconds(self) -> int:
        """How long the clips are together, as far as that is known."""
        return sum(piece.reference.seconds for piece in self.clips)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to join: two clips, or a clip and a song."""
        return len(self.clips) >= 2 or (len(self.clips) == 1 and self.song is not None)

    def stepped(self, state: JoinState, **changes: Any) -> Self:
        """The same in its next state.

        Raises:
            IllegalStep: it is no next state.
        """
        if state not in NEXT[self.state]:
            msg = f"join {self.id}: {self.state} is not followed by {state}"
            raise IllegalStep(msg)
        return replace(self, state=state, **changes)


class JoinRepository(Protocol):
    """The joins' side of a transaction."""

    async def add_join(self, join: Join) -> Join:
        """Store a new one; returns it with its id."""
        ...

    async def join(self, join_id: int) -> Join | None:
        """The join, or None."""
        ...

    async def join_being_chosen(self, person_id: int, chat_id: int, since: datetime) -> Join | None:
        """The newest list of this person in this chat that was begun since then and still takes clips, or None."""
        ...

    async def save_join(self, join: Join, *, expected: JoinState) -> None:
        """Write it back; where it goes is left alone, only a move of the chat changes that.

        Raises:
            IllegalStep: it is in another state, or not there any more.
        """
        ...

    async def note_join_message(self, join_id: int, message_id: int) -> None:
        """This message shows it from now on."""
        ...

    async def unfinished_joins_of(self, person_id: int) -> int:
        """How many of this person's are being made."""
        ...

    async def joins_begun_since(self, person_id: int, moment: datetime) -> int:
        """How many of this person's were put in line since then."""
        ...

    async def joins_before(self, join: Join) -> int:
        """How many are in line before it, or being made."""
        ...

    async def joins_in_line(self, most: int) -> int:
        """How many are unfinished, counted up to `most`."""
        ...
