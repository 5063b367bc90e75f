"""What every store promises about parties: one at a time, one entry and one vote each, due steps, moves of the chat."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.party import Party, PartySchedule, PartyState, ShownEntry
from bot.errors import AlreadyDone, IllegalStep
from bot.ledger.entries import OwnerKind
from bot.ports import Store
from storage.core.database import Database
from storage.parties.parties import SqlitePartySchedule
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.ledger_checks import funded_account
from tests.support.memory_parties import MemoryPartySchedule
from tests.support.memory_store import MemoryStore
from tests.support.samples import held

GROUP = -100500
Books = tuple[Store, PartySchedule]


@pytest_asyncio.fixture(params=["memory", "sqlite"])
async def tx(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Books]:
    """The store and its schedule, once in memory and once on disk."""
    clock = FakeClock()
    if request.param == "memory":
        memory = MemoryStore(clock)
        yield memory, MemoryPartySchedule(lambda: memory.tables)
        return
    database = await Database.open(tmp_path / "kiosk.db")
    yield SqliteStore(database, clock), SqlitePartySchedule(database)
    await database.close()


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
    async with store.transaction() as transaction:
        return await transaction.add_party(Party(**{**known, **facts}))  # type: ignore[arg-type]  # as named above


async def now(store: Store, party: Party) -> Party:
    """The party as it is kept."""
    async with store.transaction() as transaction:
        found = await transaction.party(party.id)
    assert found is not None
    return found


async def test_every_field_is_kept(tx: Books) -> None:
    """What a step writes is read again; the pot is an empty account of no person, and of no group."""
    store, _ = tx
    party = await stored(store)
    async with store.transaction() as transaction:
        pot = await transaction.account(party.budget_account_id)
        assert (pot.owner_kind, pot.owner_id, pot.available) == (OwnerKind.PARTY, party.id, 0)
        full = replace(
            party,
            state=PartyState.CLOSING,
            due_at=None,
            ends_at=START,
            message_id=9,
            ballot_id=10,
            entries=(ShownEntry(3, 30), ShownEntry(2)),
            returned=0,
            theme="",
        )
        await transaction.save_party(full, expected=PartyState.OPEN)
    assert await now(store, party) == full
    async with store.transaction() as transaction:
        assert await transaction.party_asked_by(f"{GROUP}:44") == full
        assert await transaction.party_in(GROUP) == full
        assert await transaction.party_in(-1) is None
        assert await transaction.party(99) is None


async def test_one_message_and_one_group_have_one_party(tx: Books) -> None:
    """The same message makes no second one; nor does another while the first goes on."""
    store, _ = tx
    party = await stored(store)
    with pytest.raises(AlreadyDone):
        await stored(store, chat_id=-2)
    with pytest.raises(AlreadyDone):
        await stored(store, asked_by="other")
    async with store.transaction() as transaction:
        await transaction.save_party(replace(party, state=PartyState.REFUNDING), expected=PartyState.OPEN)
    assert (await stored(store, asked_by="other")).id != party.id


async def test_a_step_that_came_late_is_refused(tx: Books) -> None:
    """Another state, or another chat: what was read is not true any more."""
    store, _ = tx
    party = await stored(store)
    for changed, expected in ((party, PartyState.VOTING), (replace(party, chat_id=-2), PartyState.OPEN)):
        with pytest.raises(IllegalStep):
            async with store.transaction() as transaction:
                await transaction.save_party(changed, expected=expected)


async def test_votes(tx: Books) -> None:
    """The last one counts, None takes it back; parties do not mix, and a forgotten person's is gone."""
    store, _ = tx
    party = await stored(store)
    async with store.transaction() as transaction:
        for person, generation in ((1, 5), (1, 6), (2, 5), (3, 5), (3, None)):
            await transaction.cast_vote(party.id, person, generation)
        assert await transaction.votes(party.id) == {1: 6, 2: 5}
        assert await transaction.votes(party.id + 1) == {}
        await transaction.forget_person(2, -3)
        await transaction.forget_person(7, -8)
        assert await transaction.votes(party.id) == {1: 6}
    assert (await now(store, party)).starter_id is None


async def test_entries(tx: Books) -> None:
    """A party's generations come oldest first, those of others never."""
    store, _ = tx
    party = await stored(store)
    async with store.transaction() as transaction:
        made = [
            await transaction.add_generation(
                held(party.budget_account_id, f"t{person}", person_id=person, party_id=party.id)
            )
            for person in (3, 4)
        ]
        await transaction.add_generation(held(party.budget_account_id, "other"))
        assert [one.id for one in await transaction.party_entries(party.id)] == [one.id for one in made]


async def test_what_is_due_is_claimed(tx: Books) -> None:
    """The one that is due longest; nothing that is due later, or never."""
    store, schedule = tx
    party = await stored(store)
    later = await stored(store, chat_id=-2, asked_by="b", due_at=START + timedelta(minutes=1))
    lease = START + timedelta(minutes=5)
    assert await schedule.next_party_due() == START
    claimed = await schedule.claim_party(START, lease_until=lease)
    assert claimed is not None
    assert claimed.id == party.id
    async with store.transaction() as transaction:
        await transaction.save_party(replace(claimed, due_at=None), expected=PartyState.OPEN)
    await schedule.drop_party_lease(party.id)
    assert await schedule.claim_party(START, lease_until=lease) is None
    assert await schedule.next_party_due() == later.due_at


async def test_a_lease_keeps_others_away(tmp_path: Path) -> None:
    """While one works on it nobody else does; a new process takes over what a dead one had."""
    database = await Database.open(tmp_path / "kiosk.db")
    store, schedule = SqliteStore(database, FakeClock()), SqlitePartySchedule(database)
    party = await stored(store)
    lease = START + timedelta(minutes=5)
    assert await schedule.claim_party(START, lease_until=lease)
    assert await schedule.claim_party(START, lease_until=lease) is None
    assert await schedule.next_party_due() is None
    await schedule.renew_party_leases([party.id], lease + timedelta(minutes=5))
    assert await schedule.claim_party(lease, lease_until=lease + timedelta(minutes=5)) is None
    lease += timedelta(minutes=5)
    assert await schedule.claim_party(lease, lease_until=lease + timedelta(minutes=5))
    await schedule.drop_party_leases()
    taken = await schedule.claim_party(START, lease_until=lease)
    assert taken is not None
    assert taken.id == party.id
    await database.close()


async def test_a_group_that_grows_takes_its_party_along(tx: Books) -> None:
    """Votes stay; the invitation and the gallery are posted anew, since messages of the old chat mean nothing now."""
    store, _ = tx
    party = await stored(store)
    async with store.transaction() as transaction:
        voting = replace(
            party,
            state=PartyState.VOTING,
            message_id=9,
            ballot_id=10,
            entries=(ShownEntry(3, 30), ShownEntry(2, 20)),
            due_at=START + timedelta(minutes=9),
        )
        await transaction.save_party(voting, expected=PartyState.OPEN)
        await transaction.cast_vote(party.id, 1, 3)
        assert await transaction.move_chat(GROUP, -2)
        assert await transaction.votes(party.id) == {1: 3}
    moved = await now(store, party)
    assert (moved.chat_id, moved.thread_id, moved.message_id, moved.ballot_id) == (-2, None, None, None)
    assert moved.state is PartyState.SHOWING
    assert moved.entries == (ShownEntry(3), ShownEntry(2))
    assert moved.due_at is not None
    assert moved.due_at <= START


async def test_two_parties_meet_when_a_group_grows(tx: Books) -> None:
    """The supergroup's own party goes on, the older one ends; its pot finds its way back to the account that took over."""
    store, _ = tx
    old = await stored(store)
    new = await stored(store, chat_id=-2, asked_by="new")
    async with store.transaction() as transaction:
        await transaction.move_chat(GROUP, -2)
        target = (await transaction.account_of_person(8)).id
        await transaction.move_open_work(old.source_id, target)
    assert (await now(store, old)).state is PartyState.REFUNDING
    assert (await now(store, old)).source_id == target
    assert (await now(store, new)).state is PartyState.OPEN
