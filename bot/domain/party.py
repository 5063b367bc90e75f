"""A party: a theme and a budget of credits for a group; each member adds one generation, all vote for the best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Protocol, Self

from bot.domain.generation import Generation
from bot.errors import IllegalStep
from bot.ledger.entries import Account

JOINING: Final = timedelta(minutes=30)
"""How long members may join, unless the starter or an admin ends it, or the budget is empty."""
VOTING: Final = timedelta(minutes=10)
"""How long members may vote, unless the starter or an admin ends it."""
PATIENCE: Final = timedelta(minutes=15)
"""How long after the last moment to join the gallery waits for what is still being made."""
SHARES: Final = 5
"""One entry may cost this part of the budget, so that at least so many members can join; the cheapest always may."""
LONGEST_THEME: Final = 100
"""Characters."""


class PartyState(StrEnum):
    """Where a party is in its life."""

    OPEN = "open"
    """Members join."""
    CLOSING = "closing"
    """No one joins any more; entries are still being made."""
    SHOWING = "showing"
    """The gallery is being posted, album by album."""
    VOTING = "voting"
    """The gallery is shown, members vote."""
    COUNTED = "counted"
    """The vote has ended; the winner is not announced yet."""
    REFUNDING = "refunding"
    """The outcome is announced; a late entry may still hold credits of the budget."""
    ENDED = "ended"
    """The rest of the budget is back where it came from."""


GOING_ON: Final = frozenset(PartyState) - {PartyState.REFUNDING, PartyState.ENDED}
"""States in which a group has a party, and cannot have another one."""

NEXT: Final[Mapping[PartyState, frozenset[PartyState]]] = {
    PartyState.OPEN: frozenset({PartyState.CLOSING, PartyState.REFUNDING}),
    PartyState.CLOSING: frozenset({PartyState.SHOWING, PartyState.REFUNDING}),
    PartyState.SHOWING: frozenset({PartyState.VOTING, PartyState.REFUNDING}),
    PartyState.VOTING: frozenset({PartyState.COUNTED, PartyState.REFUNDING}),
    PartyState.COUNTED: frozenset({PartyState.REFUNDING}),
    PartyState.REFUNDING: frozenset({PartyState.ENDED}),
    PartyState.ENDED: frozenset(),
}
"""Every legal step. Only a group that becomes another chat goes back, from `voting` to `showing`: `storage/groups/chat_migration.py`."""


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry in the gallery.

    Attributes:
        generation_id: the entry.
        posted: whether its turn to be posted has come; it is not posted again.
        message_id: the message that shows it in the gallery; None before, and when Telegram did not take it.
    """

    generation_id: int
    posted: bool = False
    message_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party of one group.

    Attributes:
        id: row id, 0 before it is stored.
        chat_id, thread_id: where it is.
        reply_to: the message that asked for it.
        asked_by: names that message; one message makes one party.
        starter_id: who started it, None when they are forgotten.
        language: what all are spoken to in.
        theme: in the starter's words; empty when the party has ended.
        credits: what was put into the budget.
        share: credits that one entry may cost.
        least: credits of the cheapest entry; with less in the budget joining ends.
        source_id: the account that the budget came from; the rest goes back to it.
        budget_account_id: the account that is the budget; 0 before it is stored.
        state: where it is in its life.
        created_at: when it was started.
        ends_at: when joining ends, later when voting does.
        due_at: when its next step is due, None when there is none.
        message_id: the invitation, None while it is not sent.
        ballot_id: the message with the voting buttons, None while it is not sent.
        entries: the gallery in its order; empty before it is decided.
        returned: credits that went back from the budget, None before.
    """

    id: int = 0
    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    asked_by: str
    starter_id: int | None
    language: str
    theme: str
    credits: int
    share: int
    least: int
    source_id: int
    budget_account_id: int = 0
    state: PartyState = PartyState.OPEN
    created_at: datetime
    ends_at: datetime
    due_at: datetime | None
    message_id: int | None = None
    ballot_id: int | None = None
    entries: tuple[ShownEntry, ...] = ()
    returned: int | None = None

    def stepped(self, state: PartyState, **changes: Any) -> Self:
        """This party after a step to `state`.

        Raises:
            IllegalStep: the table of steps does not have it.
        """
        if state not in NEXT[self.state]:
            msg = f"party {self.id}: {self.state} → {state}"
            raise IllegalStep(msg)
        return replace(self, state=state, **changes)

    def number(self, generation_id: int) -> int | None:
        """The entry's number in the gallery, from 1; None when it is not in it."""
        ids = [entry.generation_id for entry in self.entries]
        return ids.index(generation_id) + 1 if generation_id in ids else None

    def shown_by(self, message_id: int) -> int | None:
        """The entry that a message of the gallery shows."""
        found = (entry.generation_id for entry in self.entries if entry.message_id == message_id)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Tally:
    """How a vote ended.

    Attributes:
        votes: how many each winner has.
        winners: generations with the most votes, in the gallery's order; several share the place, none = no one voted.
    """

    votes: int
    winners: tuple[int, ...]


def tally(party: Party, votes: Mapping[int, int]) -> Tally:
    """Count the votes (person → generation) for what the gallery shows."""
    counts = Counter(votes.values())
    shown = [one.generation_id for one in party.entries]
    most = max((counts[one] for one in shown), default=0)
    return Tally(most, tuple(one for one in shown if counts[one] == most) if most else ())


class PartyRepository(Protocol):
    """The parties' side of a transaction."""

    async def add_party(self, party: Party) -> Party:
        """Store a new party with an empty budget; returns it with its number and its budget.

        Raises:
            AlreadyDone: this message has made one before.
        """
        ...

    async def party(self, party_id: int) -> Party | None:
        """The party, or None."""
        ...

    async def party_asked_by(self, asked_by: str) -> Party | None:
        """The party that this message made, or None."""
        ...

    async def party_in(self, chat_id: int) -> Party | None:
        """The party that goes on in this chat, or None."""
        ...

    async def save_party(self, party: Party, *, expected: PartyState) -> None:
        """Write it back; its state must still be `expected`, and its chat the same.

        Raises:
            IllegalStep: they are not: another step was first, or the group became another chat.
        """
        ...

    async def party_entries(self, party_id: int) -> Sequence[Generation]:
        """Every generation of the party with its assets, failed ones too, oldest first."""
        ...

    async def cast_vote(self, party_id: int, person_id: int, generation_id: int | None) -> None:
        """The person's one vote is for this from now on; None takes it back."""
        ...

    async def votes(self, party_id: int) -> Mapping[int, int]:
        """Who voted for which generation."""
        ...

    async def account(self, account_id: int) -> Account:
        """As `bot.ledger.repository.LedgerRepository`."""
        ...
