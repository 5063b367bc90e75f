"""A message of the operator to many people: what it is, whom it is for, when it is sent, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol
from urllib.parse import urlsplit

from bot.domain.person import Person
from bot.domain.segment import Segment

MOST_LINKS: Final = 2
"""Buttons with links below one message."""
LONGEST_LABEL: Final = 36
"""Characters of such a button: what a phone shows in one row."""
LONGEST_URL: Final = 512

MORNING_FROM: Final = 10
"""The hour of a person's clock at which their morning begins, for who has no quiet hours then."""
MORNING_LASTS: Final = timedelta(hours=3)
"""Who was not reached within it waits for the next morning."""
FURTHEST_START: Final = timedelta(days=366)

SHOWN_BROADCASTS: Final = 8
"""Of a list on one page."""


class BroadcastState(StrEnum):
    """Where a broadcast is in its life."""

    DRAFT = "draft"
    """It is being put together: no one gets it."""
    SCHEDULED = "scheduled"
    """Confirmed; it begins when its time has come and none before it is under way."""
    SENDING = "sending"
    """People get it."""
    PAUSED = "paused"
    """Confirmed, and held up by an operator, or because its message is gone."""
    ENDED = "ended"
    """Everybody was tried."""
    CANCELLED = "cancelled"
    """Given up; who has it keeps it."""

    @property
    def is_over(self) -> bool:
        """Whether nothing changes any more."""
        return not STEPS[self]


STEPS: Final[Mapping[BroadcastState, frozenset[BroadcastState]]] = {
    BroadcastState.DRAFT: frozenset({BroadcastState.SCHEDULED, BroadcastState.CANCELLED}),
    BroadcastState.SCHEDULED: frozenset(
        {
            BroadcastState.DRAFT,
            BroadcastState.SENDING,
            BroadcastState.PAUSED,
            BroadcastState.CANCELLED,
        }
    ),
    BroadcastState.SENDING: frozenset(
        {BroadcastState.PAUSED, BroadcastState.ENDED, BroadcastState.CANCELLED}
    ),
    BroadcastState.PAUSED: frozenset(
        {BroadcastState.SCHEDULED, BroadcastState.SENDING, BroadcastState.CANCELLED}
    ),
    BroadcastState.ENDED: frozenset(),
    BroadcastState.CANCELLED: frozenset(),
}
"""Which states may follow which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkButton:
    """A button below the message.

    Attributes:
        label: what it says.
        url: where it leads; empty when it leads to a promo code.
        code: the promo code that a tap redeems, in small letters; empty for an address.
    """

    label: str
    url: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """One message on its way to people.

    Attributes:
        id: row id.
        admin_id: Telegram id of who sends it.
        chat_id, message_id: the message that is copied.
        state: where it is in its life.
        revision: of what an operator has set; another one was looked at when it differs.
        to_all: whether people who want no news get it too: it is no news, but what everyone must know.
        segment: whom it is for.
        links: buttons below it.
        starts_at: when it begins; None = as soon as it is confirmed.
        in_the_morning: whether each person gets it in their own morning.
        chosen: how many people it was for when it was confirmed.
        codes_used: how often its promo codes had been used when it began.
        created_at, begun_at, ended_at: when it was put together, began and was over.
        reached: people who got it.
        skipped: people who want no news.
        missed: people whom Telegram does not let us write to.
        opted_out: people who have switched news off with the button below it.
        after_id: everybody up to this person was tried; people are tried in the order of their ids.
        tried: whether everybody was tried once; who had quiet hours, or no morning, then still waits.
    """

    id: int
    admin_id: int
    chat_id: int
    message_id: int
    state: BroadcastState = BroadcastState.DRAFT
    revision: int = 0
    to_all: bool = False
    segment: Segment = field(default_factory=Segment)
    links: tuple[LinkButton, ...] = ()
    starts_at: datetime | None = None
    in_the_morning: bool = False
    chosen: int | None = None
    codes_used: int = 0
    created_at: datetime | None = field(default=None, compare=False)
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    reached: int = 0
    skipped: int = 0
    missed: int = 0
    opted_out: int = 0
    after_id: int = 0
    tried: bool = False

    @property
    def name(self) -> str:
        """What operators call it."""
        return f"#{self.id}"

    @property
    def resumed_state(self) -> BroadcastState:
        """What it is again after a pause."""
        return BroadcastState.SCHEDULED if self.begun_at is None else BroadcastState.SENDING

    def due_for(self, person: Person, now: datetime) -> datetime | None:
        """When this person may get it: None = now, else when to try again. Quiet hours are kept, and their morning if wanted.

        Who is quiet the whole day has no hour to wait for: they get it like all others, and it makes no sound then.
        """
        if person.quiet is not None and person.quiet.is_whole_day:
            person = replace(person, quiet=None)
        if self.in_the_morning:
            return _next_morning(person, now)
        return person.quiet_until(now)


def _next_morning(person: Person, now: datetime) -> datetime | None:
    """None when it is morning for them and not quiet, else when their next morning begins.

    A morning begins at `MORNING_FROM` on their clock (UTC where it is not known), or when the quiet hours end that are then;
    so every day has one, whatever their quiet hours.
    """
    today = (now + timedelta(minutes=person.offset_at(now))).date()
    for day in (-1, 0, 1, 2):
        local = datetime.combine(today + timedelta(days=day), datetime.min.time(), now.tzinfo)
        hour = local + timedelta(hours=MORNING_FROM)
        begins = hour - timedelta(minutes=person.offset_at(hour))
        begins = person.quiet_until(begins) or begins
        if begins > now:
            return begins
        if now < begins + MORNING_LASTS and not person.is_quiet_at(now):
            return None
    return None


def is_link(url: str) -> bool:
    """Whether a button may lead there: an address of the web, encrypted, that says whose it is."""
    if len(url) > LONGEST_URL or not url.isprintable() or any(sign.isspace() for sign in url):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and "." in host.strip(".") and "@" not in parts.netloc


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """How many people there are for a broadcast, without those whom the operator has blocked.

    Attributes:
        willing: who gets news.
        unwilling: who wants none, and gets only what is for everyone.
    """

    willing: int
    unwilling: int

    @property
    def everyone(self) -> int:
        """All of them."""
        return self.willing + self.unwilling

    def reached_by(self, broadcast: Broadcast) -> int:
        """How many of them a broadcast is for."""
        return self.everyone if broadcast.to_all else self.willing


class BroadcastRepository(Protocol):
    """Broadcasts within a transaction."""

    async def add_broadcast(self, broadcast: Broadcast) -> Broadcast | None:
        """Keep a new one (its id is ignored); returns it with its id, None when there is one of this message."""
        ...

    async def broadcast(self, broadcast_id: int) -> Broadcast | None:
        """One, or None."""
        ...

    async def save_broadcast(self, broadcast: Broadcast) -> None:
        """Write back what operators set: state, segment, links, times. Figures and bookmark are left alone."""
        ...

    async def note_opted_out(self, broadcast_id: int, people: int) -> None:
        """So many more people have switched news off with the button below it; fewer below 0."""
        ...


class BroadcastReader(Protocol):
    """Reads broadcasts for operators, without a transaction."""

    async def audience(self, segment: Segment | None = None) -> Audience:
        """How many people a broadcast would try; all without a segment."""
        ...

    async def broadcast(self, broadcast_id: int) -> Broadcast | None:
        """One, or None."""
        ...

    async def broadcasts(self, *, limit: int, before: int | None = None) -> Sequence[Broadcast]:
        """The newest that were confirmed, newest first; with `before`, those with smaller ids."""
        ...

    async def code_uses(self, broadcast: Broadcast) -> int:
        """How often its promo codes have been used since it began."""
        ...

    async def sources(self, *, limit: int) -> Sequence[str]:
        """What has brought the most people (`Person.source`), the most first."""
        ...

    async def waiting_count(self, broadcast_id: int) -> int:
        """How many people wait for the end of their quiet hours, or for their morning."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """The next people of a broadcast.

    Attributes:
        people: ids of who fits, in their order.
        up_to: everybody up to this id was looked at; None when no one is left.
    """

    people: Sequence[int]
    up_to: int | None


class BroadcastQueue(Protocol):
    """What the sending reads and writes; each call is a transaction of its own."""

    async def begin_due(self) -> Broadcast | None:
        """Begin the oldest one whose time has come. Returns it as it is now; None when none is."""
        ...

    async def ready(self) -> Broadcast | None:
        """The oldest one under way that can go on now: there is a person left to try who does not wait."""
        ...

    async def people_after(self, broadcast: Broadcast, *, limit: int) -> Portion:
        """The next people to try, by id: those of the segment who were here when it began."""
        ...

    async def advance(
        self,
        broadcast: Broadcast,
        up_to: int,
        *,
        waits: Mapping[int, datetime] | None = None,
        skipped: int = 0,
        tried: bool = False,
    ) -> bool:
        """Move the bookmark: everybody up to this person was tried, waits until then, or wants no news.

        Returns False when it is not under way any more; then nothing is written.
        """
        ...

    async def take_waiting(self, broadcast: Broadcast, person_id: int) -> bool:
        """This person, who waited, is tried now. False when it is not under way any more, or they do not wait."""
        ...

    async def count(
        self, broadcast: Broadcast, *, reached: int = 0, skipped: int = 0, missed: int = 0
    ) -> None:
        """Add to its figures."""
        ...

    async def postpone(self, broadcast: Broadcast, waits: Mapping[int, datetime]) -> None:
        """Let these people wait until then."""
        ...

    async def waiting(self, broadcast: Broadcast, *, limit: int) -> Sequence[int]:
        """Who has waited long enough, in the order of their times."""
        ...

    async def still_welcome(self, broadcast: Broadcast, people: Sequence[int]) -> frozenset[int]:
        """Who of these still belongs to its audience."""
        ...

    async def hold(self, broadcast: Broadcast, person_id: int) -> bool:
        """Pause it: its message cannot be copied any more. This person, who was tried, waits with the others.

        Returns False when it was not under way any more; they wait all the same.
        """
        ...

    async def is_under_way(self, broadcast: Broadcast) -> bool:
        """Whether it is neither paused nor over now."""
        ...

    async def end(self, broadcast: Broadcast) -> Broadcast | None:
        """Everybody was tried. Returns it as it is now, None when it is not under way any more."""
        ...

    async def seconds_to_wait(self) -> float | None:
        """Seconds until the next person, or the next broadcast, is due; None when nothing is."""
        ...
