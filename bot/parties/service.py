"""What people do with a party: start it, end its parts, vote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from bot.domain.group import Payer
from bot.domain.party import JOINING, SHARES, Party, PartyState
from bot.domain.terms import Tariff
from bot.errors import AccountBlocked
from bot.groups.membership import require_admin, require_inside, standing_in
from bot.groups.payer import group_of
from bot.groups.refusals import NotGroupAdmin
from bot.groups.rules import require_admitted, require_words
from bot.ledger.entries import Account
from bot.parties.budget import fill, require_seat
from bot.parties.refusals import NotPartyHost, OwnEntry, PartyBudgetTooSmall, PartyGoesOn, PartyOver
from bot.ports import ChatMembers, Clock, FreeCreditsAccess, Standing, Store, Transaction
from bot.ports.runtime_settings import RuntimeSettings
from bot.runtime_settings.refusals import require_running

_ENDED_BY_HAND: Final = frozenset({PartyState.OPEN, PartyState.VOTING})
"""What people may end before its time; a button could name any state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRequest:
    """What a member asks for.

    Attributes:
        person_id: who starts it; of an admin of the group, its account fills the budget where that is the one that pays.
        language: the starter's, for a group without one of its own.
        chat_id, thread_id, message_id: where, and by which message.
        key: names that message among all that ever came.
        theme: in their words.
        credits: for the budget.
        least: credits of the cheapest entry that the group's rules allow.
    """

    person_id: int
    language: str
    chat_id: int
    thread_id: int | None
    message_id: int
    key: str
    theme: str
    credits: int
    least: int


class PartyService:
    """Changes parties as people want it; what follows from that is done by the worker (`worker.py`)."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        tariff: Tariff,
        members: ChatMembers,
        free_access: FreeCreditsAccess | None = None,
        settings: RuntimeSettings | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._members = members
        self._free_access = free_access
        self._settings = settings

    async def start(self, request: PartyRequest) -> Party:
        """Fill a budget and open the party; the same message never does so twice.

        Raises:
            GroupNotAdmitted, WordBanned, PartyBudgetTooSmall, PartyGoesOn, AccountBlocked, NotEnoughCredits, FreeForMembers,
                FreeForBuyers, FreeGateUnchecked, NotMember, MembershipUnknown, BotPaused: no credit moved.
        """
        standing = await self._members.standing(request.chat_id, request.person_id, now=True)
        require_inside(standing, certainly=True)
        person_id = request.person_id
        closed = await self._free_access.closed_for(person_id) if self._free_access is not None else None
        now = self._clock.now()
        async with self._store.transaction() as tx:
            known = await tx.party_asked_by(request.key)
            if known is not None:
                return known
            require_running(self._settings)
            source, language = await self._source(tx, request, is_admin=standing is Standing.ADMIN)
            if await tx.party_in(request.chat_id) is not None:
                raise PartyGoesOn
            party = await tx.add_party(
                Party(
                    chat_id=request.chat_id,
                    thread_id=request.thread_id,
                    reply_to=request.message_id,
                    asked_by=request.key,
                    starter_id=request.person_id,
                    language=language or request.language,
                    theme=request.theme,
                    credits=request.credits,
                    share=max(request.credits // SHARES, request.least),
                    least=request.least,
                    source_id=source.id,
                    created_at=now,
                    ends_at=now + JOINING,
                    due_at=now,
                )
            )
            await fill(tx, party, self._tariff.allowance, now, closed=closed)
        return party

    async def _source(self, tx: Transaction, request: PartyRequest, *, is_admin: bool) -> tuple[Account, str]:
        """Whose credits fill the budget, and the group's language. Raises Refusal."""
        group = await group_of(tx, request.chat_id)
        if group is not None:
            require_admitted(group)
            require_words(group.rules, request.theme)
        if request.credits < request.least:
            raise PartyBudgetTooSmall(least=request.least)
        own = await tx.account_of_person(request.person_id)
        if own.blocked:
            raise AccountBlocked
        pays = group is not None and is_admin and group.rules.paid_by is Payer.GROUP
        source = await tx.group_account(request.chat_id) if pays else own
        return source, group.rules.language if group is not None else ""

    async def going_on(self, party_id: int, chat_id: int) -> Party:
        """A party of this chat that has not ended. Raises PartyOver."""
        async with self._store.transaction() as tx:
            return await self._of(tx, party_id, chat_id)

    async def seat(self, party_id: int, chat_id: int, person_id: int) -> tuple[Party, int]:
        """The party that this member may join, and what is in its budget.

        Raises:
            PartyOver, PartyJoined, NotMember, MembershipUnknown: they may not.
        """
        require_inside(await standing_in(self._members, chat_id, person_id), certainly=True)
        async with self._store.transaction() as tx:
            await self._of(tx, party_id, chat_id)
            party = await require_seat(tx, party_id, person_id)
            return party, (await tx.account(party.budget_account_id)).available

    async def end(self, party_id: int, chat_id: int, state: PartyState, *, person_id: int) -> None:
        """End joining, or voting, at once; who started the party may, and admins of its group.

        Raises:
            PartyOver: it is not there (any more).
            NotPartyHost, MembershipUnknown: they may not.
        """
        party = await self.going_on(party_id, chat_id)
        if person_id != party.starter_id:
            try:
                await require_admin(self._members, party.chat_id, person_id)
            except NotGroupAdmin:
                raise NotPartyHost from None
        now = self._clock.now()
        async with self._store.transaction() as tx:
            party = await self._of(tx, party_id, chat_id)
            if party.state is not state or state not in _ENDED_BY_HAND:
                raise PartyOver
            await tx.save_party(replace(party, ends_at=now, due_at=now), expected=state)

    async def vote(self, party_id: int, chat_id: int, person_id: int, generation_id: int) -> int:
        """A member's one vote, in place of an earlier one. Returns the entry's number.

        Raises:
            PartyOver: there is nothing to vote for (any more).
            OwnEntry: it is theirs.
        """
        async with self._store.transaction() as tx:
            party = await self._of(tx, party_id, chat_id)
            return await self._vote(tx, party, person_id, generation_id)

    async def react(self, chat_id: int, message_id: int, person_id: int, *, liked: bool) -> None:
        """A reaction in a group: on a piece of a gallery it is a vote, and taking it away takes that vote away.

        Raises:
            PartyOver, OwnEntry: as `vote`; never for messages that are in no gallery.
        """
        async with self._store.transaction() as tx:
            party = await tx.party_in(chat_id)
            chosen = party.shown_by(message_id) if party is not None else None
            if party is None or chosen is None:
                return
            if liked:
                await self._vote(tx, party, person_id, chosen)
            elif (await tx.votes(party.id)).get(person_id) == chosen and self._votes_now(party):
                await tx.cast_vote(party.id, person_id, None)

    async def _vote(self, tx: Transaction, party: Party, person_id: int, generation_id: int) -> int:
        number = party.number(generation_id)
        entry = await tx.generation(generation_id)
        if number is None or entry is None or not self._votes_now(party):
            raise PartyOver
        if entry.person_id == person_id:
            raise OwnEntry
        await tx.cast_vote(party.id, person_id, generation_id)
        return number

    def _votes_now(self, party: Party) -> bool:
        """From when all entries are shown: the ballot is in the chat a moment before the party's state says so, or long before
        it when the process ends between the two."""
        if party.state is PartyState.SHOWING:
            return bool(party.entries) and all(entry.posted for entry in party.entries)
        return party.state is PartyState.VOTING and self._clock.now() < party.ends_at

    async def _of(self, tx: Transaction, party_id: int, chat_id: int) -> Party:
        party = await tx.party(party_id)
        if party is None or party.chat_id != chat_id or party.state is PartyState.ENDED:
            raise PartyOver
        return party
