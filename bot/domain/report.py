"""Reports: people say that a result breaks the rules, and operators decide what becomes of it, once.

A reported result is a row of its own; each person's report of it is another one. What a decision still has to do at
Telegram, messages to be deleted and people to be notified, are rows as well, so that no death loses any of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from bot.domain.generation import Generation

LONGEST_WORDS: Final = 300
"""Characters of a reporter's own words that are kept."""


class ReportKind(StrEnum):
    """What is wrong with a result, as its reporter says."""

    ILLEGAL = "illegal"
    PERSON = "person"
    """It shows a real person who may not want that."""
    VIOLENCE = "violence"
    """Violence or sex."""
    OTHER = "other"
    """Spam, or something else."""


class ReportState(StrEnum):
    """What has become of a reported result."""

    OPEN = "open"
    """No operator has decided."""
    DISMISSED = "dismissed"
    """Nothing is wrong with it."""
    BLOCKED = "blocked"
    """The person who made it was blocked; the result stays."""
    DELETED = "deleted"
    """It was deleted everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One person's report of one result.

    Attributes:
        id: row id; it travels in buttons.
        generation_id: which result.
        person_id: who reports it; None when they were forgotten.
        chat_id: where they did.
        kind: what is wrong; None while they are being asked for it: then it does not count yet.
        words: what they have written, possibly nothing.
        wants_answer: whether they want to know what has become of it.
        at: when.
    """

    id: int = 0
    generation_id: int
    person_id: int | None
    chat_id: int
    kind: ReportKind | None = None
    words: str = ""
    wants_answer: bool = False
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedResult:
    """A result that was reported.

    Attributes:
        id: row id; later ones have larger ids.
        generation_id: which result.
        state: what has become of it.
        decided_by: the operator; None while it is open, or when they were forgotten.
        at: when it was first reported.
        decided_at: when an operator decided last.
        removed, kept: messages that were deleted, and that Telegram does not let be deleted.
        counts: reports by kind.
    """

    id: int = 0
    generation_id: int
    state: ReportState = ReportState.OPEN
    decided_by: int | None = None
    at: datetime
    decided_at: datetime | None = None
    removed: int = 0
    kept: int = 0
    counts: Mapping[ReportKind, int] = field(default_factory=dict)


class EffectKind(StrEnum):
    """What a decision has to do at Telegram."""

    MESSAGE = "message"
    """Delete a message."""
    MAKER = "maker"
    """Notify the person who made the result."""
    REPORTER = "reporter"
    """Notify a person who has reported it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEffect:
    """Something that is still to be done.

    Attributes:
        id: row id.
        kind: what.
        generation_id: the result that it is about.
        chat_id: where the message is, or the private chat of the person.
        message_id: the message; 0 of what notifies a person.
        outcome: what was decided.
        due_at: when it is tried.
    """

    id: int = 0
    kind: EffectKind
    generation_id: int
    chat_id: int
    message_id: int = 0
    outcome: ReportState
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNotice:
    """What an operator was last notified of.

    Attributes:
        person_id: the operator.
        sent_id: the newest reported result when the message was sent.
        shown_id: the newest that it has counted since.
        message_id: the message; 0 where there is none (any more).
        at: when it was sent.
    """

    person_id: int
    sent_id: int
    shown_id: int
    message_id: int
    at: datetime


class ReportRepository(Protocol):
    """Reports within a transaction."""

    async def report(self, report_id: int) -> Report | None:
        """The report, or None."""
        ...

    async def report_by(self, person_id: int, generation_id: int) -> Report | None:
        """A person's report of a result, or None."""
        ...

    async def reports_since(self, person_id: int, moment: datetime) -> int:
        """How many results a person has reported since then, or is being asked about."""
        ...

    async def add_report(self, report: Report) -> Report:
        """Store a new one (its id is ignored); returns it with its id."""
        ...

    async def save_report(self, report: Report) -> None:
        """Write back what can change: place, kind, words, moment, and whether an answer is wanted."""
        ...

    async def reported(self, generation_id: int) -> ReportedResult | None:
        """The reported result; None when no report of it counts."""
        ...

    async def reported_by_id(self, reported_id: int) -> ReportedResult | None:
        """The same by its own id."""
        ...

    async def add_reported(self, reported: ReportedResult) -> ReportedResult:
        """Store a new one (its id is ignored); returns it with its id."""
        ...

    async def decide_reported(
        self, reported_id: int, expected: ReportState, after: ReportState, by: int, at: datetime
    ) -> bool:
        """Change its state; False when it is in another one by now."""
        ...

    async def keep_copy(self, generation_id: int, chat_id: int, message_id: int) -> None:
        """Remember a message that carries the result besides those that delivered it. Repeating it changes nothing."""
        ...

    async def messages_of_result(self, generation: Generation) -> Sequence[tuple[int, int]]:
        """Chats and numbers of all messages that are known to carry the result, each once."""
        ...

    async def delete_characters_of(self, generation: Generation) -> None:
        """Delete what the casts of its chat and of its person have taken from it."""
        ...

    async def reporters_who_want_answer(self, generation_id: int) -> Sequence[int]:
        """Telegram ids of those who want to know what has become of it; from now on they have it."""
        ...

    async def add_effect(self, effect: ReportEffect) -> None:
        """Have it done (its id is ignored)."""
        ...

    async def due_effects(self, now: datetime, limit: int) -> Sequence[ReportEffect]:
        """What is due, that which is due longest first."""
        ...

    async def postpone_effect(self, effect_id: int, due_at: datetime) -> None:
        """Try it again then."""
        ...

    async def report_notices(self) -> Sequence[ReportNotice]:
        """What each operator was last notified of; those without a role any more may be among them."""
        ...

    async def save_report_notice(self, notice: ReportNotice) -> None:
        """In place of the operator's last one."""
        ...

    async def effect_done(self, effect: ReportEffect, *, removed: bool | None) -> None:
        """It is not to be done any more; of a message, whether it could be deleted."""
        ...


class ReportReader(Protocol):
    """Reads reported results, without a transaction."""

    async def reported_results(
        self, *, is_open: bool, before_id: int | None, limit: int
    ) -> Sequence[ReportedResult]:
        """The newest that are open, or that are decided, newest first; only those with smaller ids than `before_id`."""
        ...

    async def reported_result(self, reported_id: int) -> ReportedResult | None:
        """The reported result, or None."""
        ...

    async def words_of(self, generation_id: int, limit: int) -> Sequence[str]:
        """What reporters have written, the newest first."""
        ...

    async def open_reports(self, most: int) -> int:
        """How many are open; counted up to `most`."""
        ...
