"""Carries parties from one state to the next: each due one is claimed under a lease and taken one step further.

A step tells the group first and is written down after it, so a kill between the two repeats one message at most. Money
moves only in the transactions, under keys that cannot be used twice.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Final, Protocol

from bot.domain.party import PATIENCE, VOTING, Party, PartyState, ShownEntry, Tally, tally
from bot.domain.person import PersonRepository
from bot.domain.terms import Tariff
from bot.errors import ChatGone, DeliveryPostponed, IllegalStep
from bot.parties.budget import give_back
from bot.parties.entries import PartyEntry, PartyView, is_entry, next_album, shown_asset
from bot.ports import Clock, Store, Transaction
from bot.workers.lease_schedule import LeaseSchedule, ScheduledQueue
from bot.workers.lease_worker import LeaseWorker

_WIDTH: Final = 4
"""Parties whose steps are under way: one of them may wait for its group's budget of messages."""
_UNFINISHED: Final = timedelta(seconds=2)
"""Until it is looked again whether the last entries are done."""
_UNREFUNDED: Final = timedelta(seconds=30)
_FAULT: Final = timedelta(minutes=1)
"""Until a step is tried again that ended by an unforeseen error."""
_FAULTS_UNTIL_GIVEN_UP: Final = 8
"""Faults of ours in a row after which a party is refunded without an announcement: credits must not stay in its budget."""
_FEWEST: Final = 2
"""Entries that make a vote."""

_log = logging.getLogger(__name__)


class PartyNotifier(Protocol):
    """Tells a group about its party. Each may raise ChatGone and DeliveryPostponed unless it says otherwise."""

    async def invite(self, view: PartyView) -> int:
        """Post the invitation; returns its message."""
        ...

    async def close(self, view: PartyView) -> None:
        """Take the buttons from the invitation. Best effort, never raises."""
        ...

    async def send_album(self, view: PartyView, album: Sequence[PartyEntry]) -> Sequence[int | None]:
        """Post pieces of the gallery that go out together; returns their messages, 0 for what Telegram did not take."""
        ...

    async def open_vote(self, view: PartyView) -> int:
        """Post the ballot; returns its message."""
        ...

    async def close_vote(self, view: PartyView) -> None:
        """Take the buttons from the ballot. Best effort, never raises."""
        ...

    async def tell_few(self, view: PartyView) -> None:
        """Say that no one joined, or only one, and that there is no vote."""
        ...

    async def announce(self, view: PartyView, counted: Tally) -> None:
        """Say who won, with the winning piece; or that several did, or that no one voted."""
        ...


Step = Callable[[Party], Awaitable[None]]


class PartyWorker:
    """Runs the parties of all groups."""

    def __init__(
        self,
        *,
        store: Store,
        schedule: LeaseSchedule[Party],
        notifier: PartyNotifier,
        people: PersonRepository,
        clock: Clock,
        tariff: Tariff,
    ) -> None:
        self._store = store
        self._schedule = schedule
        self._notifier = notifier
        self._people = people
        self._clock = clock
        self._tariff = tariff
        self._steps: Mapping[PartyState, Step] = {
            PartyState.OPEN: self._open,
            PartyState.CLOSING: self._close,
            PartyState.SHOWING: self._show_entries,
            PartyState.VOTING: self._vote,
            PartyState.COUNTED: self._announce,
            PartyState.REFUNDING: self._refund,
        }
        self._worker = LeaseWorker(
            "parties", ScheduledQueue(schedule, clock), step=self._step, recover=self._recover, width=_WIDTH
        )

    def wake(self) -> None:
        """Something may be due now."""
        self._worker.wake()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when the steps under way have ended."""
        self._worker.stop()

    async def run(self) -> None:
        """Carry parties on until stopped, beginning with what an earlier process left."""
        await self._schedule.drop_all()
        await self._worker.run()

    async def advance(self, party: Party) -> None:
        """One step of a claimed party, whatever its state asks for; see `LeaseWorker.advance`."""
        await self._worker.advance(party)

    async def _step(self, party: Party) -> None:
        try:
            await self._steps[party.state](party)
        except IllegalStep:
            return  # a member's tap or a move of the chat was first: the next claim reads what it is now
        except DeliveryPostponed as later:
            await self._postpone(party, timedelta(seconds=later.retry_after))
        except ChatGone:
            await self._give_up(party)

    # ── the steps ───────────────────────────────────────────────────────────────────────────────────────────────

    async def _open(self, party: Party) -> None:
        """The invitation goes out; when its time is over, joining ends."""
        now = self._clock.now()
        if now >= party.ends_at:
            closed = party.stepped(PartyState.CLOSING, due_at=now)
            await self._save(closed, expected=PartyState.OPEN)
            await self._notifier.close(await self._view(closed))
            return
        if party.message_id is None:
            party = replace(party, message_id=await self._notifier.invite(await self._view(party)))
        async with self._store.transaction() as tx:
            # Joining may have been ended while the invitation went out.
            found = await tx.party(party.id) or party
            await tx.save_party(
                replace(found, message_id=party.message_id, due_at=max(found.ends_at, now)),
                expected=PartyState.OPEN,
            )

    async def _close(self, party: Party) -> None:
        """When all entries have ended, the gallery is decided and the rest of the budget goes back."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            entries = await tx.party_entries(party.id)
            if any(one.is_open for one in entries) and now < party.ends_at + PATIENCE:
                await tx.save_party(replace(party, due_at=now + _UNFINISHED), expected=party.state)
                return
            party = await give_back(tx, party, self._tariff.allowance, now)
            shown = tuple(ShownEntry(one.id) for one in entries if is_entry(one))
            await tx.save_party(
                party.stepped(PartyState.SHOWING, entries=shown, due_at=now), expected=PartyState.CLOSING
            )

    async def _show_entries(self, party: Party) -> None:
        """One album after the other, each written down before the next; then the ballot."""
        now = self._clock.now()
        view = await self._view(party)
        if len(party.entries) < _FEWEST:
            await self._notifier.tell_few(view)
            await self._save(party.stepped(PartyState.REFUNDING, due_at=now), expected=PartyState.SHOWING)
            return
        posted = {one.generation_id: one for one in party.entries}
        unsent = [piece for piece in view.pieces if not posted[piece.generation.id].posted]
        if not unsent:
            ballot = await self._notifier.open_vote(view)
            ends_at = self._clock.now() + VOTING
            voting = party.stepped(PartyState.VOTING, ballot_id=ballot, ends_at=ends_at, due_at=ends_at)
            await self._save(voting, expected=PartyState.SHOWING)
            return
        album = next_album(unsent)
        messages = await self._notifier.send_album(view, album)
        for piece, message_id in zip(album, messages, strict=True):
            posted[piece.generation.id] = ShownEntry(piece.generation.id, posted=True, message_id=message_id)
        entries = tuple(posted[one.generation_id] for one in party.entries)
        await self._save(replace(party, entries=entries, due_at=now), expected=PartyState.SHOWING)

    async def _vote(self, party: Party) -> None:
        """When its time is over, no vote counts any more."""
        now = self._clock.now()
        if now < party.ends_at:
            await self._postpone(party, party.ends_at - now)
            return
        counted = party.stepped(PartyState.COUNTED, due_at=now)
        await self._save(counted, expected=PartyState.VOTING)
        await self._notifier.close_vote(await self._view(counted))

    async def _announce(self, party: Party) -> None:
        """The winner; votes are counted by what the database has, so a repetition says the same."""
        async with self._store.transaction() as tx:
            counted = tally(party, await tx.votes(party.id))
        await self._notifier.announce(await self._view(party), counted)
        refunding = party.stepped(PartyState.REFUNDING, due_at=self._clock.now())
        await self._save(refunding, expected=PartyState.COUNTED)

    async def _refund(self, party: Party) -> None:
        """What is left of the budget goes back as soon as no entry holds any of it. Theme and votes are deleted."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            refunded = await give_back(tx, party, self._tariff.allowance, now)
            if refunded.returned is None:
                await tx.save_party(replace(party, due_at=now + _UNREFUNDED), expected=party.state)
                return
            for person_id in await tx.votes(party.id):
                await tx.cast_vote(party.id, person_id, None)
            await tx.save_party(
                refunded.stepped(PartyState.ENDED, theme="", due_at=None), expected=PartyState.REFUNDING
            )

    # ── beside the steps ────────────────────────────────────────────────────────────────────────────────────────

    async def _postpone(self, party: Party, pause: timedelta) -> None:
        due_at = self._clock.now() + pause
        async with self._store.transaction() as tx:
            # Joining or the vote may have been ended meanwhile: that stays as it is, and is due at once.
            found = await tx.party(party.id)
            if found is not None and found.state is party.state and found.ends_at == party.ends_at:
                await tx.save_party(replace(found, due_at=due_at), expected=found.state)

    async def _recover(self, party: Party, error: Exception, faults: int) -> None:
        """Try the step again later; after many faults in a row let the budget go back."""
        _log.error("party %s: its step failed", party.id, exc_info=error)
        if faults < _FAULTS_UNTIL_GIVEN_UP or party.state is PartyState.REFUNDING:
            await self._postpone(party, _FAULT)
        else:
            await self._give_up(party)

    async def _give_up(self, party: Party) -> None:
        """The group cannot be reached: the budget goes back when its last entry has ended."""
        with suppress(IllegalStep):
            await self._save(
                party.stepped(PartyState.REFUNDING, due_at=self._clock.now()), expected=party.state
            )

    async def _save(self, party: Party, *, expected: PartyState) -> None:
        async with self._store.transaction() as tx:
            await tx.save_party(party, expected=expected)

    async def _view(self, party: Party) -> PartyView:
        """The party with the names and entries that are shown."""
        async with self._store.transaction() as tx:
            from_group_account = not (await tx.account(party.source_id)).is_personal
            pieces = await self._pieces(tx, party)
        starter = await self._name(party.starter_id)
        named = [replace(piece, name=await self._name(piece.generation.person_id)) for piece in pieces]
        return PartyView(party=party, starter=starter, from_group_account=from_group_account, pieces=named)

    async def _pieces(self, tx: Transaction, party: Party) -> Sequence[PartyEntry]:
        known = {one.id: one for one in await tx.party_entries(party.id)}
        found = [known[entry.generation_id] for entry in party.entries]
        return [PartyEntry(number, one, shown_asset(one), "") for number, one in enumerate(found, start=1)]

    async def _name(self, person_id: int | None) -> str:
        """The first name; empty when the person was forgotten."""
        person = await self._people.person(person_id) if person_id is not None else None
        return person.name if person is not None else ""
