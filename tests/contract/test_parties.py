"""What every store promises about parties: one at a time, one entry and one vote each, due steps, moves of the chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.party import Party, PartyState, ShownEntry
from bot.errors import AlreadyDone, IllegalStep
from bot.ledger.entries import OwnerKind
from bot.ports import Store
from bot.workers.lease_schedule import LeaseSchedule
from storage.core.database import Database
from storage.core.lease_schedule import SqliteLeaseSchedule
from storage.parties.parties import read_party
from tests.support.fake_clock import START
from tests.support.samples import held
from tests.support.store_setup import funded_account

GROUP = -100500


@pytest.fixture
def schedule(database: Database) -> LeaseSchedule[Party]:
    """What is due."""
    return SqliteLeaseSchedule(database, "parties", read_party)


async def stored(store: Store, **facts: object) -> Party:
    """A party with something in every field."""
    source = await funded_account(store, 7, 0)
    known: dict[str, object] = {
        "chat_id": GROUP,
        "thread_id": 3,
        "reply_to": 44,
        "asked_by": f"{GROUP}:44",
        "starter_id": 7,
        "language": "ru",
        "theme": "коты",
        "credits": 50,
        "share": 10,
        "least": 5,
        "source_id": source,
        "created_at": START,
        "ends_at": START + timedelta(minutes=30),
        "due_at": START,
    }
    async with store.transaction() as tx:
        return await tx.add_party(Party(**{**known, **facts}))  # type: ignore[arg-type]  # as named above


async def now(store: Store, party: Party) -> Party:
    """The party as it is kept."""
    async with store.transaction() as tx:
        found = await tx.party(party.id)
    assert found is not None
    return found


async def test_every_field_is_kept(store: Store) -> None:
    """What a step writes is read again; the budget is an empty account of no person, and of no group."""
    party = await stored(store)
    async with store.transaction() as tx:
        budget = await tx.account(party.budget_account_id)
        assert (budget.owner_kind, budget.owner_id, budget.available) == (OwnerKind.PARTY, party.id, 0)
        full = replace(
            party,
            state=PartyState.CLOSING,
            due_at=None,
            ends_at=START,
            message_id=9,
            ballot_id=10,
            entries=(ShownEntry(3, posted=True, message_id=30), ShownEntry(4, posted=True), ShownEntry(2)),
            returned=0,
            theme="",
        )
        await tx.save_party(full, expected=PartyState.OPEN)
    assert await now(store, party) == full
    async with store.transaction() as tx:
        assert await tx.party_asked_by(f"{GROUP}:44") == full
        assert await tx.party_in(GROUP) == full
        assert await tx.party_in(-1) is None
        assert await tx.party(99) is None


async def test_one_message_and_one_group_have_one_party(store: Store) -> None:
    """The same message makes no second one; nor does another while the first goes on."""
    party = await stored(store)
    with pytest.raises(AlreadyDone):
        await stored(store, chat_id=-2)
    with pytest.raises(AlreadyDone):
        await stored(store, asked_by="other")
    async with store.transaction() as tx:
        await tx.save_party(replace(party, state=PartyState.REFUNDING), expected=PartyState.OPEN)
    assert (await stored(store, asked_by="other")).id != party.id


async def test_a_step_that_came_late_is_refused(store: Store) -> None:
    """Another state, or another chat: what was read is not true any more."""
    party = await stored(store)
    for changed, expected in ((party, PartyState.VOTING), (replace(party, chat_id=-2), PartyState.OPEN)):
        with pytest.raises(IllegalStep):
            async with store.transaction() as tx:
                await tx.save_party(changed, expected=expected)


async def test_votes(store: Store) -> None:
    """The last one counts, None takes it back; parties do not mix, and a forgotten person's is gone."""
    party = await stored(store)
    async with store.transaction() as tx:
        for person, generation in ((1, 5), (1, 6), (2, 5), (3, 5), (3, None)):
            await tx.cast_vote(party.id, person, generation)
        assert await tx.votes(party.id) == {1: 6, 2: 5}
        assert await tx.votes(party.id + 1) == {}
        await tx.forget_person(2, -3)
        await tx.forget_person(7, -8)
        assert await tx.votes(party.id) == {1: 6}
    assert (await now(store, party)).starter_id is None


async def test_entries(store: Store) -> None:
    """A party's generations come oldest first, those of others never."""
    party = await stored(store)
    async with store.transaction() as tx:
        made = [
            await tx.add_generation(
                held(party.budget_account_id, f"t{person}", person_id=person, party_id=party.id)
            )
            for person in (3, 4)
        ]
        await tx.add_generation(held(party.budget_account_id, "other"))
        assert [one.id for one in await tx.party_entries(party.id)] == [one.id for one in made]


async def test_what_is_due_is_claimed(store: Store, schedule: LeaseSchedule[Party]) -> None:
    """The one that is due longest; nothing that is due later, or never."""
    party = await stored(store)
    later = await stored(store, chat_id=-2, asked_by="b", due_at=START + timedelta(minutes=1))
    lease = START + timedelta(minutes=5)
    assert await schedule.next_due() == START
    claimed = await schedule.claim(START, lease_until=lease)
    assert claimed is not None
    assert claimed.id == party.id
    async with store.transaction() as tx:
        await tx.save_party(replace(claimed, due_at=None), expected=PartyState.OPEN)
    await schedule.drop(party.id)
    assert await schedule.claim(START, lease_until=lease) is None
    assert await schedule.next_due() == later.due_at


async def test_a_lease_keeps_others_away(store: Store, schedule: LeaseSchedule[Party]) -> None:
    """While one works on it no other person does; a new process takes over what a dead one had."""
    party = await stored(store)
    lease = START + timedelta(minutes=5)
    assert await schedule.claim(START, lease_until=lease)
    assert await schedule.claim(START, lease_until=lease) is None
    assert await schedule.next_due() is None
    await schedule.renew([party.id], lease + timedelta(minutes=5))
    assert await schedule.claim(lease, lease_until=lease + timedelta(minutes=5)) is None
    lease += timedelta(minutes=5)
    assert await schedule.claim(lease, lease_until=lease + timedelta(minutes=5))
    await schedule.drop_all()
    taken = await schedule.claim(START, lease_until=lease)
    assert taken is not None
    assert taken.id == party.id


async def test_a_group_that_grows_takes_its_party_along(store: Store) -> None:
    """Votes stay; the invitation and the gallery are posted anew, since messages of the old chat mean nothing now."""
    party = await stored(store)
    async with store.transaction() as tx:
        voting = replace(
            party,
            state=PartyState.VOTING,
            message_id=9,
            ballot_id=10,
            entries=(ShownEntry(3, posted=True, message_id=30), ShownEntry(2, posted=True, message_id=20)),
            due_at=START + timedelta(minutes=9),
        )
        await tx.save_party(voting, expected=PartyState.OPEN)
        await tx.cast_vote(party.id, 1, 3)
        assert await tx.move_chat(GROUP, -2)
        assert await tx.votes(party.id) == {1: 3}
    moved = await now(store, party)
    assert (moved.chat_id, moved.thread_id, moved.message_id, moved.ballot_id) == (-2, None, None, None)
    assert moved.state is PartyState.SHOWING
    assert moved.entries == (ShownEntry(3), ShownEntry(2))
    assert moved.due_at is not None
    assert moved.due_at <= START


async def test_two_parties_meet_when_a_group_grows(store: Store) -> None:
    """The supergroup's own party goes on, the older one ends; its budget finds its way back to the account that took over."""
    old = await stored(store)
    new = await stored(store, chat_id=-2, asked_by="new")
    async with store.transaction() as tx:
        await tx.move_chat(GROUP, -2)
        target = (await tx.account_of_person(8)).id
        await tx.move_open_work(old.source_id, target)
    assert (await now(store, old)).state is PartyState.REFUNDING
    assert (await now(store, old)).source_id == target
    assert (await now(store, new)).state is PartyState.OPEN
