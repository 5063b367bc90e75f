"""Who helps the operator, and what each of them may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

MOST_STAFF: Final = 50
"""People with a role at once: one list shows them all."""


class Role(StrEnum):
    """What a person is for the bot: steps, each of which may what those below it may."""

    OWNER = "owner"
    """The operator: everything. ADMIN_IDS says who, and no one can take it from them in the chat."""
    MONEY = "money"
    """What is sold, paid and given, and which models are sold."""
    SUPPORT = "support"
    """People and their generations, without sums of Stars."""
    VIEWER = "viewer"
    """Figures; changes nothing."""


STEPS: Final = (Role.VIEWER, Role.SUPPORT, Role.MONEY, Role.OWNER)
"""The roles from the one that may least to the one that may everything."""
GIVEN: Final = (Role.VIEWER, Role.SUPPORT, Role.MONEY)
"""Roles that owners give; who is an owner stands in ADMIN_IDS."""


class Act(StrEnum):
    """What operators do; each is a kind of line in their log when it changes something."""

    STATS = "stats"
    """Figures."""
    JOB = "job"
    """A generation in full."""
    BLOCK = "block"
    """Bar people, or let them in again."""
    GRANT = "grant"
    """Give credits, or take some back."""
    PACKS = "packs"
    """What is sold for Stars."""
    STARS = "stars"
    """The bot's Stars."""
    REFUND = "refund"
    """Return a payment."""
    CREDIT = "credit"
    """Credit a payment that belongs to no order."""
    CODES = "codes"
    """Promo codes."""
    MODEL = "model"
    """Whether a model is sold."""
    GROUPS = "groups"
    """The groups that the bot is in, and what they spend."""
    ADMIT = "admit"
    """Which groups the bot works in."""
    BROADCAST = "broadcast"
    """Write to everybody."""
    EXAMPLES = "examples"
    """What everybody sees as examples."""
    LOOKS = "looks"
    """Looks for everybody."""
    STATES = "states"
    """What a word of the supplier's means."""
    REPORTS = "reports"
    """Results that people have reported."""
    USER = "user"
    """One person in full; without sums of Stars for who may not see the bot's."""
    NOTE = "note"
    """Write down what other operators should know of a person."""
    MESSAGE = "message"
    """Write to one person."""
    DATA = "data"
    """Read everything that is stored about a person, what they have asked for included."""
    STAFF = "staff"
    """Who has which role."""
    CONFIG = "config"
    """Settings that may change while the bot runs."""
    PAUSE = "pause"
    """Whether anything new is taken on."""
    LOG = "log"
    """Read what operators did."""
    SUPPORT = "support"
    """Answer people who write to support, and close their threads."""
    CONSOLE = "console"
    """Come into the console; each page of it takes an act of its own."""


LEAST: Final[Mapping[Act, Role]] = {
    Act.STATS: Role.VIEWER,
    Act.GROUPS: Role.VIEWER,
    Act.JOB: Role.SUPPORT,
    Act.BLOCK: Role.SUPPORT,
    Act.GRANT: Role.MONEY,
    Act.PACKS: Role.MONEY,
    Act.STARS: Role.MONEY,
    Act.REFUND: Role.MONEY,
    Act.CREDIT: Role.MONEY,
    Act.CODES: Role.MONEY,
    Act.MODEL: Role.MONEY,
    Act.ADMIT: Role.OWNER,
    Act.BROADCAST: Role.OWNER,
    Act.EXAMPLES: Role.OWNER,
    Act.LOOKS: Role.OWNER,
    Act.STATES: Role.OWNER,
    Act.STAFF: Role.OWNER,
    Act.USER: Role.SUPPORT,
    Act.NOTE: Role.SUPPORT,
    Act.MESSAGE: Role.SUPPORT,
    Act.DATA: Role.SUPPORT,
    Act.REPORTS: Role.SUPPORT,
    Act.CONFIG: Role.OWNER,
    Act.PAUSE: Role.MONEY,
    Act.LOG: Role.OWNER,
    Act.SUPPORT: Role.SUPPORT,
    Act.CONSOLE: Role.VIEWER,
}
"""The lowest role that an act takes."""


ASKED_ABOVE: Final[Mapping[Role, int]] = {Role.MONEY: 1_000, Role.OWNER: 10_000}
"""Credits that a role gives or takes in one act without being asked once more."""

LONGEST_REASON: Final = 200
"""Characters of a reason that are kept."""


def may(role: Role | None, act: Act) -> bool:
    """Whether a person with this role (None = without one) may do it."""
    return role is not None and STEPS.index(role) >= STEPS.index(LEAST[act])


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """A person with a role below owner.

    Attributes:
        person_id: Telegram id.
        role: what they may do.
        by_id: the owner who gave it; None when that one was forgotten.
        at: when.
    """

    person_id: int
    role: Role
    by_id: int | None
    at: datetime


class StaffRepository(Protocol):
    """Roles within a transaction."""

    async def staff(self) -> Sequence[StaffMember]:
        """Everybody with a role below owner, the oldest first."""
        ...

    async def staff_member(self, person_id: int) -> StaffMember | None:
        """Their role, or None."""
        ...

    async def save_staff_member(self, member: StaffMember) -> None:
        """Give a person a role, in place of the one that they have."""
        ...

    async def delete_staff_member(self, person_id: int) -> None:
        """They have no role any more."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRecord:
    """A line of the operators' log: who changed what.

    Attributes:
        id: row id; a later line has a larger one.
        by_id: who; None when they were forgotten.
        act: of which kind.
        subject: what it is about, as operators call it: a slug, a receipt's number, a code, a group's title; empty where a person says it.
        person_id: the person whom it is about; None when there is none, or they were forgotten.
        is_about_person: whether it is about a person, also one who was forgotten.
        before, after: what was changed, in words of no language (numbers, values, states); empty = nothing.
        reason: the operator's words for it; gone when the person whom it is about was forgotten.
        at: when.
    """

    id: int = 0
    by_id: int | None
    act: Act
    subject: str = ""
    person_id: int | None = None
    is_about_person: bool = False
    before: str = ""
    after: str = ""
    reason: str = ""
    at: datetime


class ActRepository(Protocol):
    """The operators' log within a transaction."""

    async def note_act(self, record: ActRecord) -> None:
        """Add a line (its id is ignored). Lines are never changed or deleted."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ActQuery:
    """Which lines of the log are wanted: all, or those of one kind, or those by or about one person.

    Attributes:
        before_id: only lines with smaller ids; None = from the newest.
    """

    act: Act | None = None
    person_id: int | None = None
    before_id: int | None = None


class ActReader(Protocol):
    """Reads the operators' log, without a transaction."""

    async def acts(self, query: ActQuery, limit: int) -> Sequence[ActRecord]:
        """The newest that fit, newest first."""
        ...
