"""A group and what its admins have decided: who pays, what may be made, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.catalog.spec import Kind
from bot.domain.generation import Generation
from bot.domain.quiet_hours import QuietHours
from bot.ledger.entries import Account


class AdmissionStatus(StrEnum):
    """Whether the operator lets the bot work in a group."""

    ASKED = "asked"
    """The operator has not answered yet."""
    ADMITTED = "admitted"
    REFUSED = "refused"
    """The operator said no; the bot has left, or is about to. Adding it again asks again."""
    BLOCKED = "blocked"
    """The operator said no for good: adding the bot again changes nothing."""


class Payer(StrEnum):
    """Whose account pays for what is made in a group."""

    GROUP = "group"
    """The group's own account, filled by its members."""
    ASKER = "asker"
    """The member who asks pays from their own credits."""


class Span(StrEnum):
    """What a cap counts over; each begins at midnight of the group's clock."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    def begin(self, now: datetime, utc_offset: int) -> datetime:
        """When the span that `now` is in began, for a clock `utc_offset` minutes east of UTC."""
        midnight = (now + timedelta(minutes=utc_offset)).replace(hour=0, minute=0, second=0, microsecond=0)
        match self:
            case Span.DAY:
                local = midnight
            case Span.WEEK:
                local = midnight - timedelta(days=midnight.weekday())
            case Span.MONTH:
                local = midnight.replace(day=1)
        return local - timedelta(minutes=utc_offset)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRules:
    """What the group's admins have decided.

    Attributes:
        payer: whose account pays; None = not decided: the member who asks, until the group's account is topped up.
        caps: credits of the group's account that one member may spend in a span; a span that is missing has no cap.
        generation_cap: credits that one generation may cost, None = any.
        approval_above: above so many credits of the group's account an admin has to agree, None = never.
        kinds: what may be made.
        models_off: slugs that may not be used.
        banned_words: a prompt that holds one of them is refused; casefolded.
        open_maximum: how many generations may be open at once here, None = as the operator says.
        falls_back: `Person.falls_back` for what the group's account, or a party's budget, pays.
        all_choose: whether every member may choose the picture that a recipe goes on with; else who has started it, and admins.
        spoiler: whether pictures and videos are covered until they are tapped.
        topic_id: the forum topic that results go to, None = where they were asked for.
        language: the language of what is said to all, empty = the asker's.
        quiet: hours in which nothing makes a sound, None when there are none.
        utc_offset: minutes east of UTC on the group's clock.
    """

    payer: Payer | None = None
    caps: Mapping[Span, int] = field(default_factory=dict)
    generation_cap: int | None = None
    approval_above: int | None = None
    kinds: frozenset[Kind] = frozenset(Kind)
    models_off: frozenset[str] = frozenset()
    banned_words: tuple[str, ...] = ()
    open_maximum: int | None = None
    falls_back: bool = False
    all_choose: bool = False
    spoiler: bool = False
    topic_id: int | None = None
    language: str = ""
    quiet: QuietHours | None = None
    utc_offset: int = 0

    @property
    def paid_by(self) -> Payer:
        """Whose account pays now."""
        return self.payer or Payer.ASKER


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group that the bot was added to.

    Attributes:
        chat_id: Telegram's id, negative; a supergroup's takes the place of the group's that it was.
        title: as last seen.
        admission: whether the bot works here.
        added_by: Telegram id of who added the bot, None when that is not known.
        present: whether the bot is a member; account and rules are kept when it is not.
        rules: what the group's admins have decided.
    """

    chat_id: int
    title: str = ""
    admission: AdmissionStatus = AdmissionStatus.ASKED
    added_by: int | None = None
    present: bool = True
    rules: GroupRules = field(default_factory=GroupRules)

    @property
    def must_leave(self) -> bool:
        """Whether the bot has to leave."""
        return self.admission in {AdmissionStatus.REFUSED, AdmissionStatus.BLOCKED}

    def is_quiet_at(self, moment: datetime) -> bool:
        """Whether the moment is in the group's quiet hours."""
        quiet = self.rules.quiet
        return quiet is not None and quiet.cover(moment, self.rules.utc_offset)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """One line of a group's audit trail.

    Attributes:
        person_id: the admin who changed it; None when they were forgotten.
        what: name of the rule, as in `GroupRules`, or `topup`, `purchase`, `refund`, `admission`.
        before, after: what it was and is, as `bot.groups.administration` writes values down; nothing is empty.
    """

    person_id: int | None
    what: str
    before: str
    after: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a member spent of the group's account, open holds included.

    Attributes:
        person_id: the member; None for one who was forgotten.
        credits: taken or held.
        generations: how many.
        by_model: credits by slug.
    """

    person_id: int | None
    credits: int
    generations: int
    by_model: Mapping[str, int]


class GroupReader(Protocol):
    """Reads groups beside the transactions."""

    async def group(self, chat_id: int) -> Group | None:
        """The group, or None when it was never seen."""
        ...

    async def left_with_waiting(self) -> Sequence[int]:
        """Chat ids of groups that the bot has left and in which generations still wait."""
        ...

    async def spent(
        self, account_id: int, since: datetime, *, person_id: int | None = None
    ) -> Sequence[Spent]:
        """As `GroupRepository.spent`, for what is only shown: no one waits for it."""
        ...


class GroupRepository(Protocol):
    """The groups' side of a transaction."""

    async def group(self, chat_id: int) -> Group | None:
        """The group, or None when it was never seen."""
        ...

    async def save_group(self, group: Group) -> None:
        """Store or replace a group."""
        ...

    async def group_account(self, chat_id: int) -> Account:
        """The group's account, opened at first sight; it begins with nothing."""
        ...

    async def waiting_in(self, chat_id: int, limit: int) -> Sequence[Generation]:
        """The oldest generations that were asked for in this chat and that KIE does not have yet."""
        ...

    async def note_change(self, chat_id: int, change: GroupChange) -> None:
        """Append a line to the group's audit trail."""
        ...

    async def changes(self, chat_id: int, limit: int) -> Sequence[GroupChange]:
        """The newest lines of the audit trail, newest first."""
        ...

    async def spent(
        self, account_id: int, since: datetime, *, person_id: int | None = None
    ) -> Sequence[Spent]:
        """Who spent what of an account since then: captured, or held for what is open. The most first.

        Args:
            account_id: the group's account.
            since: of generations that were confirmed then or later.
            person_id: of this member only; None = of everybody.
        """
        ...
